"""A corpus of one article with two primary annotations, gold and reasons, made of words instead of offsets."""

import copy
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from copydesk.record import Role
from copydesk.text.edits import assemble
from copydesk.text.pieces import LostSpace, Piece
from support.corpora import HEAD

Record = dict[str, Any]

RAW = (
    "La halle de Brest rouvre\n\n"
    "Le marché couvert reprend samedi à Brest, après deux ans de travaux sur la charpente.\n\n"
    "« Nous avons attendu deux ans », a dit Anna Maurel, la présidente.\n\n"
    "« Il est temps », a-t-elleajouté devant la mairie, où les commerçants se sont réunis.\n\nPartager\n"
)
ROLES: tuple[Role | None, ...] = ("headline", "paragraph", "paragraph", "paragraph", None)
LAYER = {"provenance": "model", "tool_version": "1", "guideline_version": "1.1", "resources": []}
_LOST = RAW.index("ajouté")


def pieces() -> list[Record]:
    found, start = [], 0
    for line, role in zip(RAW.strip().split("\n\n"), ROLES, strict=True):
        end = start + len(line)
        found.append({"start": start, "end": end, "role": role, "noise": None if role else "share_bar"})
        start = end + 2
    return found


def text() -> str:
    own = [Piece(p["start"], p["end"], p["role"], p["noise"], "gold") for p in pieces()]
    return assemble(RAW, own, [LostSpace(_LOST, "gold")]).text


def span(words: str, number: int = 0) -> Record:
    start = -1
    for _ in range(number + 1):
        start = text().index(words, start + 1)
    return {"start": start, "end": start + len(words), "text": words}


def entity(kind: str, name: str, words: str, number: int = 0) -> Record:
    return {"type": kind, **span(words, number), "entity_id": name, "kb_id": None, "kb_status": "unlinked"}


def quote(content: str, cue: str, source: str, attribution: str) -> Record:
    marks = [span(content[:1], 0 if "Nous" in content else 1), span(content[-1:], 0 if "Nous" in content else 1)]
    return {
        "type": "direct",
        "content": [span(content)],
        "cue": [span(cue)],
        "source": [span(source)],
        "marks": marks,
        "source_kind": "person" if source[0].isupper() else "pronoun",
        "attribution": attribution,
        "factual": True,
        "speaker_entity_id": "maurel",
        "level": 1,
        "parent_id": None,
    }


def annotation(tool: str) -> Record:
    """Give the whole annotation of the article, as gold has it."""
    entities = [
        entity("LOC", "brest", "Brest"),
        entity("LOC", "brest", "Brest", 1),
        entity("PER", "maurel", "Anna Maurel"),
    ]
    quotes = [
        quote("« Nous avons attendu deux ans »", "a dit", "Anna Maurel, la présidente", "explicit"),
        quote("« Il est temps »", "ajouté", "elle", "anaphoric"),
    ]
    return {
        "id": "halle",
        "schema_version": "1.0",
        "text_sha256": hashlib.sha256(text().encode()).hexdigest(),
        "layers": [{"name": name, "tool": tool, **LAYER} for name in ("layout", "spacing", "entities", "quotes")],
        "pieces": pieces(),
        "lost_spaces": [_LOST],
        "entities": [{"id": f"e{number}", **one} for number, one in enumerate(entities, start=1)],
        "non_entities": [],
        "quotes": [{"id": f"q{number}", **one} for number, one in enumerate(quotes, start=1)],
        "non_quotes": [],
    }


def first(tool: str = "annotator-a1") -> Record:
    """Give an annotation that says *implicit* where gold says *anaphoric*, and takes the menu for a paragraph."""
    own = annotation(tool)
    own["quotes"][1]["attribution"] = "implicit"
    own["pieces"][-1].update(role="paragraph", noise=None)
    return own


def second(tool: str = "annotator-a2") -> Record:
    """Give an annotation that lacks a mention and the lost space, and has another cue."""
    own = annotation(tool)
    del own["entities"][1]
    own["lost_spaces"] = []
    own["quotes"][0]["cue"] = [span("dit")]
    own["quotes"][1]["attribution"] = "explicit"
    return own


def reasons() -> Record:
    """Give the reasons for the gold where the two differ."""
    nous, temps, brest, share = span("« Nous avons attendu deux ans »"), span("« Il est temps »"), span("Brest", 1), -1
    menu = pieces()[share]
    decided = [
        ("entities", brest, ["mention"], "a1", "Chaque mention est annotée, la seconde aussi."),
        ("layout", menu, ["role"], "a2", "Un bouton n'est pas un paragraphe."),
        ("quotes", nous, ["cue"], "a1", "L'auxiliaire appartient au verbe."),
        ("quotes", temps, ["attribution"], "neither", "Le pronom renvoie à la présidente."),
        ("spacing", {"start": _LOST, "end": _LOST}, ["lost_space"], "a1", "Deux mots se touchent."),
    ]
    entries = [
        {"layer": layer, "start": at["start"], "end": at["end"], "fields": fields, "followed": who, "reason": why}
        for layer, at, fields, who, why in decided
    ]
    return {"id": "halle", "schema_version": "1.0", "annotators": ["a1", "a2"], "differences": entries}


Files = dict[str, Any]
Change = Callable[[Files], object]
GOLD, ONE, OTHER, REASONS = (
    "gold/fr/halle.json",
    "gold/primary/a1/fr/halle.json",
    "gold/primary/a2/fr/halle.json",
    "gold/reasons/fr/halle.json",
)


def files() -> Files:
    """Give the files of the corpus by path, of which one may change before they are written."""
    return {
        "corpus.json": copy.deepcopy(HEAD),
        "raw/fr/halle.txt": RAW,
        GOLD: annotation("adjudicator"),
        ONE: first(),
        OTHER: second(),
        REASONS: reasons(),
    }


def written(root: Path, content: Files) -> Path:
    for name, value in content.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return root
