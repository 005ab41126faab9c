"""The card of an edition without text: what it is, what is not in it, and how the text comes back."""

from typing import Any

from copydesk.release import front_matter
from copydesk.release.annotation.manifest import AnnotationManifest

_BODY = """\
# {title}, without its text

This is the annotation of version {version}: for each article the offsets of its passages, entities, quotes and edits,
their labels, and the SHA-256 of the raw article that they belong to. **No text is in it**: no passage, no surface of an
entity or quote, nothing that an edit took out or put in. An `entity_id` is a name that annotators gave, and may spell
the name of a person or place.

Offsets are half-open and count Unicode code points: `raw_start` and `raw_end` of the raw article, the others of the
clean text. The fields are declared in `schema/annotation.schema.json`; the rows are JSON Lines in `data/`.

## Getting the dataset back

Whoever holds the raw articles rebuilds the edition as it was released:

```sh
copydesk rehydrate path/to/this/directory --raw path/to/raw/articles --out releases
```

Raw articles are known by the SHA-256 of their bytes, whatever their names. One that differs in a single character is
refused and named, as is one that is missing; then nothing is written. What is rebuilt has the content digest

    {digest}

which is the digest of the rows of version {version}, or it is not published.
{adjudication}
## Rows

| file | articles |
|---|--:|
{rows}"""

_ADJUDICATION = """
The annotations that the gold was made from lie in `annotation/primary/`, one file an annotator, and in
`annotation/reasons.jsonl` where two of them differ and whom the gold follows. Primary annotations come back whole; the
words of the reasons do not, since they may quote the articles: of each only the SHA-256 is here. Digest of these files,
words aside:

    {digest}
"""


def render_annotation_card(manifest: AnnotationManifest) -> str:
    """Write the card.

    Raises:
        FrontMatterError: a value of the corpus's head does not survive YAML.
    """
    head = manifest.head
    title = " ".join(head.title.split())
    values: dict[str, Any] = {
        "pretty_name": f"{title}, without its text",
        "language": sorted({path.split("/")[1] for path in manifest.rows} - {"und"}),
        "tags": ["annotation-only", "news", "quotations", "named-entity-recognition"],
        "viewer": False,
    }
    rows = "".join(f"| `{path}` | {number} |\n" for path, number in manifest.rows.items())
    adjudication = _ADJUDICATION.format(digest=manifest.adjudication.digest) if manifest.adjudication else ""
    body = _BODY.format(
        title=title, version=head.version, digest=manifest.content_digest, rows=rows, adjudication=adjudication
    )
    return f"---\n{front_matter.dump(values)}---\n\n{body}"
