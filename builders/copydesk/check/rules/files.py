"""Level 0: the file can be read at all. These rules are refusals of the readers and have no function of their own."""

from copydesk.check.rules.rule import Rule

RULES = (
    Rule(
        "file-unreadable",
        0,
        "error",
        "What cannot be read is not checked.",
        "Look at the path and its permissions; check plain files of type .json, .jsonl, .jsonl.zst or .parquet.",
    ),
    Rule(
        "json-encoding",
        0,
        "error",
        "JSON is UTF-8 without a byte order mark; anything else is read differently by different tools.",
        "Save the file as UTF-8 without a byte order mark.",
    ),
    Rule(
        "json-syntax",
        0,
        "error",
        "A broken file gives no record.",
        "Correct the JSON at the place.",
    ),
    Rule(
        "json-duplicate-key",
        0,
        "error",
        "Of two values for one key, tools keep the first, the last, or both.",
        "Remove one of them.",
    ),
    Rule(
        "json-constant",
        0,
        "error",
        "NaN and Infinity are no JSON; most readers stop at them.",
        "Write null or a number.",
    ),
    Rule(
        "json-range",
        0,
        "error",
        "A number beyond 2^53 - 1, or beyond a double, is rounded by some reader.",
        "Write a smaller number, or a string.",
    ),
    Rule(
        "json-depth",
        0,
        "error",
        "Deep nesting is no article, and overflows the stack of some reader.",
        "Look at what wrote the file.",
    ),
    Rule(
        "json-surrogate",
        0,
        "error",
        "Half of a surrogate pair is no character and cannot be written as UTF-8.",
        "Write the character itself, or both halves.",
    ),
    Rule(
        "json-control",
        0,
        "error",
        "Control characters drive terminals, end strings and forge lines; none but tab and line ends is text.",
        "Remove the character at the source.",
    ),
    Rule(
        "json-size",
        0,
        "error",
        "One record of that size is no article, and fills the memory of the reader.",
        "Look at what wrote the file; one line holds one article.",
    ),
    Rule(
        "parquet-syntax",
        0,
        "error",
        "A damaged file gives no record, or wrong ones.",
        "Fetch the file again and compare its checksum.",
    ),
    Rule(
        "parquet-size",
        0,
        "error",
        "A small file can expand to more text than memory and time are there for.",
        "Look at what wrote the file; a row holds one article.",
    ),
    Rule(
        "parquet-columns",
        0,
        "error",
        "A table with other columns is another view, or another schema.",
        "Check the files of the configuration `full`.",
    ),
)
