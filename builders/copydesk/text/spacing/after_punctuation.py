"""Punctuation that lost the space after it: *urgence.Des*, *fin.»Il*, *Paris,dans*; an opening quote, the one before.

A full stop is followed by small letters in domain names and file names and stands between single letters in
abbreviations, so it counts between a word and a capitalised word alone. Commas count between words, colons where
French typography leaves them apart from the word before, brackets where they do not belong to the word
(*client(e)s* stays).
"""

import re
from collections.abc import Iterator

from copydesk.text.spacing.run import Run, Seam
from copydesk.text.tokens import abbreviations

GUILLEMET = "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
SURE = 2.0
LIKELY = 0.5
UNLIKELY = -0.5
KNOWN = 2.0
LETTERS_OF_AN_ENDING = 3
FARTHEST = 200
_MARK = (
    rf"[.!?,;:)\]\"\N{{HORIZONTAL ELLIPSIS}}{GUILLEMET}"
    r"\N{RIGHT DOUBLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}]"
)
_MARKS = re.compile(f"{_MARK}+")
_OPENING = re.compile(
    r"(?<=[^\W\d_])[\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
    r"\N{DOUBLE LOW-9 QUOTATION MARK}](?=\w)"
)
_MAY_JOIN = re.compile(rf"{_MARK}[^\W\d_]|{_OPENING.pattern}")
"""Any place that either rule could mean; most runs have none, and need no further look."""

_LETTERS = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"[@/\\_=&]|www\.")
_STOPS = frozenset(".!?\N{HORIZONTAL ELLIPSIS}")


def after_punctuation(run: Run) -> Iterator[Seam]:
    """Find words that follow a mark without a space."""
    text = run.text
    if text.isalpha() or not _MAY_JOIN.search(text):
        return
    # The next character is looked at here and not in the pattern, which would try every tail of a long row of dots.
    joins = [found for found in _MARKS.finditer(text) if text[found.end() : found.end() + 1].isalpha()]
    if joins and not _ADDRESS.search(text):
        words = {end: text[start:end] for start, end in (found.span() for found in _LETTERS.finditer(text))}
        for found in joins:
            weight = _weight(run, found, words.get(found.start(), ""))
            if weight is not None:
                yield Seam((found.end(),), weight, "after-punctuation", found.end())
    for found in _OPENING.finditer(text):
        if found.group() in run.cues.opening_quotes:
            yield Seam((found.start(),), LIKELY, "after-punctuation", found.start())


def _weight(run: Run, join: re.Match[str], before: str) -> float | None:
    marks = join.group()
    after = _LETTERS.match(run.text, join.end())
    following = after.group() if after else ""
    if marks[-1] in run.cues.closing_quotes:
        return SURE if marks[-1] == GUILLEMET or join.start() > 0 else None
    if marks[-1] == '"':
        return _after_straight_quote(run, join, following)
    if marks[-1] in ")]":
        return _after_bracket(run.text, join.end() - 1, following)
    return (
        _after_stop(run, join, before, following) if marks[-1] in _STOPS else _after_comma(run, join, before, following)
    )


def _after_comma(run: Run, join: re.Match[str], before: str, following: str) -> float | None:
    marks = join.group()
    if marks in (",", ";") and len(before) > 1 and (len(following) > 1 or following.lower() in run.cues.function_words):
        return SURE
    # French typography leaves the colon apart from the word before; *Leser:innen* and *Re:Zero* are words.
    if marks == ":" and join.start() == 0 and _is_capitalised(following, run) and _is_known(following, run):
        return LIKELY
    return None


def _after_stop(run: Run, join: re.Match[str], before: str, following: str) -> float | None:
    marks = join.group()
    closed = marks[0] in run.cues.closing_quotes + ")"
    if (len(before) < 2 and not closed) or not _is_capitalised(following, run) or not _is_known(following, run):
        return None
    if run.text.startswith(".", join.end() + len(following)):
        return None
    if marks == "." and (before.lower() in abbreviations(run.language) or not before[-1].islower()):
        return None
    return SURE if before.islower() or following.lower() in run.cues.function_words else UNLIKELY


def _after_straight_quote(run: Run, join: re.Match[str], following: str) -> float | None:
    """Accept a quotation mark behind a stop as the end of a quotation: *over."He*."""
    stopped = len(join.group()) > 1 and join.group()[-2] in _STOPS | {","}
    if not stopped or join.start() == 0 or not _is_capitalised(following, run) or not _is_known(following, run):
        return None
    return LIKELY


def _after_bracket(text: str, bracket: int, following: str) -> float | None:
    """Accept a bracket that opened before this run or at its start, and holds more than an ending or a prefix."""
    opening = text.rfind("(" if text[bracket] == ")" else "[", max(0, bracket - FARTHEST), bracket)
    if opening > 0 or (opening < 0 and bracket > FARTHEST) or len(following) < 2 or text[bracket - 1 : bracket] == "-":
        return None
    return LIKELY if opening < 0 or bracket - opening > LETTERS_OF_AN_ENDING + 1 else None


def _is_capitalised(word: str, run: Run) -> bool:
    if len(word) == 1:
        return word.isupper() and word.lower() in run.cues.function_words
    return word[:1].isupper() and word[1:].islower()


def _is_known(word: str, run: Run) -> bool:
    return run.lexicon is None or run.lexicon.zipf.get(word.lower(), 0.0) >= KNOWN
