"""Reading when an article was published and changed."""

from copydesk.text.dates.read import DateRemark, Dates, read_dates

__all__ = ["DateRemark", "Dates", "read_dates"]
