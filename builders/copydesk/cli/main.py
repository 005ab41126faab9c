"""The parser of arguments, the one place where errors become exit codes, and the table of commands."""

import argparse
import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from copydesk import __version__
from copydesk.cli import (
    agreement,
    build,
    check,
    diff,
    exchange,
    parse,
    publish,
    rehydrate,
    release,
    score,
    split,
    verify,
    withdraw,
)
from copydesk.errors import CopydeskError, WriteError

INTERRUPTED, TERMINATED = 130, 143

COMMANDS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "parse": parse.arguments,
    "build": build.arguments,
    "check": check.arguments,
    "release": release.arguments,
    "verify": verify.arguments,
    "diff": diff.arguments,
    "rehydrate": rehydrate.arguments,
    "withdraw": withdraw.arguments,
    "score": score.arguments,
    "agreement": agreement.arguments,
    "split": split.arguments,
    "export": exchange.export_arguments,
    "import": exchange.import_arguments,
    "publish": publish.arguments,
}
"""The commands by name; each function describes its arguments and sets ``run``."""

_THREADS_SAID = {"OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "GOTO_NUM_THREADS"}
"""Variables that tell the library under numpy how many threads to use."""

_SUMMARIES = {
    "parse": "read one raw article and show it",
    "build": "build a corpus into build/<name>/",
    "check": "check articles, a corpus or a release, and say what is wrong and where",
    "release": "write a version that never changes again into releases/<version>/",
    "verify": "compare every byte of a release with what it says of itself",
    "diff": "say what two editions differ in, and which version that makes due",
    "rehydrate": "rebuild a release from one without text and the raw articles",
    "withdraw": "take an article out of a corpus for good, or a released version out of use",
    "score": "measure a layer against annotated articles",
    "agreement": "measure how far two annotators agree, and list where they do not",
    "split": "give the articles of a corpus their splits",
    "export": "write the gold of a corpus as sheets in words instead of offsets",
    "import": "read sheets as gold of a corpus",
    "publish": "send a release to the Hugging Face Hub and tag its version",
}


class _Terminated(BaseException):
    """SIGTERM arrived; like KeyboardInterrupt no error, so that nobody on the way takes it for one."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; nothing but ``--debug`` lets a traceback through."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    previous = signal.signal(signal.SIGTERM, _terminate)
    try:
        with _one_core_a_process():
            return int(options.run(options))
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except _Terminated:
        print("terminated", file=sys.stderr)
        return TERMINATED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (CopydeskError, OSError, MemoryError) as error:
        if options.debug:
            raise
        return _report(error)
    finally:
        signal.signal(signal.SIGTERM, previous)


@contextmanager
def _one_core_a_process() -> Iterator[None]:
    """Let numpy compute in this thread alone, unless somebody has said otherwise; ``--workers`` uses more cores.

    Products of matrices as small as those of a recogniser take twice the processor time on two cores, and are hardly
    done sooner. The variable is read when numpy is loaded, and by worker processes when they load it; a caller of
    ``main`` finds it as it was.
    """
    if _THREADS_SAID & os.environ.keys():
        yield
        return
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    try:
        yield
    finally:
        os.environ.pop("OPENBLAS_NUM_THREADS", None)


def _report(error: CopydeskError | OSError | MemoryError) -> int:
    if isinstance(error, MemoryError):
        print("error: not enough memory", file=sys.stderr)
        return WriteError.exit_code
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        print(f"error: {where}{error.strerror or error}", file=sys.stderr)
        return 2 if error.errno in {errno.ENOENT, errno.ENOTDIR} else WriteError.exit_code
    print(f"error: {error}", file=sys.stderr)
    return error.exit_code


def _terminate(_signal: int, _frame: FrameType | None) -> None:
    raise _Terminated


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="copydesk", description="Turn raw news articles into a versioned, schema-checked Hugging Face dataset."
    )
    parser.add_argument("--version", action="version", version=f"copydesk {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, describe in COMMANDS.items():
        command = commands.add_parser(name, help=_SUMMARIES[name], description=_SUMMARIES[name].capitalize() + ".")
        command.add_argument("--debug", action="store_true", help="let a traceback through")
        describe(command)
    return parser
