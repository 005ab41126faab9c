"""Level 0: an edition without text holds none, and finds its raw articles again. ``copydesk.release`` looks."""

from copydesk.check.rules.rule import Rule

TEXT_LEFT = Rule(
    "text-left",
    0,
    "error",
    "An edition without text that repeats a sentence of an article publishes what it was made to leave out.",
    "Change the sidecar, annotation, datasheet or description that repeats the article.",
)
NOT_REBUILT = Rule(
    "annotation-not-rebuilt",
    0,
    "error",
    "An annotation from which the article cannot be rebuilt is lost to everyone who has only that.",
    "Release this version with its text, or bring the raw article into NFC.",
)
RAW_CHANGED = Rule(
    "raw-changed",
    0,
    "error",
    "Offsets into another text point at other words.",
    "Get the raw article whose bytes have the SHA-256 that the edition names.",
)
RAW_MISSING = Rule(
    "raw-missing",
    0,
    "error",
    "An edition with an article less is another edition.",
    "Put the raw article below the directory that `--raw` names.",
)
RULES = (TEXT_LEFT, NOT_REBUILT, RAW_CHANGED, RAW_MISSING)
