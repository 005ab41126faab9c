"""Level 4: what looks like personal data or a secret. Kind and place are named, the value itself never.

The forms are those of RFC 5321 (addresses, without quoted local parts), ISO 13616 (IBAN, check digits compared),
ISO/IEC 7812 (cards, Luhn digit compared), and the prefixes that issuers give their tokens. Telephone numbers are found
with a country code, with a leading zero, or as in North America; numbers that a country writes as plain groups of
three are not told from amounts and not found.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from ipaddress import ip_address
from typing import NamedTuple

from copydesk.check.rules.rule import ArticleRule, Flaw
from copydesk.record import Article

_GAP = "[ .\\-/\u00a0\u202f]?"
_EMAIL = re.compile(r"(?<=[A-Za-z0-9_%+-])@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])")
_PHONE = re.compile(
    rf"(?<![\w+.,])(?<![0-9][ \u00a0\u202f-])(?:(?:\+|00)[1-9](?:{_GAP}[0-9]){{7,13}}"
    rf"|(?![0-9]{{2}}[ ./-][0-9]{{2}}[ ./-][0-9]{{4}})0[1-9](?:{_GAP}[0-9]){{7,9}}"
    r"|\([2-9][0-9]{2}\) ?[0-9]{3}-[0-9]{4}|[2-9][0-9]{2}-[0-9]{3}-[0-9]{4})(?![\w%\u20ac])"
)
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])")
_CARD = re.compile(
    r"(?<![\w.,-])(?:[2-6][0-9]{12,18}|[2-6][0-9]{3}(?:[ -][0-9]{4}){3}|3[0-9]{3}[ -][0-9]{6}[ -][0-9]{5})(?![\w-])"
)
_TOKEN = re.compile(
    r"(?<![A-Za-z0-9_])(?:hf_[A-Za-z0-9]{30,40}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22,82}"
    r"|glpat-[A-Za-z0-9_-]{20}|xox[abprs]-[A-Za-z0-9-]{10,72}|AKIA[0-9A-Z]{16}|sk-[A-Za-z0-9_-]{32,200}"
    r"|eyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.)|-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----"
)
_IP = re.compile(
    r"(?<![\w.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?!\w|\.[0-9])|(?<![\w:])(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}(?![\w:])"
)
_COLONS = re.compile(":[0-9A-Fa-f]{1,4}:")
_SHORTEST_IBAN = 15
_LONGEST_LOCAL_PART = 64
_LOCAL_PART = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._%+-")

_TOKEN_BEGINNINGS = (
    "hf_",
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "github_pat_",
    "glpat-",
    "xox",
    "AKIA",
    "sk-",
    "eyJ",
)
_KEY = "PRIVATE KEY"
_GAPS = " .-/()"
_OUTLINE_OF_BYTES = (
    "".join(
        "0" if sign.isdigit() else "A" if sign.isupper() else sign if sign in _GAPS else "x"
        for sign in map(chr, range(128))
    )
    .encode()
    .ljust(256)
)


class Kind(NamedTuple):
    """One kind of personal data.

    Attributes:
        id: its short name in rule ids.
        name: what it is, for people.
        pattern: the form that it has.
        possible: whether a text can hold the form at all; it costs far less than the pattern, and most texts cannot.
        genuine: whether what has the form stands a test of its digits.
        protects: what would go wrong if it were published.
    """

    id: str
    name: str
    pattern: re.Pattern[str]
    possible: Callable[[str], bool]
    genuine: Callable[[str], bool]
    protects: str


def personal_data(article: Article, *, kind: Kind) -> Iterator[Flaw]:
    """Find what has the form of one kind of personal data and stands its test."""
    text = article.text
    if not kind.possible(text):
        return
    for match in kind.pattern.finditer(text):
        if kind.genuine(match[0]):
            start = _start_of_address(text, match.start()) if match[0][0] == "@" else match.start()
            yield Flaw("/text", f"{kind.name} stands at code point {start}", start)


@lru_cache(maxsize=1)
def _outline(text: str) -> bytes:
    """Draw a text in few signs: digits are 0, capitals A, gaps of numbers themselves, what is not ASCII a space."""
    return text.encode("ascii", "replace").replace(b"?", b" ").translate(_OUTLINE_OF_BYTES)


@lru_cache(maxsize=1)
def _joined_digits(text: str) -> bytes:
    """Draw a text with its digits run together over all that may stand amid a number."""
    return _outline(text).translate(None, _GAPS.encode())


def _holds_at_sign(text: str) -> bool:
    return "@" in text


def _holds_digits(text: str, *, count: int) -> bool:
    return b"0" * count in _joined_digits(text)


def _holds_country_code(text: str) -> bool:
    return b"AA00" in _outline(text)


def _holds_token_beginning(text: str) -> bool:
    return any(beginning in text for beginning in _TOKEN_BEGINNINGS) or _KEY in text


def _holds_dotted_numbers(text: str) -> bool:
    """Look for a number between two full stops, or between two colons."""
    return any(inner in _outline(text) for inner in (b"0.0.0", b"0.00.0", b"0.000.0")) or bool(_COLONS.search(text))


def _start_of_address(text: str, at: int) -> int:
    start = at
    while start > max(0, at - _LONGEST_LOCAL_PART) and text[start - 1] in _LOCAL_PART:
        start -= 1
    return start


def _any(_value: str) -> bool:
    return True


def _has_iban_digits(value: str) -> bool:
    """Compare the check digits (ISO 7064, mod 97), of the whole or up to a space: capitals may follow an IBAN."""
    ends = [index for index, character in enumerate(value) if character == " "]
    return any(_is_iban(value[:end].replace(" ", "")) for end in (len(value), *reversed(ends)))


def _is_iban(compact: str) -> bool:
    moved = compact[4:] + compact[:4]
    return len(compact) >= _SHORTEST_IBAN and int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


def _has_luhn_digit(value: str) -> bool:
    digits = [int(character) for character in value if character.isdigit()]
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return len(set(digits)) > 1 and (doubled + sum(digits[-1::-2])) % 10 == 0


def _is_ip(value: str) -> bool:
    try:
        ip_address(value)
    except ValueError:
        return False
    return True


KINDS = (
    Kind(
        "email",
        "an e-mail address",
        _EMAIL,
        _holds_at_sign,
        _any,
        "An address in a corpus is written to, and leads to a person.",
    ),
    Kind(
        "phone",
        "a telephone number",
        _PHONE,
        partial(_holds_digits, count=8),
        _any,
        "A number in a corpus is called, and leads to a person.",
    ),
    Kind("iban", "an IBAN", _IBAN, _holds_country_code, _has_iban_digits, "An account number invites fraud."),
    Kind(
        "card",
        "the number of a payment card",
        _CARD,
        partial(_holds_digits, count=13),
        _has_luhn_digit,
        "A card number invites fraud.",
    ),
    Kind(
        "token",
        "an access token or private key",
        _TOKEN,
        _holds_token_beginning,
        _any,
        "A secret that is published is open to all.",
    ),
    Kind(
        "ip",
        "an IP address",
        _IP,
        _holds_dotted_numbers,
        _is_ip,
        "An address of the network may stand for a household.",
    ),
)

RULES = tuple(
    ArticleRule(
        f"pii-{kind.id}",
        4,
        "warning",
        kind.protects,
        "Look at the place: waive the rule where the newsroom printed it for readers, else withdraw the article.",
        partial(personal_data, kind=kind),
    )
    for kind in KINDS
)
