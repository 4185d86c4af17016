# SPDX-License-Identifier: Apache-2.0
# The trace and the certification report.

.PHONY: trace impact review trace-diff report certify-report test-report
.PHONY: certify-archive pictures

trace: ## check the trace both ways; STATIC=1: no results, UPDATE=1: accept
	@$(PYTHON) trace/trace.py $(if $(STATIC),--static) \
	    $(if $(UPDATE),--update)

impact: ## what a change touches; OF=<requirement, function or file>
	@test -n "$(OF)" || { echo "make impact: name what changes, as in" \
	    "make impact OF=llr~sched-pick~2" >&2; exit 2; }
	@$(PYTHON) trace/impact.py '$(OF)'

review: ## what a review looks at, and its record; OF=<requirement>
	@test -n "$(OF)" || { echo "make review: name a requirement, as in" \
	    "make review OF=llr~sched-pick~2" >&2; exit 2; }
	@$(PYTHON) trace/review.py '$(OF)'

trace-diff: ## what differs in the trace; FROM=<revision> [TO=<revision>]
	@test -n "$(FROM)" || { echo "make trace-diff: name a revision, as in" \
	    "make trace-diff FROM=HEAD~5" >&2; exit 2; }
	@$(PYTHON) trace/diff.py '$(FROM)' $(if $(TO),'$(TO)')

# What judges is compiled anew: nobody's bytecode or templates are taken.
UNCOMPILED = rm -rf build/pycache; mkdir -p build/pycache; \
    export PYTHONPYCACHEPREFIX=$(CURDIR)/build/pycache

report: ## make build/report from the results at hand, which never suffice
	@$(UNCOMPILED); $(PYTHON) trace/identity.py || exit 1; \
	status=0; $(PYTHON) trace/report.py || status=1; \
	$(PYTHON) trace/pdf.py || status=1; \
	$(PYTHON) trace/verify.py --report || status=1; exit $$status

test-report: ## open build/report in Chromium and follow it; pictures of it
	@rm -rf build/report-screens build/report.xml
	@REPORT=build/report $(PYTHON) -m pytest -q -p no:cacheprovider \
	    --junitxml=build/report.xml tests/tools/test_report_browser.py

certify-archive: ## pack build/report with sources, images, hashes into one tar
	@$(UNCOMPILED); $(PYTHON) trace/archive.py

pictures: ## take README's pictures of build/report into docs/images
	@$(call need,node,nodejs)
	@node trace/pictures.mjs build/report docs/images

# A step that fails does not stop the others: the report must say so. Of the
# mutants a sample, always the same: MUTANTS=n, of .ci/run 600; MUTANTS= tries
# all. TESTED=1: `make test` has just passed in this tree, as in .ci/run; its
# results are kept. A step whose result is good and made from this tree is not
# run again (trace/steps.py); FRESH=1 runs all. `trace` always runs. AUDIT=1
# plants the faults, too; without it the report has the committed verdict. At
# the end the seconds of each step, and of all against the limit, for which only
# the steps of a default run count. TIMED=1: over the limit is a failure, and with
# TIMED=unchanged a step that runs is, too.
CERTIFY_STEPS = layers sloc analyse prove misra test coverage objcov limits \
    coupling bench mutate trace $(if $(AUDIT),audit-the-auditor)
DEFAULT_MUTANTS := 40
MUTANTS ?= $(DEFAULT_MUTANTS)
BEYOND_DEFAULT = $(if $(filter $(DEFAULT_MUTANTS),$(MUTANTS)),,mutate) \
    $(if $(AUDIT),audit-the-auditor)
STEP = $(PYTHON) trace/steps.py

certify-report: ## run the checks that need it (FRESH=1: all), make build/report
	@mkdir -p build/results; rm -rf build/report; $(STEP) clock start
	@$(UNCOMPILED); $(if $(FRESH),rm -rf build/steps.json build/watched;) steps=; status=0; \
	for step in $(CERTIFY_STEPS); do \
	    echo "== make $$step"; code=0; setting=; kept=; \
	    if [ $$step = mutate ]; then setting=SAMPLE=$(MUTANTS); fi; \
	    if [ $${step}$(TESTED) = test1 ]; \
	    then kept=,before; $(STEP) before $$step || code=1; \
	    elif [ $$step != trace ] && $(STEP) unchanged $$step $$setting; \
	    then kept=,unchanged; \
	    else $(STEP) begin $$step; $(MAKE) --no-print-directory \
	        $$step $$setting || code=$$?; fi; \
	    if [ "$$kept" != ,unchanged ]; \
	    then $(STEP) done $$step $$code $$setting; fi; \
	    if [ $$code -ne 0 ]; then status=1; fi; \
	    steps="$$steps $$step=$$code$$kept"; $(STEP) clock $$step$$kept; \
	done; \
	for tool in "identity $$steps" report pdf "verify --report"; do \
	    set -- $$tool; name=$$1; shift; \
	    $(PYTHON) trace/$$name.py "$$@" || status=1; \
	    $(STEP) clock $$name; \
	done; \
	$(STEP) clock table '$(TIMED)' $(BEYOND_DEFAULT) || status=1; exit $$status
