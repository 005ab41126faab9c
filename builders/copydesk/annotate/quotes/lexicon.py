"""What one language knows of reported speech, read from its ``speech.toml`` into sets that a scan can ask."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from copydesk.annotate.quotes.word_groups import NOUN_GROUPS, WORD_GROUPS, with_groups
from copydesk.resources import language_data

FormKind = Literal["finite", "conditional", "participle", "infinitive", "gerund"]
_KINDS: tuple[FormKind, ...] = ("finite", "conditional", "participle", "infinitive", "gerund")
_ENDINGS = (
    *("agents_m", "agents_f", "agents_x", "businesses", "ages", "genitive_ends"),
    *("role_ends_m", "role_ends_f", "name_ends_m", "name_ends_f"),
)


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form of a verb of saying.

    Attributes:
        kinds: what the form can be (``finite`` and ``participle`` for *said*).
        takes: what its lemma can govern besides marked speech: ``clause``, ``bare`` (a clause without a
            complementizer), ``infinitive``, ``bare_infinitive``, ``call`` (a name for somebody).
    """

    kinds: frozenset[FormKind]
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language that report speech or bound its parts, all in lower case.

    Attributes:
        forms: each form of each verb of saying.
        separable: prefix of a separable verb and the finite forms that it belongs to.
        words: the function words by the name that ``speech.toml`` gives them, and their groups.
        nouns: roles, organizations, documents, titles and first names by name, and their groups.
        endings: the lists of nouns that hold how nouns end, as ``str.endswith`` asks for them.
        sure_verbs: words that are surely finite verbs: auxiliaries, common verbs, verbs of saying that are no nouns.
        description_ends: the words that no description before a name goes beyond: verbs, most prepositions.
        clause_words: the words that open what a cue governs, or end the search for it.
        cue_words: every word at which a cue may be found; no other word needs to be looked at.
        lone_cues: those of them that are no verbs and need no other word beside them.
        led_by: for each first word of ``before`` and ``possessed``, the words that may stand second.
        fellows: for a noun, the nouns that may take up whom it describes (*vicar* and *priest*).
        inverse: for a relation what the other may be called (*son*: *father*, *mother*).
        pronouns: each personal pronoun with gender (m f n x) or person (1 2) and number (s p x).
        before: prepositions of attribution, as tuples of words, by their first word.
        possessed: prepositions of attribution about a possessive, which ``*`` stands for, as ``before``.
        manner: those of them that also tell how something is said (*in her own words*).
        weak_before: prepositions that attribute only before somebody who can speak.
        after: words that attribute to what stands before them.
        possessive_after: nouns of opinion that attribute between a possessive and ``possessive_cue``.
        possessive_cue: the word after them (*seiner Meinung* **nach**).
        tail: words that attribute after marked speech without a verb.
        openers: what opens the sentence after a quotation and stands for it, as ``before``.
        leaving: what opens it before any verb at all whose subject is a person (*mit diesen Worten*).
        clefts: what opens that sentence where the speaker follows at once (*a dirlo è*), as ``before``.
        enclitics: subject pronouns glued to an inverted verb, longest first.
        non_quotes: words that announce a title, a term, a nickname or a motto.
        head_last: of nouns side by side the last says what is meant (*the company* **spokesman**).
        subject_first: a verb that no words said precede has its subject before it, however far.
        noun_capitals: every noun starts with a capital letter.
        gendered_nouns: the pronoun of a person is that of things too, so that *elle* may be an organization.
        bare_after_comma: a reported clause without a complementizer stands after a comma.
        incises_in_marks: a cue with its subject may stand between commas inside the marks (*« A, dit X, B »*).
        strict_objects: a complementizer after a direct object is a relative pronoun (*la loi que …*).
        infinitive_endings: how infinitives end; empty where they cannot be told by their ending.
        drops_subjects: a verb may stand without its subject (*dijo*, *ha spiegato*).
        adverb_endings: how adverbs that are made of other words end (*-ment*, *-ly*).
    """

    language: str
    forms: Mapping[str, Form]
    separable: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[str]]
    endings: Mapping[str, tuple[str, ...]]
    sure_verbs: frozenset[str]
    description_ends: frozenset[str]
    clause_words: frozenset[str]
    cue_words: frozenset[str]
    lone_cues: frozenset[str]
    led_by: Mapping[str, frozenset[str]]
    fellows: Mapping[str, tuple[str, ...]]
    inverse: Mapping[str, tuple[str, ...]]
    pronouns: Mapping[str, str]
    before: Mapping[str, tuple[tuple[str, ...], ...]]
    possessed: Mapping[str, tuple[tuple[str, ...], ...]]
    manner: frozenset[tuple[str, ...]]
    weak_before: frozenset[str]
    after: frozenset[str]
    possessive_after: frozenset[str]
    possessive_cue: frozenset[str]
    tail: frozenset[str]
    openers: Mapping[str, tuple[tuple[str, ...], ...]]
    leaving: Mapping[str, tuple[tuple[str, ...], ...]]
    clefts: Mapping[str, tuple[tuple[str, ...], ...]]
    enclitics: tuple[str, ...]
    empty_subjects: frozenset[str]
    comparatives: frozenset[str]
    non_quotes: Mapping[str, frozenset[str]]
    head_last: bool
    subject_first: bool
    noun_capitals: bool
    gendered_nouns: bool
    bare_after_comma: bool
    incises_in_marks: bool
    strict_objects: bool
    infinitive_endings: tuple[str, ...]
    adverb_endings: tuple[str, ...]
    drops_subjects: bool


@cache
def lexicon(language: str) -> Lexicon | None:
    """Read the lexicon of a language; None where the language has no data of speech.

    A tag with a region or script (``pt-BR``) falls back to its primary language.
    """
    data = language_data(language, "speech") or language_data(language.partition("-")[0].lower(), "speech")
    if not data:
        return None
    attribution, forms = data["attribution"], _forms(data)
    words = {name: _set(words) for name, words in data["words"].items()}
    words |= {f"said_{name}": _set(data["afterwards"][name]) for name in ("objects", "verbs", "nouns", "nobody")}
    nouns = {name: _set(words) for name, words in data["nouns"].items()}
    lone_cues, led_by = _lone_cues(data), _led_by(data)
    grouped, sure_verbs = with_groups(words, WORD_GROUPS), _sure_verbs(words, forms)
    return Lexicon(
        language=language.partition("-")[0].lower(),
        forms=forms,
        separable={prefix: _set(forms) for prefix, forms in data.get("separable", {}).items()},
        words=grouped,
        nouns=with_groups(nouns, NOUN_GROUPS),
        endings={name: tuple(sorted(nouns[name])) for name in _ENDINGS},
        sure_verbs=sure_verbs,
        description_ends=sure_verbs | grouped["subordinators"] | grouped["outer_prepositions"],
        clause_words=sure_verbs | grouped["clause_openers"],
        cue_words=lone_cues.union(forms, led_by),
        lone_cues=lone_cues,
        led_by=led_by,
        fellows=_fellows(data["fellows"]["nouns"]),
        inverse={words[0]: tuple(words[1:]) for words in map(str.split, data["fellows"]["inverse"])},
        pronouns=data["pronouns"],
        before=_by_first_word(attribution["before"]),
        possessed=_by_first_word(attribution["possessed"] + attribution["manner"]),
        manner=frozenset(tuple(phrase.split()) for phrase in attribution["manner"]),
        weak_before=frozenset(attribution["weak"]),
        after=frozenset(attribution["after"]),
        possessive_after=_set(attribution["possessive_after"]),
        possessive_cue=_set(attribution["possessive_cue"]),
        tail=frozenset(attribution["tail"]),
        openers=_by_first_word(data["afterwards"]["openers"]),
        leaving=_by_first_word(data["afterwards"]["leaving"]),
        clefts=_by_first_word(data["afterwards"]["clefts"]),
        enclitics=tuple(sorted(attribution["enclitics"].split(), key=lambda word: (-len(word), word))),
        empty_subjects=_set(attribution["empty_subjects"]),
        comparatives=_set(attribution["comparatives"]),
        non_quotes={reason: _set(words) for reason, words in data["non_quotes"].items()},
        subject_first=data["grammar"]["subject_first"],
        head_last=data["grammar"]["head_last"],
        noun_capitals=data["grammar"]["noun_capitals"],
        gendered_nouns=data["grammar"]["gendered_nouns"],
        bare_after_comma=data["grammar"]["bare_after_comma"],
        incises_in_marks=data["grammar"]["incises_in_marks"],
        strict_objects=data["grammar"]["strict_objects"],
        infinitive_endings=tuple(data["grammar"]["infinitive_endings"].split()),
        adverb_endings=tuple(data["grammar"]["adverb_endings"].split()),
        drops_subjects=data["grammar"]["drops_subjects"],
    )


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _sure_verbs(words: Mapping[str, frozenset[str]], forms: Mapping[str, Form]) -> frozenset[str]:
    finite = {form for form, known in forms.items() if "finite" in known.kinds}
    common = words["auxiliaries"] | words["hedges"] | words["verbs"] | words["modals"]
    return (common | (finite - words["weak"])) - words["participials"]


def _lone_cues(data: Mapping[str, Any]) -> frozenset[str]:
    attribution = data["attribution"]
    alone = (phrase for name in ("before", "weak", "after", "tail") for phrase in attribution[name])
    others = _set(attribution["possessive_after"]) | _set(data["nouns"]["clause_cue"])
    return others.union((phrase for phrase in alone if " " not in phrase), data.get("separable", {}))


def _led_by(data: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    attribution, possessives = data["attribution"], data["words"]["possessives"]
    found: dict[str, set[str]] = {}
    for phrase in (*attribution["before"], *attribution["possessed"], *attribution["manner"]):
        first, *others = phrase.split()
        for second in others[:1]:
            found.setdefault(first, set()).update(possessives.split() if second == "*" else (second,))
    return {first: frozenset(seconds) for first, seconds in found.items()}


def _fellows(lines: list[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for nouns in map(str.split, lines):
        for noun in nouns:
            found.setdefault(noun, []).extend(other for other in nouns if other != noun)
    return {noun: tuple(dict.fromkeys(others)) for noun, others in found.items()}


def _by_first_word(phrases: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(group, key=lambda words: -len(words))) for first, group in found.items()}


def _forms(data: Mapping[str, Any]) -> dict[str, Form]:
    kinds: dict[str, set[FormKind]] = {}
    takes: dict[str, set[str]] = {}
    for form, kind, governed in _inflected(data):
        kinds.setdefault(form, set()).add(kind)
        takes.setdefault(form, set()).update(governed)
    shared: dict[tuple[frozenset[FormKind], frozenset[str]], Form] = {}
    forms: dict[str, Form] = {}
    for form, found in kinds.items():
        key = (frozenset(found), frozenset(takes[form]))
        forms[form] = shared.setdefault(key, Form(*key))
    return forms


def _inflected(data: Mapping[str, Any]) -> Iterator[tuple[str, FormKind, list[str]]]:
    verbs = data["verbs"]
    for entry in verbs.values():
        governed = entry["takes"].split()
        for paradigm, stems in entry.items():
            if paradigm != "takes":
                yield from _regular(data["paradigms"][paradigm], stems.split(), governed)
    for verb_class, lines in data.get("irregular", {}).items():
        governed = verbs[verb_class]["takes"].split()
        for line in lines:
            for kind, forms in zip(_KINDS, line.split("|"), strict=False):
                yield from ((form, kind, governed) for form in forms.split())
    for prefix, forms in data.get("separable", {}).items():
        governed = verbs["say"]["takes"].split()
        yield from ((prefix + form, "finite", governed) for form in forms.split())


def _regular(
    endings: Mapping[str, str], stems: list[str], governed: list[str]
) -> Iterator[tuple[str, FormKind, list[str]]]:
    for kind in _KINDS:
        if kind not in endings:
            continue
        # split(" "), not split(): the empty ending is an ending
        for ending in endings[kind].split(" "):
            yield from ((stem + ending, kind, governed) for stem in stems)
