# SPDX-License-Identifier: Apache-2.0
# Layers, line budget, structural coverage, speed and size.

.PHONY: layers sloc
layers: ## check that includes point downwards
	@$(PYTHON) verification/layers.py

sloc: ## count lines of code against the budgets; cost of certification
	@$(call need,cloc,cloc)
	@$(PYTHON) verification/sloc.py

# Benchmarks: an image for each verification/bench/<name>/main.c.
BENCHES := $(sort $(patsubst %/main.c,%,$(wildcard verification/bench/*/main.c)))
bench_image = $(BUILD)/aarch64/bench_$(notdir $1)/bench_$(notdir $1).elf
BENCH_IMAGES := $(foreach b,$(BENCHES),$(call bench_image,$b))
BENCH_PLUGIN := $(BUILD)/bench/count.so
$(foreach b,$(BENCHES),$(eval $(call image,bench_$(notdir $b),$b)))

$(BENCH_PLUGIN): verification/bench/count.c verification/bench/plugin_api.h
	@$(call need,gcc,gcc)
	@mkdir -p $(@D)
	@echo "  CC $<"
	$(QUIET)gcc -std=c11 -O2 -Wall -Wextra -Wconversion -Werror -shared \
	    -fPIC -fvisibility=hidden -o $@ $<

.PHONY: bench bench-images
bench-images: $(BENCH_IMAGES)

bench: $(BENCH_IMAGES) $(BENCH_PLUGIN) ## speed and size; PROFILE=1: by function
	@$(call need,qemu-system-aarch64,qemu-system-arm)
	@$(PYTHON) verification/bench/bench.py --plugin $(BENCH_PLUGIN) \
	    --images $(BUILD)/aarch64 $(if $(PROFILE),--profile) -- $(QEMU)

include mk/test.mk

# Structural coverage of all C code that flies: on the target of all of it, on
# the host, which has a port of its own, of src/kernel and src/apex. Assembly and
# applications are not instrumented.
COV := $(BUILD)/coverage
COV_SOURCES := $(sort $(wildcard src/kernel/*.c src/apex/*.c))
COUNT_FLAGS := -fprofile-instr-generate -fcoverage-mapping \
    -fcoverage-compilation-dir=. -Xclang -dump-coverage-mapping
MCDC_FLAGS := $(COUNT_FLAGS) -fcoverage-mcdc

# $(call compile_mcdc,COMMAND): clang only warns where it cannot measure. The
# file .map tells which counters a place of the source is counted by.
define compile_mcdc
	@mkdir -p $(@D)
	@echo "  CC $< (coverage)"
	$(QUIET)$1 -c -o $@ $< > $@.map 2> $@.log || { cat $@.log >&2; exit 1; }
	@cat $@.log >&2; if grep -q 'MC/DC' $@.log; then rm -f $@; \
	    echo "$<: a decision that MC/DC cannot measure, see above; divide" \
	        "it" >&2; exit 1; fi
endef

# Units on the host: by clang for branches and MC/DC, by gcc for statements.
COV_CLANG_O := $(COV_SOURCES:%=$(COV)/clang/%.o)
COV_TESTS_O := $(UNIT_TESTS:%=$(COV)/clang/%.o)
COV_GCC_O := $(COV_SOURCES:%=$(COV)/gcc/%.o)
COV_CLANG := $(UNIT_TESTS:tests/unit/%.c=$(COV)/clang/%)
COV_GCC := $(UNIT_TESTS:tests/unit/%.c=$(COV)/gcc/%)
COV_PLAIN_O := $(filter-out $(UNIT_BUILD)/src/%,$(UNIT_OBJECTS))
COV_PER_TEST_O := $(UNIT_BUILD)/coverage/per_test.c.o
$(COV)/%/src/kernel/boot.c.o: RENAME_MAIN := -Dmain=application_main

$(COV_CLANG_O): $(COV)/clang/%.o: % mk/coverage.mk | clang19
	$(call compile_mcdc,clang-19 $(UNIT_CFLAGS) $(RENAME_MAIN) $(MCDC_FLAGS))

$(COV_GCC_O): $(COV)/gcc/%.o: % mk/coverage.mk
	@mkdir -p $(@D)
	@echo "  CC $< (coverage)"
	$(QUIET)gcc $(UNIT_CFLAGS) -O0 $(RENAME_MAIN) --coverage -c -o $@ $<

# A test has its own copy of what headers define.
$(COV_TESTS_O): $(COV)/clang/%.o: % mk/coverage.mk | clang19 cunit
	$(call compile_mcdc,clang-19 $(UNIT_CFLAGS) $(COUNT_FLAGS))

$(COV_CLANG): $(COV)/clang/%: $(COV)/clang/tests/unit/%.c.o \
    $(COV_PLAIN_O) $(COV_PER_TEST_O) $(COV_CLANG_O)
	@mkdir -p $(@D)
	@echo "  LD $@"
	$(QUIET)clang-19 -fprofile-instr-generate -o $@ $^ -lcunit

$(COV_GCC): $(COV)/gcc/%: $(UNIT_BUILD)/tests/unit/%.c.o $(COV_PLAIN_O) \
    $(COV_GCC_O)
	@mkdir -p $(@D)
	@echo "  LD $@"
	$(QUIET)gcc --coverage -o $@ $^ -lcunit

# Systems on the target: the plain image's objects of assembly and of the
# application; by both compilers, too. The C library has the functions of
# src/libc, so its images go without. link.ld knows the kernel's objects by the
# end of their folder.
COV_LONGERON := aarch64/longeron
COV_TARGET_C := $(KERNEL_C:$(LONGERON)/%=%) src/libc/memory.c
COV_TARGET_O := $(COV_TARGET_C:%=$(COV)/target/$(COV_LONGERON)/%.o)
COV_TARGET_GCC_O := $(COV_TARGET_C:%=$(COV)/target-gcc/$(COV_LONGERON)/%.o)
COV_TARGET_FLAGS = $(filter-out -fno-tree-loop-distribute-patterns \
    -fno-inline-% -falign-% \
    -Wstack-usage=% -fstack-usage,$(KERNEL_FLAGS))

$(COV_TARGET_O): $(COV)/target/$(COV_LONGERON)/%.o: % mk/coverage.mk mk/image.mk | clang19
	$(call compile_mcdc,clang-19 --target=aarch64-none-elf \
	    $(COV_TARGET_FLAGS) -O1 $(MCDC_FLAGS))

$(COV_TARGET_GCC_O): $(COV)/target-gcc/$(COV_LONGERON)/%.o: % mk/coverage.mk \
    mk/image.mk | toolchain
	@mkdir -p $(@D)
	@echo "  CC $< (coverage)"
	$(QUIET)$(TARGET_CC) $(COV_TARGET_FLAGS) -O0 -fprofile-arcs \
	    -ftest-coverage -fprofile-info-section -c -o $@ $<

# $(call coverage_image,NAME,FOLDER)
define coverage_image
FP := 0
-include $(2)/app.mk
$$(eval $$(call coverage_rule,$(1),$$(strip $$(FP)),target,$(COV_TARGET_O)))
$$(eval $$(call coverage_rule,$(1),$$(strip $$(FP)),target-gcc,$(COV_TARGET_GCC_O)))
endef

# $(call coverage_rule,NAME,FP,VARIANT,OBJECTS)
define coverage_rule
COV_IMAGES += $(COV)/$(3)/$(1)/$(1).elf
$(COV)/$(3)/$(1)/$(1).elf: $$(IMAGE_O_$(1)) \
    $$(filter-out $(if $(filter 1,$(2)),%/memory.c.o),$(4)) \
    $$(filter %.S.o,$$(KERNEL_O_FP$(2))) \
    coverage/counters.ld $$(LINK_LD)
	@mkdir -p $$(@D)
	@echo "  LD $$@"
	$$(QUIET)$$(TARGET_CC) $$(LINK_FLAGS) \
	    -Wl,--defsym=__llvm_profile_runtime=0,--defsym=__gcov_merge_add=1 \
	    -Wl,-T,coverage/counters.ld -Wl,-T,$$(LINK_LD) \
	    -o $$@ $$(filter %.o,$$^) $$(LIBS_FP$(2))
endef

COV_IMAGES :=
$(foreach t,$(SYSTEM_TESTS),$(eval $(call coverage_image,$(notdir $t),$t)))

-include $(patsubst %.o,%.d,$(COV_PER_TEST_O) $(COV_CLANG_O) $(COV_TESTS_O) \
    $(COV_GCC_O) $(COV_TARGET_O) $(COV_TARGET_GCC_O))

.PHONY: clang19 coverage coverage-images
clang19:
	@$(call need,clang-19,clang-19)
	@$(call need,llvm-cov-19,llvm-19)

coverage-images: $(COV_CLANG) $(COV_GCC) $(COV_IMAGES)

coverage: coverage-images ## statements, branches, MC/DC; UPDATE=1: accept
	@$(call need,qemu-system-aarch64,qemu-system-arm)
	@$(call need,gcovr,gcovr)
	@status=0; \
	$(PYTHON) coverage/target.py --build $(COV) -- $(QEMU) || status=1; \
	$(PYTHON) coverage/host.py --build $(COV) $(COV_CLANG) $(COV_GCC) \
	    || status=1; \
	$(PYTHON) coverage/measure.py --build $(COV) \
	    $(if $(UPDATE),--update) || status=1; \
	exit $$status

# The images that fly, watched from outside. The whole kernel is linked once
# more, so that there is an address for all of its code.
OBJCOV := $(BUILD)/objcov
OBJCOV_PLUGIN := $(OBJCOV)/trail.so
OBJCOV_WHOLE := $(OBJCOV)/whole.elf

$(OBJCOV_PLUGIN): coverage/trail.c verification/bench/plugin_api.h
	@$(call need,gcc,gcc)
	@mkdir -p $(@D)
	@echo "  CC $<"
	$(QUIET)gcc -std=c11 -O2 -Wall -Wextra -Wconversion -Werror -shared \
	    -fPIC -fvisibility=hidden -Iverification/bench -o $@ $<

$(OBJCOV_WHOLE): $(KERNEL_O) $(MEMORY_O) $(DIVISION_O) $(HELLO_IMAGE) $(LINK_LD)
	@mkdir -p $(@D)
	@echo "  LD $@"
	$(QUIET)$(TARGET_CC) $(filter-out -Wl$(comma)--gc-sections,$(LINK_FLAGS)) \
	    -Wl,-T,$(LINK_LD) -o $@ $(IMAGE_O_hello) $(filter %.o,$^)

.PHONY: objcov
objcov: $(SYSTEM_IMAGES) $(OBJCOV_PLUGIN) $(OBJCOV_WHOLE) ## object code that system tests execute, and its source
	@$(call need,qemu-system-aarch64,qemu-system-arm)
	@$(PYTHON) coverage/objcov.py --whole $(OBJCOV_WHOLE) --objects $(SHARED) \
	    --plugin $(OBJCOV_PLUGIN) --objdump $(CROSS)objdump -- $(QEMU)

# Applications that end when their one image runs. Of apps/air_data_ima computer
# and display wait for the others; tests/tools/test_module.py runs all three.
.PHONY: limits
limits: $(SYSTEM_IMAGES) $(AIR_DATA_IMAGE) $(HELLO_IMAGE)
limits: $(OBJCOV_PLUGIN) $(OBJCOV_WHOLE) ## stacks and instructions of runs, against their bounds
	@$(call need,qemu-system-aarch64,qemu-system-arm)
	@$(PYTHON) verification/limits.py --whole $(OBJCOV_WHOLE) \
	    --objects $(SHARED) --plugin $(OBJCOV_PLUGIN) \
	    --objdump $(CROSS)objdump --app apps/hello --app apps/air_data \
	    -- $(QEMU)

.PHONY: coupling
coupling: ## couplings of modules, by the tests that ran; UPDATE=1: accept
	@$(PYTHON) coverage/coupling.py $(if $(UPDATE),--update)
