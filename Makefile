# Everything that `make` needs it installs itself, into .venv: nothing global, no root.
#
#   make demo        the main job: train, simulate, report (out/report.html)
#   make test        style, types, import rules, and every test but the slow ones
#   make test-slow   the tests that take minutes
#   make benchmark   the numbers of docs/results.md
#   make mutation    plant faults in the hardware: the suite must notice each (hours)
#   make clean       remove what make made
#
# PYTHON chooses the interpreter (3.11 or later), PIP_ARGS goes to every pip install, JOBS is the
# number of test processes.

PYTHON ?= python3
PIP_ARGS ?=
JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-fast test-slow lint format benchmark mutation clean

help:
	@sed -n 's/^#   //p' Makefile

setup: $(READY)

# torch comes first and alone: its build is chosen by PIP_ARGS and must not be exchanged later
$(READY): setup.cfg pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "weft needs Python 3.11 or later, but $(PYTHON) is older: make PYTHON=python3.12"; exit 2; }
	@echo "setting up $(VENV), once: PyTorch is large, this takes a minute or more"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet $(PIP_ARGS) "$$(grep '^torch==' constraints.txt)"
	$(BIN)/python -m pip install --quiet $(PIP_ARGS) -c constraints.txt -e '.[dev,rtl]'
	@touch $@

demo: $(READY)
	$(BIN)/weft demo

test: lint test-fast

test-fast: $(READY)
	$(BIN)/python -m pytest -n $(JOBS) -m "not slow"

test-slow: $(READY)
	$(BIN)/python -m pytest -m slow

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

benchmark: $(READY)
	$(BIN)/python -m benchmarks

# RESUME=1 goes on after an interrupt
mutation: $(READY)
	$(BIN)/python -m tests.mutation $(if $(RESUME),--resume)

clean:
	rm -rf $(VENV) out build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +
