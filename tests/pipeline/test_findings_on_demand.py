"""The checks of a record run when its findings are asked for, and once."""

import pytest

from copydesk.check.articles import check_article
from copydesk.check.findings import Finding
from copydesk.pipeline import annotate
from copydesk.pipeline.facts import Options
from copydesk.record import Article
from copydesk.use.desk import parse, read_stream

RAW = "Titre\n\nUn mot à ida.moll@example.org.\n"
OPTIONS = Options(entities=None, quotes=False, detect_language=False)


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record which articles are checked."""
    ids: list[str] = []

    def check(article: Article, *, path: str, raw: str) -> list[Finding]:
        ids.append(article.id)
        return check_article(article, path=path, raw=raw)

    monkeypatch.setattr(annotate, "check_article", check)
    return ids


def test_who_wants_the_record_alone_does_not_wait_for_its_checks(checked: list[str]) -> None:
    assert parse(RAW, id="a", options=OPTIONS).headline == "Titre"
    assert checked == []


def test_findings_are_looked_for_once_and_stay_the_same(checked: list[str]) -> None:
    _, reading = read_stream(RAW.encode(), OPTIONS)
    assert checked == []
    first = reading.findings
    assert "pii-email" in {finding.rule for finding in first}
    assert reading.findings is first
    assert checked == ["unnamed"]
