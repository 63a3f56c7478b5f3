# Needs make, python3 (3.8 or later) and the network; whatever it makes goes into build/.
# uv is the one on PATH, else one of the project's own. It brings the Pythons that this machine lacks.
PYTHON ?= python3
UV := $(or $(shell command -v uv 2>/dev/null),build/uv/bin/uv)
UV_VERSION = $(shell sed -n 's/^required-version = "\([^"]*\)".*/\1/p' pyproject.toml)
VERSION = $(shell sed -n 's/^version = "\([^"]*\)".*/\1/p' pyproject.toml)
BOOKCHECK = $(PYTHON) -m bookcheck
export PYTHONPATH := $(CURDIR)/src

# The start of a command that runs in an environment of the site's Python: docs, live, pdf or gates.
in = P=$$($(PYTHON) -m bookcheck.pythons.environments $(1)) && "$$P"
SPHINX = -m sphinx -c conf -n -W --keep-going

.DEFAULT_GOAL := help
.PHONY: html epub pdf versions check test record live links diagrams lint format changelog bench measure archive wheel clean help

html: | $(UV) ## the site into build/html, warnings as errors
	@# Sphinx keeps the pages it has read: a second run would be silent about a warning of the first.
	@$(call in,docs) $(SPHINX) -b html -d build/doctrees docs build/html || { rm -rf build/doctrees; exit 1; }
	@echo 'The site is in $(CURDIR)/build/html; open index.html.'

epub: | $(UV) ## the book for an e-reader into build/epub
	@rm -rf build/epub build/doctrees-epub
	@$(call in,docs) $(SPHINX) -b epub -d build/doctrees-epub docs build/epub
	@echo 'The book is in' '$(CURDIR)'/build/epub/*.epub

pdf: html ## the book on paper into build/pdf; needs Chromium
	@$(call in,pdf) -m bookcheck.publishing.pdf

versions: | $(UV) ## every release tag and main into build/versions; V="v1.0.0 main" for some, BASE=https://… where
	@$(PYTHON) -m bookcheck.publishing.all_versions $(V) $(if $(BASE),--base '$(BASE)')

check: | $(UV) ## pages, recordings and claims, in a second or two: runs no example
	@$(call in,docs) -m bookcheck check --no-run

test: | $(UV) ## every gate on every Python, and a table; V="3.12 3.14" for some
	@$(BOOKCHECK) test $(if $(V),--python $(V))

record: | $(UV) ## outputs anew, on every Python; V="3.14" and E="PACKAGE/NAME" for some
	@$(BOOKCHECK) record $(E) --python $(or $(V),all)

live: | $(UV) ## the site, rebuilt and reloaded while you write
	@$(call in,live) -m sphinx_autobuild -c conf -n -d build/doctrees-live docs build/live \
		--watch conf --watch diagrams --watch recordings --watch src --ignore '*/apidocs/*' --ignore '*/what-changed/*' --ignore '*/__pycache__/*'

links: | $(UV) ## asks every address that the book names; needs the network
	@$(call in,docs) $(SPHINX) -b linkcheck -d build/doctrees-links docs build/links; status=$$?; \
	cd build/links && sed -n '/ \[broken\] /p' output.txt > broken.txt && exit $$status

diagrams: | $(UV) ## the drawings of changed {mermaid} blocks, and the picture for links; needs npm and Chromium
	@$(call in,docs) -m bookcheck.diagrams.draw
	@$(call in,docs) conf/social_card.py

lint: | $(UV) ## style and types
	@$(call in,gates) -m ruff check . && "$$P" -m ruff format --check . && "$$P" -m mypy src/bookcheck conf tests && \
	"$${P%/*}/lint-imports" --no-cache

format: | $(UV) ## mends what lint says, where a program can
	@$(call in,gates) -m ruff check --fix . && "$$P" -m ruff format .

changelog: | $(UV) ## moves the files of changes/ into CHANGELOG.md, under the version of pyproject.toml
	@$(call in,gates) -m towncrier build --yes --version '$(VERSION)'

bench: | $(UV) ## what the gates cost on this machine, as ratios
	@$(call in,gates) tests/bench.py

measure: html ## what the pages weigh and score, beside CPython's own; needs npm, Chromium and Debian
	@$(call in,gates) -m tests.measure

archive: ## examples, recordings and their verifier, as one file of the last commit
	@$(BOOKCHECK).publishing.archive

wheel: | $(UV) ## the examples to install, as a wheel of the last commit
	@$(BOOKCHECK).publishing.wheel

clean: ## takes away all that was made
	rm -rf build docs/apidocs docs/what-changed

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

build/uv/bin/uv:
	@echo 'uv is not on PATH: putting one into build/uv'
	@{ $(PYTHON) -m venv build/uv && \
	   build/uv/bin/python -m pip install --quiet --disable-pip-version-check 'uv$(UV_VERSION)'; } \
	|| { rm -rf build/uv; \
	     echo 'uv could not be installed: $(PYTHON) needs its venv and pip modules, and the network.'; \
	     echo 'On Debian or Ubuntu: apt install python3-venv. Or install uv itself: https://docs.astral.sh/uv/'; \
	     exit 1; }
