"""Level 4: addresses lead to the publisher that they name."""

from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from copydesk.check.rules.rule import ArticleRule, Flaw
from copydesk.record import Article


def url_suspicious(article: Article) -> Iterator[Flaw]:
    """Find addresses with a user name, with a bare IP address or with letters of another script in their host."""
    yield from _of("/source/url", article.source.url)
    for i, link in enumerate(article.related_links):
        yield from _of(f"/related_links/{i}/url", link.url)


def _of(pointer: str, url: str | None) -> Iterator[Flaw]:
    if url is None:
        return
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        yield Flaw(pointer, "has a host that cannot be read")
        return
    if "@" in parts.netloc:
        yield Flaw(pointer, "has a user name before its host, which may pass for the host")
    elif _is_ip(host):
        yield Flaw(pointer, "leads to an IP address, not to a publisher by name")
    elif any(label.startswith("xn--") for label in host.split(".")) or not host.isascii():
        yield Flaw(pointer, "has letters in its host that may pass for others")


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


RULES = (
    ArticleRule(
        "url-suspicious",
        4,
        "warning",
        "An address that passes for another sends readers elsewhere; one inside a network is nobody's article.",
        "Give the address under which the publisher shows the article, or null.",
        url_suspicious,
    ),
)
