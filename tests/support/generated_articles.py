"""Articles of made-up words, as many as are wanted: no two alike, and of the length of real ones."""

import random
from collections.abc import Iterator

from copydesk.pipeline.facts import Options
from copydesk.record import Article
from copydesk.use.desk import parse

_CONSONANTS, _VOWELS = "bcdfglmnprstv", "aeio"
_OPTIONS = Options(entities="rules", detect_language=False)


def generated_articles(count: int) -> Iterator[Article]:
    """Give articles of about three thousand characters, in the order of their ids; always the same ones."""
    for number in range(count):
        yield parse(generated_text(number), id=f"a{number:05}", language="fr", options=_OPTIONS)


def generated_text(number: int, paragraphs: int = 10) -> str:
    chance = random.Random(number)
    words = [_word(chance) for _ in range(400)]

    def sentence(length: int) -> str:
        return " ".join(chance.choice(words) for _ in range(length)).capitalize()

    parts = [sentence(8)]
    for place in range(paragraphs):
        part = f"{sentence(chance.randint(15, 30))}, à Lyon. {sentence(20)}."
        if place % 3 == 1:
            name = f"{_word(chance).capitalize()} {_word(chance).capitalize()}"
            part = f"« {sentence(12)} », a déclaré {name}. {part}"
        parts.append(part)
    return "\n\n".join(parts) + "\n"


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(chance.randint(1, 4)))
