"""How an annotation reads at a difference, in one line of words."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from copydesk.pipeline.adjudication.differences import Difference
from copydesk.pipeline.gold import Gold
from copydesk.record import LayerName

NOTHING = "nothing"
_LONGEST = 80
_AROUND = 12


def reading(difference: Difference, gold: Gold, raw: str) -> str:
    """Say what an annotation has at the place of a difference; ``nothing`` where it has nothing there."""
    return "; ".join(_READINGS[difference.layer](difference, gold, raw)) or NOTHING


def _layout(difference: Difference, gold: Gold, raw: str) -> Iterator[str]:
    for piece in gold.pieces or ():
        if piece.start < difference.end and difference.start < piece.end:
            yield f"{piece.role or piece.noise} {_short(raw[piece.start : piece.end])}"


def _spacing(difference: Difference, gold: Gold, raw: str) -> Iterator[str]:
    at = difference.start
    if at in gold.lost_spaces:
        yield f"a space in {_short(f'{raw[max(0, at - _AROUND) : at]}|{raw[at : at + _AROUND]}')}"


def _entities(difference: Difference, gold: Gold, _raw: str) -> Iterator[str]:
    for mention in _there(difference, gold.annotation["entities"]):
        linked = mention["kb_id"] or mention["kb_status"]
        yield f"{mention['type']} {_short(mention['text'])} is {mention['entity_id']} ({linked})"
    for span in _there(difference, gold.annotation["non_entities"]):
        yield f"no entity ({span['reason']}) {_short(span['text'])}"


def _quotes(difference: Difference, gold: Gold, _raw: str) -> Iterator[str]:
    for quote in gold.annotation["quotes"]:
        if any(_touches(difference, span) for span in quote["content"]):
            yield _quote(quote)
    for span in _there(difference, gold.annotation["non_quotes"]):
        yield f"no quote ({span['reason']}) {_short(span['text'])}"


def _quote(quote: Mapping[str, Any]) -> str:
    parts = [
        f"{quote['type']}{'' if quote['level'] == 1 else ' inner'} quote {_texts(quote['content'])}",
        f"cue {_texts(quote['cue'])}",
        f"source {_texts(quote['source'])} ({quote['source_kind']}, {quote['attribution']})",
        f"speaker {quote['speaker_entity_id'] or 'unknown'}",
    ]
    return ", ".join([*parts, *([] if quote["factual"] else ["hedged"])])


def _texts(spans: list[Mapping[str, Any]]) -> str:
    return " + ".join(_short(span["text"]) for span in spans) or "none"


def _there(difference: Difference, spans: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    return (span for span in spans if _touches(difference, span))


def _touches(difference: Difference, span: Mapping[str, Any]) -> bool:
    return bool(span["start"] < difference.end and difference.start < span["end"])


def _short(words: str) -> str:
    """Give words on one line in marks, their middle left out where they are long."""
    line = " ".join(words.split())
    half = _LONGEST // 2
    return repr(line if len(line) <= _LONGEST else f"{line[:half]} … {line[-half:]}")


_READINGS: dict[LayerName, Callable[[Difference, Gold, str], Iterator[str]]] = {
    "layout": _layout,
    "spacing": _spacing,
    "entities": _entities,
    "quotes": _quotes,
}
