"""Run the command line as ``python -m copydesk``."""

import sys

from copydesk.cli.main import main

sys.exit(main())
