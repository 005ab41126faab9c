"""Names inside longer names, one deep: the place in ``Université de Nantes``, the person in ``affaire Dreyfus``."""

from collections.abc import Iterator, Sequence

from copydesk.annotate.entities.institutions import head_type
from copydesk.annotate.entities.mentions import Mention, Reading
from copydesk.annotate.entities.name_index import index_of, longest_names, well_known

_HOLDERS = frozenset({"ORG", "EVENT", "PROD"})
_HELD = frozenset({"PER", "LOC", "ORG"})


def nested(mentions: Sequence[Mention], reading: Reading) -> Iterator[Mention]:
    """Find the names that stand inside the name of an institution or event, after its head noun."""
    lexicon = reading.lexicon
    known = well_known(lexicon.language)
    own = index_of({reading.surface(m): m.type for m in mentions if m.type in _HELD})
    for mention in mentions:
        words = reading.words[mention.area][mention.first : mention.last]
        if mention.type not in _HOLDERS or len(words) < 2 or head_type(words[0].text.lower(), lexicon) is None:
            continue
        inner = words[1:]
        places = {first: (last, kind) for first, last, kind in longest_names(inner, known) if kind == "LOC"}
        found = places | {first: (last, kind) for first, last, kind in longest_names(inner, own)}
        for first, (last, kind) in sorted(found.items()):
            yield Mention(mention.area, mention.first + 1 + first, mention.first + 1 + last, kind)
