"""Who made a picture: where a credit begins at the end of a caption, and what a credit looks like."""

import re

from copydesk.text.layout.cues import class_bit, cues, fold

CREDIT_REACH = 120
"""A credit is looked for within so many characters of the end of a caption."""

COPYRIGHT = "\N{COPYRIGHT SIGN}"
NAME_LIMIT = 50

_CUE = re.compile(r"(?<![^\W_])(?:[A-Z][A-Za-z]+ ?/ ?[A-Z]|\N{COPYRIGHT SIGN}|[^\W\d_]+(?: [^\W\d_]+)? ?:|[A-Z]{3,}/)")
_WORD = re.compile(r"[^\W_]+")


def credit_start(text: str) -> int:
    """Find where the credit begins in a caption: in brackets, after a cue, or glued behind the full stop.

    Returns:
        Code points from the start of the text; -1 where there is no credit, or where all of it is one.
    """
    base = max(0, len(text) - CREDIT_REACH)
    tail = text[base:]
    if tail[-1] == ")" and (bracket := tail.rfind("(")) >= 0 and base + bracket > 0:
        inner = tail[bracket + 1 : -1]
        if is_credit(inner) or is_name(inner):
            return base + bracket
    if ":" in tail or "/" in tail or COPYRIGHT in tail:
        for match in _CUE.finditer(text, base):
            if match.start() > 0 and is_credit(text[match.start() :]):
                return match.start()
    stop = tail.rfind(".", 0, len(tail) - 1)
    while stop > 0 and tail[stop - 1].isupper():
        stop = tail.rfind(".", 0, stop)
    return base + stop + 1 + _behind_stop(tail[stop + 1 :]) if stop > 0 and _behind_stop(tail[stop + 1 :]) >= 0 else -1


def _behind_stop(after: str) -> int:
    """Tell how much space stands before the name behind a full stop; -1 where what follows is no credit."""
    name = after.strip()
    if not name or not is_name(name) or (after[0] == " " and not is_credit(name)):
        return -1
    return len(after) - len(after.lstrip())


def is_credit(text: str) -> bool:
    """Tell whether a few words name the maker or agency of a picture."""
    if COPYRIGHT in text:
        return True
    folded = fold(text)
    words = _WORD.findall(folded)
    if not words or len(words) > 14:
        return False
    known, credit = cues(), class_bit("credit")
    opened = known.openings.get(words[0], ())
    if any(kind == "credit" and folded.startswith((phrase[:-1] + ":", phrase + ":")) for phrase, kind in opened):
        return True
    is_named = any(known.words.get(word, 0) & credit or word in known.agencies for word in words)
    return is_named and sum(word in known.function_words for word in words) <= 2


def is_name(text: str) -> bool:
    """Tell whether a text is one to five capitalised words, as the name of a person or agency is."""
    if len(text) > NAME_LIMIT or text[-1:] in ".!?:":
        return False
    tokens = text.replace("/", " ").split()
    return 1 <= len(tokens) <= 5 and all(token[0].isupper() for token in tokens)
