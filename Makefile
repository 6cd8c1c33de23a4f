# make run    set up and serve the app   PORT=8501 HOST=127.0.0.1
# make test   set up, with tools and a browser, and run every check
# make bench  what a build costs, beside the least that the same rows can cost
# make sweep  open every municipality on every goal, many links, every page and state in both themes,
#             the app behind a web server; use every control
# make lock   resolve the locked versions anew

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8501
BIN := .venv/bin

.PHONY: run test build update figures bench lock screenshots sweep clean

run: build
	$(BIN)/streamlit run app.py --server.address $(HOST) --server.port $(PORT)

build: .venv/installed
	$(BIN)/sdgwijzer build

test: .venv/installed-dev build
	sh tests/browser.sh
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n 3 --dist worksteal  # one more than cores: browsers wait a lot

# Ask the publishers for new figures: docs/bijwerken.md
update: .venv/installed
	$(BIN)/sdgwijzer update

# Read all sources again from a folder with the publishers' files: make figures MIRROR=folder
figures: .venv/installed
	$(BIN)/sdgwijzer update --mirror $(MIRROR)

bench: .venv/installed-dev build
	missed=; for each in build judging pages crowd $(if $(MIRROR),"readers $(MIRROR)"); do \
		set -- $$each; name=$$1; shift; \
		PYTHONPATH=. $(BIN)/python benchmarks/$$name.py "$$@" || missed="$$missed $$name"; \
	done; test -z "$$missed" || { echo "budgets missed by:$$missed" >&2; exit 1; }

# Every municipality on every goal, many links in fresh browsers, every page and state in both
# themes at both widths, markup in every parameter, the app behind nginx, every control alone and
# in pairs, walks and Back; about an hour
sweep: .venv/installed-dev build
	sh tests/nginx.sh
	SDGWIJZER_SWEEP=1 $(BIN)/pytest -q -n 2 tests/pages/test_sweep.py tests/pages/test_links.py \
		tests/pages/test_accessibility.py tests/pages/test_nginx.py tests/pages/test_history.py \
		tests/pages/test_as_text.py tests/pages/test_monkey.py tests/test_typed_numbers.py

screenshots: .venv/installed-dev build
	PYTHONPATH=. $(BIN)/python tests/screenshots.py

lock: .venv/installed-dev
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --extra build \
		pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --extra build --extra dev \
		pyproject.toml -o requirements-dev.lock

.venv/created:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name it with PYTHON=")'
	$(PYTHON) -m venv .venv
	touch $@

.venv/installed: .venv/created requirements.lock pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/installed-dev: .venv/installed requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

clean:
	rm -rf .venv data/*.duckdb data/sdgwijzer.current
