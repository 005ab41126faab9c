"""SHA256SUMS has one form, which coreutils reads too."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from copydesk.release.checksums import ChecksumsError, file_digest, read_checksums, render_checksums

CASES = json.loads(
    (Path(__file__).parents[1] / "cases" / "release" / "checksums_refused.json").read_text(encoding="utf-8")
)


def test_what_was_written_is_read_back() -> None:
    digests = {"b/c": "1" * 64, "README.md": "2" * 64, "b-c": "3" * 64}
    assert read_checksums(render_checksums(digests)) == digests


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_any_other_form_is_refused(case: dict[str, str]) -> None:
    with pytest.raises(ChecksumsError, match=case["why"]):
        read_checksums(case["text"])


def test_every_file_of_an_edition_but_the_list_itself_is_listed(sound_edition: Path) -> None:
    listed = read_checksums((sound_edition / "SHA256SUMS").read_text(encoding="utf-8"))
    present = {path.relative_to(sound_edition).as_posix() for path in sound_edition.rglob("*") if path.is_file()}
    assert set(listed) == present - {"SHA256SUMS"}
    assert all(file_digest(sound_edition / name) == digest for name, digest in listed.items())


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="coreutils are not here")
def test_coreutils_accept_the_list_strictly(sound_edition: Path) -> None:
    checked = subprocess.run(
        ["sha256sum", "--strict", "--quiet", "-c", "SHA256SUMS"], cwd=sound_edition, capture_output=True, check=False
    )
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, b"", b"")
