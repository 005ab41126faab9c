#!/usr/bin/env bash
# Build the wheel, compare what it holds with the checkout byte for byte, install it in an environment of its own, and
# run tests from outside the checkout. The locked packages are those of the test environment, read where they are; the
# package under test is the wheel's. Not run again is what no place of a file could fail once all files are there: how
# text is read and annotated (every file of language data has just been compared), what stands in releases (the commands
# make, compare, publish and load some all the same), faults, time.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$BIN/python" -m build --wheel --no-isolation --outdir "$work/dist" "$TESTED" >/dev/null
"$BIN/python" "$TESTED/tests/support/compare_wheel.py" "$work"/dist/*.whl "$TESTED"
"$BIN/python" -m venv "$work/venv"  # the same Python, for the packages were compiled for it
"$work/venv/bin/python" -m pip --disable-pip-version-check --quiet install --no-deps "$work"/dist/*.whl
"$BIN/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))' \
	>"$("$work/venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/locked_packages.pth"
cp -R "$TESTED/tests" "$TESTED/pyproject.toml" "$work/"
cd "$work"
"$work/venv/bin/python" -c 'import copydesk, sys; sys.exit(not copydesk.__file__.startswith(sys.prefix))'
COPYDESK_SHARED="${COPYDESK_SHARED:-$TESTED/../shared}" "$work/venv/bin/python" -m pytest -n 2 --dist loadfile \
	--no-loadscope-reorder -m "not checkout and not once" \
	--ignore tests/text --ignore tests/annotate --ignore tests/hostile --ignore tests/release tests
