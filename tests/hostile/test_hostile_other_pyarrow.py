"""Another version of pyarrow makes other bytes, and the same rows with the same content digest."""

import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from copydesk.release.manifest import open_manifest
from copydesk.release.verify import verify
from copydesk.resources import CORPUS

PROVE = bool(os.environ.get("COPYDESK_PROVE"))

pytestmark = pytest.mark.skipif(not PROVE, reason="installs another pyarrow: make prove")


@pytest.fixture(scope="module")
def other_pyarrow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the pyarrow before ours into a folder of its own; what pip says is kept from the report."""
    folder = tmp_path_factory.mktemp("pyarrow")
    older = f"pyarrow<{version('pyarrow').split('.')[0]}"
    options = ("--quiet", "--no-deps", "--only-binary", ":all:", "--no-input", "--retries", "0", "--timeout", "20")
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(folder), older]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no other pyarrow can be installed here")
    return folder


def released(corpus: Path, store: Path, ahead: Path | None = None) -> Path:
    """Release a corpus with what Python finds, or with what lies in a folder ahead of it."""
    paths = [str(path) for path in (ahead, os.environ.get("PYTHONPATH")) if path]
    subprocess.run(
        [sys.executable, "-m", "copydesk", "release", str(corpus), "--store", str(store)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        check=True,
        capture_output=True,
    )
    (release,) = (path for path in store.iterdir() if not path.name.startswith("."))
    return release


def verified_by(ahead: Path, release: Path) -> int:
    paths = [str(path) for path in (ahead, os.environ.get("PYTHONPATH")) if path]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    command = [sys.executable, "-m", "copydesk", "verify", str(release)]
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode


def test_the_content_digest_is_that_of_the_rows_and_not_of_the_writer(other_pyarrow: Path, tmp_path: Path) -> None:
    ours = released(shutil.copytree(CORPUS, tmp_path / "ours"), tmp_path / "releases")
    theirs = released(shutil.copytree(CORPUS, tmp_path / "theirs"), tmp_path / "others", other_pyarrow)
    writers = [json.loads((release / "manifest.json").read_text())["tools"]["pyarrow"] for release in (ours, theirs)]
    assert writers[0] != writers[1]
    assert open_manifest(ours).content_digest == open_manifest(theirs).content_digest
    table = next(path.relative_to(ours) for path in ours.rglob("*.parquet"))
    assert (ours / table).read_bytes() != (theirs / table).read_bytes()
    assert verify(theirs) == ()
    assert verified_by(other_pyarrow, ours) == 0
    print(f"pyarrow {' and '.join(writers)}: {open_manifest(ours).content_digest}")  # noqa: T201  for people
