"""Who made a picture: where a credit begins at the end of a caption, and what a credit looks like."""

import re

from copydesk.text.layout.cues import cues, fold

CREDIT_REACH = 120
"""A credit is looked for within so many characters of the end of a caption."""

def credit_start(text: str) -> int:
    if text.endswith(")") and (start := text.rfind("(", max(0, len(text) - CREDIT_REACH))) > 0:
        inner = text[start + 1 : -1]
        if is_credit(inner) or _is_name(inner):
            return start
    base = max(0, len(text) - CREDIT_REACH)
    for match in _CUE.finditer(text, base):
        if is_credit(text[match.start() :]) and match.start() > 0:
            return match.start()
    stop = text.rfind(".", base, len(text) - 1)
    while stop > 0 and text[stop - 1].isupper():
        stop = text.rfind(".", base, stop)
    if stop > 0:
        after = text[stop + 1 :]
        tail = after.strip()
        if tail and _is_name(tail) and (after[0] != " " or is_credit(tail)):
            return len(text) - len(after.lstrip())
    return -1


_CUE = re.compile(r"(?<![^\W_])(?:[A-Z][A-Za-z]+ ?/ ?[A-Z]|\N{COPYRIGHT SIGN}|[^\W\d_]+(?: [^\W\d_]+)? ?:|[A-Z]{3,}/)")


def is_credit(text: str) -> bool:
    """Tell whether a few words name the maker or agency of a picture."""
    folded = fold(text)
    words = re.findall(r"[^\W_]+", folded)
    known = cues()
    if not words or len(words) > 14:
        return False
    credit = 1 << known.word_classes.index("credit")
    if "\N{COPYRIGHT SIGN}" in text:
        return True
    named = any(known.words.get(word, 0) & credit for word in words) or any(word in known.agencies for word in words)
    opened = known.openings.get(words[0], ())
    is_opened = any(kind == "credit" and (folded.startswith((phrase + ":", phrase + " :"))) for phrase, kind in opened)
    return is_opened or (named and sum(word in known.function_words for word in words) <= 2)


def _is_name(text: str) -> bool:
    """Tell whether a text is one to five capitalised words, as the name of a person or agency is."""
    tokens = text.replace("/", " ").split()
    return 1 <= len(tokens) <= 5 and all(token[0].isupper() for token in tokens) and text[-1] not in ".!?:" and len(text) <= 50
