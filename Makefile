# `make` alone is `make run`; `make help` prints what stands behind ## below.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8501
BASE ?=
BIN := .venv/bin
.NOTPARALLEL:

.PHONY: run serve help test build update figures bench load fuzz inventory lock screenshots sweep clean

run: build ## set up and serve the app: PORT=8501 HOST=127.0.0.1
	@$(BIN)/python -m deploy.port $(HOST) $(PORT)
	$(BIN)/streamlit run app.py --server.address $(HOST) --server.port $(PORT)

serve: build ## the same with a process per core, behind nginx: BASE=sdg PROCESSES=4 too
	exec $(BIN)/python -m deploy.serve --address $(HOST) --port $(PORT) --base "$(BASE)" \
		$(if $(PROCESSES),--processes $(PROCESSES))

help: ## say what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: .venv/installed ## make the database from the figures
	$(BIN)/sdgwijzer build

test: .venv/installed-dev ## set up, with tools and a browser, and run every check
	sh tests/browser.sh
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	@# beside it the tests are compiled, once for all workers
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest --collect-only -qq > /dev/null & \
		$(BIN)/mypy; found=$$?; wait; exit $$found
	$(BIN)/pytest -n 4 --dist worksteal  # two more than cores: browsers wait a lot

update: .venv/installed ## ask the publishers for new figures: docs/bijwerken.md
	$(BIN)/sdgwijzer update

figures: .venv/installed ## read all sources again from the publishers' files: MIRROR=folder
	$(BIN)/sdgwijzer update --mirror $(MIRROR)

bench: .venv/installed-dev build ## measure building, judging, pages, a crowd; readers too: MIRROR=folder
	missed=; for each in build judging screens pages first crowd api downloads report $(if $(MIRROR),"readers $(MIRROR)"); do \
		set -- $$each; name=$$1; shift; \
		PYTHONPATH=. $(BIN)/python benchmarks/$$name.py "$$@" || missed="$$missed $$name"; \
	done; test -z "$$missed" || { echo "budgets missed by:$$missed" >&2; exit 1; }

load: .venv/installed-dev build ## a crowd on loopback, swaps, a lost replica: BESIDE=clone of another version
	sh tests/nginx.sh
	PYTHONPATH=. $(BIN)/python benchmarks/load.py $(if $(BESIDE),--beside $(BESIDE))
	PYTHONPATH=. $(BIN)/python benchmarks/steady.py

fuzz: .venv/installed-dev build ## hostile input, each target so long: MINUTES=10 TARGETS="links api"
	PYTHONPATH=. $(BIN)/python benchmarks/fuzz.py $(or $(MINUTES),10) $(TARGETS)

# The whole suite with all examples: every municipality on every goal, many links in fresh
# browsers, every page and state in both themes at both widths, the main job by keyboard on a
# phone, markup in every parameter, the app behind nginx, every control alone and in pairs, walks
# and Back, clicks while databases are swapped, updates killed at more moments, the invariants, the
# audit of the rules, 2,000 rows recomputed by a stranger, the publishers' full files where they are
# at hand, damage to every recorded answer, all indicators built twice, drawn and taken along alone
sweep: .venv/installed-dev build ## open everything in a browser, use every control: about an hour
	sh tests/nginx.sh
	SDGWIJZER_SWEEP=1 $(BIN)/pytest -q -n 2 --dist worksteal

screenshots: .venv/installed-dev build ## pictures of the pages, in screenshots/
	PYTHONPATH=. $(BIN)/python tests/screenshots.py

lock: .venv/installed-dev ## resolve the locked versions anew
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --extra build \
		pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --extra build --extra dev \
		pyproject.toml -o requirements-dev.lock

inventory: .venv/installed-dev ## write what the program is made of: docs/sbom.cdx.json, docs/licenties.md
	$(BIN)/python -m deploy.inventory

.venv/created:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name it with PYTHON=")'
	$(PYTHON) -m venv .venv
	touch $@

# All files are compiled at once, on all cores: pip does it one by one. What Python cannot compile
# (a few templates and files of older versions) is left to whoever imports it.
define install
	$(BIN)/pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r $(1)
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -qq -j 0 .venv/lib || true
endef

.venv/installed: .venv/created requirements.lock pyproject.toml
	$(call install,requirements.lock)
	touch $@

# Holds all that the other lock file has.
.venv/installed-dev: .venv/created requirements-dev.lock requirements.lock pyproject.toml
	$(call install,requirements-dev.lock)
	touch .venv/installed $@

clean: ## take away what was installed and built
	rm -rf .venv data/*.duckdb data/sdgwijzer.current
