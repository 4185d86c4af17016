# SPDX-License-Identifier: Apache-2.0
# Proof, coding standard, mutants.

.PHONY: prove misra mutate

# MODULE=sched: src/kernel/sched.c (and src/apex/sched.c) alone.
prove: ## prove the C code; MODULE=x, FRESH=1: no cache, UPDATE=1: accept
	@$(PYTHON) verification/prove.py $(if $(MODULE),--module $(MODULE)) \
	    $(if $(FRESH),--fresh) $(if $(UPDATE),--update) \
	    $(if $(TIMEOUT),--timeout $(TIMEOUT))

misra: ## MISRA C:2012 and two compilers' warnings; UPDATE=1: deviations' text
	@$(PYTHON) verification/misra.py $(if $(UPDATE),--update)

mutate: ## faults planted in the kernel; MODULE=x, SAMPLE=n: some; TESTS=1
	@$(PYTHON) verification/mutate.py $(if $(MODULE),--module $(MODULE)) \
	    $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(TESTS),--tests)
