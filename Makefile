# Everything runs in .venv, which each target makes when it is missing or when requirements.lock or pyproject.toml has changed.
# Presumed on the machine: Python >= 3.11 with venv, make, git.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
BIN := .venv/bin
STAMP := .venv/.made-from-lock
PYTEST := $(BIN)/python -m pytest
BLACK := $(BIN)/black --quiet --line-length 120 --target-version py310
WORKERS ?= auto
DIST ?= loadfile
ARGS ?=

.PHONY: help
help: ## show this text
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "specloom needs Python 3.11 or later; name one with PYTHON=/path/to/python" >&2; exit 2; }
	@echo "making .venv, about 500 MB: once for each requirements.lock, a minute or more"
	@echo "1/4 a virtual environment with $$($(PYTHON) --version)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "2/4 the $$(grep -c '==' requirements.lock) packages of requirements.lock, by their hashes:" \
		"what specloom runs with, and what tests it"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@echo "3/4 specloom itself, as it is in generator/"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@echo "4/4 bytecode of the generator, as pip makes it for all the others"
	@$(BIN)/python -m compileall -q generator
	@touch $@

.PHONY: bench-runtime
bench-runtime: $(STAMP) ## what a call of the generated client costs, beside its peers
	@$(BIN)/python bench/runtime.py $(ARGS)

.PHONY: venv
venv: $(STAMP) ## the locked environment in .venv

.PHONY: generate
generate: $(STAMP) ## generated/ from spec/, as [tool.specloom] in pyproject.toml says
	@$(BIN)/specloom generate $(ARGS)

.PHONY: test
test: $(STAMP) ## the test suite (ARGS="-k name" for a part)
	@$(PYTEST) -n $(WORKERS) --dist $(DIST) -q -m "not slow" $(ARGS)
	@echo "not run: make test-slow test-types test-property test-growth test-faults; test-engine test-contract test-project test-sdk test-servers test-site (they need Node.js); test-integrations (network)"

.PHONY: test-slow
test-slow: $(STAMP) ## the slow part of the test suite: breadth, sizes, the second HTTP library where it hardly matters
	@$(PYTEST) -n $(WORKERS) --dist worksteal -q -m slow $(ARGS)

.PHONY: docs-reference
docs-reference: $(STAMP) ## rewrite what follows from the code: pages of docs/reference, outputs in README.md and docs/
	@$(BIN)/python -m docs.tools.reference
	@$(PYTEST) -q --golden tests/docs/test_pages.py

SITE := build/docs-env/.made-from-lock

$(SITE): docs/requirements.lock $(STAMP)
	@echo "making build/docs-env from docs/requirements.lock"
	@$(BIN)/python -m venv build/docs-env
	@build/docs-env/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement docs/requirements.lock
	@touch $@

.PHONY: docs-site
docs-site: $(SITE) ## the documentation as a site in build/docs-site; a broken link is an error (network once)
	@$(BIN)/python -m docs.tools.site build/docs
	@build/docs-env/bin/zensical build --strict --clean --config-file build/zensical.toml

.PHONY: docs
docs: $(STAMP) ## the reference site of spec/cloudflare-workflows in build/site
	@$(BIN)/specloom docs spec/cloudflare-workflows/openapi.yaml -c spec/cloudflare-workflows/stainless.yml -o build/site $(ARGS)

.PHONY: golden
golden: $(STAMP) ## accept the output as it is now into tests/features/*/expected/
	@$(PYTEST) -q --golden tests/features/test_expected.py tests/names

.PHONY: test-growth
test-growth: $(STAMP) ## 200 families of documents: the time that each takes grows with its size
	@SPECLOOM_FAMILIES=all $(PYTEST) -n $(WORKERS) -q tests/growth $(ARGS)

.PHONY: test-faults
test-faults: $(STAMP) ## the fault tests at full length: 1,000 kills, full disks, 1,000 damaged cache entries, 10,000 layouts
	@SPECLOOM_KILLS=250 SPECLOOM_ENTRIES=1000 $(PYTEST) -q tests/output/test_faults.py tests/output/test_corrupt_cache.py $(ARGS)
	@SPECLOOM_SCENE_KILLS=$${SPECLOOM_SCENE_KILLS:-84} SPECLOOM_DISKS=12 $(PYTEST) -q tests/output/test_kills.py tests/output/test_disk.py $(ARGS)
	@SPECLOOM_ROUNDS=5000 $(PYTEST) -q tests/unit/emit/test_stable.py $(ARGS)

.PHONY: test-types
test-types: $(STAMP) ## strict basedpyright and strict mypy on the package of every feature
	@SPECLOOM_LIVE=types $(PYTEST) -n 2 -q tests/features/test_types.py $(ARGS)

.PHONY: test-property
test-property: $(STAMP) ## clients of 120 random documents, other ones each time; types of a sample; chains of versions
	@SPECLOOM_EXAMPLES=$${SPECLOOM_EXAMPLES:-120} SPECLOOM_CHAIN=$${SPECLOOM_CHAIN:-30} \
		SPECLOOM_SEED=$${SPECLOOM_SEED:-$$(date +%s)} $(PYTEST) -q tests/property tests/incremental \
		$(ARGS)

.PHONY: test-corpus
test-corpus: $(STAMP) ## published documents of npm and PyPI become clients that hold (network once; ARGS="--all")
	@$(BIN)/python -m tests.corpus.run $(ARGS)

.PHONY: test-versions
test-versions: $(STAMP) ## other versions of black and jinja2 give the same bytes (network once)
	@$(BIN)/python -m tests.versions.run

.PHONY: bench-calls
bench-calls: $(STAMP) ## what a call costs over real sockets, beside its peers (network once; ARGS="--no-start")
	@$(BIN)/python -m bench.calls $(ARGS)

.PHONY: bench-generate
bench-generate: $(STAMP) ## what a run costs beside openapi-python-client, cold and warm (network once; ARGS="--quick")
	@$(BIN)/python -m bench.generate $(ARGS)

.PHONY: bench-peers
bench-peers: $(STAMP) ## specloom and its peers on the same documents (network once, Java)
	@$(BIN)/python -m bench.peers $(ARGS)

.PHONY: names
names: $(STAMP) ## a sheet of operations, of what is said of them, and of their names without a config (network once; ARGS="--all")
	@$(BIN)/python -m bench.names $(ARGS)

.PHONY: check
check: lint types uptodate ## lint + types + generated/ is what the spec gives

.PHONY: uptodate
uptodate: $(STAMP) ## is generated/ what the spec gives?
	@$(BIN)/specloom check $(ARGS)

.PHONY: lint
lint: $(STAMP) ## ruff on the generator, the runtime and the tests; black on what is printed
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BLACK) --check templates/runtime generated

.PHONY: types
types: $(STAMP) ## strict basedpyright and strict mypy on the generator, the runtime, the output, and the tests that judge it
	@$(BIN)/basedpyright
	@$(BIN)/mypy

.PHONY: fmt
fmt: $(STAMP) ## format the generator and the tests
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .
	@$(BLACK) templates/runtime

LOCK := uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-annotate --no-header

.PHONY: lock
lock: ## resolve pyproject.toml again and write the locks (needs uv and the network)
	$(LOCK) --group dev --output-file requirements.lock pyproject.toml
	$(LOCK) --group install --constraint requirements.lock --output-file requirements-run.lock pyproject.toml
	$(LOCK) --group docs --output-file docs/requirements.lock

.PHONY: clean
clean: ## remove what the targets made, but not generated/
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

include tests/live.mk
