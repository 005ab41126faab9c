"""What an annotation in another form is based on: a raw article, and the layout that its clean text comes from."""

from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.pipeline.gold import Gold
from copydesk.record import LayerName
from copydesk.text.edits import Assembled, assemble
from copydesk.text.pieces import LostSpace, Piece


@dataclass(frozen=True, slots=True)
class Base:
    """One raw article.

    Attributes:
        gold: adjudicated gold whose layout makes the clean text; None where an annotation makes its own.
        tool: who annotated, for a form that does not say so itself.
        provenance: of the same.
        guideline: the version of the guideline that was followed.
    """

    id: str
    raw: str
    gold: Gold | None = None
    tool: str = "annotator"
    provenance: str = "manual"
    guideline: str | None = None

    def made(self, pieces: Sequence[Piece], lost_spaces: Sequence[int]) -> Assembled:
        """Make the clean text: by the layout of the gold where there is one, else by the one given."""
        if self.gold is not None and self.gold.pieces is not None:
            pieces, lost_spaces = self.gold.pieces, self.gold.lost_spaces
        return assemble(self.raw, pieces, [LostSpace(offset, "gold") for offset in lost_spaces])

    def layer(self, name: LayerName) -> dict[str, object]:
        """Give the record of a layer for a form that does not say who made it."""
        return {
            "name": name,
            "provenance": self.provenance,
            "tool": self.tool,
            "tool_version": "1",
            "guideline_version": self.guideline,
            "resources": [],
        }
