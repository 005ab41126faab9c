"""A connection to the Hub that is quiet, bounded in time, and logged in as the user is everywhere else."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from copydesk.errors import UsageError

if TYPE_CHECKING:
    from huggingface_hub import HfApi

_SECONDS = 300.0
"""How long one answer may take; without it ``huggingface_hub`` waits for ever. A large commit takes minutes."""

_CONNECT_SECONDS = 30.0


@contextmanager
def open_hub() -> Iterator["HfApi"]:
    """Give a client of the Hub.

    It is logged in by ``hf auth login`` or ``HF_TOKEN``. Meanwhile ``huggingface_hub`` writes no logs, warnings or
    progress bars, which would name the server and hide the one line that says what is wrong.

    Raises:
        UsageError: ``HF_ENDPOINT`` is no address.
    """
    from huggingface_hub import HfApi, constants, get_session  # noqa: PLC0415  takes half a second
    from huggingface_hub.utils.tqdm import (  # noqa: PLC0415
        are_progress_bars_disabled,
        disable_progress_bars,
        enable_progress_bars,
    )

    _require_address(constants.ENDPOINT)
    logger, session = logging.getLogger("huggingface_hub"), get_session()
    level, timeout, bars = logger.level, session.timeout, not are_progress_bars_disabled()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logger.setLevel(logging.CRITICAL + 1)
        session.timeout = (_CONNECT_SECONDS, _SECONDS, _SECONDS, _SECONDS)
        disable_progress_bars()
        try:
            yield HfApi(library_name="copydesk")
        finally:
            logger.setLevel(level)
            session.timeout = timeout
            if bars:
                enable_progress_bars()


def logged_in() -> bool:
    """Tell whether there is a token; whether the Hub takes it is another question."""
    from huggingface_hub import get_token  # noqa: PLC0415

    return get_token() is not None


def require_login() -> None:
    """Refuse to go on where there is no token.

    Raises:
        UsageError: there is none; the message says where one comes from.
    """
    if not logged_in():
        raise UsageError("there is no token for the Hub; log in with `hf auth login`, or set HF_TOKEN")


def _require_address(endpoint: str) -> None:
    try:
        parts = urlsplit(endpoint)
        sound = parts.scheme in {"http", "https"} and parts.hostname is not None and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise UsageError("HF_ENDPOINT is set, and is not the address of a Hub")
