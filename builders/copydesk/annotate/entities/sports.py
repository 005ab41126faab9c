"""Which towns of an article are teams, and which names stand in a line-up.

A town plays where a score follows it (``Tonnerre bat Sens 7-6``, ``Osimo–Numana 13-11``), or where the language gives a
club an article that the town has none of (``el Medina``).
"""

import re
from collections import Counter
from collections.abc import Sequence

from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.mentions import Mention, Reading, Surface
from copydesk.annotate.entities.towns import is_town
from copydesk.annotate.entities.words import Word

_SCORE = re.compile(r"\d{1,3}[-\u2010-\u2013]\d{1,3}")
_SCORE_WEIGHS, _ENOUGH = 2, 2
_LINE_UP = 4
"""Names with a number in brackets after them that make a line-up."""


def teams(mentions: Sequence[Mention], reading: Reading) -> set[Surface]:
    """Give the places that play: a score after the name once, or a club's article before it twice."""
    cues: Counter[Surface] = Counter()
    played = any(_SCORE.fullmatch(word.text) for words in reading.words for word in words)
    for mention in mentions:
        if mention.type not in {"LOC", "ORG", "PER", "MISC"} or mention.last - mention.first > 3:
            continue
        words = reading.words[mention.area]
        surface = reading.surface(mention)
        if not _is_place(surface, reading):
            continue
        if _score_follows(words, mention.last) or (played and _plays(words, mention, reading.lexicon)):
            cues[surface] += _SCORE_WEIGHS
        elif _has_team_article(words, mention.first, reading) and is_town(surface, reading.lexicon):
            cues[surface] += 1
    return {surface for surface, number in cues.items() if number >= _ENOUGH}


def _is_place(surface: Surface, reading: Reading) -> bool:
    return reading.lexicon.known.get(" ".join(surface)) == "LOC" or is_town(surface, reading.lexicon)


def _score_follows(words: Sequence[Word], last: int) -> bool:
    """Tell whether a score stands after a name, or after the one that a dash or hyphen joins to it."""
    if last < len(words) and words[last].capital and words[last].gap in {"-", "\N{EN DASH}", " - ", " \N{EN DASH} "}:
        last += 1
    return last < len(words) and words[last].gap == " " and _SCORE.fullmatch(words[last].text) is not None


def _plays(words: Sequence[Word], mention: Mention, lexicon: Lexicon) -> bool:
    """Tell whether a place plays where it stands: ``Tonnerre bat Sens``, or opens a line-up: ``Sens : Roux``."""
    first, last = mention.first, mention.last
    after = words[last] if last < len(words) else None
    if after and after.gap == " " and after.text in lexicon.playing_verbs:
        return True
    if after and not first and after.gap.strip() == ":" and after.capital:
        return True
    return bool(first) and words[first].gap == " " and words[first - 1].text in lexicon.playing_links


def _has_team_article(words: Sequence[Word], first: int, reading: Reading) -> bool:
    return bool(first) and not words[first].opens and words[first - 1].text in reading.lexicon.team_articles


def line_up(mentions: Sequence[Mention], reading: Reading) -> set[Mention]:
    """Give the names of passages in which at least four have a number in brackets after them."""
    numbered = [mention for mention in mentions if _number_follows(reading.words[mention.area], mention.last)]
    areas = Counter(mention.area for mention in numbered)
    return {mention for mention in numbered if areas[mention.area] >= _LINE_UP}


def _number_follows(words: Sequence[Word], last: int) -> bool:
    return last < len(words) and words[last].gap == " (" and words[last].text[0].isdigit() and len(words[last].text) < 4
