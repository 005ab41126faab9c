"""The comparison of a wheel with its checkout: it tells what is missing, what is more and what is different."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from support import compare_wheel

pytestmark = pytest.mark.once

TRACKED = {
    "builders/copydesk/__init__.py": b"",
    "builders/copydesk/languages/fr/words.toml": b"a = 1\n",
    "schema/record.schema.json": b"{}",
    "corpus/corpus.json": b"{}",
    "README.md": b"not for the wheel",
}
WHEEL = {
    "copydesk/__init__.py": b"",
    "copydesk/languages/fr/words.toml": b"a = 1\n",
    "copydesk/schema/record.schema.json": b"{}",
    "copydesk/corpus/corpus.json": b"{}",
    "copydesk-1.dist-info/RECORD": b"",
}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout"
    for name, data in TRACKED.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    subprocess.run(["git", "add", "."], cwd=folder, check=True)
    return folder


def compared(held: dict[str, bytes], checkout: Path) -> tuple[int, str]:
    wheel = checkout.parent / "made.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    command = [sys.executable, compare_wheel.__file__, str(wheel), str(checkout)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.stderr
    return done.returncode, done.stdout


def test_a_wheel_that_holds_what_is_tracked_is_sound(checkout: Path) -> None:
    assert compared(WHEEL, checkout) == (0, "")


@pytest.mark.parametrize("name", [name for name in WHEEL if "dist-info" not in name])
def test_a_file_that_is_missing_or_different_is_told(checkout: Path, name: str) -> None:
    missing = {other: data for other, data in WHEEL.items() if other != name}
    assert compared(missing, checkout) == (1, f"{name} is missing from the wheel\n")
    assert compared({**WHEEL, name: b"other"}, checkout) == (1, f"{name} has other bytes in the wheel\n")


@pytest.mark.parametrize("name", ["copydesk/more.py", "json.py", "copydesk/languages/fr.dist-info/words.toml"])
def test_a_file_that_nobody_tracks_is_told(checkout: Path, name: str) -> None:
    (checkout / "builders/copydesk/more.py").write_bytes(b"")
    assert compared({**WHEEL, name: b""}, checkout) == (1, f"{name} is in the wheel and not tracked in the checkout\n")
