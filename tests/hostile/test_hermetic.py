"""Nothing outside the given directories is read or written, and nothing reaches out, whatever cards and links say."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.hostile import make_class_corpus, write_tree

GROUPS = ("filesystem", "id", "markup", "name", "sidecar")
SCRIPT = Path(__file__).parents[1] / "support" / "watched_run.py"


@pytest.fixture(scope="module")
def tree(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("hermetic") / "tree"
    write_tree(shared, out)
    return out


def watched(tree: Path, folder: Path, *before: str) -> tuple[dict[str, Any], list[Path]]:
    """Run everything over some classes of cases and all releases; give what was noted and the files written."""
    corpora = [make_class_corpus(tree, group, folder / "corpora" / group) for group in GROUPS]
    releases = sorted(path for path in (tree / "release").iterdir() if path.is_dir())
    work = folder / "work"
    work.mkdir()
    command = [*before, sys.executable, str(SCRIPT), str(work), *map(str, corpora), "--", *map(str, releases)]
    environment = {**os.environ, "TMPDIR": str(work), "HF_HOME": str(folder / "huggingface"), "HF_HUB_OFFLINE": "1"}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    done = subprocess.run(command, capture_output=True, text=True, cwd=work, env=environment, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    noted: dict[str, Any] = json.loads(done.stdout)
    return noted, [path for path in work.rglob("*") if path.is_file()]


def test_nothing_strays_and_nothing_reaches_out(tree: Path, tmp_path: Path) -> None:
    noted, written = watched(tree, tmp_path)
    assert noted["strayed"] == []
    assert noted["reached"] == []
    assert {Path(release).name for release in noted["loaded"]} == {"small"}
    assert not [path for path in written if b"TOPSECRET" in path.read_bytes()]
    assert not list(tmp_path.rglob("pwned"))


def test_everything_works_without_a_network(tree: Path, tmp_path: Path) -> None:
    alone = ("unshare", "--net", "--map-root-user")
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine gives no network namespace")
    noted, _ = watched(tree, tmp_path, *alone)
    assert len(noted["loaded"]) >= len(GROUPS) - 1
