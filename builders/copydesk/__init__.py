"""Turn raw news articles into a versioned, schema-checked Hugging Face dataset.

article = copydesk.parse(raw, id="fr-01")          # str or bytes -> Article
article = copydesk.read("corpus/raw/fr/fr-01.txt")
entities, quotes = copydesk.annotate(text, language="fr")
report  = copydesk.validate("corpus")
dataset = copydesk.load("fr", split="train")
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from copydesk.record import Article as Article
    from copydesk.use.desk import annotate as annotate
    from copydesk.use.desk import parse as parse
    from copydesk.use.desk import read_file as read
    from copydesk.use.load import load as load
    from copydesk.use.validate import validate as validate

__version__ = "0.1.0"

__all__ = ["Article", "annotate", "load", "parse", "read", "validate"]

_HOMES = {
    "Article": ("copydesk.record", "Article"),
    "annotate": ("copydesk.use.desk", "annotate"),
    "load": ("copydesk.use.load", "load"),
    "parse": ("copydesk.use.desk", "parse"),
    "read": ("copydesk.use.desk", "read_file"),
    "validate": ("copydesk.use.validate", "validate"),
}


def __getattr__(name: str) -> Any:
    """Import a public name where it is first used, so that ``import copydesk`` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


class _Package(ModuleType):
    """The package: where a public name and a subpackage are called the same, the name is the public one."""

    def __setattr__(self, name: str, value: object) -> None:
        """Leave out what the import of the subpackage ``annotate`` would put over the function."""
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
