# Set-up happens by itself: every target first makes the virtual environment .venv with the pinned versions.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= ../shared/data

.PHONY: demo test lint gate evals bench clean

demo: $(VENV)/installed
	@rm -f demo.db demo.db-wal demo.db-shm
	@$(BIN)/onrecord read examples --record demo.db
	@echo
	@echo "What is the status of the patrols, as printed by March 10?"
	@$(BIN)/onrecord status patrols --record demo.db --as-of 2031-03-10 | head -1
	@echo
	@echo "Which statements were taken back?"
	@COLUMNS=150 $(BIN)/onrecord statements --record demo.db --standing rescinded
	@echo
	@echo "The record is demo.db. Ask it:"
	@echo "  $(BIN)/onrecord statements --record demo.db --by Malin"
	@echo "  $(BIN)/onrecord status patrols --record demo.db --as-of 2031-03-25"
	@echo "  $(BIN)/onrecord trace --record demo.db $$($(BIN)/onrecord statements --record demo.db --standing rescinded --limit 1 --json | $(BIN)/python -c 'import json,sys; print(json.loads(sys.stdin.readline())["id"])')"

test: $(VENV)/developing
	$(BIN)/python -m pytest

lint: $(VENV)/developing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

gate: $(VENV)/developing
	$(BIN)/python -m evals.gate --data $(DATA)

evals: $(VENV)/developing
	$(BIN)/python -m evals.gate --data $(DATA) --show

bench: $(VENV)/developing
	$(BIN)/python -m benchmarks.reading --data $(DATA)

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "onrecord needs Python 3.11 or later: make demo PYTHON=python3.12")'
	@echo "setting up $(VENV) (a minute or two, once)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"

$(VENV)/installed: $(VENV)/bin/pip pyproject.toml constraints.txt
	@$(BIN)/pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/developing: $(VENV)/installed
	@$(BIN)/pip install --quiet --constraint constraints.txt --group dev
	@touch $@

clean:
	rm -rf $(VENV) demo.db demo.db-wal demo.db-shm
