"""The example of training in the README runs as it stands, and learns something."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[2] / "README.md"


def blocks() -> list[str]:
    if not README.is_file():
        pytest.skip("the README is not here")
    return re.findall(r"^```python\n(.*?)^```$", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


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
