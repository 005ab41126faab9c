"""What many tests share: where the development data and the checkout are, and how a raw article is made."""

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from support.corpora import HEAD, MakeCorpus

settings.register_profile("fast", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("fast")

TESTS = Path(__file__).parent
MEASURES_TIME = re.compile(r"linear|_costs?_|millisecond|most_of_the_time|cpu_time|levels_need")
"""Names of tests that measure time."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a test that measures time try again: a busy machine spoils a measurement, three in a row it does not.

    Time says nothing of a wheel, so that it is not measured again there.

    Files with slow tests go first, so that no worker is left with one when the others have nothing more to do.
    """
    for item in items:
        if MEASURES_TIME.search(item.name):
            item.add_marker(pytest.mark.flaky(reruns=2))
            item.add_marker(pytest.mark.once)
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data beside the checkout; tests that read it skip where it is absent."""
    folder = Path(os.environ.get("COPYDESK_SHARED") or TESTS.parents[1] / "shared")
    if not folder.is_dir():
        pytest.skip("the development data is not here")
    return folder


@pytest.fixture(autouse=True)
def _away_from_the_user(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every cache in a temporary folder and the network out."""
    home = tmp_path_factory.getbasetemp() / "home"
    monkeypatch.setenv("COPYDESK_CACHE", str(home / "copydesk"))
    monkeypatch.setenv("HF_HOME", str(home / "huggingface"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


@pytest.fixture
def make_corpus(tmp_path: Path) -> MakeCorpus:
    """Write a corpus with the given files (text, bytes, or JSON values) and give its directory."""

    def make(files: Mapping[str, Any], head: Mapping[str, Any] = HEAD, name: str = "corpus") -> Path:
        root = tmp_path / name
        for path, content in {"corpus.json": dict(head), **files}.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                target.write_bytes(content)
            elif isinstance(content, str):
                target.write_text(content, encoding="utf-8", newline="")
            else:
                target.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return root

    return make
