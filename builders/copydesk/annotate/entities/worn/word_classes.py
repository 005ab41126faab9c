"""What classes a word belongs to: how it is written, and which lists of the language's data hold it."""

from functools import lru_cache

from copydesk.annotate.entities.institutions import head_type
from copydesk.annotate.entities.lexicon import Lexicon, lexicon_of
from copydesk.annotate.entities.rarity import frequency
from copydesk.annotate.entities.towns import is_town
from copydesk.annotate.entities.word_cues import is_function

_LISTS_IN_SMALL = ("titles", "plural_titles", "function_words", "articles", "elisions", "demonyms")
_LISTS = (
    "genitives", "first_names", "place_prepositions", "organization_words", "place_words", "person_words",
    "person_verbs", "connectors", "street_heads", "work_words", "event_words", "saints", "particles", "legal_forms",
    "not_names", "list_words",
)  # fmt: skip
_MARKS = {
    ",": "comma", ".": "full stop", "(": "bracket opens", ")": "bracket closes", ":": "colon", ";": "semicolon",
    "-": "hyphen", "'": "apostrophe", "\N{RIGHT SINGLE QUOTATION MARK}": "apostrophe", "\N{EN DASH}": "dash",
    "\N{EM DASH}": "dash", '"': "quotation mark", "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": "quotation mark",
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": "quotation mark", "\N{LEFT DOUBLE QUOTATION MARK}":
    "quotation mark", "\N{RIGHT DOUBLE QUOTATION MARK}": "quotation mark",
}  # fmt: skip


@lru_cache(maxsize=1 << 14)
def word_classes(text: str, language: str) -> tuple[str, ...]:
    """Name the classes of a word: its writing, the lists that hold it, what it may be the head or the name of."""
    lexicon = lexicon_of(language)
    if lexicon is None:
        return ()
    low = text.lower()
    found = [writing(text)]
    found += [name for name in _LISTS_IN_SMALL if low in getattr(lexicon, name)]
    found += [name for name in _LISTS if text in getattr(lexicon, name)]
    if is_function(low, lexicon):
        found.append("functions")
    if kind := head_type(low, lexicon):
        found.append(f"head of {kind}")
    if text in lexicon.known:
        found.append(f"known as {lexicon.known[text]}")
    elif is_town((text,), lexicon):
        found.append("town")
    return tuple(found)


def writing(text: str) -> str:
    """Say how a word is written."""
    if text[0].isdigit():
        return "number"
    if not text[0].isupper():
        return "small"
    if len(text) == 1:
        return "letter"
    return "capitals" if text.isupper() else "capital"


def commonness(text: str, lexicon: Lexicon) -> int:
    """Give how common a word is, in whole steps of the Zipf scale; 0 where nobody counted it."""
    return int(frequency(text, lexicon))


def mark_after(gap: str) -> str:
    """Name what stands right after a word, of what stands between it and the next: dots in a row lead to a number."""
    marks = gap.strip()
    if len(marks) > 1 and not marks.strip(". "):
        return "dots"
    return _mark(gap, marks[:1])


def mark_before(gap: str) -> str:
    """Name what stands right before a word, of what stands between it and the one before."""
    return _mark(gap, gap.strip()[-1:])


def _mark(gap: str, mark: str) -> str:
    if not mark:
        return "space" if gap else "nothing"
    return _MARKS.get(mark, "mark")
