# The two commands, and what they are made of. Each line hands over to Python at once; README.md tells more.
PYTHON ?= python3
SCALE ?= small
export SCALE

.PHONY: run test check bench lock

# from nothing to a working site on http://127.0.0.1:8000/ (PORT=, DATABASE_URL=, REDIS_URL=)
run:
	@$(PYTHON) config/install.py
	@.venv/bin/python -m config.run

# from nothing to the whole suite passed: checks, embedded, PostgreSQL with Redis and a worker, browser
test:
	@$(PYTHON) config/install.py dev
	@.venv/bin/python -m tests.run

# style, types, import contract, migrations, translations, templates, the rules of the house
check:
	@$(PYTHON) config/install.py dev
	@.venv/bin/python -m tests.check

# every figure as a ratio to its limit or a peer of the same run (SCALE=small, province or stress)
bench:
	@$(PYTHON) config/install.py dev
	@.venv/bin/python -m tests.bench

# the locks anew from pyproject.toml and package.json; needs uv and npm
lock:
	@$(PYTHON) config/install.py dev
	@.venv/bin/python -m tests.lock
