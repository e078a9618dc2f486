# What is done with this project, each by one word: `make` lists them.
# Needs Python 3.11 or newer and make; everything else goes into .venv.

.DEFAULT_GOAL := help
.SUFFIXES:

CORPUS ?= corpus/briefings
INDEX ?= .briefings
PORT ?= 7860
GOLD ?= evals/gold
PUBLIC ?= ../shared/public
ARGS ?=

override CORPUS := $(patsubst ~/%,$(HOME)/%,$(CORPUS))# not every shell expands it after =
override INDEX := $(patsubst ~/%,$(HOME)/%,$(INDEX))
export CORPUS INDEX PORT GOLD PUBLIC

BIN := .venv/bin
INSTALLED := .venv/.installed
INSTALLED_TEST := .venv/.installed-test

# A process a core runs one file of tests after the other; four hold some gigabytes as it is.
SPREAD := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.PHONY: help install chat build index test lint format bench peers eval reader pins clean FORCE

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile
	@echo 'Settings: CORPUS=$(CORPUS) INDEX=$(INDEX) PORT=$(PORT) GOLD=$(GOLD) PYTHON= ARGS='

install: $(INSTALLED) ## make .venv with the command .venv/bin/briefings
	@echo 'Installed: $(BIN)/briefings --help, or make chat.'

chat: build ## open the chat on the sample briefings, or on CORPUS=folder, at PORT
	@$(BIN)/briefings serve --index "$$INDEX" --port "$$PORT"

build: $(INSTALLED) ## bring the index of CORPUS in INDEX up to date
	@$(BIN)/briefings build "$$CORPUS" --index "$$INDEX"

index: build

test: $(INSTALLED_TEST) ## check style and types, then run every test (ARGS='-k word' for some)
	@failed=0; $(MAKE) --no-print-directory lint || { failed=1; echo 'Style or types failed, see above.'; }; \
	BRIEFINGS_CHROMIUM=$$($(BIN)/python tests/browser.py) && export BRIEFINGS_CHROMIUM; \
	$(BIN)/python -m pytest $(SPREAD) $(ARGS) || failed=1; exit $$failed

lint: $(INSTALLED_TEST) ## check style and types
	@failed=0; $(BIN)/ruff check --quiet . || failed=1; \
	$(BIN)/ruff format --quiet --check . || failed=1; \
	$(BIN)/python -m mypy --no-error-summary || failed=1; exit $$failed

format: $(INSTALLED_TEST) ## put every file into the project's style
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format .

bench: $(INSTALLED_TEST) ## measure how fast it is
	@$(BIN)/python -m pytest -o addopts= --benchmark-only tests/benchmarks $(ARGS)

peers: $(INSTALLED_TEST) .venv-peers/.installed ## measure it beside other stacks (a quarter of an hour)
	@$(BIN)/python tests/benchmarks/peers/run.py .venv-peers/bin/python $(ARGS)

.venv-peers/.installed: tests/benchmarks/peers/requirements.txt
	@$(BIN)/python -m venv .venv-peers
	@.venv-peers/bin/python -m pip install --quiet --requirement $<
	@touch $@

eval: build ## measure how right it is: the GOLD questions on the index
	@$(BIN)/briefings eval "$$GOLD" --index "$$INDEX"

reader: $(INSTALLED_TEST) ## train the reader anew on the question sets in PUBLIC=folder (hours; goes on)
	@$(BIN)/python -m assistant.training "$$PUBLIC" $(ARGS)

pins: $(INSTALLED_TEST) ## write requirements*.txt from pyproject.toml and what .venv holds
	@$(BIN)/python .ci/pins.py

clean: ## remove .venv, a downloaded browser and caches; an index stays, with its conversations
	@rm -rf .venv .venv-peers .chromium build dist *.egg-info .compiled .mypy_cache .ruff_cache .pytest_cache .hypothesis .benchmarks
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp is written last and holds the folder's path: a checkout that was moved installs again.
ifneq ($(shell cat $(INSTALLED) 2>/dev/null),$(shell pwd -P))
$(INSTALLED): FORCE
endif

$(INSTALLED): requirements.txt pyproject.toml .ci/install.sh
	@sh .ci/install.sh

$(INSTALLED_TEST): $(INSTALLED) requirements-dev.txt
	@sh .ci/install.sh test
