"""Files are compared by the digests that the Hub has of them, and never by more than the checksummed list."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import VerificationError
from copydesk.release.layout import CARD, CHECKSUMS
from copydesk.release.publishing.files import HUB_FILES, EditionFile, HeldFile, difference, edition_files

_CONTENTS = st.dictionaries(st.sampled_from(["README.md", "a", "b", "c/d", ".env", ".gitattributes"]), st.binary())


def _blob(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


def _of(contents: dict[str, bytes]) -> list[EditionFile]:
    return [EditionFile(path, len(b), hashlib.sha256(b).hexdigest(), _blob(b)) for path, b in contents.items()]


def _held(contents: dict[str, bytes], *, large: bool) -> dict[str, HeldFile]:
    return {
        path: HeldFile(len(content), _blob(content), hashlib.sha256(content).hexdigest() if large else None)
        for path, content in contents.items()
    }


def test_every_file_of_an_edition_is_listed_once_with_its_digests(first: Path) -> None:
    files = edition_files(first)
    assert [file.path for file in files] == sorted(
        path.relative_to(first).as_posix() for path in first.rglob("*") if path.is_file()
    )
    for file in files:
        content = (first / file.path).read_bytes()
        assert (file.size, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())
        assert file.git_oid == _blob(content)


def test_the_digest_of_a_blob_is_the_one_that_git_gives(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_bytes(b"hello\n")
    (tmp_path / CHECKSUMS).write_text(f"{hashlib.sha256(b'hello' + bytes([10])).hexdigest()}  README.md\n")
    assert edition_files(tmp_path)[0].git_oid == "ce013625030ba8dba906f756967f9e9ca394464a"


def test_a_file_that_changed_after_it_was_verified_is_refused(edition: Path) -> None:
    (edition / CARD).write_text("other\n", encoding="utf-8")
    with pytest.raises(VerificationError, match=r"README\.md: was changed while"):
        edition_files(edition)


@given(_CONTENTS, _CONTENTS, st.booleans())
def test_the_difference_makes_a_revision_into_the_edition(
    edition: dict[str, bytes], remote: dict[str, bytes], large: bool
) -> None:
    todo = difference(_of(edition), _held(remote, large=large))
    made = {path: content for path, content in remote.items() if path not in todo.removed}
    made |= {path: edition[path] for path in (*todo.added, *todo.changed)}
    assert {path: made[path] for path in made.keys() - (HUB_FILES - edition.keys())} == edition
    assert difference(_of(edition), _held(made, large=large)).none
    assert sorted((*todo.added, *todo.changed, *todo.kept)) == sorted(edition)
