"""Level 5: the waivers of a corpus mean something. ``copydesk.check.waivers`` looks."""

from copydesk.check.rules.rule import Rule

UNUSED = Rule(
    "waiver-unused",
    5,
    "warning",
    "A waiver that waives nothing would hide the next problem of its kind.",
    "Remove it from `corpus/waivers.toml`.",
)
INVALID = Rule(
    "waiver-invalid",
    5,
    "error",
    "A waiver must say which rule, which article, why and since when, and offsets are mended, not waived.",
    "Give `rule`, `article`, `reason` and `since` (a day), for a rule that is not of level 1 or 2.",
)
RULES = (UNUSED, INVALID)
