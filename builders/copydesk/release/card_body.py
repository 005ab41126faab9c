"""The part of the card that people read."""

from collections.abc import Iterator

from copydesk.release.edition import Edition, configs, split_rows
from copydesk.release.splits import SPLITS
from copydesk.release.withdrawal_list import withdrawal_sections
from copydesk.schema import FLAT_VIEWS, field_table, view_fields

_LOAD = """\
```python
import copydesk

dataset = copydesk.load("{config}", split="{split}", source="path/to/this/directory")
```

`copydesk.load` checks every file against `SHA256SUMS` before the first row is read, and refuses on a difference.
The plain way works too, without that check; give it the directory of one version, never the directory above it,
where all versions would be merged:

```python
import datasets

dataset = datasets.load_dataset("path/to/this/directory", "{config}", split="{split}")
```
"""

_FLAT = {
    "entities": "One row a mention, with the passage that it stands in.\n",
    "quotes": "One row a quote, with its speaker by name and the passages around it.\n",
    "ner_tokens": """\
One row a passage in which names are annotated: its tokens, and their tags in IOB2. One tag a token cannot say
everything; not tagged are {nested} mentions that lie in or across another, {cuts_token} that start or end inside a
token, and {outside} outside these passages. The column `token_view` of `entities` says which they are.
""",
}
"""What a row of a flat view is."""

_VERSIONS = """\
This is version {version}, and it never changes: whatever is corrected, added or withdrawn makes another version.
A patch version holds the same rows written anew, a minor version adds rows and leaves the others as they were, a
major version changes, removes or moves rows. Below 1.0.0 rows may still move between splits.

Content digest: `{digest}`.
It is the SHA-256 over the id, split and row digest of every row in the order of the ids (a row digest is the SHA-256
of the row's canonical JSON), so that it says whether two copies hold the same rows whatever wrote their files.
`sha256sum --strict -c SHA256SUMS` checks the files.

Language tags in the YAML above are strings, and quoted where YAML would read them as something else: `no` without
quotes is the truth value false and not Norwegian.
"""


_ADJUDICATION = """\
The rows hold the adjudicated annotation. The primary annotations that it was made from lie beside the tables, each
article as a line of `annotation/primary/<annotator>.jsonl` (`schema/gold.schema.json`), their spans in the same
`text`; `annotation/reasons.jsonl` (`schema/adjudication.schema.json`) says where two of them differ, whom the gold
follows there, and why. `copydesk agreement` measures them on this directory. They are no configuration and no part of
the content digest; theirs is

    {digest}

| file | articles |
|---|--:|
{files}"""


def card_body(edition: Edition) -> str:
    """Write the sections: what it is, the rows, the fields, how to load it, rights, citation, versions."""
    head = edition.head
    split = next((split for split in SPLITS if edition.tally.by_split().get(split)), SPLITS[0])
    sections = (
        f"# {' '.join(head.title.split())}\n\n{head.description.strip()}\n",
        f"## Rows\n\n{_rows_table(edition)}",
        f"## Fields\n\n{_fields(edition)}",
        f"## Loading\n\n{_LOAD.format(config=configs(table.place for table in edition.tables)[0].name, split=split)}",
        f"## Rights\n\n{_rights(edition)}",
        f"## Citation\n\n{_citation(head.citation)}",
        f"## Versions\n\n{_VERSIONS.format(version=head.version, digest=edition.content_digest)}",
        *_adjudication_sections(edition),
        *withdrawal_sections(edition.withdrawals),
    )
    return "\n".join(sections)


def _adjudication_sections(edition: Edition) -> Iterator[str]:
    """Say where the annotations lie that the gold was made from, where they do."""
    if edition.adjudication is None:
        return
    files = "".join(f"| `{path}` | {number} |\n" for path, number in edition.adjudication.rows.items())
    yield f"## How the gold was made\n\n{_ADJUDICATION.format(digest=edition.adjudication.digest, files=files)}"


def _rows_table(edition: Edition) -> str:
    rows = {table.place: table.rows for table in edition.tables}
    lines = [f"| config | {' | '.join(SPLITS)} |", f"|---|{'--:|' * len(SPLITS)}"]
    for config in configs(rows):
        counts = split_rows(config, rows)
        lines.append(f"| `{config.name}` | {' | '.join(str(counts.get(split, 0)) for split in SPLITS)} |")
    return "\n".join(lines) + "\n"


def _fields(edition: Edition) -> str:
    default = ", ".join(f"`{name}`" for name in view_fields("default"))
    languages = ", ".join(f"`{name}`" for name in edition.tally.by_language())
    present = {table.place.view for table in edition.tables}
    flat = "\n".join(_flat_fields(view, edition) for view in FLAT_VIEWS if view in present)
    return (
        f"The config `default` has the columns {default}; the configs {languages} have the same columns and the rows\n"
        "of one language; `full` has every field. Spans are half-open and count Unicode code points of `text`.\n\n"
        f"{field_table('full')}\n\n{flat}"
    )


def _flat_fields(view: str, edition: Edition) -> str:
    about = _FLAT[view].format(**{name: edition.tally.token_view[name] for name in ("nested", "cuts_token", "outside")})
    return f"### `{view}`\n\n{about}\n{field_table(view)}\n"


def _rights(edition: Edition) -> str:
    head = edition.head
    lines = [f"The corpus as a whole: {head.licence_name or head.licence}."]
    if head.licence_link:
        lines.append(f"Terms: {head.licence_link}.")
    if head.licence_reason:
        lines.append(" ".join(head.licence_reason.split()))
    lines += ["", "| licence of the article | articles |", "|---|--:|"]
    lines += [f"| {licence} | {number} |" for licence, number in edition.tally.by_licence().items()]
    lines += [line for credit in edition.tally.credits() for line in ("", credit)]
    return "\n".join(lines) + "\n"


def _citation(citation: str) -> str:
    """Indent the citation, so that nothing in it can end the block."""
    return "".join(f"    {line}\n" for line in citation.strip().split("\n"))
