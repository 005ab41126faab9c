# ruff: noqa: PLC0415  the package is imported late, so that it is watched while it is imported
"""Run in a process of its own: print every regular expression that the package compiles, as JSON.

Modules compile some at import and some only when a language is read, so all modules are imported and one article of
each language is read, while ``re.compile`` notes who asks.
"""

import importlib
import json
import pkgutil
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

NOTED: dict[tuple[str, int], str] = {}
_compile = re.compile

ARTICLES = {
    "fr": ("Le conseil vote le budget", "« Nous tiendrons », a déclaré la maire mardi 3 mai 2024 à Lyon, selon l'AFP."),
    "en": ("The council votes", "“We will hold on,” said Mayor Anna Smith on Tuesday, 3 May 2024, in London."),
    "de": ("Der Rat stimmt ab", "„Wir halten durch“, sagte Bürgermeisterin Anna Schmidt am 3. Mai 2024 in Bonn."),
    "es": ("El consejo vota", "«Vamos a resistir», dijo la alcaldesa Ana García el 3 de mayo de 2024 en Sevilla."),
    "it": ("Il consiglio vota", "«Terremo duro», ha detto la sindaca Anna Rossi il 3 maggio 2024 a Torino."),
    "pt": ("O conselho vota", "«Vamos aguentar», disse a presidente Ana Silva em 3 de maio de 2024 no Porto."),
}


def noting_compile(pattern: Any, flags: int = 0) -> Any:
    caller = sys._getframe(1).f_globals.get("__name__", "")
    if caller.startswith("copydesk") and isinstance(pattern, str):
        NOTED.setdefault((pattern, int(flags)), caller)
    return _compile(pattern, flags)


def main() -> None:
    re.compile = noting_compile
    package = importlib.import_module("copydesk")
    for module in pkgutil.walk_packages(package.__path__, "copydesk."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    from copydesk.pipeline.annotate import annotate_drafts
    from copydesk.pipeline.facts import Facts, Options
    from copydesk.pipeline.inputs import Input
    from copydesk.pipeline.read import read
    from copydesk.text.intake import from_text

    options = Options(entities="rules")
    for language, (headline, sentence) in ARTICLES.items():
        raw = f"{headline}\n\n2024-05-03\n\n{sentence} {sentence}\n\n{sentence}\n"
        annotate_drafts([read(Input(from_text(raw), Facts(id="a", language=language)), options)], options)
    noted = [[caller, pattern, flags, searched(pattern)] for (pattern, flags), caller in sorted(NOTED.items())]
    json.dump(noted, sys.stdout)


def searched(pattern: str) -> bool:
    """Say whether a pattern is looked for anywhere in a text, and not only matched where a text or a word starts.

    A pattern with a name is searched where some module calls a searching method of that name; one without is.
    """
    names = {
        name
        for module in list(sys.modules.values())
        if getattr(module, "__name__", "").startswith("copydesk")
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern) and value.pattern == pattern
    }
    calls = re.compile(rf"\b(?:{'|'.join(names)})(?:\.(?!match\(|fullmatch\(|pattern\b)|[,)\]])") if names else None
    return calls is None or any(calls.search(source) for source in sources())


@cache
def sources() -> tuple[str, ...]:
    files = Path(sys.modules["copydesk"].__path__[0]).rglob("*.py")
    return tuple(path.read_text(encoding="utf-8") for path in files)


if __name__ == "__main__":
    main()
