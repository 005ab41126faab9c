#!/usr/bin/env bash
# Build the wheel, install it in an environment of its own, and run the tests from outside the checkout, so that a file
# missing from the wheel shows. The locked packages are those of the test environment, read where they are; the package
# under test is the wheel's. Long tests that no file could fail (faults, kills, time) are not run again.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$BIN/python" -m build --wheel --no-isolation --outdir "$work/dist" "$TESTED" >/dev/null
"$BIN/python" -m venv "$work/venv"  # the same Python, for the packages were compiled for it
"$work/venv/bin/python" -m pip --disable-pip-version-check --quiet install --no-deps "$work"/dist/*.whl
"$BIN/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))' \
	>"$("$work/venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/locked_packages.pth"
cp -R "$TESTED/tests" "$TESTED/pyproject.toml" "$work/"
cd "$work"
"$work/venv/bin/python" -c 'import copydesk, sys; sys.exit(not copydesk.__file__.startswith(sys.prefix))'
COPYDESK_SHARED="${COPYDESK_SHARED:-$TESTED/../shared}" "$work/venv/bin/python" -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not checkout and not once" tests
