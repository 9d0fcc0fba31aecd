# Two commands do everything on a fresh Debian or Ubuntu machine: make edition, make test.
PYTHON ?= python3
BIN := .venv/bin
SAMPLE := examples/the-proof
RACK := .cache/rack
FOLDS := .cache/bench-extraction/folds

export PIP_DISABLE_PIP_VERSION_CHECK = 1
unexport PYTHONDONTWRITEBYTECODE  # hundreds of processes of the tests would compile the program anew

.PHONY: edition test check-long lint wheel bench bench-extraction lock clean

edition: .venv/.run ## Build the sample publication's edition into output/
	@$(BIN)/pressday -q -C $(SAMPLE) collect >/dev/null
	@$(BIN)/pressday -C $(SAMPLE) build 2026-W48 --output output

test: .venv/.dev ## Run every check; pytest's summary closes the output
	@$(BIN)/ruff check src tests benchmarks
	@$(BIN)/ruff format --check src tests benchmarks
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest -n auto --dist worksteal

lint: .venv/.dev ## Mend what can be mended, then check
	@$(BIN)/ruff check --fix src tests benchmarks
	@$(BIN)/ruff format src tests benchmarks
	@$(BIN)/mypy
	@$(BIN)/lint-imports

wheel: .venv/.dev ## Pack the program as one file in dist/, for pipx and uv
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist . >/dev/null
	@ls dist/pressday-*.whl

check-long: .venv/.dev edition ## Kill weeks; ask veraPDF and EPUBCheck about the sample, the torture edition, and files that CHECKED names
	@$(BIN)/python -m benchmarks.weeks
	@benchmarks/standards/setup
	@mkdir -p $(RACK) && cp -R benchmarks/standards/torture/. $(RACK)
	@$(BIN)/pressday -q -C $(RACK) collect >/dev/null
	@$(BIN)/pressday -q -C $(RACK) build >/dev/null
	@PATH="$(CURDIR)/.cache/verapdf:$$PATH" $(BIN)/pressday -C $(RACK) check
	@$(BIN)/python -m benchmarks.standards.validate output/2026-W48/*.pdf output/2026-W48/*.epub $(CHECKED)

bench: .venv/.dev ## Measure building against plain WeasyPrint
	@$(BIN)/python benchmarks/build.py

bench-extraction: .venv/.dev ## Measure extraction against five other libraries, over pip and npm
	@benchmarks/extraction/setup
	@$(BIN)/python -m benchmarks.extraction.run
	@mkdir -p $(FOLDS)
	@PYTHONPATH=.cache/bench-extraction/grow $(BIN)/python -m benchmarks.extraction.grow --folds $(FOLDS)
	@$(BIN)/python -m benchmarks.extraction.wide --folds $(FOLDS)

lock: .venv/.dev ## Pin every dependency by hash, without download addresses
	@scripts/lock

.venv/.run: requirements/run.txt pyproject.toml
	@scripts/system-packages run
	@scripts/environment run
	@touch $@

.venv/.dev: requirements/run.txt requirements/dev.txt pyproject.toml
	@scripts/system-packages run test
	@scripts/environment dev
	@touch .venv/.run $@

clean: ## Remove what was built; the environment stays
	rm -rf output/2026-W48 $(SAMPLE)/library $(SAMPLE)/.cache dist
