"""From bytes to clean text: intake, layout, language, spacing, and the edits that lead back."""
