"""The examples of the README run as they stand: paths are those of the version that `make` builds."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from copydesk.cli.main import main
from copydesk.resources import CORPUS

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
VERSIONED = re.compile(r"(?:releases|editions)/([0-9]+[.][0-9]+[.][0-9]+)")


def blocks() -> list[str]:
    if not README.is_file():
        pytest.skip("the README is not here")
    return re.findall(r"^```python\n(.*?)^```$", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_versions_in_the_paths_of_examples_are_the_one_of_the_corpus(name: str) -> None:
    if not (ROOT / name).is_file():
        pytest.skip(f"{name} is not here")
    version = json.loads((CORPUS / "corpus.json").read_text(encoding="utf-8"))["version"]
    named = VERSIONED.findall((ROOT / name).read_text(encoding="utf-8"))
    assert named
    assert set(named) == {version}


@pytest.mark.slow
def test_the_first_example_of_the_readme_prints_quotes_after_a_release(tmp_path: Path) -> None:
    first = blocks()[0]
    assert "load_dataset(" in first
    corpus = shutil.copytree(CORPUS, tmp_path / "corpus")
    assert main(["release", str(corpus), "--store", str(tmp_path / "releases")]) == 0
    outcome = subprocess.run([sys.executable, "-c", first], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr
    assert " → " in outcome.stdout


@pytest.mark.once
@pytest.mark.slow
def test_the_tagger_of_the_readme_is_trained_and_finds_names(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    (example,) = (block for block in blocks() if "sklearn" in block)
    outcome = subprocess.run([sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr
    found = re.fullmatch(r"(\d+) tokens, F1 of the tags but O: (\d\.\d\d)\n", outcome.stdout)
    assert found, outcome.stdout
    assert int(found[1]) > 0
    assert float(found[2]) > 0.1
