# Every word here makes .venv itself when it is missing; only Python 3.11+ and make need to be there.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --root-user-action=ignore --quiet
COG := $(BIN)/cog --verbosity=1 -P -I docs
TESTS ?=
BENCH ?=

.DEFAULT_GOAL := help
.PHONY: help demo test check bench docs fix clean

help:  ## list these words
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 8

demo: .venv/.installed  ## trace the story that comes with sayso and say where its report is
	$(BIN)/sayso demo

test: .venv/.tools  ## run all tests (TESTS="tests/store -k lists" for some)
	$(BIN)/python -m pytest -n auto --dist loadgroup $(TESTS)

check: .venv/.tools  ## lint, format, types, direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.tools  ## measure size, start-up and the five stages of a cold run
	$(BIN)/python -m benchmarks $(BENCH)

docs: .venv/.tools  ## write the generated parts of docs/ anew
	$(COG) -r docs/*.md

fix: .venv/.tools  ## format, and mend what the linter can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:  ## remove .venv, caches and demo.sayso
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache demo.sayso

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "no Python 3.11 or newer found; install one, or: make PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; echo "no venv module; on Debian or Ubuntu: apt install python3-venv"; exit 1; }

.venv/.installed: pyproject.toml | .venv/bin/python
	$(PIP) -e .
	@touch $@

.venv/.tools: pyproject.toml | .venv/bin/python
	$(PIP) -e '.[dev]'
	@touch .venv/.installed $@
