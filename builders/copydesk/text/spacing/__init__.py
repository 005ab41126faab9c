"""Put lost spaces back where the evidence says so."""

from copydesk.text.spacing.repairs import find_lost_spaces

__all__ = ["find_lost_spaces"]
