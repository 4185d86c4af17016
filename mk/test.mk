# SPDX-License-Identifier: Apache-2.0
# Tests: units on the host, systems in QEMU, and the tools. Guards itself
# against being read twice, since coverage.mk needs what it defines.
ifndef TEST_MK_READ
TEST_MK_READ := 1

.PHONY: test test-begin test-unit test-system test-tools unit-images system-images
test: test-begin test-unit test-system test-tools ## all tests
	@date +%s >>build/times-test

# When all began, and when all had passed: trace/steps.py shows it.
test-begin:
	@mkdir -p build; date +%s >build/times-test

# Units. Each tests/unit/<layer>/test_<module>.c is a host program of its own,
# with tests/unit/*.c (its main), tests/unit/host/*.c (the port) and the
# kernel. tests/unit/run.py runs them and writes $(RESULTS)/utest.json. For a
# coverage build set UNIT_BUILD, UNIT_CC and UNIT_FLAGS on the command line.
RESULTS := build/results
UNIT_BUILD := build/host
UNIT_CC := gcc
UNIT_FLAGS := -O1
UNIT_CFLAGS = -std=c11 -g -Wall -Wextra -Wconversion -Werror -MMD -MP \
    -ffile-prefix-map=$(CURDIR)/= -Iinclude -Iinclude/apex -Itests/unit \
    -Itests/unit/host $(UNIT_FLAGS)
UNIT_TESTS := $(sort $(wildcard tests/unit/*/test_*.c))
UNIT_PROGRAMS := $(UNIT_TESTS:%.c=$(UNIT_BUILD)/%)
UNIT_OBJECTS := $(patsubst %,$(UNIT_BUILD)/%.o,$(sort $(wildcard \
    src/kernel/*.c src/apex/*.c tests/unit/*.c tests/unit/host/*.c)))

# The application's main(), which the kernel calls, is not the program's.
$(UNIT_BUILD)/src/kernel/boot.c.o: RENAME_MAIN := -Dmain=application_main

$(UNIT_BUILD)/%.c.o: %.c mk/image.mk mk/test.mk | cunit
	@mkdir -p $(@D)
	@echo "  CC $<"
	$(QUIET)$(UNIT_CC) $(UNIT_CFLAGS) $(RENAME_MAIN) -c -o $@ $<
	@$(if $(filter $(UNIT_TESTS),$<),$(call carry,objcopy,$<,$@))

$(UNIT_BUILD)/tests/unit/%: $(UNIT_BUILD)/tests/unit/%.c.o $(UNIT_OBJECTS)
	@echo "  LD $@"
	$(QUIET)$(UNIT_CC) $(UNIT_FLAGS) -o $@ $^ -lcunit

.PHONY: cunit
cunit:
	@$(call need,$(UNIT_CC),$(if $(findstring clang,$(UNIT_CC)),clang-19,gcc))
	@test -e /usr/include/CUnit/CUnit.h || { echo "CUnit is missing: install" \
	    "the package libcunit1-dev, or run ./bootstrap" >&2; exit 1; }

unit-images: $(UNIT_PROGRAMS)
.SECONDARY: $(UNIT_TESTS:%=$(UNIT_BUILD)/%.o) $(UNIT_OBJECTS)
-include $(UNIT_OBJECTS:.o=.d) $(UNIT_TESTS:%=$(UNIT_BUILD)/%.d)

test-unit: unit-images ## unit tests (CUnit, on the host)
	@$(PYTHON) tests/unit/run.py $(UNIT_PROGRAMS)

# Systems: an image for each folder of tests/system, named after it.
SYSTEM_TESTS := $(sort $(patsubst %/main.c,%,$(wildcard tests/system/*/main.c)))
system_image = $(BUILD)/aarch64/$(notdir $1)/$(notdir $1).elf
SYSTEM_IMAGES := $(foreach t,$(SYSTEM_TESTS),$(call system_image,$t))
$(foreach t,$(SYSTEM_TESTS),$(eval $(call image,$(notdir $t),$t)))

system-images: $(SYSTEM_IMAGES)

test-system: system-images ## system tests in QEMU; K=pattern for some
	@$(call need,qemu-system-aarch64,qemu-system-arm)
	@$(PYTHON) tests/system/run.py $(if $(K),-k '$(K)') -- $(QEMU)

# Provers and QEMU leave a core idle at times: one worker more than cores.
test-tools: ## tests of the tools (pytest); JOBS=n at a time
	@$(PYTHON) -c 'import pytest, xdist' 2>/dev/null || { echo "pytest is" \
	    "missing: install the packages python3-pytest and" \
	    "python3-pytest-xdist, or run ./bootstrap" >&2; exit 1; }
	@mkdir -p build
	@$(PYTHON) trace/steps.py record tools -- $(PYTHON) -m pytest -q \
	    -p no:cacheprovider -n $(or $(JOBS),$$(($$(nproc) + 1))) \
	    --dist loadfile --junitxml=build/tools.xml tests/tools

endif
