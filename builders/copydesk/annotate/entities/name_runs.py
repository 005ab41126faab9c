"""How far the name goes that starts at a capitalised word: runs of capitals, and what may stand between them."""

from collections.abc import Sequence

from copydesk.annotate.entities.capitals import capital_run
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.rarity import is_rare
from copydesk.annotate.entities.words import Word


def run_end(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Give where a run of capitals ends; particles that are common words too join it only after a first name."""
    named = words[index].text.split("-", 1)[0] in lexicon.first_names
    return capital_run(words, index, lexicon, lexicon.particles if named else lexicon.particles - lexicon.connectors)


def person_end(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Give where a person's name ends where every noun has a capital: first names, particles, one surname."""
    last = index
    while last < len(words) and words[last].text in lexicon.first_names and (last == index or words[last].gap == " "):
        last += 1
    return last + 1 if last == index else capital_run(words, last - 1, lexicon, lexicon.particles, most=1)


def name_end(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Give where the name of a person ends whom a title or function introduces."""
    if lexicon.nouns_capitalised:
        return max(person_end(words, index, lexicon), capital_run(words, index, lexicon, lexicon.particles, most=1))
    return capital_run(words, index, lexicon, lexicon.particles)


def rare_pair_end(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Give the end of two capitalised words that are no common nouns, side by side: a first name and a surname."""
    pair = words[index : index + 2]
    if len(pair) < 2 or pair[1].gap != " " or not pair[1].capital or pair[0].opens:
        return index
    return index + 2 if all(is_rare(part, lexicon) for word in pair for part in word.text.split("-")) else index
