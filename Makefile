# make install | run [PORT=8000] | test | check | fix | bench | lock
# Needs python3 (3.11 or newer) with pip, git and make; everything else comes into .tools and .venv.

PYTHON ?= python3
PORT ?= 8000
VAR_DIR ?= var
UV := .tools/bin/uv
BIN := .venv/bin
RUNTIME := .venv/.runtime
DEV := .venv/.dev
APPS := dashboard ladder measures meetings regions
TRANSLATIONS := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))
MIGRATED := $(VAR_DIR)/.migrated
# What `migrate` depends on: the migrations themselves and the guards that it installs after them.
SCHEMA := $(foreach app,$(APPS),$(wildcard $(app)/migrations/*.py $(app)/models.py $(app)/models/*.py)) \
	$(foreach app,$(APPS),$(wildcard $(app)/data/*)) ladder/guards.py ladder/append_only.py
# The demonstration is the embedded default, whatever the shell holds.
EMBEDDED := env -u DATABASE_URL -u REDIS_URL -u SECRET_KEY VAR_DIR=$(abspath $(VAR_DIR)) \
	PATH=$(abspath $(BIN)):$$PATH
# An environment as in production, for the checks; nothing connects to it.
PRODUCTION := env DATABASE_URL=postgres://check@localhost/check REDIS_URL=redis://localhost ALLOWED_HOSTS=ladder.example \
	SECRET_KEY=only-for-make-check-0123456789-abcdefghijklmnopqrstuvwxyz BEHIND_TLS_PROXY=1 \
	SITE_URL=https://ladder.example ACCESSIBILITY_CONTACT=toegankelijk@ladder.example DEBUG=0 PUBLIC_PAGES=0

# Tests run by two workers, each with its own PostgreSQL, Redis and browser; a file stays on one of them.
WORKERS ?= 2
DISTRIBUTED := --numprocesses $(WORKERS) --dist loadfile

.PHONY: install run test check fix bench lock FORCE
.DELETE_ON_ERROR:

install: $(RUNTIME) $(TRANSLATIONS) $(MIGRATED)

# `--env /dev/null`: honcho would otherwise read .env, which is production's.
run: install
	$(EMBEDDED) DEBUG=1 python manage.py load_demo --if-empty
	@echo "http://localhost:$(PORT) · Ctrl-C stops everything"
	$(EMBEDDED) DEBUG=1 PUBLIC_PAGES=1 honcho --env /dev/null start --port $(PORT)

test: $(DEV) $(TRANSLATIONS)
	$(BIN)/pytest $(DISTRIBUTED) $(ARGS)
	$(BIN)/pytest $(DISTRIBUTED) --embedded -m both_databases $(ARGS)

check: $(DEV) $(TRANSLATIONS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	find templates -name '*.html' -exec $(BIN)/djade --check {} +
	VAR_DIR=.venv/var-of-check $(BIN)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(BIN)/hadolint Dockerfile
	$(BIN)/pytest -q tests/unit/test_translations.py

fix: $(DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	find templates -name '*.html' -exec $(BIN)/djade {} +

bench: $(DEV) $(TRANSLATIONS)
	$(BIN)/python -m tests.bench.run $(ARGS)

# uv.lock names registry hosts and is therefore not kept; the two hashed files are.
lock: $(UV)
	$(UV) lock
	$(UV) export --quiet --no-dev --no-emit-project --no-header -o requirements.txt
	$(UV) export --quiet --only-group dev --no-emit-project --no-header -o requirements-dev.txt

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; $(PYTHON) is older. Try: make PYTHON=python3.11 …"; exit 1; }
	@$(PYTHON) -m pip --version > /dev/null || { echo "pip is needed; on Debian: apt-get install python3-pip"; exit 1; }
	PIP_ROOT_USER_ACTION=ignore $(PYTHON) -m pip install --quiet --disable-pip-version-check --no-compile \
		--target .tools uv==0.13.9
	@touch $@

$(RUNTIME): requirements.txt | $(UV)
	test -x $(BIN)/python || $(UV) venv --quiet --no-python-downloads --python $(PYTHON) .venv
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes --no-deps -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes --no-deps -r requirements-dev.txt
	@touch $@

%.mo: %.po $(RUNTIME)
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@ --locale nl

$(MIGRATED): $(SCHEMA) $(RUNTIME) $(if $(wildcard $(VAR_DIR)/escalatieladder.sqlite3),,FORCE)
	$(EMBEDDED) python manage.py migrate --verbosity 0
	@touch $@
