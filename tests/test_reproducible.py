"""The same corpus gives the same bytes, whoever builds it, where and how."""

import hashlib
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from copydesk.resources import CORPUS

USER = "somebody-at-a-desk"


@dataclass(frozen=True)
class Surroundings:
    """In what a release is made; ``order`` is the one in which the files of the corpus came to be."""

    workers: int
    umask: str
    locale: str
    zone: str
    seed: str
    order: Callable[[str], str]


def _hashed(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


ALL = (
    Surroundings(1, "022", "C", "UTC", "1", lambda name: name),
    Surroundings(2, "077", "fr_FR.UTF-8", "Pacific/Kiritimati", "77", lambda name: name[::-1]),
    Surroundings(8, "000", "tr_TR.UTF-8", "America/St_Johns", "random", _hashed),
    Surroundings(1, "027", "C.UTF-8", "Pacific/Chatham", "0", lambda name: _hashed(name)[::-1]),
)


def copied(surroundings: Surroundings, target: Path) -> Path:
    paths = (path for path in CORPUS.rglob("*") if path.is_file())
    for path in sorted(paths, key=lambda path: surroundings.order(str(path.relative_to(CORPUS)))):
        destination = target / path.relative_to(CORPUS)
        destination.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, destination)
    return target


def released(surroundings: Surroundings, home: Path) -> dict[str, tuple[int, bytes]]:
    """Release the corpus, and read everything in the release with its mode."""
    corpus = copied(surroundings, home / "corpus")
    store = home / "releases"
    command = [sys.executable, "-m", "copydesk", "release", str(corpus), "--store", str(store)]
    masked = ["sh", "-c", f'umask {surroundings.umask}; exec "$@"', "sh"]
    environment = {
        **{name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ},
        "HOME": str(home),
        "USER": USER,
        "LOGNAME": USER,
        "PYTHONHASHSEED": surroundings.seed,
        "LC_ALL": surroundings.locale,
        "TZ": surroundings.zone,
    }
    workers = ["--workers", str(surroundings.workers)]
    subprocess.run([*masked, *command, *workers], env=environment, check=True, capture_output=True)
    (release,) = (path for path in store.iterdir() if not path.name.startswith("."))
    return {
        path.relative_to(store).as_posix(): (
            stat.S_IMODE(path.lstat().st_mode),
            path.read_bytes() if path.is_file() else b"",
        )
        for path in (release, *release.rglob("*"))
    }


SHORTEST_TELLING = 5
"""A shorter name stands in compressed bytes by chance."""


@pytest.mark.once
@pytest.mark.slow
def test_releases_made_in_other_surroundings_are_byte_identical_and_name_none_of_them(tmp_path: Path) -> None:
    first, *others = (
        released(surroundings, tmp_path / (chr(ord("a") + run) * (run + 1))) for run, surroundings in enumerate(ALL)
    )
    for other in others:
        assert first.keys() == other.keys()
        assert [name for name in first if first[name] != other[name]] == []
    assert {mode for mode, _ in first.values()} == {0o755, 0o644}
    for name, (_, data) in first.items():
        for secret in (str(tmp_path), os.uname().nodename, USER):
            if len(secret) >= SHORTEST_TELLING or not name.endswith(".parquet"):
                assert secret.encode() not in data, f"{name} holds {secret}"
