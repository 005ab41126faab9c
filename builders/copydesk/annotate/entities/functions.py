"""An annotator of one's own: a function from the text of a passage to its names, given as ``package.module:function``.

Opening one imports and runs its code, with all the rights of the process.
"""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, get_args

from copydesk.annotate.entities.recognizer import NamedSpan, OpenRecognizer, from_function
from copydesk.errors import UsageError
from copydesk.record import EntityType

_TYPES = frozenset(get_args(EntityType))


def open_function(name: str) -> OpenRecognizer:
    """Import a function and make an annotator of it.

    The function takes the text of one passage and gives (start, end, type) for each name, half-open in code points.

    Raises:
        UsageError: it cannot be imported or called; or, once it is at work, gives what is no span of the text.
    """
    module, _, attribute = name.partition(":")
    try:
        function = getattr(import_module(module), attribute, None)
    except (ImportError, ValueError, TypeError) as error:
        raise UsageError(f"annotator {name!r} cannot be imported: {error}") from error
    if not callable(function):
        raise UsageError(f"annotator {name!r}: module {module} has no function {attribute!r}")
    return from_function(_checked(function, name), _resource(name, module))


def _resource(name: str, module: str) -> str:
    """Name the function and, where a distribution of its package's name is installed, the version."""
    try:
        return f"{name} {version(module.partition('.')[0])}"
    except PackageNotFoundError:
        return name


def _checked(function: Callable[[str], Iterable[Any]], name: str) -> Callable[[str], Iterable[NamedSpan]]:
    def spans(text: str) -> Iterator[NamedSpan]:
        for given in function(text):
            try:
                start, end, kind = given
                sound = 0 <= start < end <= len(text) and kind in _TYPES
            except (TypeError, ValueError):
                sound = False
            if not sound:
                raise UsageError(f"annotator {name!r} gave {given!r}, which is no (start, end, type) of the text")
            yield NamedSpan(start, end, kind)

    return spans
