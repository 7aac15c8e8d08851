# Every step of set-up is a file target: it runs again only when what it is made from has changed.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

HOST ?= 127.0.0.1
PORT ?= 5000
WORKERS ?= 2
THREADS ?= 8
ARGS ?=
export HOST PORT
# Tests start hundreds of processes: each would translate the code again where nothing of it may be kept.
unexport PYTHONDONTWRITEBYTECODE

PY := .venv/bin/python
PYTEST := $(PY) -m pytest -q
# A file's tests stay together, for they share what the first of them has built; long files stand early.
SHARED_OUT := --dist loadfile --no-loadscope-reorder
ENGLISH := fairapp/translations/en/LC_MESSAGES/messages.po
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard fairapp/translations/*/LC_MESSAGES/*.po))
# What a gate phone goes through, and four of them at once: on each database.
GATE_PROOF := tests/browser/gate/test_bad_day.py tests/browser/gate/test_crowd.py
JS_TESTS = $(shell find tests/js -name '*.test.js' -o -name '*.test.mjs')

.PHONY: help run serve setup setup-dev setup-browser system system-browser test test-quick test-js \
    test-sqlite test-postgres check format bench lock messages clean

help: ## this list
	@echo "make …"
	@sed -nE 's/^([a-z-]+):.*## (.*)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

# --- running ---------------------------------------------------------------------------------

run: setup ## set up what is missing, then serve at http://127.0.0.1:5000 (HOST, PORT, DATABASE_URL)
	@$(PY) scripts/prepare_database.py --seed
	@exec $(PY) scripts/start.py

serve: setup ## the same behind gunicorn, without demo data; the scheduler is `flask jobs start`
	@$(PY) scripts/prepare_database.py
	@exec $(PY) -m gunicorn wsgi:app --bind $(HOST):$(PORT) --no-control-socket \
	    --worker-class gthread --workers $(WORKERS) --threads $(THREADS)

# --- testing ---------------------------------------------------------------------------------

test: test-js test-sqlite test-postgres ## set up what is missing, then every test: node, SQLite with the browser, PostgreSQL

test-quick: setup-dev test-js ## for the developer's loop: SQLite, without browser and slow tests
	@$(PYTEST) -n auto $(SHARED_OUT) -m "not browser and not slow" $(ARGS)

test-js: static/vendor/.copied
	@echo "  tests of the scripts in the browser, run by Node"
	@scripts/with_node.sh node --test --test-reporter=dot $(JS_TESTS)

test-sqlite: setup-dev setup-browser
	@echo "  every test, on SQLite"
	@$(PYTEST) -n auto $(SHARED_OUT) -m "not browser" $(ARGS)
	@echo "  and in Chromium"
	@$(PYTEST) -n 2 $(SHARED_OUT) $(ARGS) tests/browser

test-postgres: setup-dev setup-browser
	@echo "  every test that asks a database, on PostgreSQL; then what the gate's proof in Chromium has said meanwhile"
	@TEST_DATABASE=postgres $(PY) scripts/beside.py \
	    $(PYTEST) -n auto $(SHARED_OUT) -m "not browser" $(ARGS) \
	    --and $(PYTEST) -n 2 $(SHARED_OUT) $(ARGS) $(GATE_PROOF)

check: setup-dev ## format, lint, import contracts, migrations, translations
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@.venv/bin/lint-imports --no-cache
	@$(PYTEST) tests/house/test_migrations.py tests/house/test_translations.py

bench: setup-dev ## measure: gate, passes, imports, sponsor's report, allocation (ARGS="allocation --sizes 60 150 --full")
	@$(PY) -m bench $(ARGS)

# --- keeping ---------------------------------------------------------------------------------

format: .venv/.dev ## write the code in the house's format
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

messages: .venv/.runtime ## gather the sentences of code and templates into the English catalogue
	@mkdir -p .cache
	@.venv/bin/pybabel -q extract -F babel.cfg -k _l -k N_ -k lazy_gettext --no-location --sort-output \
	    -o .cache/messages.pot .
	@test -f $(ENGLISH) || .venv/bin/pybabel -q init -l en -i .cache/messages.pot -o $(ENGLISH)
	@.venv/bin/pybabel -q update -l en -N --ignore-obsolete --ignore-pot-creation-date -i .cache/messages.pot -o $(ENGLISH)

lock: ## pin packages anew (ARGS=--upgrade for newer versions)
	@scripts/lock.sh $(ARGS)

clean: ## remove what set-up has made; instance/ stays
	@rm -rf .venv .venv-node .venv-lock node_modules static/vendor .cache .pytest_cache .ruff_cache .hypothesis
	@rm -f $(CATALOGUES)

# --- set-up ----------------------------------------------------------------------------------

setup: system .venv/.runtime static/vendor/.copied $(CATALOGUES)

setup-dev: setup .venv/.dev

setup-browser: system-browser

system:
	@$$(scripts/find_python.sh) scripts/system_packages.py

system-browser: .venv/.dev
	@$(PY) scripts/system_packages.py --browser

.venv/.runtime: requirements.txt | system
	@scripts/install.sh .venv requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.runtime
	@scripts/install.sh .venv requirements-dev.txt
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json .npmrc | system
	@echo "  front end: npm ci"
	@scripts/with_node.sh npm ci --ignore-scripts --loglevel=error --no-progress
	@touch $@

static/vendor/.copied: scripts/vendor.py node_modules/.package-lock.json
	@echo "  front end: copying to static/vendor"
	@$$(scripts/find_python.sh) scripts/vendor.py
	@touch $@

%.mo: %.po | .venv/.runtime
	@echo "  translations: $@"
	@.venv/bin/pybabel -q compile -i $< -o $@
