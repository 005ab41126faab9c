"""Names that a head noun begins: institutions, places, events, and how far such a name goes."""

from collections.abc import Iterator, Sequence

from copydesk.annotate.entities.capitals import Candidate, continues
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.name_index import LONGEST, is_joined, longest_names, well_known
from copydesk.annotate.entities.words import Word
from copydesk.record import EntityType


def headed_name(words: Sequence[Word], index: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find the name whose head noun stands at ``index``, with its adjectives and what connectors join to it.

    It is sure where a capital inside says so; where it goes on with a common noun (``Conseil de sécurité``), it is not.
    """
    word = words[index]
    kind = head_type(word.text.lower(), lexicon)
    if kind is None or word.text in lexicon.first_names or (word.capital and lexicon.nouns_capitalised):
        return
    last, with_noun = _phrase_end(words, index, lexicon)
    inside = words[index:last]
    kind = ending_type(inside[-1].text, lexicon) or kind
    if " ".join(w.text for w in inside) in lexicon.known:
        return
    if last > index + 1 and any(w.capital and not w.opens for w in inside):
        deliberate = word.capital and not word.opens and lexicon.known.get(words[last - 1].text) == "LOC"
        yield Candidate(index, last, kind, sure=deliberate or not with_noun)


def head_type(word: str, lexicon: Lexicon) -> EntityType | None:
    """Give the type of what a head noun (in lower case) begins the name of."""
    if word in lexicon.organization_heads or word in lexicon.organization_heads_small:
        return "ORG"
    if word in lexicon.place_heads or word in lexicon.place_heads_small:
        return "LOC"
    return "EVENT" if word in lexicon.event_heads else None


def ending_type(word: str, lexicon: Lexicon) -> EntityType | None:
    """Give the type of what a word ends the name of: ``European Commission``, ``Baker Street``."""
    if word in lexicon.organization_endings:
        return "ORG"
    if word in lexicon.place_endings:
        return "LOC"
    return "EVENT" if word in lexicon.event_endings else None


def _phrase_end(words: Sequence[Word], head: int, lexicon: Lexicon) -> tuple[int, bool]:
    """Give where a headed name ends, and whether it goes on with a common noun.

    After the head come adjectives (after a capital), one run of capitals, and after connectors the same again; once,
    and only for a head with a capital, a common noun may stand for the capitals.
    """
    end = position = head + 1
    runs, with_noun = True, False
    stop = min(head + LONGEST, len(words))
    while position < stop and is_joined(words[position].gap):
        word = words[position]
        if word.capital:
            if not runs or not continues(word, lexicon):
                break
            end = position = _run_end(words, position, lexicon)
            runs = False
        elif position == end and is_adjective(word.text, lexicon) and _may_qualify(words, head, position, lexicon):
            end = position = position + 1
            runs = False
        else:
            content = _after_connectors(words, position, stop, lexicon)
            if content is None:
                break
            if end > head + 1 and _begins_other(words[content], words[head], lexicon):
                break
            if not words[content].capital:
                if with_noun or word.text not in lexicon.genitives:
                    break
                if words[head].capital:
                    end = content + 1
                elif not _is_named_after(words, content + 1, stop, lexicon):
                    break
                with_noun = True
            runs, position = words[content].capital, content if words[content].capital else content + 1
    return end, with_noun


def _begins_other(word: Word, head: Word, lexicon: Lexicon) -> bool:
    """Tell whether another institution begins here: ``Institut de chimie de l'Université de Pau`` are two.

    After a head in lower case any institution with a capital is another: ``orchestre militaire de la Flotte du Nord``.
    """
    heads = lexicon.organization_heads_small if head.capital else lexicon.organization_heads
    return word.capital and word.text.lower() in heads


def _may_qualify(words: Sequence[Word], head: int, position: int, lexicon: Lexicon) -> bool:
    """Tell whether an adjective belongs to a name: after a capital, or where the name of a small head follows."""
    if words[head].capital:
        return position == head + 1 or not words[position - 1].capital
    stop = min(head + LONGEST, len(words))
    if position + 1 < stop and words[position + 1].capital:
        return continues(words[position + 1], lexicon)
    return _is_named_after(words, position + 1, stop, lexicon)


def _is_named_after(words: Sequence[Word], position: int, stop: int, lexicon: Lexicon) -> bool:
    """Tell whether connectors and then a capital go on here: ``école de musique`` *de Lannion*."""
    content = _after_connectors(words, position, stop, lexicon) if position < stop else None
    return content is not None and words[content].capital


def _run_end(words: Sequence[Word], position: int, lexicon: Lexicon) -> int:
    known = longest_names(words[position : position + LONGEST], well_known(lexicon.language))
    long = next((last for first, last, _ in known if first == 0), 0) + position
    while position < len(words) and continues(words[position], lexicon):
        position += 1
    return max(position, long)


def _after_connectors(words: Sequence[Word], position: int, stop: int, lexicon: Lexicon) -> int | None:
    """Give the first word after connectors, None where a name cannot go on with it."""
    start = position
    while position < stop and words[position].text in lexicon.connectors and is_joined(words[position].gap):
        position += 1
    if position in (start, stop) or not is_joined(words[position].gap):
        return None
    first = words[start].text
    if first not in lexicon.genitives and first in lexicon.joining and words[start + 1].text not in lexicon.genitives:
        return None
    word = words[position]
    if word.capital:
        return position if continues(word, lexicon) else None
    return None if word.text in lexicon.function_words or word.text.isdigit() else position


def is_adjective(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word looks like an adjective of relation (``fédéral``, ``européenne``), by its ending."""
    return word.endswith(lexicon.adjective_endings) and word not in lexicon.function_words
