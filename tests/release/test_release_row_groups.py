"""Row groups end after articles that a hash names, so that an article more changes one of them, and in bounds."""

import pytest

from copydesk.release import row_groups as module
from copydesk.release.row_groups import ArticleLines, row_groups


def of_ids(count: int, rows: int = 1) -> list[ArticleLines]:
    return [(f"a{number:05}", [b"%d %d\n" % (number, row) for row in range(rows)]) for number in range(count)]


@pytest.mark.parametrize("place", [0, 1, 777, 1999, 3998, 3999])
@pytest.mark.parametrize("rows", [0, 1, 3])
def test_an_article_more_changes_at_most_two_groups(place: int, rows: int) -> None:
    articles = of_ids(4000, rows)
    new = {b"".join(group) for group in row_groups(articles)}
    old = {b"".join(group) for group in row_groups(articles[:place] + articles[place + 1 :])}
    assert len(new) >= (8 if rows else 0)
    assert len(new - old) <= 2


def test_all_rows_come_in_their_order_and_no_group_is_empty() -> None:
    articles = [(name, lines if number % 3 else []) for number, (name, lines) in enumerate(of_ids(3000, 2))]
    groups = list(row_groups(articles))
    assert all(groups)
    assert [line for group in groups for line in group] == [line for _, lines in articles for line in lines]


def test_the_views_of_a_table_are_cut_after_the_same_articles() -> None:
    full, flat = (list(row_groups(of_ids(3000, rows))) for rows in (1, 4))
    assert [len(group) * 4 for group in full] == [len(group) for group in flat]


def test_groups_have_neither_few_articles_nor_too_many() -> None:
    *groups, _last = row_groups(of_ids(20_000))
    assert all(module.FEWEST <= len(group) <= module.MOST for group in groups)
    assert 200 < sum(map(len, groups)) / len(groups) < 450


def test_a_group_ends_when_it_is_large_within_an_article_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 100)
    taken = []

    def lines() -> "list[bytes]":
        return [b"x" * 40 for _ in range(7)]

    for group in row_groups((f"a{number}", lines()) for number in range(3)):
        taken.append(len(group))
        assert sum(map(len, group)) <= 100 + 40
    assert sum(taken) == 21
