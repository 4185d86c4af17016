# SPDX-License-Identifier: Apache-2.0
# For an application outside of this repository: its tests and its report
# (docs/evidence-guide.md). An image for each folder of tests/system that has
# a main.c; the others test the application's image.
.PHONY: test certify-report

ifneq ($(MODULE_XML),)
test certify-report:
	@echo "$(MODULE_XML): a module has no tests and no report of its own; a" \
	    "partition has them, with a Makefile, req and tests/system in its" \
	    "folder: make -C FOLDER $@; folders: $(PARTITIONS)" >&2; exit 2
else

TEST_MAINS := $(sort $(patsubst %/main.c,%,$(wildcard tests/system/*/main.c)))
$(foreach t,$(TEST_MAINS),$(eval $(call image,$(notdir $t),$t)))
TEST_IMAGES := $(foreach t,$(TEST_MAINS),\
    $(BUILD)/aarch64/$(notdir $t)/$(notdir $t).elf)

test: $(APP_IMAGE) $(TEST_IMAGES) ## run tests/system in QEMU, compare whole logs
	@$(call need,qemu-system-aarch64,qemu-system-arm)
	@$(PYTHON) $(LONGERON)/tests/system/run.py --image $(APP_IMAGE) \
	    --images $(BUILD)/aarch64 $(if $(K),-k '$(K)') -- $(QEMU)

# Results of before are removed: what does not run now is missing.
certify-report: ## test, check the trace, make build/report/index.html
	@rm -rf build/results build/report; code=0; \
	$(MAKE) --no-print-directory test || code=$$?; \
	$(PYTHON) $(LONGERON)/trace/identity.py test=$$code && \
	$(PYTHON) $(LONGERON)/trace/outside.py --app $(APP) --image $(APP_IMAGE)
endif

# What only the kernel's folder has, where the application has no such target.
ELSEWHERE := $(filter $(MAKECMDGOALS),$(shell sed -n \
    's/^\([a-z][a-z-]*\):.*## .*/\1/p' $(LONGERON)/Makefile $(LONGERON)/mk/*.mk))
ifneq ($(ELSEWHERE),)
$(shell printf '%s\n' $(ELSEWHERE) | sed 's/^./%/'):
	@echo "make $@: a command of the kernel's folder: make -C $(LONGERON) $@;" \
	    "make help lists those of here" >&2; exit 2
endif
