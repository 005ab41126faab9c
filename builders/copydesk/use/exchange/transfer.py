"""Gold files of a corpus to files in another form, and back into their place."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from copydesk.check.findings import Finding
from copydesk.check.strict_json import read_json
from copydesk.errors import InputError, UsageError
from copydesk.pipeline.adjudication.files import PRIMARY
from copydesk.pipeline.corpus import Corpus, open_corpus
from copydesk.pipeline.gold import Gold, gold_of
from copydesk.pipeline.inputs import read_input
from copydesk.pipeline.survey import Item
from copydesk.release.store import write_file
from copydesk.text.intake import read_bytes
from copydesk.use.exchange import EXCHANGE
from copydesk.use.exchange.base import Base
from copydesk.use.exchange.sheet.sections import WrongSheetError


def export_gold(
    root: Path, form: str, out: Path, *, ids: Sequence[str] = (), annotator: str | None = None
) -> list[Path]:
    """Write the gold of a corpus in another form into ``out``, one file an article.

    Args:
        root: the corpus.
        form: a key of ``EXCHANGE``.
        out: the folder that the files go to.
        ids: the articles; all where there are none. One without gold gives a file to fill in.
        annotator: whose primary annotations; None for the adjudicated ones.

    Raises:
        UsageError: there is no article of an id.
        InputError: an article or its gold cannot be read.
        WriteError: the disk said no.
    """
    corpus = open_corpus(root)
    written = []
    for item in _items(corpus, ids):
        path = _gold_path(corpus, item, annotator)
        base = _base(item, with_gold=annotator is not None)
        gold = _json(path) if path.is_file() else None
        target = out / f"{item.id}{EXCHANGE[form].suffix}"
        write_file(target, EXCHANGE[form].write(gold, base).encode())
        written.append(target)
    return written


def import_gold(
    root: Path, form: str, files: Sequence[Path], about: Base, *, annotator: str | None = None
) -> tuple[list[Path], list[Finding]]:
    """Read files in another form as gold of the articles that they are named after, and put it in its place.

    Args:
        root: the corpus.
        form: a key of ``EXCHANGE``.
        files: the files, each ``<id>`` with the suffix of its form.
        about: who annotated, for a form that does not say; its id and raw do not count.
        annotator: writes primary annotations of this name; None for the adjudicated ones.

    Returns:
        The gold files, and what was wrong; where anything was, nothing is written.

    Raises:
        UsageError: there is no article of an id.
        WriteError: the disk said no.
    """
    corpus = open_corpus(root)
    golds: dict[Path, dict[str, Any]] = {}
    findings: list[Finding] = []
    for file in files:
        (item,) = _items(corpus, [file.name.removesuffix(EXCHANGE[form].suffix)])
        own = _base(item, with_gold=annotator is not None)
        base = replace(own, tool=about.tool, provenance=about.provenance, guideline=about.guideline)
        try:
            text = read_bytes(file, shown=str(file)).decode("utf-8-sig")
            golds[_gold_path(corpus, item, annotator)] = EXCHANGE[form].read(text, base)
        except (WrongSheetError, UnicodeDecodeError) as error:
            findings += _findings(error, file, item.id)
    if not findings:
        for path, gold in golds.items():
            write_file(path, render_gold(gold).encode())
    return ([] if findings else list(golds)), findings


def render_gold(gold: Mapping[str, Any]) -> str:
    """Write gold as people read it in a difference: one piece, mention or quote a line."""
    return "{\n" + ",\n".join(f"  {json.dumps(name)}: {_member(value)}" for name, value in gold.items()) + "\n}\n"


def _member(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        rows = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in value)
        return f"[\n{rows}\n  ]"
    return json.dumps(value, ensure_ascii=False)


def _items(corpus: Corpus, ids: Sequence[str]) -> list[Item]:
    known = {item.id: item for item in corpus.items}
    for name in ids:
        if name not in known:
            raise UsageError(f"{corpus.root}: there is no article {name!r}")
    return [known[name] for name in ids] if ids else list(corpus.items)


def _gold_path(corpus: Corpus, item: Item, annotator: str | None) -> Path:
    """Give where the gold of an article lies, or would: in the folders that its raw file lies in."""
    there = item.gold if annotator is None else dict(item.primaries).get(annotator)
    folder = corpus.root / "gold" if annotator is None else corpus.root / "gold" / PRIMARY / annotator
    return there or folder / item.file.parent.relative_to(corpus.root / "raw") / f"{item.id}.json"


def _base(item: Item, *, with_gold: bool) -> Base:
    raw = read_input(item.file, item.facts, shown=item.shown, line=item.line).raw.text
    gold: Gold | None = None
    if with_gold and item.gold:
        gold = gold_of(_json(item.gold), str(item.gold), expected_id=item.id)
    return Base(item.id, raw, gold)


def _json(path: Path) -> Any:
    shown = str(path)
    return read_json(read_bytes(path, shown=shown), shown)


def _findings(error: WrongSheetError | UnicodeDecodeError, file: Path, article: str) -> Iterator[Finding]:
    wrong = [InputError("sheet-form", "is no UTF-8")] if isinstance(error, UnicodeDecodeError) else error.errors
    for one in wrong:
        found = one.at(str(file))
        yield Finding(found.rule, "error", found.place, found.message, article)
