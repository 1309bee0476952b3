# Two commands need nothing but Python 3.11+ and git: `make demo` and `make test`.

PYTHON ?= $(shell for v in python3.13 python3.12 python3.11 python3.14 python3; do \
	$$v -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null && { command -v $$v; break; }; done)
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8000

.PHONY: demo test test-extras lint format docs evaluate bench clean

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "musnad needs Python 3.11 to 3.14; install one or say: make PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --upgrade pip
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml hatch_build.py
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

demo: $(VENV)/.installed  ## build the demo case from samples/ and open it in the browser
	$(BIN)/musnad demo --port $(PORT)

test: $(VENV)/.installed-dev lint  ## lint, types, all tests, accuracy floors
	$(BIN)/pytest

$(VENV)-extras/.installed: pyproject.toml
	@test -n "$(PYTHON)" || { echo "musnad needs Python 3.11 to 3.14; say: make PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv $(VENV)-extras
	$(VENV)-extras/bin/pip install --quiet --disable-pip-version-check --upgrade pip
	$(VENV)-extras/bin/pip install --quiet --disable-pip-version-check -e '.[dev,transformers]'
	@touch $@

test-extras: $(VENV)-extras/.installed  ## tests of the optional extras, in an environment that has them
	OMP_NUM_THREADS=1 $(VENV)-extras/bin/pytest -n 0 tests/annotations/test_names_transformers.py tests/annotations/test_names_plugged.py

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	cd evaluation/time && $(abspath $(BIN))/mypy --config-file $(CURDIR)/pyproject.toml $$(ls *.py)
	git ls-files -z | xargs -0 $(BIN)/codespell --toml pyproject.toml

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/.installed-dev  ## write the generated parts of docs/ anew
	$(BIN)/python docs/generate.py

evaluate: $(VENV)/.installed-dev  ## score the five reports (needs ../shared)
	$(BIN)/python evaluation/reports.py

bench: $(VENV)/.installed-dev  ## speed, beside peers that are installed
	$(BIN)/python evaluation/bench/run.py

names-model:  ## train the names model and write what ships (training/names/README.md): make names-model SHARED=../shared/data
	PYTHONPATH=src python training/names/train.py $(SHARED) build/names
	PYTHONPATH=src python training/names/export.py build/names

clean:
	rm -rf $(VENV) $(VENV)-extras demo build dist tests/artefacts
