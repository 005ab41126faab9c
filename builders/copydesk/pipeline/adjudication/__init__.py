"""Two primary annotations and the adjudicated one: where they differ, who was followed, and why."""
