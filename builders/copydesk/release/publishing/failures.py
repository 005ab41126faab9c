"""What goes wrong between here and the Hub, each as one line that says what is visible now and how to go on.

The words are our own: what ``huggingface_hub`` says holds addresses, and is kept for tracebacks. One line of what the
server says follows where it holds no address and no token.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from copydesk.errors import WriteError, printable


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of a publication.

    Attributes:
        failed: what could not be done.
        state: what is visible to others after a failure in this step, and what to do; ``{tag}`` stands for the tag.
        refused: the same where the Hub has answered that it will not do the step; None where that is no difference.
    """

    failed: str
    state: str
    refused: str | None = None


_AGAIN = "{tag} is not published; run the command again to finish"

READING = Stage("the repository could not be read", "nothing was published")
CREATING = Stage("the repository could not be created", _AGAIN)
UPLOADING = Stage("the files could not be uploaded", _AGAIN)
CHECKING = Stage("what was committed could not be downloaded and verified", _AGAIN)
TAGGING = Stage("the tag could not be set", "whether {tag} is published is not known; run the command again", _AGAIN)
CONFIRMING = Stage("the tag could not be confirmed", "{tag} is published; run the command again to confirm it")

FETCHING = Stage("the version could not be read from the Hub", "nothing was loaded")

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
_CLIENT_ERROR, _SERVER_ERROR = 400, 500
_LONGEST_CHAIN = 8
_LONGEST_WORDS = 200
_TELLTALES = ("://", "hf_", "bearer")


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
        refused = _CLIENT_ERROR <= (status_of(error) or 0) < _SERVER_ERROR
        state = (stage.refused if refused else None) or stage.state
        raise WriteError(f"{repo}: {stage.failed}: {_reason(error)}; {state.format(tag=tag)}") from error


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
        reason = _REASONS.get(status, "the Hub failed" if status >= _SERVER_ERROR else "the Hub refuses")
        return f"{reason} ({status}{_server_words(error)})"
    for link in _chain(error):
        if isinstance(link, OfflineModeIsEnabled):
            return "HF_HUB_OFFLINE is set"
        if isinstance(link, HTTPError | ConnectionError):
            return f"the Hub does not answer ({type(link).__name__})"
    root = _chain(error)[-1]
    if isinstance(root, OSError) and root.errno is not None:
        return root.strerror or type(root).__name__
    return f"the Hub's answer is not what was expected ({type(root).__name__})"


def _server_words(error: Exception) -> str:
    """Give one line of what the server says; nothing where it could give away a token or an address."""
    from huggingface_hub import constants, get_token  # noqa: PLC0415

    said = next((text for link in _chain(error) if (text := getattr(link, "server_message", None))), None)
    if not isinstance(said, str):
        return ""
    line = printable(said.split("\n")[0].strip())
    host, token = urlsplit(constants.ENDPOINT).hostname, get_token()
    secrets = (*_TELLTALES, *(secret for secret in (host, token) if secret))
    if not line or any(secret.casefold() in line.casefold() for secret in secrets):
        return ""
    return f": {line[:_LONGEST_WORDS]}"


def _chain(error: BaseException) -> list[BaseException]:
    """Give an error and its declared causes, the nearest first."""
    links = [error]
    while links[-1].__cause__ is not None and len(links) < _LONGEST_CHAIN:
        links.append(links[-1].__cause__)
    return links
