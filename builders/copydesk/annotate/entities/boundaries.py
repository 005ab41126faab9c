"""Where a name starts and ends: articles, titles and words that ran over fall out of the span."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from copydesk.annotate.entities.institutions import head_type
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.look_alikes import evidence_of, is_look_alike
from copydesk.annotate.entities.mentions import Mention, Reading
from copydesk.annotate.entities.word_cues import is_function, is_initial
from copydesk.annotate.entities.words import Word
from copydesk.record import EntityType

_MARKS = frozenset(",;()\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}")


def mend(mentions: Iterable[Mention], reading: Reading) -> list[Mention]:
    """Give each mention the bounds of its name; drop those that name nothing.

    A lost space that was put back ends a name where a word in lower case follows: names often are links, and the
    space was lost where the link ended. Sure mentions have their bounds already.
    """
    evidence = evidence_of(reading)
    mended = []
    for mention in mentions:
        for part in (
            [_with_article(mention, reading)]
            if mention.sure
            else _cut_at_marks(_cut_at_joint(mention, reading), reading)
        ):
            name = part if part.sure else _trim(part, reading)
            if name.first < name.last and not is_look_alike(name, reading, evidence):
                mended.append(name)
    return mended


def _with_article(mention: Mention, reading: Reading) -> Mention:
    """Take in an organisation's article that has a capital inside a sentence: ``l'association Les Amis du lac``."""
    words = reading.words[mention.area]
    if mention.type != "ORG" or mention.last - mention.first == 1 or not mention.first:
        return mention
    article, name = words[mention.first - 1], words[mention.first]
    own = article.capital and not article.opens and name.capital and name.gap == " "
    return (
        mention._replace(first=mention.first - 1)
        if own and article.text.lower() in reading.lexicon.articles
        else mention
    )


def _cut_at_joint(mention: Mention, reading: Reading) -> Mention:
    words, connectors = reading.words[mention.area], reading.lexicon.connectors
    for index in sorted(reading.joints[mention.area] & frozenset(range(mention.first + 1, mention.last))):
        word = words[index]
        goes_on = mention.type != "PER" and word.text in connectors
        if words[index - 1].capital and not word.capital and not goes_on:
            return mention._replace(last=index)
    return mention


def _cut_at_marks(mention: Mention, reading: Reading) -> list[Mention]:
    """Cut names apart that stand in a list or in two sentences; a ministry may have commas in its name."""
    words = reading.words[mention.area]
    inner = range(mention.first + 1, mention.last)
    cuts = [index for index in inner if words[index].opens or not _MARKS.isdisjoint(words[index].gap)]
    if not cuts or words[mention.first].text.lower() in reading.lexicon.organization_heads_small:
        return [mention]
    bounds = [mention.first, *cuts, mention.last]
    return [mention._replace(first=first, last=last) for first, last in pairwise(bounds)]


def _trim(mention: Mention, reading: Reading) -> Mention:
    words, lexicon, kind = reading.words[mention.area], reading.lexicon, mention.type
    first, last = mention.first, mention.last
    while first < last and _falls_off_the_front(words, first, last, kind, lexicon):
        first += 1
    while first < last and _falls_off_the_end(words[last - 1], kind, lexicon):
        last -= 1
    return mention._replace(first=first, last=last)


def _falls_off_the_front(words: Sequence[Word], first: int, last: int, kind: EntityType, lexicon: Lexicon) -> bool:
    word, low = words[first], words[first].text.lower()
    if low in lexicon.function_words or low in lexicon.articles or low in lexicon.elisions:
        own = _is_own_article(words, first, last, kind, lexicon)
        return not own and not (kind == "PER" and is_initial(words, first, lexicon))
    if kind == "PER":
        aside = is_function(low, lexicon) or low in lexicon.demonyms or _opens_before_first_name(words, first, lexicon)
        return low in lexicon.titles or not word.capital or (last - first > 1 and aside)
    if low in lexicon.titles and word.capital and last - first > 1 and kind != "LOC":
        return True
    if word.capital:
        return False
    if kind == "LOC" and low in lexicon.place_words:
        return True
    return head_type(low, lexicon) is None


def _opens_before_first_name(words: Sequence[Word], first: int, lexicon: Lexicon) -> bool:
    """Tell whether a word has its capital from the sentence that it opens, and a first name follows."""
    word, after = words[first], words[first + 1 : first + 2]
    unknown = word.opens and word.text not in lexicon.first_names and word.text not in lexicon.known
    return unknown and len(word.text) > 1 and bool(after) and after[0].text in lexicon.first_names


def _is_own_article(words: Sequence[Word], first: int, last: int, kind: EntityType, lexicon: Lexicon) -> bool:
    """Tell whether an article or particle is the name's own: ``Le Monde``, ``La Haye``, ``(général) de Gaulle``."""
    word = words[first]
    followed = first + 1 < last and words[first + 1].capital
    if word.capital:
        known = " ".join(w.text for w in words[first:last]) in lexicon.known
        return followed and (known or not word.opens) and (word.text.lower() in lexicon.articles)
    if kind != "PER" or word.text not in lexicon.particles or not followed or not first:
        return False
    before = words[first - 1].text.lower()
    return before in lexicon.titles or before in lexicon.functions


def _falls_off_the_end(word: Word, kind: EntityType, lexicon: Lexicon) -> bool:
    low = word.text.lower()
    if word.capital:
        return kind == "PER" and low in lexicon.function_words and low not in lexicon.articles and len(low) > 1
    if word.text in lexicon.function_words or word.text in lexicon.elisions:
        return True
    return kind == "PER"
