"""Write ``tests/examples/invalid/<rule-id>/``: a valid example with one thing broken, so that one rule alone finds it.

Run it after a change of the valid examples or of a rule: ``python tests/check/make_invalid_examples.py``.
"""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from copydesk.record import Article, undo

EXAMPLES = Path(__file__).parents[1] / "examples"
Record = dict[str, Any]
Change = Callable[[Record], object]


def valid(name: str) -> Record:
    record: Record = json.loads((EXAMPLES / "valid" / f"{name}.json").read_text(encoding="utf-8"))
    return record


def written(record: Record) -> bytes:
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def derive(record: Record) -> None:
    """Make headline, dek and body agree with the passages, and the source with what undoing the edits gives."""
    for name, roles in {"headline": {"headline"}, "dek": {"dek"}, "body": {"paragraph", "subhead"}}.items():
        parts = [record["text"][p["start"] : p["end"]] for p in record["passages"] if p["role"] in roles]
        record[name] = "\n\n".join(parts) if parts or name == "body" else None
    article = Article.from_dict(record)
    raw = undo(article.text, article.edits).encode()
    record["source"].update(bytes=len(raw), sha256=hashlib.sha256(raw).hexdigest())


def append(record: Record, role: str, words: str) -> None:
    """Add a passage at the end of the article and of its raw text, before the line end that the last edit lifts."""
    start, last = len(record["text"]) + 2, record["edits"][-1]
    raw_start = last["raw_start"] + 2
    record["text"] += "\n\n" + words
    passage = {"role": role, "start": start, "end": start + len(words)}
    record["passages"].append(passage | {"raw_start": raw_start, "raw_end": raw_start + len(words)})
    for name in ("start", "end", "raw_start", "raw_end"):
        last[name] += len(words) + 2
    derive(record)


def change_roles(record: Record, old: str, new: str, count: int) -> None:
    for passage in [p for p in record["passages"] if p["role"] == old][:count]:
        passage["role"] = new
    derive(record)


def span(record: Record, words: str) -> Record:
    start = record["text"].index(words)
    return {"start": start, "end": start + len(words), "text": words}


def add_entity(record: Record, words: str, kind: str) -> None:
    new = span(record, words) | {"id": "e99", "type": kind, "entity_id": "new", "kb_id": None, "kb_status": "unlinked"}
    record["entities"] = sorted([*record["entities"], new], key=lambda entity: (entity["start"], -entity["end"]))


def entity(record: Record, words: str, number: int = 0) -> Record:
    found: Record = [item for item in record["entities"] if item["text"] == words][number]
    return found


def with_paragraph(words: str) -> Change:
    return lambda record: append(record, "paragraph", words)


def swap(name: str, first: int, second: int) -> Change:
    def change(record: Record) -> None:
        items = record[name]
        items[first], items[second] = items[second], items[first]

    return change


def cut_combining(record: Record) -> None:
    append(record, "paragraph", "Mark x\N{COMBINING CIRCUMFLEX ACCENT} stays.")
    start = record["text"].index("x\N{COMBINING CIRCUMFLEX ACCENT}")
    record["non_entities"].append({"start": start, "end": start + 1, "text": "x", "reason": "other"})


def cross(record: Record) -> None:
    outer = next(item for item in record["entities"] if item["text"] == "Université de Bordeaux")
    nested = next(item for item in record["entities"] if outer["start"] < item["start"] < outer["end"])
    nested.update(end=nested["end"] + 9, text=nested["text"] + ", raconte")


def widen(record: Record) -> None:
    last = record["non_quotes"][-1]
    last.update(end=last["end"] + 1, text=last["text"] + " ")


def add_idle_edit(record: Record) -> None:
    letter = record["text"][0]
    edit = {"raw_start": 0, "raw_end": 1, "start": 0, "end": 1, "before": letter, "after": letter, "reason": "idle"}
    record["edits"].insert(0, edit)


def lift_words(record: Record) -> None:
    """Let the line end after the article lift two words more."""
    last = record["edits"][-1]
    last["before"] += "The End"
    last["raw_end"] += len("The End")
    derive(record)


def set_source(words: str) -> Change:
    return lambda record: record["quotes"][-1].update(source=[span(record, words)])


def set_cue(words: str) -> Change:
    return lambda record: record["quotes"][-1].update(cue=[span(record, words)])


CHANGES: dict[str, tuple[str, Change]] = {
    "schema": ("en-ferry", lambda r: r.pop("dek")),
    "span-bounds": ("fr-pont", lambda r: r["non_quotes"][-1].update(end=99999)),
    "span-surface": ("fr-pont", lambda r: r["non_quotes"][-1].update(text="« vieux pant »")),
    "span-combining": ("en-ferry", cut_combining),
    "span-whitespace": ("fr-pont", widen),
    "text-nfc": ("en-ferry", with_paragraph("At 300 \N{KELVIN SIGN} it boils.")),
    "passages-order": ("fr-pont", lambda r: r["passages"].pop()),
    "fields-match-passages": ("fr-pont", lambda r: r.update(dek="La mairie promet une circulation normale.")),
    "edits-order": ("en-ferry", add_idle_edit),
    "edits-keep-words": ("en-ferry", lift_words),
    "undo-gives-raw": ("en-ferry", lambda r: r["source"].update(sha256="0" * 64)),
    "passages-raw": ("fr-pont", lambda r: r["passages"][3].update(raw_start=r["passages"][3]["raw_start"] + 1)),
    "id-unique": ("fr-pont", lambda r: r["entities"][1].update(id=r["entities"][0]["id"])),
    "references-resolve": ("fr-pont", lambda r: r["quotes"][1].update(speaker_entity_id="nobody")),
    "entity-id-type": ("fr-pont", lambda r: entity(r, "Saint-Aubin", 1).update(type="ORG")),
    "quote-level-parent": ("fr-pont", lambda r: r["quotes"][4].update(level=3)),
    "kb-status": ("fr-pont", lambda r: entity(r, "Paul Ostermann").update(kb_status="linked")),
    "layers-complete": ("fr-pont", lambda r: r["layers"].pop()),
    "entity-order": ("fr-pont", swap("entities", 0, 1)),
    "entity-crossing": ("fr-pont", cross),
    "entity-role": ("fr-pont", lambda r: add_entity(r, "Mercier", "PER")),
    "misc-in-gold": ("fr-pont", lambda r: entity(r, "Compagnie des Ponts").update(type="MISC")),
    "quote-type-marks": ("fr-pont", lambda r: r["quotes"][1].update(type="mixed")),
    "quote-source-outside-content": ("fr-pont", set_source("la Compagnie des Ponts")),
    "quote-cue-outside-content": ("fr-pont", set_cue("a surestimé")),
    "quote-speaker-attribution": ("fr-pont", lambda r: r["quotes"][0].update(speaker_entity_id=None)),
    "quote-order": ("fr-pont", swap("quotes", 0, 1)),
    "dates-iso": ("fr-pont", lambda r: r.update(date_published="2024-02-30")),
    "dates-order": ("fr-pont", lambda r: r.update(date_published="2024-05-02", date_modified="2024-05-01")),
    "gold-quotes-exhaustive": ("fr-pont", lambda r: r["non_quotes"].pop()),
    "gold-entities-exhaustive": ("fr-pont", lambda r: r["entities"].remove(entity(r, "Claire Delmas", 1))),
    "language-declared": ("en-ferry", lambda r: r.update(language="de")),
    "language-uncertain": ("en-ferry", lambda r: r.update(language_detected="und", language_probability=0)),
    "layout-no-headline": ("en-ferry", lambda r: change_roles(r, "headline", "dek", 1)),
    "headline-long": ("fr-pont", lambda r: change_roles(r, "paragraph", "headline", 2)),
    "dek-in-body": ("en-ferry", lambda r: append(r, "dek", "The boat, a Marlin 44, is 30 years old.")),
    "caption-in-body": ("en-ferry", with_paragraph("The pier at low tide. © Island Pictures")),
    "body-near-empty": ("en-ferry", lambda r: change_roles(r, "paragraph", "dek", 2)),
    "quote-marks-unbalanced": ("en-ferry", with_paragraph("The harbour master said “no more.")),
    "looks-like-html": ("en-ferry", with_paragraph("<p>The harbour</p>")),
    "looks-like-json": ("en-ferry", with_paragraph('{"title": "The harbour"}')),
    "invisible-characters": ("en-ferry", with_paragraph("The har\N{ZERO WIDTH SPACE}bour.")),
    "bidi-control": ("en-ferry", with_paragraph("The \N{RIGHT-TO-LEFT OVERRIDE}harbour.")),
    "replacement-character": ("en-ferry", with_paragraph("The caf\N{REPLACEMENT CHARACTER} closed.")),
    "noncharacter": ("en-ferry", with_paragraph("\ue0a0 The harbour.")),
    "mojibake": ("en-ferry", with_paragraph("The cafÃ© closed.")),
    "boilerplate": ("en-ferry", with_paragraph("503 Service Unavailable")),
    "pii-email": ("en-ferry", with_paragraph("Write to anna.b@example.org today.")),
    "pii-phone": ("en-ferry", with_paragraph("Call +49 30 1234567 today.")),
    "pii-iban": ("en-ferry", with_paragraph("Pay to DE89 3704 0044 0532 0130 00 today.")),
    "pii-card": ("en-ferry", with_paragraph("The card 5500 0000 0000 0004 was lost.")),
    "pii-token": ("en-ferry", with_paragraph("The key is AKIAABCDEFGHIJKLMNOP today.")),
    "pii-ip": ("en-ferry", with_paragraph("It came from 198.51.100.7 at night.")),
    "url-suspicious": ("en-ferry", lambda r: r["source"].update(url="https://example.org@198.51.100.7/a")),
    "mixed-script": ("en-ferry", with_paragraph("The h\N{CYRILLIC SMALL LETTER A}rbour.")),
}


def changed(record: Record, name: str) -> Record:
    """Copy an article under another id with one more paragraph, as an update of the same report has it."""
    copied: Record = json.loads(json.dumps(record)) | {"id": name}
    append(copied, "paragraph", "It sails again.")
    return copied


TEXTS: dict[str, bytes] = {
    "json-encoding": '{"id": "café"}'.encode("latin-1"),
    "json-syntax": b'{"id": "en-ferry",}\n',
    "json-duplicate-key": b'{"id": "en-ferry",\n "id": "en-ferry-2"}\n',
    "json-constant": b'{"language_probability": NaN}\n',
    "json-range": b'{"entities": [{"start": 9007199254740993}]}\n',
    "json-depth": b"[" * 100 + b"]" * 100,
    "json-control": b'{"text": "a\\u0000b"}\n',
    "json-surrogate": b'{"text": "\\ud83d"}\n',
}


def examples() -> dict[str, bytes]:
    """Give the content of each file below ``invalid/`` by its path."""
    files = {f"{rule}/article.json": text for rule, text in TEXTS.items()}
    for rule, (name, change) in CHANGES.items():
        record = valid(name)
        change(record)
        files[f"{rule}/article.json"] = written(record)
    ferry, bridge = valid("en-ferry"), valid("de-bruecke")
    lines = {
        "article-id-unique": [ferry, bridge | {"id": ferry["id"]}],
        "article-duplicate-text": [ferry, ferry | {"id": "en-ferry-2"}],
        "article-near-duplicate": [ferry, changed(ferry, "en-ferry-2")],
    }
    for rule, records in lines.items():
        text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        files[f"{rule}/articles.jsonl"] = text.encode()
    files["parquet-syntax/articles.parquet"] = b"PAR1 is how a Parquet file starts; this is none. PAR1"
    return files


if __name__ == "__main__":
    for path, content in examples().items():
        (EXAMPLES / "invalid" / path).parent.mkdir(parents=True, exist_ok=True)
        (EXAMPLES / "invalid" / path).write_bytes(content)
