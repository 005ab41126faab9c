"""Every rule finds what it is there for, and nothing wrong gets past."""

import json
import os
import random
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from copydesk.check.findings import Finding
from copydesk.errors import VerificationError
from copydesk.release import front_matter, parquet_reading
from copydesk.release.parquet_reading import UNREADABLE, TooLargeError, read_rows, read_schema
from copydesk.release.rules import RELEASE_RULES
from copydesk.release.verify import inspect, require_sound, verify

Breakage = Callable[[Path], object]
TRAIN = "data/full/fr/train/bucket-001.parquet"
ROWS_IN_TRAIN = 2
DEFAULT_TRAIN = "data/default/fr/train/bucket-001.parquet"
TOKENS_TRAIN = "data/ner_tokens/fr/train/bucket-001.parquet"


def _rules(findings: Iterable[Finding]) -> set[str]:
    return {finding.rule for finding in findings}


def _rewrite(path: Path, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> None:
    """Write the rows of a table anew, changed."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    schema = read_schema(path)
    pq.write_table(pa.Table.from_pylist(change(list(read_rows(path))), schema=schema), path)


def _change_card(directory: Path, change: Callable[[dict[str, Any]], None]) -> None:
    text, body = front_matter.split((directory / "README.md").read_text(encoding="utf-8"))
    values = front_matter.parse(text)
    change(values)
    (directory / "README.md").write_text(f"---\n{front_matter.dump(values)}---\n{body}", encoding="utf-8")


def _change_manifest(directory: Path, change: Callable[[dict[str, Any]], None]) -> None:
    value = json.loads((directory / "manifest.json").read_text(encoding="utf-8"))
    change(value)
    (directory / "manifest.json").write_text(json.dumps(value), encoding="utf-8")


def _change_croissant(directory: Path, change: Callable[[dict[str, Any]], None]) -> None:
    value = json.loads((directory / "croissant.json").read_text(encoding="utf-8"))
    change(value)
    (directory / "croissant.json").write_text(json.dumps(value), encoding="utf-8")


def _data_files_elsewhere(path: str) -> Breakage:
    def _break(directory: Path) -> None:
        _change_card(directory, lambda card: card["configs"][0]["data_files"][0].update(path=path))

    return _break


def _with_text(directory: Path, view: str, text: str) -> None:
    path = directory / view
    _rewrite(path, lambda rows: [{**rows[0], "text": text}, *rows[1:]])


def _both_views(directory: Path, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> None:
    for name in (TRAIN, DEFAULT_TRAIN):
        _rewrite(directory / name, change)


def _other_columns(directory: Path) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415

    path = directory / TRAIN
    pq.write_table(pq.ParquetFile(path).read().drop_columns(["kicker"]), path)


def _empty_directory(directory: Path) -> None:
    (directory / "data" / "full" / "xx").mkdir()


def _new_view(root: Path) -> None:
    path = "data/weather/fr/train/bucket-001.parquet"
    (root / path).parent.mkdir(parents=True)
    shutil.copyfile(root / TRAIN, root / path)
    _change_manifest(root, lambda value: value["files"].append({**value["files"][0], "path": path, "rows": 2}))


UNSEALED: dict[str, tuple[str, Breakage]] = {
    "not there": ("release-directory", shutil.rmtree),
    "link to a file": ("release-no-links", lambda root: _relink(root / "DATASHEET.md")),
    "link to a directory": ("release-no-links", lambda root: _relink(root / "data" / "full")),
    "pipe": ("release-plain-files", lambda root: _pipe(root / "data" / "full" / "fr" / "train" / "bucket-000.parquet")),
    "code": ("release-known-files", lambda root: _new(root / "dunes.py")),
    "pickle": ("release-known-files", lambda root: _new(root / "data" / "full" / "cache.pkl")),
    "hidden file": ("release-known-files", lambda root: _new(root / ".env")),
    "directory of something else": ("release-known-files", lambda root: _new(root / "node_modules" / "x")),
    "empty directory": ("release-known-files", _empty_directory),
    "file name with a line end": ("release-known-files", lambda root: _new(root / "README.md\nerror: forged")),
    "no card": ("release-complete", lambda root: (root / "README.md").unlink()),
    "no checksums": ("release-complete", lambda root: (root / "SHA256SUMS").unlink()),
    "a table is missing": ("release-complete", lambda root: (root / TRAIN).unlink()),
    "a table too many": (
        "release-listed",
        lambda root: _copy(root / TRAIN, root / "data" / "full" / "fr" / "train" / "bucket-007.parquet"),
    ),
    "empty checksums": ("release-checksums-form", lambda root: (root / "SHA256SUMS").write_bytes(b"")),
    "torn checksums": ("release-checksums-form", lambda root: _truncate(root / "SHA256SUMS", 100)),
    "binary checksums": ("release-checksums-form", lambda root: (root / "SHA256SUMS").write_bytes(b"\xff\n")),
    "torn table": ("release-checksum", lambda root: _truncate(root / TRAIN, 200)),
    "changed datasheet": ("release-checksum", lambda root: (root / "DATASHEET.md").write_text("fine")),
}

SEALED: dict[str, tuple[str, Breakage]] = {
    "manifest is no JSON": ("release-manifest", lambda root: (root / "manifest.json").write_text("{")),
    "manifest is nested without end": (
        "release-manifest",
        lambda root: (root / "manifest.json").write_text("[" * 200_000),
    ),
    "manifest has a key twice": (
        "release-manifest",
        lambda root: (root / "manifest.json").write_text('{"format": "a", "format": "b"}'),
    ),
    "manifest lacks a field": (
        "release-manifest",
        lambda root: _change_manifest(root, lambda value: value.pop("version")),
    ),
    "manifest names another table": (
        "release-manifest",
        lambda root: _change_manifest(root, lambda value: value["files"][0].update(path="data/../x")),
    ),
    "manifest does not add up": (
        "release-manifest",
        lambda root: _change_manifest(root, lambda value: value["configs"]["fr"].update(train=99)),
    ),
    "manifest has no buckets": (
        "release-manifest",
        lambda root: _change_manifest(root, lambda value: value.update(buckets=0)),
    ),
    "a view lacks a table": ("release-manifest", lambda root: (root / DEFAULT_TRAIN).unlink()),
    "card without a block": ("release-card-form", lambda root: (root / "README.md").write_text("# Dunes\n")),
    "card with an alias": (
        "release-card-form",
        lambda root: (root / "README.md").write_text("---\na: &a [1]\nb: *a\n---\n"),
    ),
    "card points at the parent": ("release-card-paths", _data_files_elsewhere("../other/*.parquet")),
    "card points at an absolute path": ("release-card-paths", _data_files_elsewhere("/etc/passwd")),
    "card points at an address": ("release-card-paths", _data_files_elsewhere("https://example.org/a.parquet")),
    "card points at a file address": ("release-card-paths", _data_files_elsewhere("file:///etc/passwd")),
    "card points at a home": ("release-card-paths", _data_files_elsewhere("~/a.parquet")),
    "card points at another drive": ("release-card-paths", _data_files_elsewhere("C:\\a.parquet")),
    "card has a data_dir": (
        "release-card-paths",
        lambda root: _change_card(root, lambda card: card["configs"][0].update(data_dir="../other")),
    ),
    "card shows train as test": (
        "release-card-configs",
        _data_files_elsewhere("data/default/*/test/bucket-*.parquet"),
    ),
    "card is of another version": (
        "release-card-configs",
        lambda root: _change_card(root, lambda card: card["configs"][1].update(version="9.9.9")),
    ),
    "card has another digest": (
        "release-card-configs",
        lambda root: _change_card(root, lambda card: card["configs"][0].update(description="sha256:0")),
    ),
    "dataset_info is of another version": (
        "release-card-configs",
        lambda root: _change_card(root, lambda card: card["dataset_info"][0].update(version="9.9.9")),
    ),
    "card lacks a config": (
        "release-card-configs",
        lambda root: _change_card(root, lambda card: card["configs"].pop()),
    ),
    "card has no configs": ("release-card-configs", lambda root: _change_card(root, lambda card: card.pop("configs"))),
    "card counts wrong": (
        "release-card-counts",
        lambda root: _change_card(root, lambda card: card["dataset_info"][0]["splits"][0].update(num_examples=1)),
    ),
    "card has no dataset_info": (
        "release-card-counts",
        lambda root: _change_card(root, lambda card: card.pop("dataset_info")),
    ),
    "card gives another type": (
        "release-card-features",
        lambda root: _change_card(root, lambda card: card["dataset_info"][0]["features"][0].update(dtype="int64")),
    ),
    "schema is none": ("release-schema", lambda root: (root / "schema" / "article.schema.json").write_text("[]")),
    "schema has other columns": (
        "release-schema",
        lambda root: (root / "schema" / "article.schema.json").write_text('{"properties": {"id": {}}}'),
    ),
    "croissant is no JSON": ("release-croissant", lambda root: (root / "croissant.json").write_text("{")),
    "croissant has another checksum": (
        "release-croissant",
        lambda root: _change_croissant(root, lambda value: value["distribution"][0].update(sha256="0" * 64)),
    ),
    "croissant names a file elsewhere": (
        "release-croissant",
        lambda root: _change_croissant(root, lambda value: value["distribution"][0].update(contentUrl="/etc/passwd")),
    ),
    "croissant gathers files elsewhere": (
        "release-croissant",
        lambda root: _change_croissant(root, lambda value: value["distribution"][-1].update(includes="../*.parquet")),
    ),
    "table is none": ("release-table-readable", lambda root: (root / TRAIN).write_bytes(b"PAR1 no table PAR1")),
    "table is empty": ("release-table-readable", lambda root: (root / TRAIN).write_bytes(b"")),
    "table has other columns": ("release-table-schema", _other_columns),
    "a row is missing": ("release-row-count", lambda root: _both_views(root, lambda rows: rows[1:])),
    "rows in another order": ("release-row-place", lambda root: _both_views(root, lambda rows: rows[::-1])),
    "row of another language": (
        "release-row-place",
        lambda root: _both_views(root, lambda rows: [{**row, "language": "de"} for row in rows]),
    ),
    "row of another bucket": (
        "release-row-place",
        lambda root: _both_views(root, lambda rows: [{**rows[0], "id": "fr-dunes-04"}, *rows[1:]]),
    ),
    "an id twice": ("release-unique-ids", lambda root: _both_views(root, lambda rows: [rows[0], *rows[:-1]])),
    "a tag was changed": (
        "release-views-agree",
        lambda root: _rewrite(root / TOKENS_TRAIN, lambda rows: [{**rows[0], "ner_tags": [1]}, *rows[1:]]),
    ),
    "a flat row is missing": (
        "release-row-count",
        lambda root: _rewrite(root / TOKENS_TRAIN, lambda rows: rows[1:]),
    ),
    "a flat row is missing and the counts agree": ("release-views-agree", lambda root: _other_tokens(root, -1)),
    "a flat row of no article": ("release-views-agree", lambda root: _other_tokens(root, 1)),
    "a flat table is missing": (
        "release-manifest",
        lambda root: (root / TOKENS_TRAIN).unlink(),
    ),
    "tokens are counted wrong": (
        "release-manifest",
        lambda root: _change_manifest(root, lambda value: value["token_view"].update(nested=7)),
    ),
    "tokens are cut by a scheme of tomorrow": (
        "release-token-scheme",
        lambda root: _change_manifest(root, lambda value: value.update(token_scheme=1000)),
    ),
    "schema of tokens has other columns": (
        "release-schema",
        lambda root: (root / "schema" / "ner_tokens.schema.json").write_text('{"properties": {"id": {}}}'),
    ),
    "table of no view": ("release-manifest", _new_view),
    "views differ": ("release-views-agree", lambda root: _with_text(root, DEFAULT_TRAIN, "Fine weather.")),
    "a row was changed": (
        "release-content-digest",
        lambda root: _both_views(root, lambda rows: [{**rows[0], "text": "Fine weather."}, *rows[1:]]),
    ),
    "a row has no text": (
        "release-content-digest",
        lambda root: _both_views(root, lambda rows: [{**rows[0], "text": None}, *rows[1:]]),
    ),
}


def _relink(path: Path) -> None:
    root = next(parent for parent in path.parents if (parent / "manifest.json").exists())
    moved = root.parent / f"elsewhere-{path.name}"
    path.rename(moved)
    path.symlink_to(moved)


def _other_tokens(root: Path, more: int) -> None:
    """Add or leave out the last row of tokens, and count so."""
    _rewrite(root / TOKENS_TRAIN, lambda rows: [*rows, rows[-1]] if more > 0 else rows[:-1])
    _change_manifest(root, lambda value: _add_rows(value, TOKENS_TRAIN, "ner_tokens", more))
    _change_card(root, lambda card: _add_examples(card, "ner_tokens", more))


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _new(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("print('hello')")


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)


def _truncate(path: Path, size: int) -> None:
    os.truncate(path, size)


def test_a_sound_edition_has_no_findings(sound_edition: Path) -> None:
    assert verify(sound_edition) == ()
    assert inspect(sound_edition) == ()


@pytest.mark.parametrize("label", UNSEALED)
def test_what_an_accident_breaks_is_found(edition: Path, label: str) -> None:
    rule, break_it = UNSEALED[label]
    break_it(edition)
    assert rule in _rules(inspect(edition))


@pytest.mark.parametrize("label", SEALED)
def test_what_is_wrong_under_checksums_that_agree_is_found(
    edition: Path, seal: Callable[[Path], None], label: str
) -> None:
    rule, break_it = SEALED[label]
    break_it(edition)
    seal(edition)
    assert rule in _rules(verify(edition))


def test_every_rule_has_a_case() -> None:
    cases = {rule for rule, _ in (*UNSEALED.values(), *SEALED.values())}
    elsewhere = {"release-too-large", "release-adjudication"}
    assert cases | elsewhere == set(RELEASE_RULES)


def test_every_flipped_bit_is_found(sound_edition: Path, edition: Path) -> None:
    chance = random.Random(20)
    files = sorted(path for path in edition.rglob("*") if path.is_file())
    for _ in range(50):
        path = chance.choice(files)
        whole = path.read_bytes()
        position = chance.randrange(len(whole))
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 1 << chance.randrange(8)]) + whole[position + 1 :])
        assert verify(edition), f"{path.name}: byte {position}"
        path.write_bytes(whole)
    assert verify(edition) == verify(sound_edition) == ()


def test_flipped_bits_in_tables_never_end_in_a_traceback(sound_edition: Path, tmp_path: Path) -> None:
    """Whoever changes a file can make its checksum agree; reading it must still be safe."""
    chance = random.Random(21)
    whole = (sound_edition / TRAIN).read_bytes()
    path = tmp_path / "changed.parquet"
    refused = 0
    for _ in range(200):
        position = chance.randrange(len(whole))
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 1 << chance.randrange(8)]) + whole[position + 1 :])
        try:
            list(read_rows(path))
        except (TooLargeError, *UNREADABLE):
            refused += 1
    assert refused > 50


def _run_of_nulls(row: dict[str, Any], schema: Any) -> Any:
    """Two million rows without a word in them: run lengths of a few bytes."""
    import pyarrow as pa  # noqa: PLC0415

    return pa.table({name: pa.nulls(2_000_000, schema.field(name).type) for name in row}, schema=schema)


def _long_text_repeated(row: dict[str, Any], schema: Any) -> Any:
    """One long text in a hundred rows: it stands in the file once, in the dictionary."""
    import pyarrow as pa  # noqa: PLC0415

    return pa.Table.from_pylist([{**row, "text": "x" * 900_000}] * 100, schema=schema)


@pytest.mark.parametrize("bomb", [_run_of_nulls, _long_text_repeated])
def test_a_small_file_that_expands_without_bounds_is_refused(
    edition: Path,
    seal: Callable[[Path], None],
    bomb: Callable[[dict[str, Any], Any], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The limit is lowered, so that the test need not hold gigabytes itself."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    monkeypatch.setattr(parquet_reading, "MAX_BATCH_BYTES", 1 << 25)

    path = edition / TRAIN
    schema = read_schema(path)
    table = bomb(next(iter(read_rows(path))), schema)
    pq.write_table(table, path, compression="zstd", dictionary_pagesize_limit=1 << 21)
    assert path.stat().st_size < 600_000
    _change_manifest(edition, lambda value: _add_rows(value, TRAIN, "full", table.num_rows - ROWS_IN_TRAIN))
    _change_card(edition, lambda card: _add_examples(card, "full", table.num_rows - ROWS_IN_TRAIN))
    seal(edition)
    assert "release-too-large" in _rules(verify(edition))


def _add_rows(manifest: dict[str, Any], path: str, config: str, more: int) -> None:
    file = next(file for file in manifest["files"] if file["path"] == path)
    manifest["configs"][config]["train"] += more
    file["rows"] += more


def _add_examples(card: dict[str, Any], config: str, more: int) -> None:
    info = next(info for info in card["dataset_info"] if info["config_name"] == config)
    info["splits"][0]["num_examples"] += more


def test_a_page_that_cannot_be_read_is_told_of_the_table_it_is_in(edition: Path, seal: Callable[[Path], None]) -> None:
    path = edition / DEFAULT_TRAIN
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + bytes(40) + whole[140:])
    seal(edition)
    assert ("release-table-readable", str(path)) in {(found.rule, found.place.path) for found in verify(edition)}


def test_a_refusal_names_file_rule_and_how_many_more(edition: Path) -> None:
    (edition / "DATASHEET.md").write_text("changed")
    (edition / TRAIN).write_bytes(b"changed")
    with pytest.raises(VerificationError, match=r"DATASHEET\.md: .* \[release-checksum\] \(and 1 more\)"):
        require_sound(edition, rows=False)


def test_nothing_outside_the_edition_is_opened(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    original = Path.open

    def _open(self: Path, *arguments: Any, **options: Any) -> Any:
        opened.append(str(self))
        return original(self, *arguments, **options)

    secret = edition.parent / "secret.parquet"
    secret.write_bytes(b"")
    _data_files_elsewhere("../secret.parquet")(edition)
    monkeypatch.setattr(Path, "open", _open)
    verify(edition)
    assert opened
    assert all(name.startswith(f"{edition}/") for name in opened)
