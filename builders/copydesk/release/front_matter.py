"""The YAML at the head of a card: written by a dumper, and read without trust.

Writing by hand goes wrong where YAML 1.1 reads words as something else: ``language: no`` is the truth value false
and not Norwegian, ``1.0`` a number, ``12:30`` a number to base 60, and a line that starts with ``---`` ends the
block. The dumper quotes all of these; ``dump`` parses what it wrote and compares.

``parse`` refuses what a card has no need of: tags (which can build any Python object in an unsafe loader), aliases
(nine lines of which expand to a billion items), keys given twice (of which readers take different ones) and
anything longer than ``MAX_CHARACTERS``.
"""

from typing import Any

import yaml

MAX_CHARACTERS = 1_000_000
_MAX_DEPTH = 60
_FENCE = "---"


class FrontMatterError(ValueError):
    """The head of a card is not in the form that we read."""


def dump(values: dict[str, Any]) -> str:
    """Write values as YAML: keys in the order given, UTF-8 kept, every ambiguous word quoted.

    Raises:
        FrontMatterError: the values do not survive YAML; the card must not be written.
    """
    text = str(yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=110))
    if parse(text) != values:
        raise FrontMatterError("the values of the card are read back as others")
    return text


def split(card: str) -> tuple[str, str]:
    """Take a card apart: the YAML between the first two lines ``---``, and the text after it.

    Raises:
        FrontMatterError: the card does not start with such a block.
    """
    first, _, rest = card.partition("\n")
    head, fence, body = rest.partition(f"\n{_FENCE}\n")
    if first != _FENCE or not fence:
        raise FrontMatterError("the card does not start with a block between two lines ---")
    if len(head.splitlines()) != head.count("\n") + 1:
        # datasets reads the card by str.splitlines(), which knows ten line ends: both must see the same block.
        raise FrontMatterError("the block holds a line end other than LF")
    return f"{head}\n", body


def parse(text: str) -> dict[str, Any]:
    """Read YAML of plain scalars, lists and mappings, and nothing else.

    Raises:
        FrontMatterError: too long, too deep, no YAML, no mapping, or with a tag, an alias or a key given twice.
    """
    if len(text) > MAX_CHARACTERS:
        raise FrontMatterError(f"the block is longer than {MAX_CHARACTERS} characters")
    try:
        value = yaml.load(text, Loader=_PlainLoader)  # noqa: S506  a SafeLoader that is stricter still
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())
        raise FrontMatterError(f"the block is no plain YAML: {reason}") from error
    if not isinstance(value, dict):
        raise FrontMatterError("the block is no mapping")
    return value


class _PlainLoader(yaml.SafeLoader):
    """A safe loader that refuses, before anything is built of it, what a card has no need of."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose a node that has no anchor, no tag and not too many levels around it."""
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise FrontMatterError("the block holds an anchor or alias")
        if event.tag is not None:
            raise FrontMatterError(f"the block holds the tag {event.tag}")
        if self._depth == _MAX_DEPTH:
            raise FrontMatterError(f"the block is nested deeper than {_MAX_DEPTH} levels")
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build a mapping whose keys are strings and stand once."""
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        if not all(isinstance(key, str) for key in keys):
            raise FrontMatterError("a key is no string")
        if len(set(keys)) != len(keys):
            raise FrontMatterError(f"the key {next(key for key in keys if keys.count(key) > 1)!r} is given twice")
        return dict(super().construct_mapping(node, deep=deep))
