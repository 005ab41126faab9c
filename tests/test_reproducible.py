"""The same corpus gives the same bytes, whoever builds it, where and how."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from copydesk.resources import CORPUS

SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "77", "LC_ALL": "fr_FR.UTF-8", "TZ": "Pacific/Kiritimati"},
)


def copied(order_reversed: bool, target: Path) -> Path:
    """Copy the corpus, its files created in one order or the other."""
    for path in sorted((path for path in CORPUS.rglob("*") if path.is_file()), reverse=order_reversed):
        destination = target / path.relative_to(CORPUS)
        destination.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, destination)
    return target


def released(run: int, tmp_path: Path) -> dict[str, tuple[int, bytes]]:
    """Release the corpus in other surroundings, and read every file with its mode."""
    corpus = copied(bool(run), tmp_path / ("a" * (run + 1)) / "corpus")
    store = corpus.parent / "releases"
    command = [
        sys.executable,
        "-m",
        "copydesk",
        "release",
        str(corpus),
        "--store",
        str(store),
        "--workers",
        str(run + 1),
    ]
    mask = f'umask {"077" if run else "022"}; exec "$@"'
    environment = {"PATH": os.environ["PATH"], "HOME": str(corpus.parent), **SURROUNDINGS[run]}
    subprocess.run(["sh", "-c", mask, "sh", *command], env=environment, check=True, capture_output=True)
    (release,) = (path for path in store.iterdir() if not path.name.startswith("."))
    files = (path for path in release.rglob("*") if path.is_file())
    return {path.relative_to(release).as_posix(): (path.stat().st_mode, path.read_bytes()) for path in files}


def test_releases_made_in_other_surroundings_are_byte_identical_and_name_none_of_them(tmp_path: Path) -> None:
    first, second = released(0, tmp_path), released(1, tmp_path)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    for name, (_, data) in first.items():
        for secret in (str(tmp_path), os.uname().nodename):
            assert secret.encode() not in data, f"{name} holds {secret}"
