"""Names in worn print: when a text is worn, and what is made of the names that are proposed there."""

import random
import re
import time
from pathlib import Path

import pytest

from copydesk.annotate.document import Document
from copydesk.annotate.entities import find_entities
from copydesk.annotate.entities.areas import annotated_areas
from copydesk.annotate.entities.find import read_article
from copydesk.annotate.entities.lexicon import lexicon_of
from copydesk.annotate.entities.mentions import Mention, Reading
from copydesk.annotate.entities.worn import weighing
from copydesk.annotate.entities.worn.features import described_spans
from copydesk.annotate.entities.worn.learn import PAGES, Example, learn
from copydesk.annotate.entities.worn.spans import Heard
from copydesk.annotate.entities.worn.wear import is_worn
from copydesk.annotate.entities.worn.weighing import ALWAYS, KINDS, weigh, weights_from, weights_of, written_weights
from copydesk.use.scoring.entity_matches import Named
from copydesk.use.scoring.entity_systems import GoldDocument, our_mentions, with_spaces_restored
from support.machine import slowness

PAGE = Path(__file__).parents[1] / "cases" / "entities" / "worn" / "fr_stage.txt"
_MARKED = re.compile(r"\[(PER|LOC|ORG) ([^\[\]]+)\]")

CLEAN = "Le maire de la commune a reçu les habitants du quartier dans la grande salle de la mairie. "
LOST = "Le maire de lacommune a reçu leshabitants du quartier dansla grande salle dela mairie. "
BROKEN = "Le maire de la com¬mune a reçu les habi¬tants du quartier dans la grande salle de la mai¬rie. "
MISREAD = "Le maire de la communc a reçu les habitants du qnartier dans la grande salle de la mairie. "


def page() -> GoldDocument:
    """The written page as one line, its line ends lost."""
    raw, names = "", []
    for line in PAGE.read_text(encoding="utf-8").split("\n"):
        place = 0
        for match in _MARKED.finditer(line):
            raw += line[place : match.start()]
            names.append(Named(len(raw), len(raw) + len(match[2]), match[1], match[2]))
            raw, place = raw + match[2], match.end()
        raw += line[place:]
    return GoldDocument("page", "fr", raw, (), tuple(names))


def reading_of(document: Document) -> Reading:
    lexicon = lexicon_of(document.language)
    assert lexicon is not None
    return read_article(document, annotated_areas(document), lexicon)


def read(raw: str, language: str = "fr") -> Reading:
    return reading_of(with_spaces_restored(GoldDocument("x", language, raw, (), ()))[0])


def f1(found: set[tuple[int, int, str]], wanted: set[tuple[int, int, str]]) -> float:
    return 2 * len(found & wanted) / (len(found) + len(wanted))


def places(names: tuple[Named, ...] | list[Named]) -> set[tuple[int, int, str]]:
    return {(name.start, name.end, name.type) for name in names if name.type in KINDS}


def test_a_text_with_all_traces_of_wear_is_worn() -> None:
    assert is_worn(read(LOST + BROKEN + MISREAD))
    assert is_worn(reading_of(with_spaces_restored(page())[0]))


MAY_BREAK = BROKEN.replace("\N{NOT SIGN}", "\N{SOFT HYPHEN}")
"""Clean text whose long words show a browser where it may break them: no line end was lost."""


@pytest.mark.parametrize(
    "raw", [CLEAN, LOST + BROKEN, LOST + MISREAD, BROKEN + CLEAN * 20 + MISREAD, MAY_BREAK + MISREAD, ""]
)
def test_a_text_without_one_of_the_traces_is_not_worn(raw: str) -> None:
    assert not is_worn(read(raw))


def test_worn_print_is_read_better_with_the_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = places(page().entities)
    (weighed,) = our_mentions([page()], "rules", plain=True)
    monkeypatch.setattr(weighing, "is_worn", lambda _reading: False)
    (unweighed,) = our_mentions([page()], "rules", plain=True)
    better = f1(places(weighed), wanted)
    assert better > f1(places(unweighed), wanted) + 0.1, (sorted(places(unweighed) ^ wanted), places(weighed) ^ wanted)


def test_names_of_clean_text_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document("Claire Vasseur a quitté Lyon pour Rouen.\n\nLe Théâtre de la Ville reste fermé.", "fr")
    with_weights = find_entities([document], annotator="rules")
    monkeypatch.setattr(weighing, "weights_of", lambda _language: None)
    assert find_entities([document], annotator="rules") == with_weights


def test_a_language_without_weights_has_no_such_model() -> None:
    raw = "Der Burgermeister vonUlm kam ge¬stern mit demZug nach Bre¬men, woer blieb, wie die Zeitunq schricb. "
    reading = read(raw, "de")
    assert is_worn(reading)
    assert weights_of("de") is None
    steps = [Mention(0, 0, 1, "PER")]
    assert weigh(Heard([], [], steps), reading) == steps


def test_works_and_events_stay_where_no_name_is_chosen(tmp_path: Path) -> None:
    reading = read(LOST + BROKEN + MISREAD + "On joue Les Deux Meuniers.")
    words = [word.text for word in reading.words[0]]
    work = Mention(0, words.index("Deux"), words.index("Deux") + 2, "PROD")
    weights = tmp_path / "weights.toml"
    weights.write_text("[weights]\n" + written_weights({ALWAYS: (900, 0, 0, 0)}), encoding="utf-8")
    with weights_from(weights):
        assert weigh(Heard([], [], [work, Mention(0, 0, 1, "PER")]), reading) == [work]
    weights.write_text("[weights]\n" + written_weights({ALWAYS: (0, 900, 0, 0)}), encoding="utf-8")
    with weights_from(weights):
        chosen = weigh(Heard([], [], [work]), reading)
    assert work not in chosen
    assert {mention.type for mention in chosen} == {"PER"}


def test_chosen_names_do_not_overlap_and_one_name_has_one_type() -> None:
    document, _ = with_spaces_restored(page())
    reading = reading_of(document)
    chosen = weigh(Heard([], [], []), reading)
    taken = [(m.area, index) for m in chosen for index in range(m.first, m.last)]
    assert chosen
    assert len(taken) == len(set(taken))
    kinds: dict[tuple[str, ...], set[str]] = {}
    for mention in chosen:
        kinds.setdefault(reading.surface(mention), set()).add(mention.type)
    assert all(len(own) == 1 for own in kinds.values())


def test_the_weights_are_rows_of_features_that_the_code_names() -> None:
    weights = weights_of("fr")
    assert weights is not None
    assert ALWAYS in weights
    assert all(len(row) == 1 + len(KINDS) and all(isinstance(value, int) for value in row) for row in weights.values())
    heads = {name.partition(":")[0] for name in weights}
    document, _ = with_spaces_restored(page())
    seen = {
        name.partition(":")[0]
        for own in described_spans(
            Heard([], [], [Mention(0, 0, 2, "PER"), Mention(0, 3, 4, "LOC")]), reading_of(document)
        )
        for name in own.features
    }
    optional = {
        "annotator anywhere",
        "known in title case",
        "known as written",
        "ending",
        "annotator",
        "digit inside",
        "line end inside",
    }
    assert heads - {ALWAYS} <= seen | optional, heads - seen


def test_no_word_of_a_text_is_a_feature() -> None:
    document = Document(" ".join(f"Zanvrilque{letter} de la Brozandie," for letter in "abcdefgh"), "fr")
    for _, features in described_spans(Heard([], [], []), reading_of(document)):
        assert not [name for name in features if "zanv" in name.lower() or "broz" in name.lower()]


def test_a_feature_is_said_of_a_span_once() -> None:
    reading = read("Hier Claire Vasseur Lyon a parlé.")
    shorter = [Mention(0, 1, 2, "PER"), Mention(0, 2, 3, "PER")]
    spans = {span.place: features for span, features in described_spans(Heard(shorter, [], shorter), reading)}
    longest = spans[0, 1, 4]
    assert {"annotator: shorter PER", "steps: shorter PER"} <= set(longest)
    assert all(len(features) == len(set(features)) for features in spans.values())


def test_learning_finds_what_tells_names_apart_and_forgets_what_few_pages_have() -> None:
    pages = [f"page {number}" for number in range(3 * PAGES)]
    examples = [Example(page, ("titled",), "PER") for page in pages for _ in range(40)]
    examples += [Example(page, ("placed",), "LOC") for page in pages for _ in range(40)]
    examples += [Example(page, ("plain",), "") for page in pages for _ in range(40)]
    examples += [Example(page, ("rare", "plain"), "ORG") for page in pages[: PAGES - 1]]
    weights = learn(examples)
    assert set(weights) == {ALWAYS, "titled", "placed", "plain"}
    assert weights["titled"].index(max(weights["titled"])) == 1
    assert weights["placed"].index(max(weights["placed"])) == 2
    assert weights["plain"].index(max(weights["plain"])) == 0
    assert learn(examples) == weights


@pytest.mark.once
def test_weighing_costs_in_proportion_to_the_text() -> None:
    draw = random.Random(1)
    words = ["Lenoir", "LYON", "de", "la", "rue", "Vasseur", "a", "vu", "Ollivier", "12", "maison", "com¬mune"]

    def seconds(size: int) -> float:
        reading = read(" ".join(draw.choices(words, k=size)) + LOST * (size // 50) + MISREAD * (size // 100))
        assert is_worn(reading)
        start = time.process_time()
        weigh(Heard([], [], []), reading)
        return time.process_time() - start

    seconds(500)
    small, large = min(seconds(2_000) for _ in range(3)), min(seconds(16_000) for _ in range(2))
    assert large < 24 * small, f"{small:.3f} s, {large:.3f} s"
    assert large < 16 * slowness()
