"""Reading the layout of a news page that was copied as text."""

from copydesk.text.layout.read import read_layout

__all__ = ["read_layout"]
