"""Where editions are kept that are built or fetched once for this user."""

import os
import sys
from pathlib import Path

CACHE_VARIABLE = "COPYDESK_CACHE"


def cache_directory() -> Path:
    """Give the directory: ``COPYDESK_CACHE``, else ``copydesk`` in the platform's place for caches."""
    if chosen := os.environ.get(CACHE_VARIABLE):
        return Path(chosen)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "copydesk"
    if xdg := os.environ.get("XDG_CACHE_HOME"):
        return Path(xdg) / "copydesk"
    return Path.home() / ".cache" / "copydesk"
