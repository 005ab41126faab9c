"""Level 3: gold that was adjudicated shows what it was made from, and why it reads as it does.

These rules have no function of their own: ``copydesk.pipeline.adjudication`` looks, which knows gold files.
"""

from copydesk.check.rules.rule import Rule

RULES = (
    Rule(
        "adjudication-schema",
        0,
        "error",
        "Reasons that cannot be read explain nothing.",
        "Correct the file at the place; see `schema/adjudication.schema.json`.",
    ),
    Rule(
        "primary-annotator",
        0,
        "error",
        "An annotation of nobody cannot be compared with another.",
        "Put it into `gold/primary/<annotator>/<language>/`; a name is made of a-z, 0-9 and hyphens.",
    ),
    Rule(
        "primary-text",
        3,
        "error",
        "Annotations of two texts cannot be compared.",
        "Move the spans of the primary annotation to the text of the adjudicated one, and set its `text_sha256`.",
    ),
    Rule(
        "primary-references",
        3,
        "error",
        "A speaker or parent that the annotation does not hold is a speaker or parent of nothing.",
        "Correct the reference in the primary annotation.",
    ),
    Rule(
        "primary-pair",
        3,
        "warning",
        "One annotation shows no agreement, and of three no two were adjudicated.",
        "Give each article two primary annotations, or none.",
    ),
    Rule(
        "adjudication-missing",
        3,
        "error",
        "Gold that departs from an annotator without a reason is an opinion.",
        "Adjudicate the difference, and write the reason into `gold/reasons/`.",
    ),
    Rule(
        "adjudication-needless",
        3,
        "error",
        "A reason for a difference that is none was written about another annotation.",
        "Remove the entry, or restore the primary annotation that it speaks of.",
    ),
    Rule(
        "adjudication-order",
        3,
        "error",
        "One order makes two editions comparable line by line, and a difference that stands twice counts twice.",
        "Sort the differences by layer, start, end and fields; keep one of the same.",
    ),
    Rule(
        "adjudication-followed",
        3,
        "error",
        "Whom the adjudication followed is counted; a wrong name there is a wrong count.",
        "Set `followed` to the name in the message, or correct the gold.",
    ),
)
