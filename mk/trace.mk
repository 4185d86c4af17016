# SPDX-License-Identifier: Apache-2.0
# The trace and the certification report.

.PHONY: trace
trace: ## check the trace both ways; STATIC=1: no results, UPDATE=1: accept
	@/usr/bin/python3 trace/trace.py $(if $(STATIC),--static) $(if $(UPDATE),--update)
