"""The hostile cases of the development data, each class as a corpus of this project's layout.

The generator writes ``X.txt`` with a sidecar ``X.txt.json``; here the sidecar of ``X.txt`` is ``X.json``. Its keys are
the generator's own: ``title`` becomes ``note``, and ``annotations`` become a gold file, where annotation belongs.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.corpora import HEAD

CASES = Path(__file__).parents[1] / "cases" / "hostile"
FOLDER = Path("raw") / "cases"
CONTROLS = 4
"""How many harmless articles stand beside the cases of a class."""

_RENAMED_KEYS = {"title": "note"}
_ANNOTATIONS = "annotations"


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the manifest: a file, and what must happen to it."""

    file: str
    group: str
    expected: str
    code: str | None
    where: str | None
    warn: bool
    max_s: float
    meta: dict[str, Any]

    @property
    def within(self) -> Path:
        """The path below the folder of its class."""
        return Path(*Path(self.file).parts[2:])


def write_tree(shared: Path, out: Path, *arguments: str) -> list[Case]:
    """Run the generator and read its manifest."""
    script = shared / "eval" / "hostile" / "hostile.py"
    subprocess.run([sys.executable, str(script), str(out), *arguments], check=True, capture_output=True)
    manifest = json.loads((out / "manifest.json").read_text(encoding="ascii"))
    return [
        Case(
            item["file"],
            item["class"],
            item["expected"],
            item["code"],
            item["where"],
            item["warn"],
            item["max_s"],
            item["meta"] or {},
        )
        for item in manifest
    ]


def make_class_corpus(tree: Path, group: str, root: Path) -> Path:
    """Copy the cases of one class, and some harmless articles, into a corpus."""
    folder = root / FOLDER
    folder.parent.mkdir(parents=True)
    (root / "corpus.json").write_text(json.dumps(HEAD), encoding="utf-8")
    subprocess.run(["cp", "-a", str(tree / "raw" / group), str(folder)], check=True)
    for path in sorted((tree / "control").iterdir())[:CONTROLS]:
        shutil.copy(path, root / "raw")
    for path in list(_files(folder)):
        if path.name.endswith(".txt.json"):
            _place_sidecar(root, path)
    for number, path in enumerate(path for path in _files(folder) if path.name == "article.txt"):
        path.with_suffix(".json").write_text(json.dumps({"id": f"far-down-{number}"}), encoding="utf-8")
    return root


def read_table(name: str) -> Any:
    """Read a table of ``tests/cases/hostile``."""
    return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))


def _files(folder: Path) -> Iterator[Path]:
    for directory, _, names in os.walk(folder):
        yield from (Path(directory) / name for name in sorted(names, key=os.fsencode))


def _place_sidecar(root: Path, path: Path) -> None:
    article = path.with_name(path.name.removesuffix(".json"))
    sidecar = article.with_suffix(".json")
    path.rename(sidecar)
    try:
        value = json.loads(sidecar.read_bytes().decode("utf-8"))
    except (ValueError, RecursionError):
        return
    if isinstance(value, dict) and value.keys() & {*_RENAMED_KEYS, _ANNOTATIONS}:
        known = {_RENAMED_KEYS.get(key, key): part for key, part in value.items() if key != _ANNOTATIONS}
        if _ANNOTATIONS in value:
            known["id"] = article.stem
            _write_gold(root, article, value[_ANNOTATIONS])
        sidecar.write_text(json.dumps(known), encoding="utf-8")


def _write_gold(root: Path, article: Path, annotations: list[dict[str, Any]]) -> None:
    text = article.read_text(encoding="utf-8").rstrip("\n")
    layer = {"tool": "a", "tool_version": "1", "guideline_version": "1.0", "resources": [], "provenance": "manual"}
    gold = {
        "id": article.stem,
        "schema_version": "1.0",
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "layers": [{"name": "entities", **layer}],
        "entities": [_entity(text, number, span) for number, span in enumerate(annotations, start=1)],
        "non_entities": [],
    }
    path = root / "gold" / "cases" / f"{article.stem}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(gold), encoding="utf-8")


def _entity(text: str, number: int, span: dict[str, Any]) -> dict[str, Any]:
    """Make an entity of the scheme from a span of the generator; the surface is what stands there unless given."""
    given = [span.get("start"), span.get("end")]
    surface = text[given[0] : given[1]] if all(isinstance(offset, int) for offset in given) else ""
    return {
        "id": f"e{number}",
        "type": span.get("label", "PER"),
        "start": span.get("start"),
        "end": span.get("end", 2),
        "text": span.get("text", surface or "Le"),
        "entity_id": f"thing-{number}",
        "kb_id": None,
        "kb_status": "unlinked",
    }
