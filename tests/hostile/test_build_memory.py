"""A build with entities by a pipeline of spaCy holds hardly more memory for ten times the articles.

What is kept of each article until the end is about a kilobyte: its place, and where its row lies. Digests and sketches
wait on disk; the texts, the annotation and the words that the pipeline met are not kept.
"""

import json
import os
import random
import time
from pathlib import Path

import pytest

from copydesk.annotate.entities.spacy_pipeline import installed_pipeline
from support.corpora import HEAD
from support.measured_run import Used, measured_run

PROVE = bool(os.environ.get("COPYDESK_PROVE"))
FEW, MANY = 2_000, 20_000
MOST = 600 << 20
FLAT = 1.10
_SENTENCES = (
    "La ministre Claire {0} a reçu mardi à Lyon le président de la Fédération nationale des mines ({1}).",
    "Selon M. {0}, la société {1} quittera la Norvège avant la fin de l'année.",
    "« Nous ne céderons pas », a dit Paul {0} devant l'usine {1}, où travaillent deux cents personnes.",
    "L'Union européenne et la Suisse négocient depuis trois ans, rappelle {0} dans un entretien.",
    "Le conseil municipal de {0}-sur-Loire a voté contre, malgré l'avis de la préfecture.",
)
_SYLLABLES = tuple(first + vowel for first in "bcdfghlmnprstv" for vowel in ("a", "e", "i", "o", "u", "an", "ou"))


def article(draw: random.Random) -> str:
    """An article of about 1 KB with names that no other has, so that a growing vocabulary shows."""
    names = ["".join(draw.choices(_SYLLABLES, k=3)).capitalize() for _ in range(10)]
    sentences = [draw.choice(_SENTENCES).format(*draw.sample(names, 2)) for _ in range(10)]
    body = "\n\n".join(" ".join(sentences[at : at + 5]) for at in (0, 5))
    return f"Le conseil de {names[0]} débat du pont\n\n12 mars 2024 à 10:00\n\n{body}"


def make_corpus(root: Path, articles: int) -> Path:
    """Write a corpus of one container of articles; the same for the same number."""
    draw = random.Random(articles)
    (root / "raw" / "fr").mkdir(parents=True)
    (root / "corpus.json").write_text(json.dumps(HEAD), encoding="utf-8")
    with (root / "raw" / "fr" / "many.jsonl").open("w", encoding="utf-8") as lines:
        for number in range(articles):
            lines.write(json.dumps({"id": f"a-{number:05}", "text": article(draw)}, ensure_ascii=False) + "\n")
    return root


def built(corpus: Path, out: Path) -> Used:
    """Build in a process of its own, and tell what it used."""
    out.mkdir(parents=True)
    arguments = ("-m", "copydesk", "build", str(corpus), "--out", str(out), "--annotator", "spacy")
    return measured_run(*arguments, out=out / "printed")


@pytest.mark.model
@pytest.mark.skipif(not PROVE, reason="builds 22,000 articles with a model: make prove")
@pytest.mark.skipif(installed_pipeline("fr") is None, reason="no French pipeline")
def test_ten_times_the_articles_take_hardly_more_memory(tmp_path: Path) -> None:
    peaks = {}
    for articles in (FEW, MANY):
        started = time.monotonic()
        corpus = make_corpus(tmp_path / str(articles), articles)
        used = built(corpus, tmp_path / "build" / str(articles))
        passed, peaks[articles] = time.monotonic() - started, used.memory
        print(f"{articles} articles: {used.memory >> 20} MB, {used.seconds:.0f} s of CPU, {passed:.0f} s")  # noqa: T201
    assert max(peaks.values()) < MOST
    assert peaks[MANY] < FLAT * peaks[FEW]
