"""Lines that need no model: separators, the article's id at the end, bulleted teasers and bulleted paragraphs."""

import re
import unicodedata
from collections.abc import Sequence

from copydesk.text.layout.cues import LABEL, SENTENCE_ENDS, fold, label_class
from copydesk.text.layout.lines import DASHES, Line
from copydesk.text.layout.verdicts import Verdict, as_noise, as_role
from copydesk.text.layout.ways import is_path

STORY_LENGTH = 60
"""A bulleted line of this length or more that ends like a sentence belongs to the story."""

STORY = 150
"""A line of this length that ends like a sentence is of the story, which has begun then."""

ITEM = 40
"""Lines of a list with dashes are shorter than this; longer ones may be titles of other articles."""

SHORT_TITLE = 25
"""A bulleted line shorter than this is an entry of a menu, not the title of an article."""

WAY = 160
"""The way from the home page to an article is shorter than this."""

WIRE = 60
"""The code of an agency is no longer than this."""

SLUGS = 3
"""So many lines at the head and at the end of a page may be the code of an agency."""

_ID = re.compile(r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*[._-](?=[a-z]*[0-9])[a-z0-9]+")
_CODE = re.compile(r"[A-Z]{2,8}(?:[._-][A-Z0-9]+)*[._-][0-9]{3,}(?:[._-][A-Z0-9]+)*")
_SLUG = re.compile(r"[A-Z]{2,3}-[A-Z][A-Za-z]*--|[A-Z]{2,3}(?:-[A-Z][A-Za-z]*){2,}\Z")
_CODED = re.compile(r"(?<![^\W_])(?:[A-Z]{2,}\d{4,}|\d{4,}[A-Z]{2,}|\d{6,})(?![^\W_])")
_SIGNS = frozenset({"Pc", "Pd", "Ps", "Pe", "Po", "Sm", "Sk", "Zs", "Cf"})


def certain(lines: Sequence[Line]) -> dict[int, Verdict]:
    """Settle the lines that tell by themselves, or by the list they stand in, what they are."""
    settled: dict[int, Verdict] = {}
    if len(lines) > 1 and is_document_id(lines[-1].text):
        settled[len(lines) - 1] = as_role("document_id", "id-at-end")
    for index in (*range(min(SLUGS, len(lines) - 2)), *range(max(SLUGS, len(lines) - SLUGS), len(lines))):
        if is_wire_code(lines[index].text):
            settled[index] = as_role("document_id", "wire-code")
    first, told = 0, False
    for index, line in enumerate(lines):
        if index in settled:
            continue
        if line.bullet:
            settled[index] = _bulleted(line.text, lines[first - 1] if first else None, told=told)
            continue
        first = index + 1
        told = told or (len(line.text) >= STORY and line.text[-1] in SENTENCE_ENDS)
        if line.text[0] in DASHES and (is_dialogue(line.text) or _is_item(lines, index)):
            settled[index] = as_role("paragraph", "dash-at-head")
            continue
        if len(line.text) < WAY and is_path(line.text):
            settled[index] = as_noise("menu", "breadcrumb")
            continue
        if len(line.text) < 80 and is_separator(line.text) and len(lines) > 2:
            settled[index] = as_noise("other", "signs-only")
    return settled


def is_document_id(text: str) -> bool:
    """Tell whether a line is an id alone, such as ``fr-01``: a token of letters and digits with a number in it.

    A date has no letter first, a web address no digit last, and names such as COVID-19 are in capitals.
    """
    if len(text) > 128:
        return False
    has_mark = any(sign in text for sign in "._-")
    return has_mark and bool(_ID.fullmatch(text) or _CODE.fullmatch(text))


def is_wire_code(text: str) -> bool:
    """Tell whether a line is what an agency prints over or under a report: capitals and numbers, or a slug.

    Capitals with a number of four digits or more that is part of a code or no year ("XYZ0412 3 SOC", "2105GMT"); or a
    slug that begins with two capitals and a hyphen ("BC-US--Storm"), which no headline does that has several words.
    """
    if len(text) > WIRE or is_separator(text):
        return False
    if _SLUG.match(text):
        return True
    return text.isupper() and text[0].isalpha() and _CODED.search(text) is not None


def is_separator(text: str) -> bool:
    """Tell whether a line has nothing to read on it; symbols and emoji are for reading, quotation marks too."""
    return not text[:1].isalnum() and all(unicodedata.category(sign) in _SIGNS and sign not in "\"'" for sign in text)


def is_dialogue(text: str) -> bool:
    """Tell whether a line that begins with a dash is a turn of speech: a space after it, a full stop at the end."""
    return text[1:2] in {" ", "\xa0", "\N{NARROW NO-BREAK SPACE}"} and text[-1] in SENTENCE_ENDS


def _is_item(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a short line that begins with a dash and a space has a neighbour of the same make."""
    beside = [line.text for line in (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])]
    texts = [lines[index].text, *(text for text in beside if text[0] in DASHES)]
    return len(texts) > 1 and all(text[1:2] == " " and len(text) < ITEM for text in texts)


def _bulleted(text: str, above: Line | None, *, told: bool) -> Verdict:
    """Tell what a bulleted line is: from what it says, the line above its list, and whether the story was ``told``."""
    heading = "" if above is None else _label(above.text)
    if heading == "key_points" and not told:
        return as_role("dek", "key-point")
    ends = text[-1] in SENTENCE_ENDS or (text[-1] in ")\"'" and text[-2:-1] in SENTENCE_ENDS)
    if ends and len(text) >= STORY_LENGTH:
        return as_role("paragraph", "bulleted-sentence")
    if above is not None and above.text[-1] in ":;" and heading != "related_heading":
        return as_role("paragraph", "list-of-the-story")
    if _label(text):
        return as_noise("menu", "bulleted-label")
    if len(text) < SHORT_TITLE:
        return as_noise("menu", "bulleted-word")
    return as_role("related_item", "bulleted-title")


def _label(text: str) -> str:
    return label_class(fold(text)) if len(text) <= LABEL else ""
