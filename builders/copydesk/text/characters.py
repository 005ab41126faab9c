"""The few characters of a text that are neither printable ASCII nor line feeds: they decide most questions about it."""

from functools import lru_cache

_COMMON = bytes(range(0x20, 0x7F)) + b"\n"


@lru_cache(maxsize=2)
def uncommon_characters(text: str) -> str:
    r"""Give the characters of a text that are neither printable ASCII nor line feeds, in order.

    Looking for a rare character in these is many times faster than in the text. The last answers are kept, because
    layers and rules ask about the same text. Characters that stand side by side in the text still do; others may
    have come together, so what is found here of more than one character must be looked for in the text again.

    >>> uncommon_characters("Déjà vu :\tça !\n")
    'éà\tç'
    """
    return text.encode("utf-8", "surrogatepass").translate(None, _COMMON).decode("utf-8", "surrogatepass")
