"""Level 0: a raw article, what is known of it and its gold can be read. Intake and pipeline refuse; none looks here."""

from copydesk.check.findings import Severity
from copydesk.check.rules.rule import Rule

_REFUSED: tuple[tuple[str, str, str], ...] = (
    ("file-not-regular", "A link leads out of the corpus, a pipe never ends.", "Put the file itself into the corpus."),
    ("file-too-large", "One article of that size is none.", "Split the file; one file holds one article."),
    ("name-invalid", "A name with a line end or an escape forges reports and checksums.", "Rename the file."),
    ("encoding-utf8", "A guessed encoding loses letters in silence.", "Convert the file to UTF-8."),
    ("encoding-utf16", "A guessed encoding loses letters in silence.", "Convert the file to UTF-8."),
    ("encoding-utf32", "A guessed encoding loses letters in silence.", "Convert the file to UTF-8."),
    ("encoding-binary", "An archive or image is no article.", "Unpack it, or take it out of the corpus."),
    ("control-nul", "NUL ends strings in many tools.", "Look at what wrote the file; convert it to UTF-8 text."),
    ("control-char", "Control characters drive terminals and break XML.", "Remove them at the source."),
    ("text-empty", "A file without a visible character is no article.", "Take it out of the corpus."),
    ("layout-no-article", "A page of menus or adverts is no article.", "Copy the article itself, or take it out."),
    ("layout-no-body", "A headline alone is no article.", "Copy the body too, or take it out of the corpus."),
    (
        "id-invalid",
        "An id is a file name, an address and a key; it must be safe as each.",
        "Use a-z, 0-9, '.', '_', '-'.",
    ),
    ("sidecar-orphan", "Source and rights of no article are a misspelt name.", "Rename it after its article."),
    ("source-schema", "Source and rights must be readable by machine.", "Correct the sidecar at the place."),
    ("corpus-schema", "The corpus's name, version and licence go into every edition.", "Correct `corpus.json`."),
    ("scores-schema", "Scores that cannot be read would vanish from the datasheet.", "Run `copydesk score` again."),
    ("gold-schema", "Adjudicated work in the wrong shape would be dropped.", "Correct the gold file at the place."),
    ("gold-id", "Gold of another article is wrong at every offset.", "Name the gold file after its article."),
    (
        "gold-layers",
        "A layer that is named and missing, or there and not named, is lost.",
        "Name the layers that it holds.",
    ),
    ("gold-surface", "Gold whose offsets and words disagree is no gold.", "Correct the span."),
    ("gold-drift", "Gold made on another text points at other words.", "Move the spans by hand; the text has changed."),
    ("gold-orphan", "Gold without its article cannot be released.", "Restore the article, or withdraw its gold."),
    ("splits-form", "A split that cannot be read moves articles.", "Mend the line of splits.jsonl."),
    ("splits-unique", "An article in two splits leaks from training into the test.", "Keep one line."),
    ("receipt-form", "A receipt that cannot be read freezes no split.", "Restore the file from version control."),
    ("gold-duplicate", "Of two golds for one article, neither is the truth.", "Merge them."),
)
_NOTICED: tuple[tuple[str, Severity, str, str], ...] = (
    ("date-incomplete", "warning", "A date is never filled in from the clock.", "State it in the sidecar."),
    ("date-ambiguous", "warning", "03/04/2025 has two readings.", "State the date in the sidecar."),
    ("date-relative", "warning", "A relative date depends on the day it is read.", "State it in the sidecar."),
    ("date-impossible", "warning", "There is no such day or time.", "State the date in the sidecar."),
    ("date-weekday", "warning", "Where weekday and date differ, one of them is wrong.", "State it in the sidecar."),
    (
        "layout-two-articles",
        "warning",
        "Two articles in one record have one headline, one date and one language.",
        "Split the file where the second begins.",
    ),
    (
        "file-skipped",
        "warning",
        "What is in no edition must be in its counts.",
        "Rename it to end in .txt, or move it away.",
    ),
    (
        "entities-no-language-data",
        "note",
        "Without data on a language, its names are found by general rules alone.",
        "Add a folder to `languages/`.",
    ),
    (
        "entities-annotator-unavailable",
        "note",
        "Names were found without the model.",
        "Install the extra that the message names.",
    ),
    (
        "quotes-no-language-data",
        "note",
        "Without data on a language, reported speech is not found.",
        "Add a folder to `languages/`.",
    ),
    (
        "quote-mark-unclosed",
        "warning",
        "Where a quotation ends is then a guess.",
        "Look at the place; the text stays as it is, the quote ends with its paragraph.",
    ),
)

RULES = (
    *(Rule(rule_id, 0, "error", protects, mend) for rule_id, protects, mend in _REFUSED),
    *(Rule(rule_id, 0, severity, protects, mend) for rule_id, severity, protects, mend in _NOTICED),
)
