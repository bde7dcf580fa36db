# The tests that need Node.js 20 or the network: against real servers, against Prism, and the public SDK's own.
# `make test` does not run them.
NODE_FOLDERS := tests/engine tests/contract
LIVE := $(BIN)/python -m pytest -q -p no:cacheprovider

.PHONY: need-node
need-node:
	@command -v node >/dev/null && command -v npm >/dev/null || \
		{ echo "this needs Node.js 20 or later: node and npm are not both on the path" >&2; exit 2; }

%/node_modules/.package-lock.json: %/package-lock.json | need-node
	@npm ci --prefix $* --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

.PHONY: test-engine
test-engine: need-node $(STAMP) tests/engine/node_modules/.package-lock.json ## the clients against the real Workflows engine (needs Node.js)
	@SPECLOOM_LIVE=engine $(LIVE) tests/engine $(ARGS)

.PHONY: test-contract
test-contract: need-node $(STAMP) tests/contract/node_modules/.package-lock.json ## every request against the description, by Prism (needs Node.js)
	@SPECLOOM_LIVE=contract $(LIVE) tests/contract $(ARGS)

.PHONY: test-sdk
test-sdk: need-node $(STAMP) tests/contract/node_modules/.package-lock.json ## the public SDK's own Workflows tests (needs Node.js, network once)
	@$(BIN)/python -m tests.sdk_suite.run $(ARGS)

.PHONY: test-project
test-project: need-node $(STAMP) tests/contract/node_modules/.package-lock.json ## the tests that generated projects bring, against Prism (needs Node.js)
	@$(BIN)/python -m tests.projects.run $(ARGS)

.PHONY: record
record: need-node $(STAMP) $(NODE_FOLDERS:=/node_modules/.package-lock.json) ## tests/recordings/ anew from the engine and from Prism (needs Node.js)
	@PYTHONPATH=generated $(BIN)/python -m tests.recordings.record

.PHONY: test-integrations
test-integrations: $(STAMP) ## the GitHub action and the pre-commit hooks as they install themselves (network)
	@SPECLOOM_LIVE=integrations $(LIVE) tests/integrations/live $(ARGS)

.PHONY: test-servers
test-servers: need-node $(STAMP) ## jobs of users with real servers, by the clients of the documents they serve (Node.js, network once)
	@SPECLOOM_LIVE=servers $(LIVE) tests/servers $(ARGS)

SITE_TESTS := tests/site/browser
SITE_ENV := build/site-env/.made-from-lock

.PHONY: need-chromium
need-chromium:
	@command -v chromium >/dev/null || { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium; } >/dev/null 2>&1 || \
		{ echo "this needs chromium: it is not on the path, and apt-get can't install it" >&2; exit 2; }

$(SITE_ENV): $(SITE_TESTS)/requirements.lock $(STAMP)
	@$(BIN)/python -m venv build/site-env
	@build/site-env/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	@touch $@

.PHONY: test-site
test-site: need-node need-chromium $(SITE_ENV) $(SITE_TESTS)/node_modules/.package-lock.json ## the reference site in a browser: use, axe, afdocs, valid HTML (needs Node.js, chromium, network once)
	@$(BIN)/specloom docs -q spec/cloudflare-workflows/openapi.yaml -o build/site-tests/workflows
	@$(BIN)/specloom docs -q spec/cloudflare-workflows/openapi.yaml -o build/site-tests/published --base-url https://docs.example.com/published/
	@$(BIN)/specloom docs -q tests/site/kinds.yaml -o build/site-tests/kinds
	@$(BIN)/specloom docs -q tests/site/media.yaml -o build/site-tests/media
	@$(BIN)/specloom docs -q tests/site/hostile.yaml -o build/site-tests/hostile
	@build/site-env/bin/python -m pytest -q -p no:cacheprovider -c $(SITE_TESTS)/pytest.ini $(SITE_TESTS) $(ARGS)

.PHONY: docs-picture
docs-picture: need-chromium $(SITE_ENV) docs ## rewrite docs/images/reference-site.png (needs chromium)
	@mkdir -p docs/images
	@build/site-env/bin/python $(SITE_TESTS)/picture.py build/site docs/images/reference-site.png
