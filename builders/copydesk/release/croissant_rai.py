"""What Croissant's vocabulary of responsible AI asks of a data set, as far as its rows answer it.

Only what was counted is said, and what holds of every corpus that copydesk builds; what a corpus says of itself in
prose stands in its datasheet.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from copydesk.release.tally import Tally

_PREPROCESSING = (
    "The text is made from the raw article by edits that each record lists; undoing them gives the raw article back. "
    "No other step changes it."
)
_LIMITATIONS = "See DATASHEET.md for what the corpus is not for. Layers by who made them: {layers}."
_PERSONAL = (
    "News articles name persons, and their quotes say what these persons are held to have said; where the articles "
    "come from, and whether the persons in them are real, is said in DATASHEET.md."
)
_MAINTENANCE = (
    "A released version never changes: whatever is corrected, added or withdrawn makes another version, with another "
    "content digest."
)
_PEOPLE = frozenset({"manual", "automatic-with-corrections"})


def responsible_ai(tally: Tally) -> dict[str, Any]:
    """Give the properties ``rai:…`` of an edition with this tally."""
    provenances: Counter[tuple[str, str]] = Counter()
    for (layer, provenance, _), number in tally.layers.items():
        provenances[layer, provenance] += number
    layers = "; ".join(
        f"{layer}: {provenance} in {number}" for (layer, provenance), number in sorted(provenances.items())
    )
    tools = sorted({tool for _, provenance, tool in tally.layers if provenance not in _PEOPLE})
    return {
        "rai:dataCollection": f"Articles by origin: {_counted(tally.by_origin().items())}.",
        "rai:dataCollectionRawData": "Raw news articles, one a file; each record holds the SHA-256 of its raw bytes.",
        "rai:dataPreprocessingProtocol": [_PREPROCESSING],
        "rai:dataAnnotationProtocol": f"Each record names who made each layer, after which guideline. {layers}.",
        **({"rai:machineAnnotationTools": tools} if tools else {}),
        "rai:dataLimitations": [_LIMITATIONS.format(layers=layers)],
        "rai:personalSensitiveInformation": [_PERSONAL],
        "rai:dataReleaseMaintenancePlan": _MAINTENANCE,
    }


def _counted(numbers: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {number}" for name, number in numbers)
