"""How far a name goes, by what the rest of the article says: run-on words are cut, cut-off ones are taken in."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from copydesk.annotate.entities.capitals import continues, is_acronym
from copydesk.annotate.entities.institutions import head_type
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.look_alikes import title_cased_areas
from copydesk.annotate.entities.mentions import Mention, Reading, Surface, places_taken
from copydesk.annotate.entities.word_cues import is_function
from copydesk.annotate.entities.words import Word


def cut_to_others(mentions: Sequence[Mention], reading: Reading) -> list[Mention]:
    """Cut what runs on in lower case after a name that stands alone elsewhere; institutions keep their adjectives."""
    alone = {reading.surface(mention) for mention in mentions}
    return [_cut_to_other(mention, alone, reading) for mention in mentions]


def _cut_to_other(mention: Mention, alone: AbstractSet[Surface], reading: Reading) -> Mention:
    words = reading.words[mention.area]
    end = mention.first
    while end < mention.last and words[end].capital:
        end += 1
    runs_on = mention.first < end < mention.last and not any(word.capital for word in words[end : mention.last])
    if mention.sure or not runs_on or head_type(words[mention.first].text.lower(), reading.lexicon):
        return mention
    shorter = mention._replace(last=end)
    return shorter if reading.surface(shorter) in alone else mention


def longer_agreeing(mentions: Sequence[Mention], reading: Reading) -> list[Mention]:
    """Let a sure name go as far as the annotator's of the same start and type, if common words are all that differs.

    Rules know how an institution's name begins better than where it ends (``Banque africaine de développement``).
    """
    sure_ends = {(m.area, m.first, m.type): m.last for m in mentions if m.sure}
    agreeing = []
    for mention in mentions:
        end = sure_ends.get((mention.area, mention.first, mention.type))
        rest = () if end is None else reading.words[mention.area][end : mention.last]
        longer = bool(rest) and not any(word.capital for word in rest)
        agreeing.append(mention._replace(sure=True) if longer else mention)
    return agreeing


def complete(mentions: Sequence[Mention], reading: Reading) -> list[Mention]:
    """Lengthen mentions by the capitalised words that go on with them and stand in no other mention.

    Nothing is done where every noun has a capital, nor for a name written in capitals.
    """
    lexicon = reading.lexicon
    if lexicon.nouns_capitalised:
        return list(mentions)
    taken, title_cased = places_taken(mentions), frozenset(title_cased_areas(reading))
    completed = []
    for mention in mentions:
        words = reading.words[mention.area]
        first, last = mention.first, mention.last
        if mention.type != "MISC" and mention.area not in title_cased and not words[first].text.isupper():
            while last < len(words) and (mention.area, last) not in taken and _goes_on(words, last, lexicon):
                last += 1
            while first and (mention.area, first - 1) not in taken and _leads_in(words, first, lexicon):
                first -= 1
        taken.update((mention.area, index) for index in range(first, last))
        same = (first, last) == (mention.first, mention.last)
        completed.append(mention if same else mention._replace(first=first, last=last))
    return completed


def with_suffixes(mentions: Sequence[Mention], reading: Reading) -> list[Mention]:
    """Take in what tells namesakes of a family apart: ``Behrens senior``, ``Outeiral hijo``."""
    return [_with_suffix(mention, reading) for mention in mentions]


def _with_suffix(mention: Mention, reading: Reading) -> Mention:
    words, lexicon = reading.words[mention.area], reading.lexicon
    after = words[mention.last : mention.last + 2]
    if mention.type != "PER" or not after or after[0].text not in lexicon.name_suffixes:
        return mention
    of_whom = len(after) > 1 and after[1].text in lexicon.genitives
    return mention if of_whom or after[0].gap != " " else mention._replace(last=mention.last + 1)


def _goes_on(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    word = words[index]
    return (
        continues(word, lexicon)
        and word.gap == " "
        and word.text.lower() not in lexicon.demonyms
        and not is_acronym(word.text)
        and word.text.lower() not in lexicon.function_words
    )


def _leads_in(words: Sequence[Word], first: int, lexicon: Lexicon) -> bool:
    word, low = words[first - 1], words[first - 1].text.lower()
    return (
        word.capital
        and not word.opens
        and continues(words[first], lexicon)
        and words[first].gap in {" ", "-", ". "}
        and low not in lexicon.titles
        and not is_function(low, lexicon)
        and low not in lexicon.function_words
        and low not in lexicon.organization_words
        and word.text.lower() not in lexicon.demonyms
        and word.text not in lexicon.not_names
    )
