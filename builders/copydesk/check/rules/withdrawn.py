"""Level 5: what was withdrawn stays out. ``copydesk.check.withdrawals`` looks, before an article is read."""

from copydesk.check.rules.rule import Rule

ARTICLE_WITHDRAWN = Rule(
    "article-withdrawn",
    5,
    "error",
    "A text that was withdrawn for somebody's rights comes back under another id, in another case or spacing.",
    "Take the file out of the corpus; a withdrawal is not undone.",
)
ID_WITHDRAWN = Rule(
    "id-withdrawn",
    5,
    "error",
    "An id that names a withdrawn article in one version and another article in the next names neither.",
    "Give the article an id that was never used.",
)
WITHDRAWAL_FORM = Rule(
    "withdrawal-form",
    5,
    "error",
    "A tombstone that cannot be read lets its article back in.",
    "Correct the line of `withdrawals.jsonl`; see `schema/withdrawal.schema.json`.",
)
WITHDRAWN_QUOTED = Rule(
    "withdrawn-quoted",
    5,
    "warning",
    "A guideline, note or other article that quotes a withdrawn text keeps publishing it.",
    "Put another example in its place.",
)
"""``copydesk withdraw`` looks, once: afterwards nobody has the text to look for."""

RULES = (ARTICLE_WITHDRAWN, ID_WITHDRAWN, WITHDRAWAL_FORM, WITHDRAWN_QUOTED)
