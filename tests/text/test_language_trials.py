"""The quick detector answers as langdetect's own does, to the last bit, whatever the script."""

import random
from functools import cache
from pathlib import Path

import pytest
from langdetect import PROFILES_DIRECTORY, DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

from copydesk.text.language_trials import QuickFactory

_TEXTS = (
    "Le conseil municipal a voté mardi soir le budget de la ville.\n\nL'opposition s'est abstenue.",
    "LE CONSEIL A VOTÉ. Écrire à mairie@example.org ou voir http://example.org/budget  (deux espaces).",
    "Der Stadtrat hat am Dienstagabend den Haushalt für das kommende Jahr beschlossen.",
    "Hội đồng thành phố đã bỏ phiếu tối thứ Ba; tiếng Viê\N{COMBINING DOT BELOW}t.",
    "Consiliul a votat marți; ș și ț cu virgulă.",
    "政府は新しい対策を発表し、来月から実施すると述べた。",
    "정부는 새로운 대책을 발표했다. 市政府昨日公布了新的预算。",
    "Городской совет во вторник принял бюджет. Budget.",
    "أعلنت الحكومة عن ميزانية جديدة یوم الثلاثاء.",
)
_LETTERS = "aàéÀÉ ABC bc\n'’«日本語한カな中рус язعربیạờșȚț  12İß"


@cache
def _factories() -> tuple[DetectorFactory, QuickFactory]:
    quick = QuickFactory()
    quick.load_profile(PROFILES_DIRECTORY)
    reference = DetectorFactory()
    reference.load_json_profile([path.read_text("utf-8") for path in sorted(Path(PROFILES_DIRECTORY).iterdir())])
    reference.seed = quick.seed = 0
    return reference, quick


def _probabilities(factory: DetectorFactory, text: str) -> list[tuple[str, float]] | str:
    detector = factory.create()
    detector.append(text)
    try:
        return [(found.lang, found.prob) for found in detector.get_probabilities()]
    except LangDetectException as error:
        return str(error)


@pytest.mark.parametrize("text", [*_TEXTS, "", "12 345", " ".join(_TEXTS)])
def test_probabilities_are_those_of_langdetect(text: str) -> None:
    reference, quick = _factories()
    assert _probabilities(quick, text) == _probabilities(reference, text)


@pytest.mark.once
def test_probabilities_are_those_of_langdetect_on_letters_without_sense() -> None:
    reference, quick = _factories()
    draw = random.Random(1)
    for _ in range(150):
        text = "".join(draw.choices(_LETTERS, k=draw.randint(1, 200)))
        assert _probabilities(quick, text) == _probabilities(reference, text)


def test_every_known_ngram_is_as_probable_as_langdetect_has_it() -> None:
    reference, quick = _factories()
    assert quick.langlist == reference.langlist
    assert {ngram: quick.word_lang_prob_map[ngram] for ngram in reference.word_lang_prob_map} == (
        reference.word_lang_prob_map
    )
    assert quick.word_lang_prob_map["zqx"] == []
