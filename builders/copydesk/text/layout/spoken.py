"""A short line of speech right below a paragraph goes on with the story, whatever the line model makes of it."""

import re

from copydesk.text.layout.cues import SENTENCE_ENDS

_SPOKEN = re.compile(r"«[^«»]+»|»[^«»]+«|“[^“”]+”|„[^„“”]+[“”]|‘[^‘’]+’|\"[^\"]+\"")
"""Marked speech; no mark of a kind stands twice in a pair, so that a line is searched in linear time."""

_CLOSING = '»«”“’"'


def is_speech(text: str) -> bool:
    """Tell whether a line holds marked speech and ends as a sentence does, as in *“Anything,” he said, “but quick.”*.

    A line that is nothing but one quotation is not told from a pulled quote, and so is none.
    """
    text = text.strip()
    marked = _SPOKEN.search(text)
    if marked is None or marked.end() - marked.start() == len(text):
        return False
    return text.rstrip(_CLOSING)[-1:] in SENTENCE_ENDS or text[-1] in SENTENCE_ENDS
