# The commands of this repository; README.md shows the first two.
PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin/python
STAMP  := $(VENV)/.installed
SIZE   ?= province
HOME_  := $(if $(HOLDLINE_HOME),$(HOLDLINE_HOME),data)
export PYTHONPATH := $(CURDIR)

.PHONY: setup run test check bench screenshots browser cluster

setup: $(STAMP)
	@$(RUN) -m holdline boundaries --territories

$(STAMP): requirements.txt requirements-dev.txt requirements-cluster.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say which with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $(STAMP)

$(HOME_)/snapshots/CURRENT: | setup
	@test -n "$$(ls $(HOME_)/import/*.parquet $(HOME_)/import/*.csv $(HOME_)/import/*.xlsx 2>/dev/null)" || $(RUN) -m holdline sample --size $(SIZE) --seed 1 --out $(HOME_)/import
	@$(RUN) -m holdline build

run: setup $(HOME_)/snapshots/CURRENT
	@$(RUN) -m holdline serve --port $(or $(PORT),8501)

browser:
	@$(PYTHON) tools/install_browser.py

check: $(STAMP)
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy holdline pages app.py
	$(VENV)/bin/lint-imports

test: setup browser check
	$(VENV)/bin/pytest -n 2 --dist loadgroup

bench: setup browser
	@$(RUN) -m bench
	@$(RUN) -m bench.what_if
	@$(RUN) -m bench.dragging
	@$(RUN) -m bench.soak
	@$(RUN) -m bench.superset
	@$(RUN) -m bench.patterns
	@$(RUN) -m bench.checks
	@$(RUN) -m bench.linkage --from $(HOME_)/import --rival --keep
	@$(RUN) bench/survival.py

cluster: setup
	@$(RUN) tools/install_spark.py
	@$(RUN) -m bench.engines --size small --kill 25

screenshots: setup browser
	@$(RUN) -m tools.screenshots
