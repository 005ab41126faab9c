"""How often words occur in a language: the packaged lists of wordfreq, read once.

wordfreq (Speer 2022) ships one list for each language in its documented "cBpack" format: a header, then a list of
words for each hundredth of a bel below certainty. Its own reader comes with tokenizers that take longer to import
than the list takes to read, so the file is read here, after its header was checked.
"""

import gzip
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from copydesk.resources import languages
from copydesk.text.spacing.cues import Cues, cues

CENTIBELS_OF_ZIPF_ZERO = 900
SOUND_FROM_ZIPF = 2.7
JOINED = 2.0


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language in lower case.

    Attributes:
        zipf: the frequency of each word on the Zipf scale: 3 is once in a million words, 6 once in a thousand.
        sound: the words so common that they are never looked at again; the tail of the list holds words that
            people ran together themselves.
    """

    zipf: dict[str, float]
    sound: frozenset[str]


@cache
def lexicon(language: str) -> Lexicon | None:
    """Read the list of a language, given as its BCP-47 tag; None for a language without data."""
    path = _list_path(language)
    if path is None:
        return None
    zipf: dict[str, float] = {}
    sound: list[str] = []
    for centibels, words in enumerate(_read_cbpack(path)):
        level = (CENTIBELS_OF_ZIPF_ZERO - centibels) / 100
        zipf.update(dict.fromkeys(words, level))
        if level >= SOUND_FROM_ZIPF:
            sound += words
    return Lexicon(zipf, frozenset(sound).difference(_joined(zipf, cues(language))))


def _joined(zipf: dict[str, float], cues: Cues) -> Iterator[str]:
    """Find pairs such as *dela* that people write as one word often enough to be in the list."""
    for opener in cues.openers:
        for article in cues.articles:
            whole = opener + article
            if len(article) > 1 and whole not in cues.function_words and whole in zipf:
                together = zipf.get(opener, 0.0) + zipf.get(article, 0.0) - 9
                if together - zipf[whole] >= JOINED:
                    yield whole


def _list_path(language: str) -> Path | None:
    package = importlib.util.find_spec("wordfreq")
    if language not in languages() or package is None or not package.submodule_search_locations:
        return None
    path = Path(package.submodule_search_locations[0], "data", f"large_{language}.msgpack.gz")
    return path if path.is_file() else None


def _read_cbpack(path: Path) -> list[list[str]]:
    unpack = import_module("msgpack").unpackb
    header, *words = cast("list[Any]", unpack(gzip.decompress(path.read_bytes()), raw=False))
    if header != {"format": "cB", "version": 1}:
        raise ValueError(f"{path.name} is no cBpack of version 1 but {header!r}")
    return words
