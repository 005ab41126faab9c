"""What goes wrong between here and the Hub, each as one line that says what is visible now and how to go on.

The words are our own: what ``huggingface_hub`` and the server say can hold addresses, and is kept for tracebacks.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from copydesk.errors import WriteError


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of a publication.

    Attributes:
        failed: what could not be done.
        state: what is visible to others after a failure in this step, and what to do; ``{tag}`` stands for the tag.
    """

    failed: str
    state: str


_AGAIN = "{tag} is not published; run the command again to finish"

READING = Stage("the repository could not be read", "nothing was changed")
CREATING = Stage("the repository could not be created", _AGAIN)
UPLOADING = Stage("the files could not be uploaded", _AGAIN)
CHECKING = Stage("what was committed could not be downloaded and verified", _AGAIN)
TAGGING = Stage("the tag could not be set", "whether {tag} is published is not known; run the command again")
CONFIRMING = Stage("the tag could not be confirmed", "{tag} is published; run the command again to confirm it")

_REASONS = {
    400: "the Hub takes the request for malformed",
    401: "the Hub refuses the token; log in with `hf auth login`, or set HF_TOKEN",
    402: "the Hub asks for payment",
    403: "the token has no right to do this here",
    404: "it is not there, or the token has no right to see it",
    409: "it was changed by someone else meanwhile",
    412: "it was changed by someone else meanwhile",
    413: "the Hub takes it for too large",
    429: "the Hub asks to wait: too many requests",
}
_LONGEST_CHAIN = 8


@contextmanager
def hub_errors(stage: Stage, repo: str, tag: str) -> Iterator[None]:
    """Turn whatever ``huggingface_hub`` raises in a stage into one line.

    Raises:
        WriteError: instead of the error, which is its cause.
    """
    from huggingface_hub.errors import HTTPError  # type: ignore[attr-defined]  # noqa: PLC0415  httpx or httpx2

    try:
        yield
    except (HTTPError, OSError, ValueError, LookupError, TypeError, AttributeError, RuntimeError) as error:
        raise WriteError(f"{repo}: {stage.failed}: {_reason(error)}; {stage.state.format(tag=tag)}") from error


def status_of(error: BaseException) -> int | None:
    """Give the HTTP status that an error, or a cause of it, carries; None where there was no answer."""
    for link in _chain(error):
        status = getattr(getattr(link, "response", None), "status_code", None)
        if isinstance(status, int):
            return status
    return None


def _reason(error: Exception) -> str:
    from huggingface_hub.errors import HTTPError, OfflineModeIsEnabled  # type: ignore[attr-defined]  # noqa: PLC0415

    status = status_of(error)
    if status is not None:
        return f"{_REASONS.get(status, 'the Hub failed' if status >= 500 else 'the Hub refuses')} ({status})"
    root = _chain(error)[-1]
    if any(isinstance(link, OfflineModeIsEnabled) for link in _chain(error)):
        return "HF_HUB_OFFLINE is set"
    if isinstance(root, HTTPError | ConnectionError):
        return f"the Hub does not answer ({type(root).__name__})"
    if isinstance(root, OSError) and root.errno is not None:
        return root.strerror or type(root).__name__
    return f"the Hub's answer is not what was expected ({type(root).__name__})"


def _chain(error: BaseException) -> list[BaseException]:
    """Give an error and its declared causes, the nearest first."""
    links = [error]
    while links[-1].__cause__ is not None and len(links) < _LONGEST_CHAIN:
        links.append(links[-1].__cause__)
    return links
