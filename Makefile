# Everything runs from here: `make run` serves a hub with the sample coalition, `make test` checks everything.
.DEFAULT_GOAL := run
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
BIND ?= 127.0.0.1:8000
export DJANGO_SETTINGS_MODULE := ujuzi.config.settings

.PHONY: run test test-fast check bench torture fuzz mutants screenshots lock messages clean

run: $(VENV)/.installed  ## serve the hub on http://127.0.0.1:8000 (BIND=127.0.0.1:8001 for another) with the sample coalition
	@UJUZI_STAFF_MFA=$${UJUZI_STAFF_MFA:-no} $(BIN)/ujuzi serve --prepare --sample --work --bind $(BIND)

test: $(VENV)/.installed-dev  ## everything: linters, unit tests on SQLite and PostgreSQL, journeys in Chromium
	@tools/test.sh

test-fast: $(VENV)/.installed-dev  ## unit tests on SQLite only
	@$(BIN)/python -m pytest -m "not browser" -n 2

check: $(VENV)/.installed-dev  ## linters
	@tools/check.sh

bench: $(VENV)/.installed-dev  ## the figures: medians, ratios, sizes
	@tools/bench.sh

torture: $(VENV)/.installed-dev  ## kill server, worker and database 20 times during 10,000 POSTs, on both databases
	@$(BIN)/python -m tests.records.torture && $(BIN)/python -m tests.records.torture --postgresql

fuzz: $(VENV)/.installed-dev  ## property tests of the record store with 20,000 cases each (half an hour)
	@$(BIN)/python -m pytest tests/standards/xapi/test_agreement.py tests/records/test_fuzz.py --hypothesis-profile=long -n 2

mutants: $(VENV)/.installed-dev  ## changes the verifier one spot at a time and looks whether a test notices (half an hour, resumable)
	@$(BIN)/python -m tools.mutants

screenshots: $(VENV)/.installed-dev  ## docs/screenshots, by a real browser
	@tools/browser.sh && $(BIN)/python -m tools.screenshots

messages: $(VENV)/.installed-dev  ## collect new screen strings (needs GNU gettext)
	@$(BIN)/ujuzi messages collect

lock: $(VENV)/.installed-dev  ## renew requirements/*.txt from pyproject.toml
	@tools/lock.sh

$(VENV)/.installed: requirements/core.txt pyproject.toml tools/install.sh
	@tools/install.sh core

$(VENV)/.installed-dev: requirements/dev.txt $(VENV)/.installed
	@tools/install.sh dev

clean:
	rm -rf $(VENV) var
