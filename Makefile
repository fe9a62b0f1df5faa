# Everything runs in a virtual environment of its own; PYTHON can name any Python from 3.11 on.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Many tests start a process: where nothing is written compiled, each compiles the whole program anew.
export PYTHONDONTWRITEBYTECODE :=
# Tests of the screens wait for a quarter of their time: three at once for two processors.
AT_ONCE = $(shell $(PYTHON) -c "import os; print(max(2, (os.cpu_count() or 1) * 3 // 2))")

.PHONY: demo run test torture syncthing lint format check bench clean

demo: $(VENV)/installed  ## make the demo workspace and open it (without a terminal: run the main job and print)
	$(BIN)/vitrina demo demo

run: $(VENV)/installed  ## open the desk
	$(BIN)/vitrina

test: $(VENV)/developing  ## all tests
	$(BIN)/python -m pytest -n $(AT_ONCE)

torture: $(VENV)/developing syncthing  ## kills, faults and damage by the thousand; `make torture TORTURE=0.1` for a tenth
	TORTURE=$(or $(TORTURE),1) $(BIN)/python -m pytest -n auto tests/torture

syncthing:  ## for the torture run, which skips one test without it
	@command -v syncthing >/dev/null || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends syncthing >/dev/null; } || \
	  echo "Syncthing is not here and could not be installed: its test is skipped." >&2

lint: $(VENV)/developing  ## format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/developing  ## put the code into its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: lint test

bench: $(VENV)/developing  ## measure; takes minutes
	$(BIN)/python bench/hotfolder_latency.py
	$(BIN)/python bench/store_append.py
	$(BIN)/python bench/store_sharing.py
	$(BIN)/python bench/render_cells.py
	$(BIN)/python bench/render_terminal.py
	$(BIN)/python bench/render_decode.py
	$(BIN)/python bench/views.py
	$(BIN)/python bench/session.py
	$(BIN)/python bench/import_report.py
	$(BIN)/python bench/export_fidelity.py

clean:
	rm -rf $(VENV) demo

$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Vitrina Desk needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/developing: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@
