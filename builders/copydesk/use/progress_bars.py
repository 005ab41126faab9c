"""The progress bars of ``datasets``: for people who look on, not for files and pipes."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def bars_for_people() -> Iterator[None]:
    """Let ``datasets`` draw no bars meanwhile where nobody sees them: no terminal, and no notebook.

    Who has set ``HF_DATASETS_DISABLE_PROGRESS_BARS`` has decided it.
    """
    import datasets  # noqa: PLC0415  the import takes a second or two

    seen = sys.stderr.isatty() or "ipykernel" in sys.modules
    decided = datasets.config.HF_DATASETS_DISABLE_PROGRESS_BARS is not None
    if seen or decided or datasets.are_progress_bars_disabled():
        yield
        return
    datasets.disable_progress_bars()
    try:
        yield
    finally:
        datasets.enable_progress_bars()
