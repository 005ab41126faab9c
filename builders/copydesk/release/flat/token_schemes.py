"""How the views of tokens cut a passage: by a numbered scheme, which never changes once an edition was made with it.

An edition names its scheme in the manifest (``token_scheme``), and is verified against that one for as long as the
scheme stands here. Tokens are cut apart from what the annotators cut (``copydesk.text.tokens``), which may get better
every week. Another way to cut, or other roles, is a new entry with the next number; the old ones stay as they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from copydesk.record import Role


@dataclass(frozen=True, slots=True)
class TokenScheme:
    """One way to cut passages into tokens.

    Attributes:
        number: what the manifest calls it.
        roles: the roles of the passages that are cut.
        token: what a token is; what it does not match is between tokens.
    """

    number: int
    roles: frozenset[Role]
    token: re.Pattern[str]

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Give the half-open code points of the tokens of a passage, in order. Linear.

        >>> [text[start:end] for text in ["L'agence TASS, dit-il."] for start, end in NEWEST.spans(text)]
        ["L'", 'agence', 'TASS', ',', 'dit-il', '.']
        """
        return (match.span() for match in self.token.finditer(text))


_FIRST = TokenScheme(
    number=1,
    roles=frozenset({"headline", "dek", "caption", "related_item", "subhead", "paragraph"}),
    token=re.compile(
        r"\d+(?:[.,:/]\d+)*(?:-?[^\W\d_]+)*"
        r"|[^\W_]+(?:[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}][^\W_]+)*(?:['\N{RIGHT SINGLE QUOTATION MARK}](?=[^\W_]))?"
        r"|\.\.+|\S"
    ),
)
"""Numbers with what is glued to them; words with their inner hyphens, an elision with its apostrophe; any other
character alone."""

TOKEN_SCHEMES: dict[int, TokenScheme] = {scheme.number: scheme for scheme in (_FIRST,)}
"""The schemes by their numbers."""

OLDEST = 1
"""The scheme of an edition whose manifest names none."""

NEWEST = TOKEN_SCHEMES[max(TOKEN_SCHEMES)]
"""The scheme of every edition that is written."""

TOKEN_VIEWS = ("entities", "ner_tokens")
"""The flat views whose rows depend on the scheme: mentions say what became of them in the tokens."""
