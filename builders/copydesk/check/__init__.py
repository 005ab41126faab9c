"""The gate: rules over articles, records and corpora, each with a stable id, and the findings that they give."""
