"""Where a table is cut into row groups: after articles that a hash of their id names.

A writer that counts rows cuts every later group elsewhere when one row comes in ahead of it, and with the groups go
their dictionaries: all that follows has other bytes. Here a cut depends on the article that stands before it, so that
one more article changes the group it falls into, and the others are the bytes that they were, for whoever stores a
file by its content, as the Hub does. All views of a table are cut after the same articles where hashes and ``MOST`` say
so; a cut by ``MOST_BYTES`` is that of one view, whose lines are longer than those of another.

A group is held in memory while it is written and, compressed, while it is read. It therefore ends after ``MOST``
articles or ``MOST_BYTES`` of JSON at the latest; where it ends for that reason, the next cut that a hash names puts
both files, or both views, in step again.
"""

from collections.abc import Iterable, Iterator

from copydesk.release.splits import stable_hash

FEWEST = 64
"""Articles that a group has before a hash may end it: each group costs a dictionary and a footer of its own."""

ONE_IN = 256
"""How many articles there are to one whose hash ends a group."""

MOST = 512
"""Articles after which a group ends."""

MOST_BYTES = 1 << 25
"""Bytes of JSON after which a group ends, between two articles or within one."""

ArticleLines = tuple[str, Iterable[bytes]]
"""The id of an article, and the lines of its rows in one view."""


def row_groups(articles: Iterable[ArticleLines]) -> Iterator[list[bytes]]:
    """Gather the lines of articles, in their order, into the groups of a table; none is empty."""
    group: list[bytes] = []
    count = size = 0
    for article_id, lines in articles:
        count += 1
        for line in lines:
            group.append(line)
            size += len(line)
            if size >= MOST_BYTES:
                yield group
                group, count, size = [], 0, 0
        if count >= MOST or (count >= FEWEST and _ends_group(article_id)):
            if group:
                yield group
            group, count, size = [], 0, 0
    if group:
        yield group


def _ends_group(article_id: str) -> bool:
    return stable_hash("row group", article_id) % ONE_IN == 0
