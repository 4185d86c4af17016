# SPDX-License-Identifier: Apache-2.0
# The trace and the certification report.

.PHONY: trace report certify-report test-report

trace: ## check the trace both ways; STATIC=1: no results, UPDATE=1: accept
	@/usr/bin/python3 trace/trace.py $(if $(STATIC),--static) \
	    $(if $(UPDATE),--update)

report: ## make build/report from the results at hand, which never suffice
	@/usr/bin/python3 trace/identity.py
	@/usr/bin/python3 trace/report.py

test-report: ## open build/report in Chromium and follow it; pictures of it
	@REPORT=build/report /usr/bin/python3 -m pytest -q -p no:cacheprovider \
	    tests/tools/test_report_browser.py

# A step that fails does not stop the others: the report must say so.
CERTIFY_STEPS = layers sloc prove misra test coverage bench mutate trace

certify-report: ## run every check, then make build/report; fails if one fails
	@rm -rf build/results build/report; mkdir -p build/results; \
	steps=; status=0; \
	for step in $(CERTIFY_STEPS); do \
	    echo "== make $$step"; \
	    $(MAKE) --no-print-directory $$step; code=$$?; \
	    if [ $$code -ne 0 ]; then status=1; fi; \
	    steps="$$steps $$step=$$code"; \
	done; \
	/usr/bin/python3 trace/identity.py $$steps || status=1; \
	/usr/bin/python3 trace/report.py || status=1; \
	exit $$status
