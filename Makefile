# `make run` and `make test` do all that they need, from a fresh clone on.
# What is done is remembered in .cache/, so that the second time they only start.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8000
# Two workers: the machines this is built on have two cores, and a browser in each is what they carry.
WORKERS ?= 2
UV := uv==0.13.9
PIP_AUDIT := pip-audit==2.10.1
MUTMUT := mutmut==3.8.1
TYPST := typst==0.15.2
VALIDATOR := vnu-jar@26.9.27
LIGHTHOUSE := lighthouse@12.8.2

BIN := .venv/bin
AUDIT := .cache/audit/bin/pip-audit
INSTALL_AUDIT = test -x $(AUDIT) || { $(BIN)/python -m venv .cache/audit \
	&& timeout 60 .cache/audit/bin/python -m pip install --quiet --disable-pip-version-check --retries 1 $(PIP_AUDIT); }
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
INSTALL := $(PIP) install --quiet --root-user-action=ignore
CATALOGUES := $(wildcard quizapp/translations/*/LC_MESSAGES/*.po)
COMPILED := $(CATALOGUES:.po=.mo)

.PHONY: advisories audit benchmarks clean compare-with-r faults fuzz fuzz-definitions held-back help imports licences lint load mutation pins report-beside-others run schema setup system-run system-test test test-postgresql translations types wheel

help:  ## what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

run: .cache/run $(COMPILED)  ## serve on http://127.0.0.1:8000 (PORT=8080 make run: elsewhere)
	@exec $(BIN)/quizapp serve --port $(PORT)

# pytest comes last: CI reads its closing line. A browser, a database or a wheel is set up once a file,
# so a file stays with one worker.
test: lint types imports advisories  ## lint, types, import contracts, known flaws in what is pinned, and every test
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

# `make test` runs what touches storage on both databases; this runs all that can be on PostgreSQL there.
test-postgresql: .cache/test $(COMPILED)  ## every test on PostgreSQL (as long as `make test`)
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --database postgresql

setup: .cache/test $(COMPILED)  ## everything `make run` and `make test` need, and nothing else

lint: .cache/test  ## ruff: style and likely bugs
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: .cache/test  ## mypy, strict
	@$(BIN)/mypy

imports: .cache/test  ## who may import whom
	@$(BIN)/lint-imports --cache-dir .cache/import-linter

# --- set-up ---------------------------------------------------------------------------------------

# Asked every time, in some hundredths of a second: a machine may have lost a package since.
system-run:
	@scripts/system-packages run

system-test:
	@scripts/system-packages test

$(BIN)/python: | system-run
	@python=$$(scripts/system-packages python) && echo "Making .venv with $$python" && "$$python" -m venv --clear .venv

BUILD := pyproject.toml hatch_build.py

.cache/run: requirements/run.txt $(BUILD) $(BIN)/python | system-run
	@echo "Installing Python packages into .venv (the first time takes a minute)"
	@$(INSTALL) --require-hashes -r requirements/run.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@mkdir -p $(@D) && touch $@

# The test pins contain the run pins, so this answers for both.
.cache/test: requirements/run.txt requirements/test.txt $(BUILD) $(BIN)/python | system-test
	@echo "Installing Python packages into .venv (the first time takes a minute)"
	@$(INSTALL) --require-hashes -r requirements/test.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@mkdir -p $(@D) && touch .cache/run $@

%.mo: %.po hatch_build.py | .cache/run
	@$(BIN)/python hatch_build.py

# --- now and then ---------------------------------------------------------------------------------

COMPILE := --quiet --generate-hashes --universal --no-header --no-emit-index-url --no-emit-find-links \
	--python-version 3.11 $(UPGRADE) pyproject.toml

pins: $(BIN)/python  ## renew requirements/*.txt from pyproject.toml (UPGRADE=--upgrade: to the newest)
	@test -x .cache/uv/bin/uv || $(BIN)/python -m venv .cache/uv
	@.cache/uv/bin/python -m pip install --quiet --disable-pip-version-check $(UV)
	@.cache/uv/bin/uv pip compile $(COMPILE) --group build --output-file requirements/run.txt
	@.cache/uv/bin/uv pip compile $(COMPILE) --group build --extra postgresql --extra redis --constraints requirements/run.txt \
		--output-file requirements/image.txt
	@.cache/uv/bin/uv pip compile $(COMPILE) --group test --all-extras --constraints requirements/run.txt \
		--output-file requirements/test.txt

load: .cache/test $(COMPILED)  ## how many people at a time: until pages come late, on both databases (some ten minutes)
	@$(BIN)/python -m benchmarks.load
	@$(BIN)/python -m benchmarks.load --workers 2

.PHONY: soak overload
soak: .cache/test $(COMPILED)  ## a million requests to one server: does anything fail, does it grow? (half an hour)
	@$(BIN)/python -m benchmarks.soak

overload: .cache/test $(COMPILED)  ## twice as many people as can be served, for five minutes
	@$(BIN)/python -m benchmarks.overload

audit: .cache/test  ## ask the advisories of PyPI about every pin; not to be told is a failure here
	@$(INSTALL_AUDIT) && $(BIN)/python -m tests.guards.audit $(AUDIT) --insist

# As `make test` does: a machine that cannot reach them is told so, and goes on.
advisories: .cache/test
	@{ $(INSTALL_AUDIT); } 2> .cache/audit.log || true
	@$(BIN)/python -m tests.guards.audit $(AUDIT)

# Its own environment, which looks into ours for what the tests need; mutmut works in mutants/.
mutation: .cache/test $(COMPILED)  ## change the domain in some 1,900 ways: do the tests notice? (an hour; ONLY="quizapp.domain.plan*")
	@test -x .cache/mutation/bin/mutmut || $(BIN)/python -m venv .cache/mutation
	@.cache/mutation/bin/python -m pip install --quiet --disable-pip-version-check $(MUTMUT)
	@$(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' > \
		"$$(.cache/mutation/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/project.pth"
	@nice .cache/mutation/bin/mutmut run --max-children $(WORKERS) $(ONLY)
	@.cache/mutation/bin/mutmut results --all true | $(BIN)/python -m tests.mutation

licences: .cache/test  ## write docs/licences.md anew
	@$(BIN)/python -m tests.guards.licences

.PHONY: report-pictures
report-pictures: .cache/test $(COMPILED)  ## twelve reports as pictures in .cache/report-pictures, to look at page by page
	@$(BIN)/python -m tests.reports.pictures

fuzz: .cache/test $(COMPILED)  ## 100,000 hostile requests (some ten minutes)
	@$(BIN)/python -m benchmarks.fuzz_routes

.PHONY: pages lighthouse system-pages
system-pages:
	@scripts/system-packages pages

# A program of npm's, in a folder of its own, anew when its version changes.
NODE_TOOL = test -d .cache/$(1) || npm install --silent --no-audit --no-fund --ignore-scripts --prefix .cache/$(1) $(1) \
	|| { rm -rf .cache/$(1); echo "npm could not install $(1)" >&2; exit 1; }

# The W3C's validator reads what was served meanwhile: it takes seconds, and a Java that `make test` does without.
# What it guesses of a page's language is left out: an author's test may be in another one.
pages: .cache/test $(COMPILED) | system-pages  ## every page in every state, at every width, in all colours and languages (half an hour)
	@rm -rf .cache/markup && mkdir -p .cache/markup
	@PAGES=all MARKUP=.cache/markup $(BIN)/python -m pytest -n $(WORKERS) --dist load -o faulthandler_timeout=0 \
		tests/browser/test_pages.py tests/browser/test_walk.py tests/browser/test_second_test.py
	@$(call NODE_TOOL,$(VALIDATOR))
	@java -jar .cache/$(VALIDATOR)/node_modules/vnu-jar/build/dist/vnu.jar --Werror \
		--filterpattern '.*appears to be written in.*' .cache/markup

lighthouse: .cache/test $(COMPILED) | system-pages  ## Lighthouse on front, first page and result, in both languages
	@$(call NODE_TOOL,$(LIGHTHOUSE))
	@LIGHTHOUSE="node .cache/$(LIGHTHOUSE)/node_modules/lighthouse/cli/index.js" $(BIN)/python -m benchmarks.lighthouse

faults: .cache/test $(COMPILED)  ## 200 processes killed, databases taken away under load (half an hour; as root all of it)
	@$(BIN)/python -u -m tests.operation.faults --database sqlite
	@$(BIN)/python -u -m tests.operation.faults --database postgresql

wheel: .cache/run  ## build dist/quizapp-*.whl, which carries everything
	@$(PIP) wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

translations: .cache/run  ## collect the texts of code and templates into the catalogues, and compile them
	@$(BIN)/pybabel -q extract --mapping pyproject.toml --no-location --sort-output --project quizapp \
		--output .cache/messages.pot .
	@$(BIN)/pybabel -q update --input-file .cache/messages.pot --output-dir quizapp/translations \
		--no-fuzzy-matching --ignore-pot-creation-date
	@$(BIN)/python hatch_build.py

schema: .cache/run  ## renew the JSON Schemas in questionnaires/schema/ from the classes
	@$(BIN)/quizapp schema --output questionnaires/schema

benchmarks: .cache/test $(COMPILED)  ## measure, each figure beside a reference from the same run
	@for what in sitting first_page start definitions report asking score calibration; do $(BIN)/python -m benchmarks.$$what; done

report-beside-others: .cache/test $(COMPILED)  ## the report beside plain WeasyPrint, Chromium and typst
	@test -d .cache/typst || $(INSTALL) --no-deps --target .cache/typst $(TYPST)
	@PYTHONPATH=.cache/typst $(BIN)/python -m benchmarks.report_beside_others

compare-with-r: .cache/test  ## the same figures as R's psych? (needs r-base-core and r-cran-psych)
	@$(BIN)/python -m benchmarks.compare_with_r

held-back: .cache/test  ## are intervals and probabilities true of real people? (r-base-core r-cran-psych r-cran-psychtools)
	@$(BIN)/python -m benchmarks.held_back

fuzz-definitions: .cache/test $(COMPILED)  ## 100,000 spoiled definitions: problems may come of them, and nothing else
	@$(BIN)/python -m tests.definitions.fuzzing 100000

clean:  ## remove what was made here; the database in var/ stays
	@rm -rf .venv .cache build dist mutants $(COMPILED)
	@find quizapp tests -name __pycache__ -type d -prune -exec rm -rf {} +
