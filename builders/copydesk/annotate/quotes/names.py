"""Marked stretches that are names, titles or terms by where they stand and how they are written, not speech.

They are set aside before cues are read, so that *die Zeitung „Die Zeit“ berichtet* has a source and no quotation.
"""

from copydesk.annotate.quotes.konjunktiv import in_konjunktiv
from copydesk.annotate.quotes.lexicon import Lexicon
from copydesk.annotate.quotes.named_after import named_after
from copydesk.annotate.quotes.phrases import can_start, is_open_class, is_stop, is_verb
from copydesk.annotate.quotes.stream import FOLDED, NAMED, Sentence, Stream, folded_in
from copydesk.annotate.quotes.titles import by_its_noun, by_what_is_called, is_capital_said, is_motto, year_follows
from copydesk.record import NonQuoteReason

_NAME_WORDS = 4
_TITLE_WORDS = 12
_LONGEST_NAME = 120
_GLOSS = 3
_SHORT_NAME = 3
_CALL_REACH = 8
_MOOD_REACH = 30
_REACH = {"title": 3, "motto": 4, "nickname": 2, "term": 1}
_REASONS: dict[str, NonQuoteReason] = {"title": "title", "motto": "motto", "nickname": "nickname", "term": "term"}


def set_names_aside(stream: Stream) -> dict[int, NonQuoteReason]:
    """Turn each marked stretch that names something into a plain word of the stream.

    Returns:
        The stretches that were set aside, by their index in ``stream.marked``, each with the reason.
    """
    aside: dict[int, NonQuoteReason] = {}
    for sentence in stream.sentences:
        for at in folded_in(stream, sentence):
            reason = _reason(stream, sentence, at)
            if reason is not None:
                _set_aside(stream, at, reason, aside)
    if aside:
        _set_others_aside(stream, aside)
    return aside


def _set_aside(stream: Stream, at: int, reason: NonQuoteReason, aside: dict[int, NonQuoteReason]) -> None:
    aside[stream.stretch[at]] = reason
    stream.words[at] = NAMED
    stream.capital[at] = True


def _set_others_aside(stream: Stream, aside: dict[int, NonQuoteReason]) -> None:
    """Set each stretch aside that holds the same words as a title or name that something announced."""
    known = {
        _inside(stream, number): reason for number, reason in aside.items() if reason in ("title", "nickname", "motto")
    }
    for at in [at for at in stream.folds if stream.words[at] == FOLDED]:
        number = stream.stretch[at]
        if stream.marked[number].end - stream.marked[number].start <= _LONGEST_NAME:
            reason = known.get(_inside(stream, number))
            if reason is not None:
                _set_aside(stream, at, reason, aside)


def _inside(stream: Stream, number: int) -> str:
    stretch = stream.marked[number]
    return stream.folded[stretch.inner_start : min(stretch.inner_end, stretch.inner_start + _LONGEST_NAME)].strip()


def _reason(stream: Stream, sentence: Sentence, at: int) -> NonQuoteReason | None:
    words = inner_words(stream, at)
    if _is_attribute(stream, at):
        return "other"
    if not words or len(words) > _TITLE_WORDS:
        return None
    if is_motto(stream, sentence, at) or year_follows(stream, sentence, at):
        return "motto" if is_motto(stream, sentence, at) else "title"
    if words[-1][-1] in ".,!?\N{HORIZONTAL ELLIPSIS}":
        return None
    if _is_gloss(stream, sentence, at) or _is_address(words) or _by_naming_verb(stream, sentence, at, words):
        return "term"
    return (
        announcement(stream, sentence, at)
        or named_after(stream, sentence, at)
        or by_what_is_called(stream, sentence, at, words)
        or _by_its_look(stream, sentence, at, words)
        or by_its_noun(stream, sentence, at, words)
    )


def _by_its_look(stream: Stream, sentence: Sentence, at: int, words: list[str]) -> NonQuoteReason | None:
    """Tell a title and a term by how they are written and where they stand, with nothing that announces them."""
    if len(words) > (_TITLE_WORDS if stream.lexicon.noun_capitals else _NAME_WORDS) or not _written_like_name(
        stream.lexicon, words
    ):
        return None
    if not _stands_like_name(stream, sentence, at) or _is_called(stream, sentence, at):
        return None
    introduced = at == sentence.first or stream.capital[at - 1]
    return (
        "title" if introduced or len(words) > 1 or stream.words[at - 1] in stream.lexicon.words["definite"] else "term"
    )


def _is_called(stream: Stream, sentence: Sentence, at: int) -> bool:
    """Say whether somebody calls somebody else so (*nannte den Bericht eine „Ente“*); nobody quotes his own name."""
    spoken_of = at > sentence.first and stream.words[at - 1] in stream.lexicon.words["agents"]
    for back in range(at - 1, max(sentence.first, at - _CALL_REACH) - 1, -1):
        word = stream.words[back]
        if is_stop(word) or word in stream.lexicon.words["reflexives"]:
            return False
        form = stream.lexicon.forms.get(word)
        if form is not None and "call" in form.takes and not stream.capital[back]:
            return True
        if form is not None and spoken_of and word in stream.lexicon.words["speaking_of"]:
            return True
    return False


def _is_gloss(stream: Stream, sentence: Sentence, at: int) -> bool:
    """Say whether a bracket opens just before the stretch, with a word or two between (*(kurz: „Fed“)*).

    Where few words are capital, some that start small and have the bracket for themselves are a speaker's aside.
    """
    if stream.words[at - 1] == "(" and not stream.lexicon.noun_capitals:
        words = inner_words(stream, at)
        if len(words) > _NAME_WORDS - 1 and words[0][0].islower():
            return False
    for back in range(at - 1, max(sentence.first, at - _GLOSS) - 1, -1):
        if stream.words[back] == "(":
            return True
        if stream.words[back] not in (":", ".") and not stream.words[back].isalpha():
            return False
    return False


def _is_attribute(stream: Stream, at: int) -> bool:
    """Say whether the marks hold the value of an attribute left over from markup (*title="…"*)."""
    return at > 0 and stream.words[at - 1] == "=" and stream.ends[at - 1] == stream.starts[at]


def _is_address(words: list[str]) -> bool:
    """Say whether the marks hold an address of the web alone (*„example.org“*)."""
    return len(words) == 1 and "." in words[0].strip(".") and words[0].replace(".", "").replace("-", "").isalnum()


def _by_naming_verb(stream: Stream, sentence: Sentence, at: int, words: list[str]) -> bool:
    """Say whether a short name in marks is what something is called (*heißt „X“*, *„X“ heißt*, *„X“, so heißt*)."""
    lexicon = stream.lexicon
    naming = lexicon.words["naming"]
    if not naming or len(words) > _SHORT_NAME or not _written_like_name(lexicon, words):
        return False
    after = at + 1
    if after + 1 < sentence.last and stream.words[after] == "," and stream.words[after + 1] in lexicon.tail:
        after += 2
    if after < sentence.last and stream.words[after] in naming and (after == at + 1 or after == at + 3):
        return after + 1 >= sentence.last or stream.words[after + 1] not in lexicon.empty_subjects
    return at > sentence.first and stream.words[at - 1] in naming


def inner_words(stream: Stream, at: int) -> list[str]:
    """Give the first words between the marks of a folded stretch, at most about twenty."""
    stretch = stream.marked[stream.stretch[at]]
    return stream.text[stretch.inner_start : min(stretch.inner_end, stretch.inner_start + 120)].split()


def announcement(stream: Stream, sentence: Sentence, at: int) -> NonQuoteReason | None:
    """Give the reason that a word before the stretch announces (*le film*, *so genannte*, *slogan*), or None."""
    lexicon = stream.lexicon
    described = stream.words[at - 1] == "," and is_capital_said(stream, at)
    for back in range(at - 1 - described, max(sentence.first, at - 4) - 1, -1):
        word = stream.words[back]
        if is_stop(word) or ((word in lexicon.forms or is_verb(lexicon, word)) and not _announces(lexicon, word)):
            return None
        for reason, announcing in lexicon.non_quotes.items():
            known = word in announcing or (reason == "title" and _is_compound(stream, back))
            if known and at - back <= _REACH.get(reason, 1) and not _is_predicate(stream, back):
                return _REASONS[reason]
        if not _may_stand_between(stream, back):
            return None
    return None


def _is_compound(stream: Stream, at: int) -> bool:
    """Say whether a noun ends in one that has a title (*Erstlings***werk**)."""
    ends = stream.lexicon.words["title_ends"]
    return stream.capital[at] and any(stream.words[at].endswith(end) for end in ends)


def _may_stand_between(stream: Stream, at: int) -> bool:
    """Say whether a word may stand between a noun and its title; where nouns are capital no other small word may."""
    if not stream.lexicon.noun_capitals or stream.capital[at]:
        return True
    return stream.words[at] in stream.lexicon.words["inside_phrase"]


def _announces(lexicon: Lexicon, word: str) -> bool:
    return any(word in announcing for announcing in lexicon.non_quotes.values())


def _is_predicate(stream: Stream, at: int) -> bool:
    """Say whether an announcing word is the participle of a verb group that says it of somebody (*a appelé*)."""
    if stream.words[at] not in stream.lexicon.forms or at == 0:
        return False
    functions = stream.lexicon.words
    before = stream.words[at - 1]
    active = before in functions["auxiliaries"] and before not in functions["passives"]
    reflexive = before in functions["auxiliaries"] and stream.words[at - 2] in functions["reflexives"]
    return active or reflexive or before in stream.lexicon.pronouns


def _written_like_name(lexicon: Lexicon, words: list[str]) -> bool:
    """Say whether words are written like a name: a capital first, and capitals only where the language has few."""
    if not any(letter.isupper() or letter.isdigit() for letter in words[0]):
        return False
    lowered = [word.lower() for word in words]
    if any(word in lexicon.pronouns or word in lexicon.words["verbs"] for word in lowered):
        return False
    if lexicon.noun_capitals:
        # a name ends in a noun; what ends in a small word is a predicate (*„Lichtjahre entfernt“*)
        return len(words) == 1 or len(words) > _SHORT_NAME or not words[-1][0].islower()
    return all(word[0].isupper() or word[0].isdigit() or word.lower() in lexicon.words["linkers"] for word in words)


def _stands_like_name(stream: Stream, sentence: Sentence, at: int) -> bool:
    lexicon = stream.lexicon
    functions = lexicon.words
    following = stream.words[at + 1] if at + 1 < sentence.last else ""
    lone_noun = lexicon.noun_capitals and len(inner_words(stream, at)) == 1
    if at == sentence.first:
        return bool(following) and (not is_stop(following) or (lone_noun and not _verb_follows(stream, at, sentence)))
    before = stream.words[at - 1]
    if before in functions["joiners"]:
        return lone_noun or (at - 2 >= sentence.first and stream.words[at - 2] == NAMED)
    if is_stop(before):
        return before == "," and at - 2 >= sentence.first and stream.words[at - 2] == NAMED
    if before in functions["definite"] or before in functions["name_prepositions"]:
        return True
    if lexicon.noun_capitals and len(inner_words(stream, at)) <= _SHORT_NAME:
        # a noun or two in marks, without a colon or comma before them, are a name or a term far more often than speech
        near = Sentence(max(sentence.first, at - _MOOD_REACH), min(sentence.last, at + _MOOD_REACH), sentence.paragraph)
        said = before in functions["indefinite"] and in_konjunktiv(stream, near)
        return not said and before not in functions["predicatives"] and before not in lexicon.forms
    return stream.capital[at - 1] and before not in lexicon.forms and before not in functions["determiners"]


def _verb_follows(stream: Stream, at: int, sentence: Sentence) -> bool:
    """Say whether a verb or another stretch follows the comma after a stretch (*„Nein“, sagte sie*); a colon names."""
    after = at + 2
    if stream.words[at + 1] != "," or after >= sentence.last:
        return stream.words[at + 1] != ":"
    word = stream.words[after]
    if word == FOLDED or word in stream.lexicon.forms or word in stream.lexicon.tail:
        return True
    subject = after + 1 < sentence.last and can_start(stream, after + 1)
    return subject and not stream.capital[after] and is_open_class(stream, after)
