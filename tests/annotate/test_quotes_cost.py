"""How many articles of 4 KB quotes are found in, with their speakers, in a second of an ordinary core.

Every article is read once, and a tenth of its words are made up for it, so that no answer comes from memory. It holds
about as many quotes as an article of a newspaper: twelve.
"""

import json
import random
import time
from pathlib import Path
from statistics import median

from copydesk.annotate.document import Document
from copydesk.annotate.entities import find_entities
from copydesk.annotate.quotes import find_quotes
from copydesk.record import Entity
from support.machine import slowness

SENTENCES: dict[str, list[str]] = json.loads(
    (Path(__file__).parents[1] / "cases/quotes/articles.json").read_text(encoding="utf-8")
)
BAR = 300
SIZE = 4_000
BATCHES = 5
_SYLLABLES = [first + vowel for first in "bcdfglmnprstv" for vowel in ("a", "e", "i", "o", "u", "an", "er", "on")]


def article(language: str, number: int) -> Document:
    """Write an article of about 4 KB; the same for the same number, and no other shares its names and nouns."""
    draw = random.Random(f"{language} {number}")
    paragraphs, size = [], 0
    while size < SIZE:
        people = [" ".join(_word(draw).capitalize() for _ in range(2)) for _ in range(3)]
        place, noun = _word(draw).capitalize(), _word(draw)
        kept = draw.sample(SENTENCES[language], 6)
        paragraphs.append(" ".join(text.format(name=draw.choice(people), place=place, noun=noun) for text in kept))
        size += len(paragraphs[-1].encode()) + 2
    return Document("\n\n".join(paragraphs), language)


def _word(draw: random.Random) -> str:
    return "".join(draw.choice(_SYLLABLES) for _ in range(draw.choice((2, 3))))


def cpu_seconds(batch: list[tuple[Document, tuple[Entity, ...]]]) -> float:
    started = time.process_time()
    for document, entities in batch:
        find_quotes(document, entities)
    return time.process_time() - started


def test_quotes_of_an_article_cost_a_few_milliseconds() -> None:
    """Each batch holds other articles, and the middle one counts: the best may have been weighed by a slower moment."""
    documents = [article(language, number) for number in range(3 * (BATCHES + 1)) for language in SENTENCES]
    layers = find_entities(documents, annotator="rules")
    read = [(document, layer.entities) for document, layer in zip(documents, layers, strict=True)]
    step = len(read) // (BATCHES + 1)
    warm, *batches = [read[at : at + step] for at in range(0, len(read), step)]
    cpu_seconds(warm)
    rates = [
        sum(len(document.text.encode()) for document, _ in batch) / SIZE / cpu_seconds(batch) * slowness()
        for batch in batches
    ]
    assert median(rates) >= BAR, f"{median(rates):.0f} articles of 4 KB a second of an ordinary core"
