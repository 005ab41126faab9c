"""Level 4: the language that an article claims is the one that it is written in."""

from collections.abc import Iterator

from copydesk.check.rules.rule import ArticleRule, Flaw
from copydesk.record import Article

SURE = 0.9
"""From this probability on, the detector is believed against the declaration."""

_UNDETERMINED = "und"


def language_declared(article: Article) -> Iterator[Flaw]:
    """Find articles whose declared language is surely another than the one detected; regions are not compared."""
    declared, detected = (tag.split("-")[0].casefold() for tag in (article.language, article.language_detected))
    known = _UNDETERMINED not in {declared, detected}
    if known and declared != detected and article.language_probability >= SURE:
        yield Flaw(
            "/language",
            f"is {article.language!r}, but the body reads as {article.language_detected!r} "
            f"(probability {article.language_probability})",
        )


def language_uncertain(article: Article) -> Iterator[Flaw]:
    """Find articles whose language nobody declared and nothing could tell, or whose declaration nothing confirms."""
    if article.language == _UNDETERMINED:
        yield Flaw("/language", "is undetermined")
    elif article.language_detected == _UNDETERMINED:
        yield Flaw("/language_detected", f"is undetermined; nothing confirms {article.language!r}")


RULES = (
    ArticleRule(
        "language-declared",
        4,
        "warning",
        "A configuration per language must hold articles of that language.",
        "Correct the language in the sidecar, or waive the rule for the article.",
        language_declared,
    ),
    ArticleRule(
        "language-uncertain",
        4,
        "warning",
        "Tools chosen by language cannot be chosen.",
        "Declare the language in the sidecar.",
        language_uncertain,
    ),
)
