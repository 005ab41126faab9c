"""Who said what: quotes, their cues, sources and speakers, by rules over data files."""

from copydesk.annotate.quotes.find import find_quotes

__all__ = ["find_quotes"]
