# ruff: noqa: PLC0415  the package is imported late, so that it is watched while it is imported
"""Run build, check, verify and load in a process of its own that notes every file and connection it asks for.

    python watched_run.py WORK CORPUS... -- RELEASE...

Prints one JSON object: ``strayed``, what was opened or listed outside of the given directories and the installed
software; ``reached``, connections and other programs; ``loaded``, releases that were loaded.
"""

import json
import os
import site
import sys
import sysconfig
from pathlib import Path
from typing import Any

OPENING = {
    "open",
    "os.listdir",
    "os.scandir",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.link",
    "os.symlink",
    "os.truncate",
}
REACHING = (
    *("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind", "socket.sendto", "urllib.Request"),
    *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "pty.spawn"),
    *("ftplib.connect", "http.client.connect", "smtplib.connect", "webbrowser.open"),
)
ALWAYS = (
    "/dev/null",
    "/dev/urandom",
    "/proc/",
    "/sys/",
    "/etc/localtime",
    "/etc/mime.types",
    "/etc/ssl/",
    "/usr/share/zoneinfo",
)
SOFTWARE = {sys.prefix, sys.base_prefix, *sysconfig.get_paths().values(), *site.getsitepackages()}


def main() -> None:
    work, *rest = sys.argv[1:]
    corpora, releases = rest[: rest.index("--")], rest[rest.index("--") + 1 :]
    checkout = Path(__file__).resolve().parents[2]
    given = [work, *corpora, *releases, *SOFTWARE, os.environ["HF_HOME"]]
    roots = [checkout, *(Path(path).resolve() for path in given)]
    strayed: set[str] = set()
    reached: set[str] = set()

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event in OPENING and arguments and isinstance(arguments[0], str | bytes):
            path = os.fsdecode(arguments[0])
            place = Path(path).parent.resolve() / Path(path).name
            if not any(place.is_relative_to(root) for root in roots) and not str(place).startswith(ALWAYS):
                strayed.add(f"{event} {path}")
        elif event in REACHING:
            reached.add(f"{event} {arguments!r}"[:200])

    sys.addaudithook(watch)
    loaded = run(Path(work), corpora, releases)
    json.dump({"strayed": sorted(strayed), "reached": sorted(reached), "loaded": loaded}, sys.stdout)


def run(work: Path, corpora: list[str], releases: list[str]) -> list[str]:
    from copydesk.errors import CopydeskError
    from copydesk.pipeline.facts import Options
    from copydesk.release.verify import verify
    from copydesk.use.load import load
    from copydesk.use.produce import Job, build_corpus
    from copydesk.use.validate import validate_path

    loaded = []
    options = Options(entities="rules")
    for corpus in corpora:
        produced = build_corpus(Path(corpus), work / Path(corpus).name, Job(options))
        validate_path(Path(corpus), options=options)
        if produced.written:
            releases = [*releases, str(produced.written.path)]
    for release in releases:
        verify(Path(release))
        try:
            validate_path(Path(release))
            for row in load("full", split="train", source=release):
                assert row["id"]
            loaded.append(release)
        except CopydeskError:
            continue
    return loaded


if __name__ == "__main__":
    main()
