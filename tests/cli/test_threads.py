"""A command computes on one core, unless somebody has said otherwise, and leaves the environment as it was."""

import os

import pytest

from copydesk.cli.main import COMMANDS, main

_NAMES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "GOTO_NUM_THREADS")


@pytest.mark.parametrize(
    ("said", "threads"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "3"}, "3"), ({"OMP_NUM_THREADS": "2"}, None)]
)
@pytest.mark.parametrize("ending", [None, KeyboardInterrupt, OSError])
def test_numpy_uses_one_thread_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, said: dict[str, str], threads: str | None, ending: type[BaseException] | None
) -> None:
    seen = []

    def run(_options: object) -> int:
        seen.append(os.environ.get("OPENBLAS_NUM_THREADS"))
        if ending:
            raise ending
        return 0

    for name in _NAMES:
        monkeypatch.delenv(name, raising=False)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setitem(COMMANDS, "parse", lambda parser: parser.set_defaults(run=run))
    before = dict(os.environ)
    main(["parse"])
    assert seen == [threads]
    assert dict(os.environ) == before
