"""A directory is published whole or not at all, with the same modes, whoever else writes."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from copydesk.errors import WriteError
from copydesk.release import rename, store
from copydesk.release.store import STAGING, publish_new, publish_replacing, staging, write_file

if TYPE_CHECKING:
    from multiprocessing.queues import Queue


@contextmanager
def _umask(mask: int) -> Iterator[None]:
    previous = os.umask(mask)
    try:
        yield
    finally:
        os.umask(previous)


def _stage(stage: Path, text: str = "new") -> Path:
    directory = stage / "edition"
    (directory / "data").mkdir(parents=True)
    (directory / "data" / "file").write_text(text)
    return directory


@pytest.fixture(params=[True, False], ids=["renameat2", "plain rename"])
def either_rename(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Run with the system's ``renameat2`` and as if it had none."""
    if not request.param:
        monkeypatch.setattr(rename, "_renameat2", lambda *_: False)
    return bool(request.param)


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o777])
def test_modes_do_not_depend_on_the_umask(tmp_path: Path, mask: int) -> None:
    with staging(tmp_path) as stage:
        directory = _stage(stage)
        with _umask(mask):
            publish_new(directory, tmp_path / "1.0.0")
    assert stat.S_IMODE((tmp_path / "1.0.0").stat().st_mode) == 0o755
    assert stat.S_IMODE((tmp_path / "1.0.0" / "data").stat().st_mode) == 0o755
    assert stat.S_IMODE((tmp_path / "1.0.0" / "data" / "file").stat().st_mode) == 0o644


@pytest.mark.usefixtures("either_rename")
def test_a_taken_name_is_never_replaced_not_even_an_empty_directory(tmp_path: Path) -> None:
    target = tmp_path / "1.0.0"
    target.mkdir()
    with staging(tmp_path) as stage, pytest.raises(FileExistsError):
        publish_new(_stage(stage), target)
    assert list(target.iterdir()) == []


@pytest.mark.usefixtures("either_rename")
def test_a_dangling_link_is_a_taken_name(tmp_path: Path) -> None:
    target = tmp_path / "1.0.0"
    target.symlink_to(tmp_path / "nowhere")
    with staging(tmp_path) as stage, pytest.raises(FileExistsError):
        publish_new(_stage(stage), target)
    assert target.is_symlink()


@pytest.mark.usefixtures("either_rename")
def test_a_replacement_leaves_the_new_directory_alone(tmp_path: Path) -> None:
    target = tmp_path / "news"
    for text in ("one", "two", "three"):
        with staging(tmp_path) as stage:
            publish_replacing(_stage(stage, text), target)
        assert (target / "data" / "file").read_text() == text
    assert sorted(path.name for path in tmp_path.iterdir()) == [STAGING, "news"]
    assert [path.name for path in (tmp_path / STAGING).iterdir()] == ["lock"]


@pytest.mark.usefixtures("either_rename")
def test_a_failed_replacement_leaves_the_old_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "news"
    with staging(tmp_path) as stage:
        publish_replacing(_stage(stage, "one"), target)

    def _fail(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with staging(tmp_path) as stage:
        staged = _stage(stage, "two")
        monkeypatch.setattr(store, "exchange", _fail)
        with pytest.raises(WriteError, match="Input/output error"):
            publish_replacing(staged, target)
    assert (target / "data" / "file").read_text() == "one"


def test_what_a_dead_process_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / STAGING / "left" / "behind").mkdir(parents=True)
    with staging(tmp_path) as stage:
        assert sorted(path.name for path in (tmp_path / STAGING).iterdir()) == sorted(["lock", stage.name])
    assert [path.name for path in (tmp_path / STAGING).iterdir()] == ["lock"]


def test_an_interruption_leaves_nothing(tmp_path: Path) -> None:
    def _interrupted() -> None:
        with staging(tmp_path) as stage:
            _stage(stage)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _interrupted()
    assert [path.name for path in tmp_path.iterdir()] == [STAGING]
    assert [path.name for path in (tmp_path / STAGING).iterdir()] == ["lock"]


def test_a_rename_that_is_not_on_disk_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with staging(tmp_path) as stage:
        staged = _stage(stage)
        flush = store.sync_directory

        def _fail(directory: Path) -> None:
            if directory == tmp_path:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            flush(directory)

        monkeypatch.setattr(store, "sync_directory", _fail)
        with pytest.raises(WriteError, match="Input/output error"):
            publish_new(staged, tmp_path / "1.0.0")
    assert not (tmp_path / "1.0.0").exists()


def test_a_store_that_cannot_be_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match=r"cannot write .*file"), staging(tmp_path / "file"):
        pass


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "1.0.0.jsonl"
    write_file(path, b"old")

    def _full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(WriteError, match="No space left"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [name.name for name in tmp_path.iterdir()] == ["1.0.0.jsonl"]


def _publish_from_process(root: Path, text: str, outcomes: "Queue[str]") -> None:
    try:
        with staging(root) as stage:
            publish_new(_stage(stage, text), root / "1.0.0")
        outcomes.put(f"published {text}")
    except FileExistsError:
        outcomes.put("taken")


def test_of_many_processes_exactly_one_publishes(tmp_path: Path) -> None:
    context = get_context("fork")
    outcomes: Queue[str] = context.Queue()
    processes = [
        context.Process(target=_publish_from_process, args=(tmp_path, str(number), outcomes)) for number in range(6)
    ]
    for process in processes:
        process.start()
    found = sorted(outcomes.get(timeout=30) for _ in processes)
    for process in processes:
        process.join()
    assert found[1:] == ["taken"] * 5
    assert found[0] == f"published {(tmp_path / '1.0.0' / 'data' / 'file').read_text()}"
