"""An article and what lies beside its gold, taken together for comparison."""

from copydesk.pipeline.adjudication.adjudicated import Beside
from copydesk.pipeline.agreement.labels import Pair
from copydesk.pipeline.gold import gold_of
from copydesk.record import Article


def pair_of(article: Article, beside: Beside) -> Pair | None:
    """Give the two primary annotations of an article; None where it has not exactly two.

    Raises:
        InputError: one is not after the schema of gold.
    """
    if len(beside.primaries) != 2:
        return None
    (name, first), (other_name, second) = beside.primaries.items()
    one = gold_of(first, name, expected_id=article.id)
    other = gold_of(second, other_name, expected_id=article.id)
    return Pair(article.id, article.language, article.raw, article.text, article.passages, one, other)
