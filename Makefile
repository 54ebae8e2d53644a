# `make` alone lists what there is. Needs Python 3.11 or newer, and nothing else.
PORT ?= 8000
# Where `make start` keeps everything: database, files, secret, backups. `make run` writes to var/ instead.
DATA ?= data
PYTEST ?=

PY = .venv/bin/python
LOCAL = DJANGO_SETTINGS_MODULE=config.settings.production SITE_ADDRESS=http://localhost:$(PORT) MORE_HOSTS=127.0.0.1
TRIAL = $(LOCAL) DATABASE_URL= ALONGSIDE_VAR="$(CURDIR)/var" SECRET_KEY_FILE="$(CURDIR)/var/secret.key" DEMO_PEOPLE=yes
REAL = $(LOCAL) ALONGSIDE_VAR="$(abspath $(DATA))" SECRET_KEY_FILE="$(abspath $(DATA))/secret.key" BACKUP_DAILY=yes

.DEFAULT_GOAL := help
.PHONY: help run start backup restore test check format bench thorough css

help:
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

run: .venv/installed var/secret.key ## Try it out: the whole site with made-up people, at http://localhost:8000/ (PORT=8001 for another port)
	@$(TRIAL) $(PY) manage.py serve --port $(PORT) --demo

start: .venv/installed $(DATA)/secret.key ## Start for real on this machine: no made-up people; everything is kept in data/
	@$(REAL) $(PY) manage.py serve --port $(PORT)

backup: .venv/installed $(DATA)/secret.key ## Back up what `make start` keeps, into data/backups/
	@$(REAL) $(PY) manage.py backup

restore: .venv/installed $(DATA)/secret.key ## Bring a backup back: make restore FILE=data/backups/….tar
	@$(REAL) $(PY) manage.py restore "$(FILE)" $(if $(REPLACE),--replace)

test: .venv/installed-dev ## Check the style, then run every test this machine can run
	@.ci/check
	@.ci/test $(PYTEST)

check: .venv/installed-dev ## Check style, settings and migrations, without running the tests
	@.ci/check

format: .venv/installed-dev ## Put the code into its usual form
	@.venv/bin/ruff check --quiet --fix --exit-zero .
	@.venv/bin/ruff format .

bench: .venv/installed-dev ## Measure: queries, processor time and speed of the main pages
	@$(PY) manage.py bench

thorough: .venv/installed-dev ## The tests with all that is alike, and many more invented cases and races (an hour or so)
	@THOROUGH=1 .ci/test $(PYTEST)

css: ## Rebuild the style sheet and the icons from their sources (needs Node)
	@bash site/static_src/build.sh

.venv/installed: requirements.txt
	@sh .ci/venv requirements.txt
	@touch $@

.venv/installed-dev: requirements.txt requirements-dev.txt
	@sh .ci/venv requirements-dev.txt
	@touch .venv/installed $@

%/secret.key: | .venv/installed
	@$(PY) manage.py new_secret --to $@
