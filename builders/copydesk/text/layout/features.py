"""From shapes and contexts to the named features of the line model, the same in training and in use."""

from collections.abc import Iterator

from copydesk.text.layout.cues import cues
from copydesk.text.layout.shape import Shape


def own_features(shape: Shape, kind: str) -> Iterator[str]:
    """Name what the line itself shows."""
    yield f"kind={kind}"
    for name, value in zip(shape._fields, shape, strict=True):
        if name not in {"words", "tail"} and value != "":
            yield f"{name}={value}"
    for number, word_class in enumerate(cues().word_classes if shape.words or shape.tail else ()):
        if shape.words >> number & 1:
            yield f"word={word_class}"
            yield f"word={word_class},kind={kind}"
        if shape.tail >> number & 1:
            yield f"tail={word_class}"
    yield f"length={shape.length},end={shape.end}"
    yield f"length={shape.length},case={shape.case}"
    yield f"case={shape.case},functions={shape.functions},end={shape.end}"
    if shape.opening:
        yield f"opening={shape.opening},signs={shape.signs}"
        yield f"opening={shape.opening},end={shape.end}"
    if shape.signs:
        yield f"signs={shape.signs},end={shape.end}"
    if shape.sentences:
        yield f"sentences={shape.sentences},length={shape.length}"


def group_features(position: int, group: tuple[str | int, ...]) -> Iterator[str]:
    """Name what one group of surroundings shows: all of it together, then each part with the line's kind."""
    kind, *parts = group
    whole = "|".join(map(str, parts))
    yield f"{position}:{kind}|{whole}"
    yield f"{position}:|{whole}"
    for number, part in enumerate(parts):
        yield f"{position}.{number}:{kind}|{part}"
        yield f"{position}.{number}:|{part}"
