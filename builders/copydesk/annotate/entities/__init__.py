"""Who and what is named in an article, decided at the level of the article.

An annotator (``ANNOTATORS``) names stretches of single passages; what follows is the same for all of them: spans lose
articles, titles and run-over words (``boundaries``), types are settled for each name once (``kinds``), names
found in one place are added in the others (``spread``), and mentions of one thing get one ``entity_id`` (``identity``).
"""

from copydesk.annotate.entities.annotators import ANNOTATORS, forget_models
from copydesk.annotate.entities.find import find_entities
from copydesk.annotate.entities.recognizer import NamedSpan, Recognizer, from_function

__all__ = ["ANNOTATORS", "NamedSpan", "Recognizer", "find_entities", "forget_models", "from_function"]
