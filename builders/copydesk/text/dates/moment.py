"""One date, or date and time, read from a stretch of text by hand."""

import datetime as dt
import re
from typing import NamedTuple, Self

from copydesk.text.dates.words import ZONES, date_words

FIRST_YEAR, LAST_YEAR = 1605, 2100
"""The first newspaper came out in 1605; a year beyond these is a slip of the page."""

FURTHEST = 14
"""No offset is further from UTC than so many hours."""


class Problem(NamedTuple):
    """Why no date could be read: a rule id and words for people."""

    rule: str
    message: str


class Moment(NamedTuple):
    """A date, a time, or both; what the text does not state is None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    offset: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether year, month and day are there."""
        return self.year is not None and self.month is not None and self.day is not None

    @property
    def is_time(self) -> bool:
        """Whether there is a time and nothing of a date."""
        return self.hour is not None and self.day is None and self.month is None

    def at(self, time: Self) -> Self:
        """Give this date with the time of another."""
        return self._replace(hour=time.hour, minute=time.minute, second=time.second, offset=time.offset)

    def iso(self) -> str:
        """Write the moment in ISO 8601."""
        date = f"{self.year:04d}-{self.month:02d}-{self.day:02d}"
        if self.hour is None:
            return date
        seconds = "" if self.second is None else f":{self.second:02d}"
        return f"{date}T{self.hour:02d}:{self.minute or 0:02d}{seconds}{self.offset}"


class _Clock(NamedTuple):
    """A time of day and where it stands."""

    start: int
    end: int
    hour: int
    minute: int
    second: int | None


_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?:[t ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)? ?(z|[+-]\d\d:?\d\d)?)?(?!\d)"
)
_NUMBERS = re.compile(r"(?<![\d.:/-])(\d{1,4}) ?([./-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d\d)(?![\d:])")
_SHORT = re.compile(r"(?<![\d.:/-])(\d{1,2})\.? ?[./] ?(\d{1,2})\.?(?![\d:/])")
_COLON = re.compile(r"(?<![\d.:+-])(\d{1,2})(?::| ?h ?| ?uhr )(\d\d)(?:[:m](\d\d))?(?!\d) ?([ap]\.? ?m\b)?")
_DOT = re.compile(r"(?<![\d.:/+-])(\d{1,2})\.(\d\d)(?![\d.]) ?([ap]\.? ?m\b|uhr|h\b)?")
_HOUR = re.compile(r"(?<![\d.:/+-])(\d{1,2}) ?(?:([ap]\.? ?m)\b|uhr\b|h\b|hs\b)")
_TIME_LEAD = re.compile(r"(?:alle|ore|um|a las|at|[\u00e0\u00e1]s|kl|,|-|\||\N{EN DASH}|\N{MIDDLE DOT}) ?$")
_OFFSET = re.compile(r"\(?(?:utc|gmt)? ?([+-])(\d{1,2})(?::?(\d\d))?(?!\d)\)?")
_ZONE = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:-feira)?")
_RANGE = re.compile(r"\d{1,2} ?[-\N{EN DASH}] ?\d{1,2}\.? [^\W\d_]{3,}")


def read_moment(text: str, *, day_first: bool, same_day: Moment | None = None) -> Moment | Problem | None:
    """Read the date that a folded stretch of text states.

    Args:
        text: lower case, see ``words.fold``.
        day_first: whether three numbers with slashes mean day, month, year.
        same_day: a date that the same line stated before; a later time alone belongs to it.

    Returns:
        What is stated (perhaps not all of a date), a problem, or None where there is nothing of a date.
    """
    iso = _ISO.search(text)
    found = _from_iso(iso) if iso else _read_parts(text, day_first=day_first)
    if isinstance(found, Problem) or found == Moment():
        return _relative(text) if found == Moment() else found
    if found.is_complete:
        return _checked(found, text)
    if problem := _relative(text):
        return problem
    return _later_that_day(same_day, found) if found.is_time and same_day is not None else found


def _read_parts(text: str, *, day_first: bool) -> Moment | Problem:
    """Read a date and a time, each wherever it stands."""
    date, rest = _date(text, day_first)
    if isinstance(date, Problem):
        return date
    clock = _clock(rest, has_date=date.is_complete)
    if clock is None or isinstance(clock, Problem):
        return clock or date
    return date._replace(hour=clock.hour, minute=clock.minute, second=clock.second, offset=_offset(rest, clock))


def _from_iso(match: re.Match[str]) -> Moment:
    year, month, day, hour, minute, second, zone = match.groups()
    offset = "" if not zone else "Z" if zone == "z" else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return Moment(
        int(year), int(month), int(day), int(hour) if hour else None, int(minute) if minute else None,
        int(second) if second else None, offset,
    )  # fmt: skip


def _date(text: str, day_first: bool) -> tuple[Moment | Problem, str]:
    """Find the date in a text; give it, and the text with the date blanked out."""
    if _RANGE.search(text):
        return Problem("date-ambiguous", "a range of days"), text
    found = list(_NUMBERS.finditer(text))
    if found:
        dates = {_from_numbers(match, day_first) for match in found}
        if len(dates) > 1:
            return Problem("date-ambiguous", "two dates, and no word which is which"), text
        match = found[0]
        rest = text[: match.start()] + "," + " " * (match.end() - match.start() - 1) + text[match.end() :]
        return dates.pop(), rest
    return _from_words(text)


def _from_numbers(match: re.Match[str], day_first: bool) -> Moment | Problem:
    first, separator, second, third = match[1], match[2], match[3], match[4]
    if len(first) == 4:
        if len(third) != 2:
            return Problem("date-impossible", f"no such date: {match.group()}")
        return Moment(int(first), int(second), int(third))
    if len(third) != 4 or len(first) > 2:
        return Problem("date-ambiguous", f"two digits for the year: {match.group()}")
    left, right = int(first), int(second)
    if separator == "." or day_first or left > 12 or left == right:
        return Moment(int(third), right, left)
    if right > 12:
        return Moment(int(third), left, right)
    return Problem("date-ambiguous", f"day and month cannot be told apart: {match.group()}")


def _from_words(text: str) -> tuple[Moment | Problem, str]:
    known = date_words()
    tokens = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    years = [
        token
        for token in tokens
        if token[0].isdigit() and len(token[0]) == 4 and token[0][:2] in {"18", "19", "20", "21"}
    ]
    for index, (word, start, end) in enumerate(tokens):
        month = known.months.get(word)
        if month is None or _is_weekday_use(tokens, index):
            continue
        day = _day_beside(text, tokens, index)
        if day is None:
            continue
        year = next((token for token in years if token[1] > end), None) or next(iter(years), None)
        last = max(end, day[2], year[2] if year else 0)
        first = min(start, day[1], year[1] if year else start)
        rest = text[:first] + "," + " " * (last - first - 1) + text[last:] if last - first < 60 else text
        return Moment(int(year[0]) if year else None, month, int(day[0])), rest
    short = _SHORT.search(text)
    if short and short.group().endswith(".") and not _HOUR.search(text):
        return Moment(None, int(short[2]), int(short[1])), ""
    return Moment(), text


def _is_weekday_use(tokens: list[tuple[str, int, int]], index: int) -> bool:
    """Tell "mar" for Tuesday from "mar" for March: another month name follows a number after it."""
    known = date_words()
    if tokens[index][0] not in known.weekdays:
        return False
    return any(word in known.months for word, _, _ in tokens[index + 1 : index + 4])


def _day_beside(text: str, tokens: list[tuple[str, int, int]], index: int) -> tuple[str, int, int] | None:
    """Find the day of a month name: "12 mai", "1er mai", "12. Mai", "12 de mayo", "May 12th"."""
    for step in (1, 2, 3):
        if index - step >= 0:
            word, start, end = tokens[index - step]
            if word.isdigit() and len(word) <= 2 and ":" not in text[end : end + 1]:
                return word, start, end
            if word not in {"de", "er", "of", "st", "nd", "rd", "th", "do", "di"}:
                break
    if index + 1 < len(tokens):
        word, start, end = tokens[index + 1]
        if word.isdigit() and len(word) <= 2 and text[end : end + 1] not in {":", "h"}:
            return word, start, end
    return None


def _clock(text: str, *, has_date: bool) -> _Clock | Problem | None:
    """Find the one time of day in a text from which the date was taken out."""
    match = _COLON.search(text)
    if match:
        return _clock_of(match, match[1], match[2], match[3], match[4])
    dotted = _DOT.search(text)
    if dotted and (dotted[3] or _TIME_LEAD.search(text[: dotted.start()]) or (has_date and int(dotted[1]) < 24)):
        half = dotted[3] if dotted[3] and dotted[3][0] in "ap" else None
        return _clock_of(dotted, dotted[1], dotted[2], None, half)
    hour = _HOUR.search(text)
    return _clock_of(hour, hour[1], "0", None, hour[2]) if hour else None


def _clock_of(match: re.Match[str], hour: str, minute: str, second: str | None, half: str | None) -> _Clock | Problem:
    hours, minutes = int(hour), int(minute)
    if half:
        if not 1 <= hours <= 12:
            return Problem("date-impossible", f"no such time: {match.group().strip()}")
        hours = hours % 12 + (12 if half[0] == "p" else 0)
    if hours > 23 or minutes > 59 or (second and int(second) > 59):
        return Problem("date-impossible", f"no such time: {match.group().strip()}")
    return _Clock(match.start(), match.end(), hours, minutes, int(second) if second else None)


def _offset(text: str, clock: _Clock) -> str:
    """Read the offset after a time, where it means one everywhere: UTC, GMT, +02:00, UTC+2; not EST or CET."""
    after = text[clock.end :].lstrip(" (")
    if number := _OFFSET.match(after):
        hours, minutes = int(number[2]), int(number[3] or 0)
        is_signed = after.startswith(("utc", "gmt")) or number[3] is not None
        return f"{number[1]}{hours:02d}:{minutes:02d}" if is_signed else ""
    zone = _ZONE.match(after)
    return "Z" if zone and zone.group() in {"utc", "gmt"} else ""


def _relative(text: str) -> Problem | None:
    match = date_words().relative.search(text)
    return Problem("date-relative", f"only to be read with a clock: {match.group()}") if match else None


def _later_that_day(date: Moment, time: Moment) -> Moment | Problem:
    if date.hour is None or (time.hour or 0, time.minute or 0) >= (date.hour, date.minute or 0):
        return date.at(time)
    return Problem("date-incomplete", "a time before that of the date on the same line, and no day")


def _checked(moment: Moment, text: str) -> Moment | Problem:
    if not FIRST_YEAR <= (moment.year or 0) <= LAST_YEAR:
        return Problem("date-impossible", f"no newspaper came out in {moment.year}")
    if _is_far(moment.offset):
        return Problem("date-impossible", f"no such offset from UTC: {moment.offset}")
    try:
        date = dt.date(moment.year or 0, moment.month or 0, moment.day or 0)
        dt.time(moment.hour or 0, moment.minute or 0, moment.second or 0)
    except ValueError:
        return Problem("date-impossible", f"no such date: {moment.iso()}")
    weekday = _weekday(text)
    if weekday is not None and weekday != date.isoweekday():
        return Problem("date-weekday", f"{date.isoformat()} is not the weekday that the line names")
    return moment


def _is_far(offset: str) -> bool:
    return len(offset) > 1 and (int(offset[1:3]) > FURTHEST or int(offset[4:6]) > 59)


def _weekday(text: str) -> int | None:
    """Find the weekday that a text names; a name of two letters counts before a comma or full stop alone."""
    known = date_words()
    for match in _TOKEN.finditer(text):
        word = match.group()
        number = known.weekdays.get(word)
        if number is None or word in ZONES:
            continue
        if len(word) > 2 and word not in known.months:
            return number
        if text[match.end() : match.end() + 1] in {",", "."} and word not in known.glue:
            return number
    return None
