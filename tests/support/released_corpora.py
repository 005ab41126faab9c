"""A corpus with a past, released in its next version, and what every file of it may be meanwhile."""

import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from support.corpora import HEAD, raw_article
from support.forked_copydesk import Ended, Fault, ForkedCopydesk

FileState = tuple[int, bytes]

OLD, NEW = "0.1.0", "0.2.0"
_LOCK = "releases/.staging/lock"


def states(root: Path) -> dict[str, FileState]:
    """Give the mode and the bytes of everything below a directory; the directories end in a slash."""
    found: dict[str, FileState] = {}
    for path in root.rglob("*"):
        name, mode = path.relative_to(root).as_posix(), stat.S_IMODE(path.lstat().st_mode)
        if path.is_dir() and not path.is_symlink():
            found[f"{name}/"] = (mode, b"")
        else:
            found[name] = (mode, path.read_bytes())
    return found


@dataclass(frozen=True)
class ReleasedCorpus:
    """A corpus and its releases, as they are before its next release, and as they are after it."""

    desk: ForkedCopydesk
    template: Path
    before: dict[str, FileState]
    after: dict[str, FileState]

    def copy(self, work: Path) -> Path:
        """Put the state before the release into a directory of its own."""
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(self.template, work)
        return work

    def release(self, work: Path, fault: Fault | None = None) -> Ended:
        return self.desk.run(*command(work), fault=fault)


def command(work: Path) -> tuple[str | Path, ...]:
    return "release", work / "corpus", "--store", work / "releases", "--version", NEW, "--annotator", "rules"


def make_released_corpus(desk: ForkedCopydesk, directory: Path) -> ReleasedCorpus:
    """Release one article as the old version, add another, and try its release once, without a fault."""
    template, work = directory / "template", directory / "work"
    raw = template / "corpus" / "raw" / "fr"
    raw.mkdir(parents=True)
    (raw.parents[1] / "corpus.json").write_text(_head(), encoding="utf-8")
    # Both ids fall into the same split, so that there is one table of a view.
    (raw / "a1.txt").write_text(raw_article(), encoding="utf-8")
    old = desk.run(
        "release", raw.parents[1], "--store", template / "releases", "--version", OLD, "--annotator", "rules"
    )
    assert old.code == 0, old
    body = "« Nous paierons moins d'intérêts », a déclaré Anne Dupont."
    (raw / "a2.txt").write_text(raw_article("Le port rouvre à Brest", body), encoding="utf-8")
    made = ReleasedCorpus(desk, template, states(template), {})
    new = made.release(made.copy(work))
    assert new.code == 0, new
    return ReleasedCorpus(desk, template, made.before, states(work))


def visible_problem(corpus: ReleasedCorpus, work: Path, *, complete: bool) -> str | None:
    """Say what is wrong with what can be seen after a run that met with a fault; None where nothing is.

    The old release is what it was; the new one is not there, or is all there; every other file is as it was, or as
    it will be. Where the run has said that it is ``complete``, everything is as it will be.
    """
    now = {name: state for name, state in states(work).items() if not _is_hidden(name)}
    if complete and now != {name: state for name, state in corpus.after.items() if not _is_hidden(name)}:
        return "it said that all is well, and it is not"
    if missing := sorted(name for name in corpus.before if name not in now and not _is_hidden(name)):
        return f"{missing[0]} is gone"
    if strange := sorted(name for name in now if name not in corpus.before and name not in corpus.after):
        return f"{strange[0]} is there"
    for name, state in now.items():
        if state not in {corpus.before.get(name), corpus.after.get(name)}:
            return f"{name} is neither what it was nor what it will be"
    new = f"releases/{NEW}/"
    released = {name for name in now if name.startswith(new)}
    if released and released != {name for name in corpus.after if name.startswith(new)}:
        return f"{new} is there in part"
    return None


def final_problem(corpus: ReleasedCorpus, work: Path) -> str | None:
    """Say what is not as it is after a release without a fault; nothing at all may be left over."""
    now = states(work)
    different = sorted(name for name in now.keys() | corpus.after.keys() if now.get(name) != corpus.after.get(name))
    return f"{different[0]} is not as after a release without a fault" if different else None


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))


def _head() -> str:
    import json  # noqa: PLC0415

    return json.dumps({**HEAD, "version": OLD}, indent=2) + "\n"
