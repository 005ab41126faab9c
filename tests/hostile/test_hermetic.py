"""Nothing outside the given directories is read or written, and nothing reaches out, whatever cards and links say."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from support.hostile import make_class_corpus, write_tree

GROUPS = ("filesystem", "id", "markup", "name", "sidecar")
SCRIPT = Path(__file__).parents[1] / "support" / "watched_run.py"


ALONE = ("unshare", "--net", "--map-root-user")
"""Runs a command in a network namespace of its own, in which nothing can be reached."""


def has_namespaces() -> bool:
    if not shutil.which(ALONE[0]):
        return False
    return subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode == 0


@dataclass(frozen=True)
class Watched:
    """What a run of everything noted, and what it left: ``alone`` is whether there was no network."""

    noted: dict[str, Any]
    folder: Path
    alone: bool

    @property
    def loaded(self) -> set[str]:
        return {Path(release).name for release in self.noted["loaded"]}


@pytest.fixture(scope="module")
def watched(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """Run everything over some classes of cases and all releases, without a network where the machine lets us."""
    folder = tmp_path_factory.mktemp("hermetic")
    write_tree(shared, folder / "tree")
    corpora = [make_class_corpus(folder / "tree", group, folder / "corpora" / group) for group in GROUPS]
    releases = sorted(path for path in (folder / "tree" / "release").iterdir() if path.is_dir())
    work = folder / "work"
    work.mkdir()
    alone = has_namespaces()
    script = [sys.executable, str(SCRIPT), str(work), *map(str, corpora), "--", *map(str, releases)]
    environment = {**os.environ, "TMPDIR": str(work), "HF_HOME": str(folder / "huggingface"), "HF_HUB_OFFLINE": "1"}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    command = [*ALONE, *script] if alone else script
    done = subprocess.run(command, capture_output=True, text=True, cwd=work, env=environment, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return Watched(json.loads(done.stdout), folder, alone)


def test_nothing_strays(watched: Watched) -> None:
    assert watched.noted["strayed"] == []
    assert watched.loaded == {"small"}
    assert not [path for path in watched.folder.joinpath("work").rglob("*") if holds_the_secret(path)]
    assert not list(watched.folder.rglob("pwned"))


def holds_the_secret(path: Path) -> bool:
    return path.is_file() and b"TOPSECRET" in path.read_bytes()


def test_nothing_reaches_out(watched: Watched) -> None:
    assert watched.noted["reached"] == []


def test_everything_works_without_a_network(watched: Watched) -> None:
    if not watched.alone:
        pytest.skip("this machine gives no network namespace")
    assert len(watched.noted["loaded"]) >= len(GROUPS) - 1
