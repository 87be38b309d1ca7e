# make demo      the main job, end to end, on pretend books; on a terminal the console stays   make test   everything CI runs
# make install   .venv with the duesync command                   make lock   renew the locked versions
.DEFAULT_GOAL := help
.PHONY: help install install-dev demo test lint types unit lock clean audit ready sweep bench load mutants simulate month verifiers fuzz browser fuzz-api fleet-bench paper store-at-size year

# Else every process that a test starts compiles the whole program again.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)

help:
	@sed -n '1,2s/^# //p' Makefile

# uv where there is one, pip otherwise; the same locked versions either way.
ifeq ($(UV),)
make_venv = $(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=24"
pip_install = $(BIN)/python -m pip install --quiet --disable-pip-version-check
else
make_venv = $(UV) venv --quiet --allow-existing --python $(PYTHON) $(VENV)
pip_install = $(UV) pip install --quiet --python $(BIN)/python
endif

$(VENV)/.installed: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("Duesync needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Say which: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@echo "installing Duesync into $(VENV) ..."
	@$(make_venv)
	@$(pip_install) -r requirements.lock
	@$(pip_install) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	@echo "installing what the tests need ..."
	@$(pip_install) -r requirements-dev.lock
	@touch $@

install: $(VENV)/.installed
	@echo "ready: $(BIN)/duesync --help"

install-dev: $(VENV)/.installed-dev

demo: $(VENV)/.installed
	@if [ -t 1 ]; then $(BIN)/duesync demo --stay; else $(BIN)/duesync demo; fi

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: install-dev
	$(BIN)/mypy

# The browser that pages are looked at with in the tests: Debian's, where this machine has none and may install it.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "installing chromium ..." && apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
		else echo "no Chromium here: the tests of pages are skipped"; fi

# Two processes more than there are cores: tests wait for disks, browsers and clocks, too.
unit: install-dev browser
	$(BIN)/pytest -n $$(($$(getconf _NPROCESSORS_ONLN) + 2))

# What needs one core is done two at a time; every test module is made ready once, not by each process.
test:
	@$(MAKE) --no-print-directory -j2 types lint audit ready
	@$(MAKE) --no-print-directory unit

ready: install-dev
	@$(BIN)/pytest --collect-only -q >/dev/null

# Known flaws of the locked packages. Where nobody can be asked it says so, and fails nothing.
audit: install-dev
	@$(BIN)/python -m tests.audit

# Needs uv; writes no index address, so that the files hold on any machine.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --no-header --no-emit-index-url --no-emit-find-links --generate-hashes pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --no-header --no-emit-index-url --no-emit-find-links --generate-hashes --extra dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .bench

# Long runs, by hand. At every commit and call of a run, on both databases: it is killed there, or another begins
# while it sleeps, or it wakes past its lease (three hours or more; EVERY=10 for a tenth).
EVERY ?= 1
sweep: install-dev
	$(BIN)/python -m tests.crash.sweep $(EVERY) sqlite
	$(BIN)/python -m tests.crash.sweep $(EVERY) postgresql

# Each small change of the guards, the limits, the law and the interest must make a test fail.
mutants: install-dev
	$(BIN)/python -m tests.mutants

# Pretend years in which everything goes wrong, seed after seed, for an hour: make simulate SECONDS=60. The
# planted bugs come first. What came through adds up in .simulation.json.
SECONDS ?= 3600
simulate: install-dev
	$(BIN)/python -m tests.simulation --bugs --seconds $(SECONDS)

# A month of messages and answers over real SMTP, IMAP and the pretend Twilio, with an oracle of its own; the
# planted bugs come first: make month DAYS=30 SEED=1 (ten minutes).
DAYS ?= 30
SEED ?= 1
month: install-dev
	$(BIN)/python -m tests.month --bugs --postgres --days $(DAYS) --seed $(SEED)

# Every parser of what comes from outside, for some minutes: make fuzz EXAMPLES=1000
EXAMPLES ?= 5000
FUZZED := tests/fuzz $(addprefix tests/connectors/test_,damaged_pages.py xero_webhook.py quickbooks_webhook.py files_cells.py)
fuzz: install-dev
	DUESYNC_FUZZ=$(EXAMPLES) $(BIN)/pytest -n 0 $(FUZZED)

# The API, asked at random by what its own document says: make fuzz-api EXAMPLES=1000 (ten minutes with 300)
fuzz-api: EXAMPLES = 300
fuzz-api: install-dev
	DUESYNC_FUZZ_API=$(EXAMPLES) $(BIN)/pytest -n 0 tests/fuzz/test_api.py

# How well replies are understood, by kind and language; with what was understood otherwise than meant.
replies: install-dev
	$(BIN)/python -m tests.dunning.confusion --wrong

# Eight processes at each ledger for two minutes, everything failing that can (about eight minutes).
load: install-dev
	$(BIN)/python -m tests.load 120 1
	$(BIN)/python -m tests.load 120 2

# A fleet under siege: so many ledgers of two firms at Xero and QuickBooks, workers killed, asleep past their lease and cut
# off from the database in turn, and what it costs (an hour; 60 ledgers, ten minutes): make fleet-bench LEDGERS=60 WORKERS=2 SECONDS=60
LEDGERS ?= 2000
WORKERS ?= 4
fleet-bench: SECONDS = 600
fleet-bench: install-dev
	$(BIN)/python -m tests.fleet_bench $(LEDGERS) $(WORKERS) $(SECONDS)

# Counts and ratios, a table and one JSON object; installs the peers into .bench (half an hour).
bench: install-dev
	$(BIN)/python -m tests.benchmarks

# What a fleet needs, measured anew on this machine and written into the paper (three minutes).
paper: install-dev
	$(BIN)/python -m tests.benchmarks.paper sync/operation/PAPER.md

# A store with 200,000 invoices on PostgreSQL in figures: sizes, and what questions cost as history grows (minutes).
INVOICES ?= 200000
store-at-size: install-dev
	$(BIN)/python -m tests.store_at_size $(INVOICES)

# The page that checks a dossier, in Chromium, beside the script, on tampered files (a minute).
verifiers: install-dev browser
	$(BIN)/python -m tests.verifiers.browser

# What a simulated year leaves behind: decisions taken again, audit chains, dossiers by a bare Python (make year SEED=1).
year: install-dev
	$(BIN)/python -m tests.verifiers.year --seed $(SEED)
