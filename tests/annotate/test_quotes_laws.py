"""What holds for every text, whatever it says."""

import itertools
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.annotate.document import Document, QuoteLayer
from copydesk.annotate.quotes import find_quotes
from copydesk.annotate.quotes.marks import find_marked
from copydesk.annotate.quotes.paragraphs import paragraphs_of
from copydesk.record import Entity, Span
from copydesk.resources import languages

PIECES = [
    *"«»\"“”„‟‹›‘’‚'`.,:;!?()—-\n",
    "``",
    "''",
    "\n\n",
    " ",
    "\N{NO-BREAK SPACE}",
    *("a dit que", "selon", "Paul Morin", "il", "sagte", "er sei", "said", "he", "-t-il", "dit-il", "le maire"),
    *("affirme", "dass", "mit", "teilte", "comme", "so", "film", "qui", "et", "l'", "pour", "3", "M.", "wie"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map(
    lambda pieces: " ".join(pieces).replace(" \N{NO-BREAK SPACE} ", "\N{NO-BREAK SPACE}")
)


def spans(layer: QuoteLayer) -> list[Span]:
    return [span for quote in layer.quotes for span in (*quote.content, *quote.cue, *quote.source, *quote.marks)]


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, language=st.sampled_from(languages()))
def test_laws_of_the_layer(text: str, language: str) -> None:
    layer = find_quotes(Document(text, language), ())
    for span in spans(layer):
        assert span.start < span.end
        assert text[span.start : span.end] == span.text
    assert [quote.id for quote in layer.quotes] == [f"q{number}" for number in range(1, len(layer.quotes) + 1)]
    starts = [quote.content[0].start for quote in layer.quotes]
    assert starts == sorted(starts)
    assert layer == find_quotes(Document(text, language), ())


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, language=st.sampled_from(languages()))
def test_every_pair_of_marks_is_in_a_quote_or_explained(text: str, language: str) -> None:
    document = Document(text, language)
    layer = find_quotes(document, ())
    held = [(span.start, span.end) for quote in layer.quotes for span in quote.content]
    held += [(other.start, other.end) for other in layer.non_quotes]
    for stretch in find_marked(text, paragraphs_of(document)):
        assert any(start <= stretch.start < end for start, end in held)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, language=st.sampled_from(languages()))
def test_the_type_follows_from_the_marks(text: str, language: str) -> None:
    document = Document(text, language)
    layer = find_quotes(document, ())
    aside = {(other.start, other.end) for other in layer.non_quotes}
    every = find_marked(text, paragraphs_of(document))
    for quote in layer.quotes:
        first, last = quote.content[0].start, quote.content[-1].end
        inside = [m for m in every if m.parent >= 0 and first <= m.start and m.end <= last]
        outer = [m for m in every if m.parent < 0 and (m.start, m.end) not in aside] if quote.level == 1 else inside
        words = [at for span in quote.content for at in range(span.start, span.end) if text[at].isalnum()]
        marked = [at for at in words if any(m.start <= at < m.end for m in outer)]
        marked += [at for at in words if any(s.start <= at < s.end for s in quote.marks)]
        expected = "indirect" if not marked else "direct" if set(marked) == set(words) else "mixed"
        assert quote.type == expected


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, language=st.sampled_from(languages()))
def test_a_quote_inside_another_lies_in_its_content(text: str, language: str) -> None:
    quotes = {quote.id: quote for quote in find_quotes(Document(f"« {text} », a dit Paul.", language), ()).quotes}
    for quote in quotes.values():
        assert (quote.level == 1) == (quote.parent_id is None)
        if quote.parent_id is not None:
            parent = quotes[quote.parent_id]
            assert quote.level == parent.level + 1
            held = [(span.start, span.end) for span in parent.content]
            assert all(any(a <= span.start and span.end <= b for a, b in held) for span in quote.content)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, language=st.sampled_from(languages()))
def test_content_is_in_order_and_apart_from_cue_and_source(text: str, language: str) -> None:
    for quote in find_quotes(Document(text, language), ()).quotes:
        content = [(span.start, span.end) for span in quote.content]
        assert all(end <= start for (_, end), (start, _) in itertools.pairwise(content))
        for span in (*quote.cue, *quote.source):
            assert all(span.end <= start or end <= span.start for start, end in content)
        assert quote.attribution != "explicit" or quote.source


def seconds(text: str, language: str) -> float:
    start = time.process_time()
    find_quotes(Document(text, language), ())
    return time.process_time() - start


@pytest.mark.parametrize("language", ["fr", "de"])
@pytest.mark.parametrize(
    "unit",
    [
        "« a b c » ",
        "« a b ",
        "« a », dit Paul, ",
        "dit que ",
        "selon X, ",
        "Aa Bb ",
        "« a » et ",
        "a, ",
        "et a dit que ",
        "« a », dit Paul, qui vient, « b » ",
        "— a ?\n\n",
        "Q : Où ?\n\nR : Ici.\n\n",
        "Il a écrit :\n\nJe viens donc demain.\n\n",
    ],
)
def test_cost_grows_linearly(unit: str, language: str) -> None:
    small = max(min(seconds(unit * 300, language) for _ in range(2)), 0.005)
    assert seconds(unit * 2400, language) < small * 8 * 2.5


@pytest.mark.parametrize("inner", ["Il a dit : “a”. ", "“a”, a dit Paul. ", ", dit le maire, ", "“ «", "ein „X“ habe "])
def test_cost_inside_marks_grows_linearly(inner: str) -> None:
    small = max(min(seconds(f"« {inner * 400} », dit Paul.", "fr") for _ in range(2)), 0.01)
    assert min(seconds(f"« {inner * 3200} », dit Paul.", "fr") for _ in range(2)) < small * 8 * 2.5


@pytest.mark.parametrize("turn", ["Et vous ?\n\nJe dis « non », dit Paul.\n\n", "Q: You?\n\nA: I said “no”.\n\n"])
def test_cost_of_turns_grows_linearly(turn: str) -> None:
    language = "fr" if "vous" in turn else "en"
    small = max(min(seconds(turn * 200, language) for _ in range(2)), 0.01)
    assert min(seconds(turn * 1600, language) for _ in range(2)) < small * 8 * 2.5


@pytest.mark.parametrize(
    ("opening", "line"),
    [
        ("— Je viens, dit Paul. ", "Il est tard. "),
        ("Il a écrit :\n\n", "Je viens donc demain.\n\n"),
        ("« Je viens », dit Paul.\n\n", "« Et il est tard.\n\n"),
    ],
)
def test_cost_of_one_quote_of_many_lines_grows_linearly(opening: str, line: str) -> None:
    small = max(min(seconds(opening + line * 400, "fr") for _ in range(2)), 0.01)
    assert seconds(opening + line * 6400, "fr") < small * 16 * 2


@pytest.mark.parametrize(
    ("names", "quote", "around"),
    [(0, "Paul a dit : “a”. ", "« {} », dit Zoé."), (3, "« a », dit-il, ", "{}"), (3, "qui dit que oui, ", "{}")],
)
def test_cost_of_speakers_in_one_sentence_grows_linearly(names: int, quote: str, around: str) -> None:
    def cost(times: int) -> float:
        text = around.format("Zoé, " * times * names + quote * times)
        places = [found.start() for found in re.finditer("Zoé", text)]
        entities = [Entity(f"e{at}", "PER", at, at + 3, "Zoé", f"e{at}", None, "unlinked") for at in places]
        start = time.process_time()
        find_quotes(Document(text, "fr"), entities)
        return time.process_time() - start

    small = max(min(cost(200) for _ in range(2)), 0.01)
    assert cost(3200) < small * 16 * 2


def test_a_quotation_of_fifty_thousand_characters() -> None:
    text = "« " + "mot " * 12_500 + "», dit Paul Morin."
    (quote,) = find_quotes(Document(text, "fr"), ()).quotes
    assert quote.source[0].text == "Paul Morin"
