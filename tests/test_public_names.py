"""The public names of the package are there whatever was imported or called before."""

import importlib
import types

import copydesk


def test_a_subpackage_of_the_same_name_does_not_hide_a_public_function() -> None:
    importlib.import_module("copydesk.annotate.quotes")
    copydesk.parse("Le pont rouvre\n\nLe maire a promis mardi que le pont rouvrirait avant la fin du mois.\n")
    assert isinstance(copydesk.annotate, types.FunctionType)
    copydesk.annotate("Le pont rouvre.", language="fr", annotator="rules")
    entities, _ = copydesk.annotate("Le pont rouvre.", language="fr", annotator="rules")
    assert entities.entities == ()
