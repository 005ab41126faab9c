"""What can be wrong with an edition: the rules that ``verify`` holds it to, and that the loader insists on."""

from pathlib import Path

from copydesk.check.findings import Finding
from copydesk.errors import Place

RELEASE_RULES: dict[str, str] = {
    "release-directory": "The edition is a directory that can be read.",
    "release-no-links": "No file or directory is a symbolic link: it could lead out of the edition.",
    "release-plain-files": "Every file is a regular one: no pipe, socket or device.",
    "release-known-files": "Nothing lies in the edition but the files and directories an edition consists of; above "
    "all no code and no pickle.",
    "release-complete": "Every file that an edition holds beside its tables is there, and every listed file.",
    "release-checksums-form": "SHA256SUMS is in its one form: sorted, LF, one line a file, plain relative paths.",
    "release-listed": "Every file but SHA256SUMS itself is listed in SHA256SUMS.",
    "release-checksum": "Every file has the SHA-256 that SHA256SUMS gives it.",
    "release-manifest": "The manifest is JSON of the known format, names exactly the tables that are there, and adds "
    "up.",
    "release-card-form": "The card starts with plain YAML: no tags, aliases, repeated keys or excessive size.",
    "release-card-paths": "The card's data_files lie inside the edition: no '..', no absolute path, no address.",
    "release-card-configs": "The card lists the configurations, versions, files and digest that the tables make.",
    "release-card-counts": "The card gives the splits and the numbers of rows that the tables hold.",
    "release-card-features": "The card gives the types that the tables hold.",
    "release-schema": "The schemas in the edition name the columns of its tables.",
    "release-croissant": "croissant.json is JSON that lists exactly the tables, each with its SHA-256, and gathers no "
    "others.",
    "release-adjudication": "The files below annotation/ are those that the manifest names: rows in the order of the "
    "ids, each after its schema and on the text of an article of the edition, with the digest that the manifest gives.",
    "release-table-readable": "Every table is Parquet whose pages agree with their checksums.",
    "release-table-schema": "Every table of a view has the same columns and types.",
    "release-too-large": "No table expands beyond what can be read in bounded memory.",
    "release-row-count": "Every table holds the number of rows that the manifest gives.",
    "release-row-place": "Every row stands in the file of its language and bucket, in the order of the ids.",
    "release-unique-ids": "No id stands twice in an edition.",
    "release-views-agree": "Every other view holds what the full view gives, and nothing else.",
    "release-token-scheme": "The tokens were cut by a scheme that this version of copydesk knows.",
    "release-content-digest": "The digest computed from the rows is the one that the manifest gives.",
}
"""The id of each rule, and what it demands. All of them are errors."""


def breach(rule: str, path: Path | str, message: str) -> Finding:
    """Report that an edition breaks a rule of ``RELEASE_RULES`` in a file."""
    if rule not in RELEASE_RULES:
        raise KeyError(rule)
    return Finding(rule, "error", Place(str(path)), message)
