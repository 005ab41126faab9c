"""The command line: arguments in, one call, a report out, an exit code.

Exit codes: 0 fine; 1 findings; 2 misuse; 3 the version exists with another digest; 4 could not write; 5 withdrawn;
130 and 143 interrupted.
"""

from copydesk.cli.main import main

__all__ = ["main"]
