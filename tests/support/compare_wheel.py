"""Compare what a wheel holds with the checkout it was built from, byte for byte and in both directions.

    python compare_wheel.py WHEEL CHECKOUT

A line for each file that is missing, more, or different; exit 1 if there is one.
"""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

PLACES = {"builders/copydesk/": "copydesk/", "schema/": "copydesk/schema/", "corpus/": "copydesk/corpus/"}
"""Where the folders of the checkout lie in the wheel."""


def tracked(checkout: Path) -> dict[str, bytes]:
    """Read what belongs into the wheel, by its name there."""
    listed = subprocess.run(["git", "ls-files", "-z", *PLACES], cwd=checkout, capture_output=True, check=True)
    names = [name for name in listed.stdout.decode().split("\0") if name]
    return {
        place + name.removeprefix(folder): (checkout / name).read_bytes()
        for folder, place in PLACES.items()
        for name in names
        if name.startswith(folder)
    }


def held(wheel: Path) -> dict[str, bytes]:
    """Read what the wheel holds but for what says that it is a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        return {name: archive.read(name) for name in names if not name.partition("/")[0].endswith(".dist-info")}


def differences(wheel: dict[str, bytes], checkout: dict[str, bytes]) -> Iterator[str]:
    for name in sorted(wheel.keys() | checkout.keys()):
        if name not in wheel:
            yield f"{name} is missing from the wheel"
        elif name not in checkout:
            yield f"{name} is in the wheel and not tracked in the checkout"
        elif wheel[name] != checkout[name]:
            yield f"{name} has other bytes in the wheel"


if __name__ == "__main__":
    found = list(differences(held(Path(sys.argv[1])), tracked(Path(sys.argv[2]))))
    sys.stdout.writelines(f"{line}\n" for line in found)
    sys.exit(bool(found))
