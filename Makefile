# make        sets up a local environment and builds the corpus of this repository
# make test   sets up the same way and runs all tests
# make prove  the same for the hostile tests, whole and long

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCKED := install --no-compile --require-hashes --only-binary :all: --no-binary langdetect,jsonpath-rw
# Bytecode: pip would make it with one core. What does not compile for a package is left to that package, as pip does.
COMPILE := -$(BIN)/python -m compileall -q -j 0 $(VENV)/lib builders
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := corpus
.PHONY: corpus test prove lint wheel-test lock clean

# A stamp names the lock file that an environment was made from; a changed lock makes it anew.
$(VENV)/run.stamp: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) $(LOCKED) -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	$(COMPILE)
	touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp requirements/test.txt
	$(PIP) $(LOCKED) -r requirements/test.txt
	$(COMPILE)
	touch $@

corpus: $(VENV)/run.stamp
	$(BIN)/copydesk build corpus --datasheet DATASHEET.md
	$(BIN)/copydesk release corpus --datasheet DATASHEET.md

test: $(VENV)/test.stamp
	$(PYTEST)

# Everything that hostile tests and faults have, not a sample of it; COPYDESK_SEED fixes the seed.
prove: $(VENV)/test.stamp
	COPYDESK_PROVE=1 $(BIN)/python -m pytest -s tests/hostile tests/release/publishing

lint: $(VENV)/test.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# What the built wheel holds, compared byte for byte, and the tests that its layout could fail, from outside the checkout.
wheel-test: $(VENV)/test.stamp
	TESTED=$(CURDIR) BIN=$(CURDIR)/$(BIN) bash tests/run_against_wheel.sh

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--extra entities --extra html pyproject.toml requirements/build.in -o requirements/run.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--extra entities --extra html --group dev pyproject.toml requirements/build.in -c requirements/run.txt -o requirements/test.txt

clean:
	rm -rf $(VENV) build dist
