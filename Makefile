# The two commands of a newcomer are `make run` and `make test`; the rest serves those who work here.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
STAMP_DEV := $(VENV)/.installed-dev

.PHONY: run install frontend test test-long check format bench dist clean

run: $(STAMP) frontend
	@exec $(BIN)/huishang run

install: $(STAMP) frontend

# nothing happens while what the pages' scripts and styles are made of is unchanged
frontend: $(STAMP)
	@webhooks/frontend/build.sh $(BIN)/python

# `--no-build-isolation` is not used: a bare machine has no build backend of ours
$(STAMP): setup.cfg pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $(STAMP)

$(STAMP_DEV): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,check]'
	touch $(STAMP_DEV)

test: $(STAMP_DEV) frontend
	$(BIN)/python -m pytest -n auto --dist worksteal

# every repetition and size in full: hours rather than minutes
test-long: $(STAMP_DEV) frontend
	HUISHANG_LONG=1 $(BIN)/python -m pytest

check: $(STAMP_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --config setup.cfg

format: $(STAMP_DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMP_DEV)
	$(BIN)/python -m tests.bench

# a wheel with the built front end in it: where it is installed nobody needs Node
dist: $(STAMP) frontend
	rm -rf build/lib build/bdist.* dist
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

clean:
	rm -rf webhooks/pages/static webhooks/frontend/node_modules webhooks/frontend/src/generated
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
