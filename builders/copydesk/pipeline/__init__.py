"""One raw article to one checked ``Article``, and a corpus of them in order of id.

``read`` and ``annotate`` are the two halves of the way; ``gold`` puts adjudicated layers in the place of automatic
ones; ``corpus`` knows the folders; ``build`` runs the whole.
"""

from copydesk.pipeline.build import Built, Rejected, build_articles

__all__ = ["Built", "Rejected", "build_articles"]
