"""langdetect's own detector with the same answers at a fraction of the cost.

What it draws, multiplies and adds up is the same to the last bit and in the same order; two things differ. N-grams are
cut from a text by looking up three letters together instead of putting them together one by one. And how probable an
n-gram is in each language is worked out when a text first asks for it: a text asks for a few hundred of 87,000.
"""

import json
import re
from collections.abc import Mapping
from itertools import repeat
from operator import add, mul
from pathlib import Path
from typing import Any

from langdetect import DetectorFactory
from langdetect.detector import Detector
from langdetect.utils.ngram import NGram

_SPACES = re.compile(" {2,}")
_LATIN = re.compile("[A-z]+")
_SURELY_NO_OTHER = re.compile("[\\0-\u02ff]+")
_MOST_REMEMBERED = 20_000


class QuickFactory(DetectorFactory):  # type: ignore[misc]  # langdetect has no types
    """Makes detectors of the language profiles that it has loaded, with its own seed."""

    def load_profile(self, profile_directory: str) -> None:
        """Load the profiles of a directory in the order of their names, which is the same on every machine."""
        paths = sorted(Path(profile_directory).iterdir())
        profiles = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
        self.langlist = [profile["name"] for profile in profiles]
        self.word_lang_prob_map = _Probabilities(profiles)
        self.ending_at = _EndingAt(self.word_lang_prob_map)

    def _create_detector(self) -> "QuickDetector":
        super()._create_detector()
        return QuickDetector(self)


class QuickDetector(Detector):  # type: ignore[misc]  # as above
    """Detects the language of one text."""

    def __init__(self, factory: QuickFactory) -> None:
        """Take the profiles and the seed of a factory."""
        super().__init__(factory)
        self._known = factory.word_lang_prob_map
        self._ending_at = factory.ending_at

    def append(self, text: str) -> None:
        """Add a text, without addresses and repeated spaces."""
        text = NGram.normalize_vi(self.MAIL_RE.sub(" ", self.URL_RE.sub(" ", text)))
        self.text += _SPACES.sub(" ", text[: self.max_text_length])

    def cleaning_text(self) -> None:
        """Leave out the Latin letters of a text that is mostly written in others."""
        latin = len(self.text) - len(_LATIN.sub("", self.text))
        others = len(_SURELY_NO_OTHER.sub("", self.text))
        if latin * 2 < others:  # others are counted more closely, at a cost, only where it may matter
            super().cleaning_text()

    def _extract_ngrams(self) -> list[str]:
        letters = "  " + _SPACES.sub(" ", self.text.translate(_NORMALIZED)).lstrip(" ")
        ending_at = self._ending_at
        return [ngram for three in zip(letters, letters[1:], letters[2:], strict=False) for ngram in ending_at[three]]

    def _update_lang_prob(self, prob: list[float], word: str, alpha: float) -> bool:
        weight = alpha / self.BASE_FREQ
        prob[:] = map(mul, prob, map(add, repeat(weight), self._known[word]))
        return True

    def _normalize_prob(self, prob: list[float]) -> float:
        total = sum(prob)
        prob[:] = [chance / total for chance in prob]
        return max(prob)


class _Normalized(dict[int, str]):
    """langdetect's form of each letter, looked up once."""

    def __missing__(self, code: int) -> str:
        self[code] = form = str(NGram.normalize(chr(code)))
        return form


_NORMALIZED: Any = _Normalized()


class _Probabilities(dict[str, list[float]]):
    """How probable a known n-gram is in each language; an n-gram that no language knows has an empty list."""

    def __init__(self, profiles: list[Any]) -> None:
        super().__init__()
        self._languages = [(profile["freq"], profile["n_words"]) for profile in profiles]

    def __missing__(self, ngram: str) -> list[float]:
        counts = [frequencies.get(ngram, 0) for frequencies, _ in self._languages]
        if not any(counts):
            return []
        last = len(ngram) - 1
        self[ngram] = found = [
            count / totals[last] if count else 0.0 for count, (_, totals) in zip(counts, self._languages, strict=True)
        ]
        return found


class _EndingAt(dict[tuple[str, str, str], tuple[str, ...]]):
    """The known n-grams that end with a letter, by it and the two letters before it, in langdetect's order.

    A capital after another says nothing, and neither does a space alone.
    """

    def __init__(self, probabilities: Mapping[str, list[float]]) -> None:
        super().__init__()
        self._probabilities = probabilities

    def __missing__(self, three: tuple[str, str, str]) -> tuple[str, ...]:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[three] = found = tuple(ngram for ngram in _ngrams(*three) if self._probabilities[ngram])
        return found


def _ngrams(first: str, before: str, last: str) -> tuple[str, ...]:
    if last.isupper() and before.isupper():
        return ()
    two, three = before + last, first + before + last
    if last == " ":
        return two, three
    return (last, two) if before == " " else (last, two, three)
