"""Nothing of an article is left: no 20 characters of its raw or clean text stand in its row or the files beside."""

from collections.abc import Iterable, Iterator
from typing import Any

from copydesk.check.rules.rehydration import NOT_REBUILT, TEXT_LEFT
from copydesk.errors import InputError, Place
from copydesk.record import Article
from copydesk.release.annotation.record import with_text, without_text

WINDOW = 20


def windows(texts: Iterable[str]) -> frozenset[str]:
    """Give every run of 20 characters of some texts."""
    return frozenset(text[start : start + WINDOW] for text in texts for start in range(len(text) - WINDOW + 1))


def annotation_of(record: dict[str, Any], prose: frozenset[str]) -> dict[str, Any]:
    """Take the text out of a record, and prove that none is left and that the raw article brings it back.

    Args:
        record: the article as JSON.
        prose: the runs of 20 characters of the files beside the rows, primary annotations among them.

    Raises:
        InputError: ``text-left`` or ``annotation-not-rebuilt``; the place names the article, the words never.
    """
    article = Article.from_dict(record)
    raw, place = article.raw, Place(article.source.path or article.id)
    annotation: dict[str, Any] = without_text(record)
    kept = windows(_strings(annotation))
    for text in (record["text"], raw):
        for start in range(len(text) - WINDOW + 1):
            if text[start : start + WINDOW] in kept:
                message = f"{WINDOW} characters of the article stand in its source or annotation"
                raise InputError(TEXT_LEFT.id, message, place)
            if text[start : start + WINDOW] in prose:
                message = f"{WINDOW} characters of the article stand in the card, manifest, datasheet or gold files"
                raise InputError(TEXT_LEFT.id, message, place)
    if with_text(annotation, raw) != record:
        raise InputError(NOT_REBUILT.id, "cannot be rebuilt from its raw article and its annotation", place)
    return annotation


def _strings(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if isinstance(current, str):
            yield current
        elif isinstance(current, dict):
            waiting.extend(current.values())
        elif isinstance(current, list):
            waiting.extend(current)
