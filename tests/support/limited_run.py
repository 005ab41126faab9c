"""Run the command line with at most two gigabytes of address space."""

import resource
import sys

from copydesk.cli import main

LIMIT = 2 << 30

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
    if sys.argv[1] != "load":
        sys.exit(main(sys.argv[1:]))
    from copydesk.errors import CopydeskError
    from copydesk.use.load import load

    try:
        print(sum(1 for _ in load("full", split="train", source=sys.argv[2])), "rows")  # noqa: T201  numbers for people
    except CopydeskError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201  numbers for people
        sys.exit(error.exit_code)
