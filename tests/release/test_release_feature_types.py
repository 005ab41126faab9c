"""The types of columns are written as ``datasets`` itself would write them, and nothing imports it for that."""

import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from copydesk import schema
from copydesk.release.feature_types import card_types, feature_types, pinned_schema
from support.corpora import HEAD

views = pytest.mark.parametrize("view", [*schema.VIEWS, *schema.FLAT_VIEWS])


@views
def test_the_metadata_of_tables_is_that_of_datasets_to_the_byte(view: str) -> None:
    import datasets  # noqa: PLC0415

    info = {"info": {"features": schema.features(view).to_dict()}}
    assert (pinned_schema(view).metadata or {})[b"huggingface"] == json.dumps(info).encode()
    assert datasets.Features.from_dict(feature_types(view)) == schema.features(view)
    assert datasets.Features.from_arrow_schema(pinned_schema(view)) == schema.features(view)


@views
def test_the_types_of_the_card_are_those_of_datasets(view: str) -> None:
    import datasets  # noqa: PLC0415

    assert card_types(view) == schema.features(view)._to_yaml_list()
    assert datasets.Features._from_yaml_list(card_types(view)) == schema.features(view)


def test_a_build_that_verifies_itself_imports_neither_datasets_nor_pandas(tmp_path: Path) -> None:
    raw = tmp_path / "corpus" / "raw" / "fr"
    raw.mkdir(parents=True)
    (tmp_path / "corpus" / "corpus.json").write_text(json.dumps(HEAD), encoding="utf-8")
    (raw / "fr-pont.txt").write_text("Le pont rouvre\n\nLa ville rouvre enfin le pont de pierre.\n", encoding="utf-8")
    command = ["build", str(tmp_path / "corpus"), "--out", str(tmp_path / "out"), "--annotator", "rules"]
    code = (
        f"import sys; from copydesk.cli.main import main; code = main({command!r})\n"
        'sys.exit(f\'{code} {sorted(sys.modules.keys() & set(["datasets", "pandas"]))}\')'
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.split("\n")[-2] == "0 []", done.stderr
    assert list((tmp_path / "out").glob("*/data/full/fr/*/*.parquet"))


def test_tables_with_the_columns_of_others_are_not_taken_for_ours() -> None:
    """Only the columns and the metadata together are ours; metadata alone would vouch for any table."""
    from copydesk.release.verify_tables import _types_of  # noqa: PLC0415

    ours = pinned_schema("quotes")
    assert _types_of(ours, "quotes") == card_types("quotes")
    other = pa.schema([*[*ours][:-1], pa.field([*ours][-1].name, pa.float32())]).with_metadata(ours.metadata)
    assert _types_of(other, "quotes") != card_types("quotes")
    assert _types_of(ours.remove_metadata(), "quotes") == card_types("quotes")
    assert _types_of(pinned_schema("ner_tokens").remove_metadata(), "ner_tokens") != card_types("ner_tokens")
