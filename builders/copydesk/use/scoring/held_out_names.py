"""Learn the weights of names in worn print, and score them on pages that they have not seen.

``python -m copydesk.use.scoring.held_out_names PAGES.jsonl CORPUS`` takes pages of old print and worn copies of the
train split of a corpus, divides both into five parts, learns five times from all parts but one, and scores the names
of that one, through all steps and with the scorer of ``copydesk score entities --plain``. ``--divisions 2`` does so for
two divisions, ``--write OUT.toml`` learns from all of them instead and writes the weights. See ``MODEL_CARD.md`` of
worn print.
"""

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from copydesk.annotate.entities import ANNOTATORS
from copydesk.annotate.entities.worn.examples import examples_of
from copydesk.annotate.entities.worn.learn import Example, learn
from copydesk.annotate.entities.worn.weighing import weights_from, written_weights
from copydesk.use.scoring.against_gold import gold_articles
from copydesk.use.scoring.entities import SCORED_TYPES, read_gold_documents, score_text
from copydesk.use.scoring.entity_matches import Counts, Named
from copydesk.use.scoring.entity_systems import GoldDocument, our_mentions, raw_offset, with_spaces_restored
from copydesk.use.scoring.guideline_names import guideline_names
from copydesk.use.scoring.worn_copies import worn_copy

PARTS, SEED = 5, 100
"""Parts of a division; divisions are numbered from the seed on."""

VOICES = ("spacy", "rules")
"""The annotators that the weights are learned with; each page is read with both."""


class Scored(NamedTuple):
    """What was counted of an annotator's names on one document: against its gold, and against our bounds of it."""

    page: str
    voice: str
    gold: Mapping[str, Counts]
    guideline: Mapping[str, Counts]


MEASURE = "strict"

_HEAD = """\
# What names look like in worn print: weights in hundredths of naming nothing, a person, a place, an organisation.
# Learned from pages of old newspapers; see annotate/entities/worn/MODEL_CARD.md, which says how to learn them anew.
[weights]
"""


def page_examples(document: GoldDocument) -> list[Example]:
    """Describe what annotators propose on a page whose names are known."""
    restored, spaces = with_spaces_restored(document)
    kinds = {(name.start, name.end): name.type for name in guideline_names(document) if name.type in SCORED_TYPES}
    return [
        example
        for voice in VOICES
        for example in examples_of(
            document.id,
            restored,
            ANNOTATORS[voice](document.language),
            lambda start, end: kinds.get((raw_offset(start, spaces), raw_offset(end, spaces)), ""),
        )
    ]


def worn_articles(corpus: Path, language: str) -> list[GoldDocument]:
    """Make worn copies of the gold articles of a corpus in a language, of its train split alone."""
    return [
        worn_copy(
            GoldDocument(
                article.id,
                language,
                article.text,
                (),
                tuple(Named(e.start, e.end, e.type, e.entity_id) for e in article.entities),
            )
        )
        for article in gold_articles(corpus, "train")
        if article.language == language
    ]


def write_weights(out: Path, pages: Sequence[Sequence[Example]]) -> None:
    """Learn from pages and write the weights as the data of their language."""
    out.write_text(_HEAD + written_weights(learn([own for page in pages for own in page])), encoding="utf-8")


def held_out_counts(
    documents: Sequence[GoldDocument], pages: Sequence[Sequence[Example]], division: int
) -> Iterator[Scored]:
    """Learn without each part of the documents in turn, and score the names that the annotators find on them."""
    order = list(range(len(documents)))
    random.Random(SEED + division).shuffle(order)  # noqa: S311 - which pages go together is no secret
    for part in range(PARTS):
        unseen = set(order[part::PARTS])
        with TemporaryDirectory() as folder:
            weights = Path(folder) / "weights.toml"
            write_weights(weights, [page for number, page in enumerate(pages) if number not in unseen])
            with weights_from(weights):
                yield from _scored([documents[number] for number in sorted(unseen)])


def _scored(documents: Sequence[GoldDocument]) -> Iterator[Scored]:
    for voice in VOICES:
        for document, found in zip(documents, our_mentions(documents, voice, plain=True), strict=True):
            ours = score_text(guideline_names(document), found)
            yield Scored(document.id, voice, score_text(document.entities, found), ours)


def _print(name: str, scored: Sequence[Scored]) -> None:
    for voice in VOICES:
        for against in ("gold", "guideline"):
            total = sum((getattr(own, against)[MEASURE] for own in scored if own.voice == voice), Counts())
            values = f"precision {total.precision:.3f}  recall {total.recall:.3f}  f1 {total.f1:.3f}"
            print(f"{name}  {voice:6} {against:9} {values}", flush=True)  # noqa: T201 - a command


def main() -> None:
    """Print the scores of every division, or write weights."""
    parser = argparse.ArgumentParser(description="Score names in worn print on pages that nothing was learned from.")
    parser.add_argument("pages", type=Path, metavar="PAGES", help="pages whose names are known")
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help="corpus of which worn copies are learned from too")
    parser.add_argument("--divisions", type=int, default=2, help="ways to divide the pages (default: 2)")
    parser.add_argument("--write", type=Path, metavar="OUT", help="learn from all pages and write the weights")
    options = parser.parse_args()
    old = read_gold_documents(options.pages)
    (language,) = {document.language for document in old}
    documents = [*old, *worn_articles(options.corpus, language)]
    pages = [page_examples(document) for document in documents]
    if options.write:
        write_weights(options.write, pages)
        return
    ids = {document.id for document in old}
    for division in range(options.divisions):
        scored = list(held_out_counts(documents, pages, division))
        _print(f"division {division + 1}  pages ", [own for own in scored if own.page in ids])
        _print(f"division {division + 1}  copies", [own for own in scored if own.page not in ids])


if __name__ == "__main__":
    main()
