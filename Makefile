# Needs make, python3 (3.8 or later) and the network; all that it makes goes into build/.
# uv is the one on PATH if it is new enough, else one that bookcheck.pythons.uv puts into build/uv.
PYTHON ?= python3
VERSION = $(shell sed -n 's/^version = "\([^"]*\)".*/\1/p' pyproject.toml)
BOOKCHECK = $(PYTHON) -m bookcheck
export PYTHONPATH := $(CURDIR)/src
# What would change what a Python does; `make html` is to make the same everywhere.
unexport PYTHONWARNINGS PYTHONHOME PYTHONSTARTUP PYTHONSAFEPATH PYTHONOPTIMIZE PYTHONINSPECT

define TOO_OLD
$(PYTHON) is not a Python 3.8 or later that runs: $(shell $(PYTHON) --version 2>&1 || echo 'exit status' $$?)
  fix: install one (Debian, Ubuntu: apt install python3), then name it: make $(MAKECMDGOALS) PYTHON=python3.14

endef
ifneq ($(filter-out help clean,$(MAKECMDGOALS)),)
ifneq ($(shell $(PYTHON) -c 'import sys; print(sys.version_info >= (3, 8))' 2>/dev/null),True)
$(error $(TOO_OLD))
endif
endif

# The start of a command that runs in an environment of the site's Python: docs, live, pdf or gates.
in = P=$$($(PYTHON) -m bookcheck.pythons.environments $(1)) && "$$P"
SPHINX = -m sphinx -c conf -n -W --keep-going

.DEFAULT_GOAL := help
.PHONY: html epub pdf picture versions check test record live links diagrams lint format changelog bench measure archive wheel clean help

html: ## the site into build/html, warnings as errors
	@$(call in,docs) -m bookcheck.publishing.site
	@echo 'The site is in $(CURDIR)/build/html; open index.html.'

epub: ## the book for an e-reader into build/epub
	@rm -rf build/epub build/doctrees-epub
	@$(call in,docs) $(SPHINX) -b epub -d build/doctrees-epub docs build/epub
	@echo 'The book is in' '$(CURDIR)'/build/epub/*.epub

pdf: html ## the book on paper into build/pdf; needs Chromium
	@$(call in,pdf) -m bookcheck.publishing.pdf

picture: html ## the README's picture of the start page, if that says something new; needs Chromium
	@$(call in,docs) -m conf.readme_picture

versions: ## every release tag and main into build/versions; V="v1.0.0 main" for some, BASE=https://… where
	@$(PYTHON) -m bookcheck.publishing.all_versions $(V) $(if $(BASE),--base '$(BASE)')

check: ## all that needs no run, in two seconds; E="PACKAGE/NAME" runs that too, V="3.8 3.9" or V=all there
	@$(call in,docs) -m bookcheck check $(if $(E)$(V),$(E),--no-run) $(if $(V),--python $(V))

test: ## every gate on every Python, and a table; V="3.12 3.14" for some, ARGS="-k WORD" for pytest
	@$(BOOKCHECK) test $(if $(V),--python $(V)) $(if $(ARGS),-- $(ARGS))

record: ## outputs again, on every Python; V="3.14" and E="PACKAGE/NAME" for some
	@$(BOOKCHECK) record $(E) --python $(or $(V),all)

live: ## the site, rebuilt and reloaded while you write
	@$(call in,live) -m bookcheck.sphinx_ext.live

links: ## asks every address that the book names; needs the network
	@$(call in,docs) $(SPHINX) -b linkcheck -d build/doctrees-links docs build/links; status=$$?; \
	cd build/links && sed -n '/ \[broken\] /p' output.txt > broken.txt && exit $$status

diagrams: ## the drawings of changed {mermaid} blocks, and the picture for links; needs npm and Chromium
	@$(call in,docs) -m bookcheck.diagrams.draw
	@$(call in,docs) -m conf.social_card

lint: ## style, types, and what ARCHITECTURE.md says of imports
	@$(call in,gates) -m ruff check . && "$$P" -m ruff format --check . && "$$P" -m mypy src/bookcheck conf tests && \
	"$${P%/*}/lint-imports" --no-cache

format: ## fixes what lint says, where a program can
	@$(call in,gates) -m ruff check --fix . && "$$P" -m ruff format .

changelog: ## moves the files of changes/ into CHANGELOG.md, under the version of pyproject.toml
	@$(call in,gates) -m towncrier build --yes --version '$(VERSION)'

bench: ## what the gates cost on this machine, as ratios
	@$(call in,gates) tests/bench.py

measure: html ## what the pages weigh and score, beside CPython's own; needs npm, Chromium and Debian
	@$(call in,gates) -m tests.measure

archive: ## examples, recordings and their verifier, as one file of the last commit
	@$(BOOKCHECK).publishing.archive

wheel: ## the examples to install, as a wheel of the last commit
	@$(BOOKCHECK).publishing.wheel

clean: ## removes all that was made
	rm -rf build docs/apidocs docs/what-changed

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile
