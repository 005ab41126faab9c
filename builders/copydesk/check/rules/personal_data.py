"""Level 4: what looks like personal data or a secret. Kind and place are named, the value itself never.

The forms are those of RFC 5321 (addresses, without quoted local parts), ISO 13616 (IBAN, check digits compared),
ISO/IEC 7812 (cards, Luhn digit compared), and the prefixes that issuers give their tokens. Telephone numbers are found
with a country code, with a leading zero, or as in North America; numbers that a country writes as plain groups of
three are not told from amounts and not found.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from ipaddress import ip_address

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
_SHORTEST_IBAN = 15
_LONGEST_LOCAL_PART = 64
_LOCAL_PART = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._%+-")


def personal_data(
    article: Article, *, pattern: re.Pattern[str], kind: str, genuine: Callable[[str], bool]
) -> Iterator[Flaw]:
    """Find what has the form of one kind of personal data and stands its test."""
    text = article.text
    for match in pattern.finditer(text):
        if genuine(match[0]):
            start = _start_of_address(text, match.start()) if match[0][0] == "@" else match.start()
            yield Flaw("/text", f"{kind} stands at code point {start}", start)


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


_KINDS: tuple[tuple[str, str, re.Pattern[str], Callable[[str], bool], str], ...] = (
    ("email", "an e-mail address", _EMAIL, _any, "An address in a corpus is written to, and leads to a person."),
    ("phone", "a telephone number", _PHONE, _any, "A number in a corpus is called, and leads to a person."),
    ("iban", "an IBAN", _IBAN, _has_iban_digits, "An account number invites fraud."),
    ("card", "the number of a payment card", _CARD, _has_luhn_digit, "A card number invites fraud."),
    ("token", "an access token or private key", _TOKEN, _any, "A secret that is published is open to all."),
    ("ip", "an IP address", _IP, _is_ip, "An address of the network may stand for a household."),
)

RULES = tuple(
    ArticleRule(
        f"pii-{name}",
        4,
        "warning",
        protects,
        "Look at the place: waive the rule where the newsroom printed it for readers, else withdraw the article.",
        partial(personal_data, pattern=pattern, kind=kind, genuine=genuine),
    )
    for name, kind, pattern, genuine, protects in _KINDS
)
