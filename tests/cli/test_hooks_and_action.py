"""The hook and the action that others call run commands that exist, and hand on what these say."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from copydesk.cli import main
from support.corpora import HEAD, raw_article

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "tests" / "examples"
HOOKS: list[dict[str, Any]] = []
if (ROOT / ".pre-commit-hooks.yaml").is_file():
    HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
pytestmark = pytest.mark.skipif(not HOOKS, reason="only a checkout has hook and action")


def a_corpus(folder: Path, body: str) -> Path:
    (folder / "raw").mkdir(parents=True)
    (folder / "corpus.json").write_text(json.dumps(HEAD), encoding="utf-8")
    (folder / "raw" / "a.txt").write_text(body, encoding="utf-8")
    return folder


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_every_hook_has_what_its_runner_needs(hook: dict[str, Any]) -> None:
    assert {"id", "name", "description", "entry", "language"} <= hook.keys()
    assert hook["language"] == "python"
    assert shlex.split(hook["entry"])[0] == "copydesk"


def test_the_hook_on_files_passes_the_sound_and_fails_the_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    _, *arguments = shlex.split(HOOKS[0]["entry"])
    assert main([*arguments, *(str(path) for path in sorted((EXAMPLES / "valid").iterdir()))]) == 0
    assert main([*arguments, str(EXAMPLES / "invalid" / "span-bounds" / "article.json")]) == 1
    assert "[span-bounds]" in capsys.readouterr().out


def test_the_hook_on_a_corpus_checks_all_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _, *arguments = shlex.split(HOOKS[1]["entry"])
    a_corpus(tmp_path / "corpus", raw_article())
    assert main(arguments) == 0
    (tmp_path / "corpus" / "raw" / "b.txt").write_text("", encoding="utf-8")
    assert main(arguments) == 1


def step(name: str) -> dict[str, Any]:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    found: dict[str, Any] = next(item for item in action["runs"]["steps"] if item.get("name") == name)
    return found


@pytest.mark.parametrize(("body", "code"), [(raw_article(), 0), ("Titre\n\nUn \x1b[2Jmot.\n", 1)])
def test_the_action_writes_a_report_and_fails_where_the_check_does(tmp_path: Path, body: str, code: int) -> None:
    inputs = {"PATHS": "my corpus\nother", "LEVEL": "5", "ANNOTATOR": "rules", "REPORT": "report.sarif"}
    assert inputs.keys() == step("Check")["env"].keys()
    a_corpus(tmp_path / "my corpus", body)
    a_corpus(tmp_path / "other", raw_article())
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "copydesk").write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m copydesk "$@"\n', encoding="utf-8"
    )
    (tmp_path / "bin" / "copydesk").chmod(0o755)
    environment = {**os.environ, **inputs, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
    script = ["bash", "-e", "-o", "pipefail", "-c", step("Check")["run"]]
    done = subprocess.run(script, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    report = json.loads((tmp_path / "report.sarif").read_text(encoding="utf-8"))
    assert done.returncode == code, done.stderr
    found = [result["ruleId"] for result in report["runs"][0]["results"]]
    assert ("control-char" in found) == bool(code)


def test_the_inputs_of_the_action_reach_its_commands_by_the_environment_alone() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    for item in action["runs"]["steps"]:
        assert "${{" not in item.get("run", "")
    assert "--format sarif" in step("Check")["run"]
    assert step("Upload")["with"]["sarif_file"] == "${{ inputs.report }}"
