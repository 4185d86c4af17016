# SPDX-License-Identifier: Apache-2.0
# Proof, coding standard, mutants, analyses.

.PHONY: prove misra mutate analyse audit-the-auditor

# MODULE=sched: src/kernel/sched.c (and src/apex/sched.c) alone.
prove: ## prove the C code; MODULE=x, FUNCTION=f, FRESH=1, UPDATE=1: accept
	@$(PYTHON) verification/prove.py $(if $(MODULE),--module $(MODULE)) \
	    $(if $(FUNCTION),--function $(FUNCTION)) \
	    $(if $(FRESH),--fresh) $(if $(UPDATE),--update) \
	    $(if $(STEPS),--steps $(STEPS)) $(if $(TIMEOUT),--timeout $(TIMEOUT))

misra: ## MISRA C:2012 and two compilers' warnings; UPDATE=1: deviations' text
	@$(PYTHON) verification/misra.py $(if $(UPDATE),--update)

mutate: ## faults planted in kernel, APEX, libc; MODULE=x, SAMPLE=n: some; TESTS=1, PROOF=1: alone
	@$(call need,qemu-system-aarch64,qemu-system-arm)
	@$(PYTHON) verification/mutate.py --qemu '$(QEMU)' $(if $(MODULE),--module $(MODULE)) \
	    $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(TESTS),--tests) \
	    $(if $(PROOF),--proof)

audit-the-auditor: ## sabotage copies of the tree; ONLY=id, KIND=group, CHANGED=1: some; UPDATE=1: accept
	@$(PYTHON) verification/audit.py $(if $(ONLY),--only '$(ONLY)') \
	    $(if $(KIND),--kind '$(KIND)') $(if $(CHANGED),--changed) \
	    $(if $(UPDATE),--update)

# The example, linked once more with what it does not use.
WHOLE_IMAGE := $(BUILD)/analyse/whole.elf

$(WHOLE_IMAGE): $(AIR_DATA_IMAGE)
	@mkdir -p $(@D)
	@echo "  LD $@"
	$(QUIET)$(TARGET_CC) $(filter-out -Wl$(comma)--gc-sections,$(LINK_FLAGS)) \
	    -Wl,-T,$(LINK_LD) -o $@ $(IMAGE_O_air_data) $(KERNEL_O_FP1) $(LIBS_FP1)

analyse: $(WHOLE_IMAGE) $(AIR_DATA_IMAGE) $(HELLO_IMAGE) ## stack, loops, heap, dead code, complexity
	@$(call need,pmccabe,pmccabe)
	@$(PYTHON) verification/analyse.py --objdump $(CROSS)objdump \
	    --heap '$(HEAP)' --whole $(WHOLE_IMAGE) \
	    --usage $(SHARED) $(dir $(AIR_DATA_IMAGE)) \
	    -- $(AIR_DATA_IMAGE) $(HELLO_IMAGE)
