#!/usr/bin/env bash
# Build the wheel, install it in a fresh environment, and run the tests from outside the checkout, so that a file
# missing from the wheel shows. Long tests that no file could fail (faults, kills, time) are not run again.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$BIN/python" -m build --wheel --no-isolation --outdir "$work/dist" "$TESTED" >/dev/null
"$PYTHON" -m venv "$work/venv"
pip=("$work/venv/bin/python" -m pip --disable-pip-version-check --quiet install)
"${pip[@]}" --require-hashes --only-binary :all: --no-binary langdetect,jsonpath-rw -r "$TESTED/requirements/test.txt"
"${pip[@]}" --no-deps "$work"/dist/*.whl
cp -R "$TESTED/tests" "$TESTED/pyproject.toml" "$work/"
cd "$work"
COPYDESK_SHARED="${COPYDESK_SHARED:-$TESTED/../shared}" "$work/venv/bin/python" -m pytest -n 2 --dist loadfile -m "not checkout and not once" tests
