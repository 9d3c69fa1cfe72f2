# The commands of this bench. `make run` serves the site, `make test` runs every test.
PYTHON ?= python3
PROVISION = PYTHONDONTWRITEBYTECODE=1 $(PYTHON) -m provision
export PORT REALTIME_PORT SEED FOLDER APPLY
export FRAPPE_SOURCE

.PHONY: export-config import-config
.PHONY: openapi-check clients
.PHONY: run test verify-framework verify-trail lint walk walk-mutants fuzz advisories bench lock sbom clean

run:            ## from a bare machine to a served site with demo data; FRAPPE_SOURCE=repository@version on another Frappe
	@$(PROVISION) run

test:           ## from a bare machine to the whole suite
	@$(PROVISION) test

verify-framework: ## prove that the installed framework is upstream's tree
	@$(PROVISION) verify-framework

lint:           ## rules of style
	@$(PROVISION) build
	@env/bin/ruff check . && env/bin/ruff format --check .

walk:           ## who sees and changes what, tried at every door of the served test site
	@$(PROVISION) walk

advisories:     ## each known hole of the framework: what closes it here, and its tests
	@$(PROVISION) advisories
walk-mutants:   ## open every guard once: a check has to notice each
	@$(PROVISION) walk-mutants

fuzz:           ## made-up calls as guest, partner and staff; SEED= repeats a run
	@$(PROVISION) fuzz

openapi-check:  ## the interface for programs against the document it gives of itself; SEED= repeats a run
	@$(PROVISION) openapi-check

clients:        ## a year of a group, lived by two programs nobody here wrote
	@$(PROVISION) clients

bench:          ## what the app costs over the framework alone, as ratios
	@$(PROVISION) measure

verify-trail:   ## whether the trail of who saw and did what is as it was sealed
	@$(PROVISION) verify-trail

export-config:  ## what the council customised, into FOLDER=, one file a record
	@$(PROVISION) export-config

import-config:  ## what FOLDER= would change on this site; APPLY=1 changes it
	@$(PROVISION) import-config

lock:           ## renew the lock files from the .in files
	@$(PROVISION) lock

sbom:           ## what is in use, by version and hash, as CycloneDX JSON
	@$(PROVISION) sbom

clean:          ## remove everything that was built; the site's data go with it
	@rm -rf .bench env apps/frappe sites/assets sites/*.localhost logs config/pids provision/node_modules tests/clients/node_modules junit.xml sbom.json
