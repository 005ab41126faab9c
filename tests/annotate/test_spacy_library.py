"""spaCy is imported without its command line, which is there once it is used."""

import subprocess
import sys

import pytest

pytest.importorskip("spacy")


def _run(code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_command_line_is_not_imported_until_it_is_used() -> None:
    _run(
        "import sys; from copydesk.annotate.entities.spacy_library import import_spacy; spacy = import_spacy()\n"
        "assert not {'spacy.cli', 'spacy.cli.info', 'weasel', 'typer'} & sys.modules.keys()\n"
        "assert spacy.info(silent=True)['spacy_version'] == spacy.__version__\n"
        "import spacy.cli; assert spacy.cli.info.__module__ == 'spacy.cli.info' and spacy.cli.download\n"
    )


def test_a_spacy_that_is_there_already_is_taken_as_it_is() -> None:
    _run(
        "import sys, spacy; info = spacy.info; command = sys.modules['spacy.cli.info']\n"
        "from copydesk.annotate.entities.spacy_library import import_spacy\n"
        "assert import_spacy() is spacy and spacy.info is info and sys.modules['spacy.cli.info'] is command\n"
    )


def test_a_missing_spacy_is_an_import_error_and_leaves_nothing_behind() -> None:
    _run(
        "import sys; from copydesk.annotate.entities.spacy_library import import_spacy\n"
        "sys.meta_path.insert(0, type('No', (), {'find_spec': staticmethod(lambda name, *rest: "
        "(_ for _ in ()).throw(ImportError(name)) if name == 'spacy' else None)}))\n"
        "try: import_spacy()\n"
        "except ImportError: assert 'spacy.cli.info' not in sys.modules\n"
        "else: sys.exit(1)\n"
    )
