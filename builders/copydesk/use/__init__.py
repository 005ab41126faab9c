"""What people do with articles and releases: load, view, exchange, score."""
