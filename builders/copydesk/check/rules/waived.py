"""Level 5: the waivers of a corpus mean something. ``copydesk.check.waivers`` looks."""

from copydesk.check.rules.rule import Rule

UNUSED = Rule(
    "waiver-unused",
    5,
    "error",
    "A waiver that waives nothing would hide the next problem of its kind.",
    "Remove it from `corpus/waivers.toml`.",
)
WIDENED = Rule(
    "waiver-widened",
    5,
    "error",
    "A waiver was given for what was found that day; what came since was never looked at.",
    "Look at the new findings; mend them, or set `findings` in the waiver to their number.",
)
INVALID = Rule(
    "waiver-invalid",
    5,
    "error",
    "A waiver must say which rule, which article, why and since when, and offsets are mended, not waived.",
    "Give `rule`, `article`, `reason`, `since` (a day) and, for more than one, `findings`; no rule of level 1 or 2.",
)
RULES = (UNUSED, WIDENED, INVALID)
