"""Put lost spaces back where the evidence says so: words run together where a tag boundary lost its space."""

from copydesk.text.spacing.repairs import REPAIRS, find_lost_spaces

__all__ = ["REPAIRS", "find_lost_spaces"]
