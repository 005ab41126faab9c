"""Whatever names a rule names one that exists: a person who sees an id can look it up."""

import ast
from collections.abc import Iterator
from pathlib import Path

import copydesk
from copydesk.check.rules import RULES

PACKAGE = Path(copydesk.__file__).parent
LAYERS = ("text", "annotate", "check", "pipeline")
"""What looks at articles; releases and scores have ids of their own."""

NAMING = {"InputError", "Remark", "DateRemark", "Finding", "Fault"}
"""What takes the id of a rule as its first argument."""


def named_rules() -> Iterator[tuple[str, str]]:
    for path in sorted(path for layer in LAYERS for path in (PACKAGE / layer).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NAMING and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value, f"{path.relative_to(PACKAGE)}:{node.lineno}"


def test_every_rule_that_the_code_names_is_documented() -> None:
    named = list(named_rules())
    assert len(named) > 40
    assert [entry for entry in named if entry[0] not in RULES] == []
