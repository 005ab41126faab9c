"""Names in quotation marks that a noun before them explains: ``le roman « Jours gris »``, ``the app “Tide”``."""

from collections.abc import Iterator, Sequence

from copydesk.annotate.entities.capitals import Candidate
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.name_index import LONGEST
from copydesk.annotate.entities.rarity import frequency
from copydesk.annotate.entities.words import Word
from copydesk.record import EntityType

_OPENING = frozenset(
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    '\N{LEFT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"'
)
_CLOSING = frozenset(
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    '\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"'
)
_LONGEST_NICKNAME, _COMMON = 3, 5.0
_REACH = 3
"""Words before a mark in which its noun is looked for: ``le roman de Claire Vasseur, « … »`` is too far."""


def marked_name(words: Sequence[Word], index: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find the name that a quotation mark before a word opens, if a noun before it says what it names."""
    word = words[index]
    if not index or len(word.gap) < 2 or word.gap.rstrip()[-1:] not in _OPENING:
        return
    kind = _noun_type(words, index, word.gap, lexicon)
    if kind == "PER" and ":" in word.gap:
        return
    if kind == "PER" and word.text in lexicon.articles and index + 1 < len(words):
        # what somebody is called may have an article, which is no part of the name
        index, word = index + 1, words[index + 1]
    if kind is None or not _is_title_start(word):
        return
    for last in range(index + 1, min(index + LONGEST, len(words)) + 1):
        if last == len(words) or not _CLOSING.isdisjoint(words[last].gap):
            if kind != "PER" or _may_be_nickname(words, index, last, lexicon):
                yield Candidate(index, last, kind, sure=True)
            return


def _may_be_nickname(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether marked words may be what somebody is called: not what begins like a law or a sentence."""
    alone = last - first == 1
    return last - first <= _LONGEST_NICKNAME and (alone or frequency(words[first].text, lexicon) < _COMMON)


def _is_title_start(word: Word) -> bool:
    return word.capital or word.text[0].isdigit()


def _noun_type(words: Sequence[Word], index: int, gap: str, lexicon: Lexicon) -> EntityType | None:
    if gap.strip()[:-1].strip(" ,:"):
        return None
    for before in range(index - 1, max(-1, index - 1 - _REACH), -1):
        text = words[before].text
        for nouns, kind in _kinds(lexicon):
            if text in nouns:
                return kind
        if words[before].opens or words[before].gap.strip(" '\N{RIGHT SINGLE QUOTATION MARK}"):
            return None
    return None


def _kinds(lexicon: Lexicon) -> tuple[tuple[frozenset[str], EntityType], ...]:
    return (
        (lexicon.work_words, "PROD"),
        (lexicon.event_words, "EVENT"),
        (lexicon.organization_words, "ORG"),
        (lexicon.nickname_words, "PER"),
    )
