# SPDX-License-Identifier: Apache-2.0
# How an image is built: $(eval $(call image,NAME,FOLDER)) makes the rules for
# $(BUILD)/aarch64/NAME/NAME.elf from the C files of FOLDER, the kernel and
# the port. Needs LONGERON (this repository) and BUILD.
ifndef image

CROSS ?= aarch64-linux-gnu-
TARGET_CC := $(CROSS)gcc
PYTHON := /usr/bin/python3
QEMU := qemu-system-aarch64 -M virt -cpu cortex-a53 -nographic -nodefaults \
    -serial stdio -semihosting-config enable=on,target=native \
    -icount shift=0,sleep=off
PICOLIBC := /usr/lib/picolibc/aarch64-linux-gnu
HEAP := malloc calloc realloc reallocarray free aligned_alloc memalign \
    posix_memalign valloc pvalloc brk sbrk _sbrk mmap _Znwm _Znam
space := $(subst x,,x x)
HEAP_NAME := ($(subst $(space),|,$(strip $(HEAP))))(\.|$$)

# V=1 shows the commands.
QUIET := $(if $(V),,@)

# $(call need,TOOL,PACKAGE): stop with the package's name if TOOL is missing.
need = command -v $1 >/dev/null || \
    { echo "$1 is missing: install the package $2, or run ./bootstrap" >&2; \
      exit 1; }

# $(call carry,OBJCOPY,SOURCE,OBJECT): the object of a test carries its source,
# and what is linked with it, too, so that what runs says what it verifies. The
# section is not loaded: no byte that flies changes.
carry = if grep -q '^[^"]*\[[iu]test->llr~' $2; then \
    $1 --add-section .longeron.test=$2 $3; fi

# In $(BUILD)/aarch64: longeron/ for what all images share, then one for each.
SHARED := $(BUILD)/aarch64/longeron

# No path of this machine in an image: what is below LONGERON and what is below
# the working directory is named from there.
PATH_FLAGS := -ffile-prefix-map=$(CURDIR)/= -ffile-prefix-map=$(CURDIR)=. \
    -ffile-prefix-map=$(abspath $(LONGERON))/= \
    $(if $(filter-out .,$(LONGERON)),-ffile-prefix-map=$(LONGERON)/=) \
    -ffile-prefix-map=$(BUILD)/=build/
# Without unwind tables gcc writes .debug_frame, which the debugger needs and
# the image does not hold. Beside each object is a file of its frames. Of
# DWARF 5 binutils 2.40 names a wrong file for the lines of a header.
BASE_FLAGS := -std=c11 -O2 -gdwarf-4 -mcpu=cortex-a53 -fno-pie \
    -fno-asynchronous-unwind-tables -fno-unwind-tables -fno-stack-protector \
    -ffunction-sections -fdata-sections -fstack-usage \
    -Wall -Wextra -Wconversion -Werror -Wvla -Wdate-time \
    $(PATH_FLAGS) -MMD -MP -I$(LONGERON)/include \
    -I$(LONGERON)/include/apex -I$(LONGERON)/src/arch/aarch64
# Functions, loops and labels begin at any instruction: 200 bytes less, and no
# NOP is run. No frame pointer: an instruction less in each function that calls
# another. A function that is not said to be inline is called, also where that
# is done once: what it keeps in registers then costs its caller's other paths
# nothing.
KERNEL_FLAGS := $(BASE_FLAGS) -ffreestanding -mgeneral-regs-only \
    -fno-tree-loop-distribute-patterns -fomit-frame-pointer \
    -falign-functions=4 -falign-loops=4 -falign-jumps=4 -falign-labels=4 \
    -fno-inline-functions-called-once -fno-inline-functions \
    -fno-inline-small-functions -Wstack-usage=512
# Every page of a large frame is touched, so that none steps over a guard, and
# an integer division by zero is an error.
APP_FLAGS := $(BASE_FLAGS) -fsanitize=integer-divide-by-zero \
    -fno-sanitize-recover=integer-divide-by-zero -fstack-clash-protection \
    --param=stack-clash-protection-guard-size=12
APP_FLAGS_FP0 := $(APP_FLAGS) -ffreestanding -mgeneral-regs-only
APP_FLAGS_FP1 = $(APP_FLAGS) -nostdinc -isystem $(PICOLIBC)/include \
    -isystem $(shell $(TARGET_CC) -print-file-name=include)
LINK_FLAGS := -nostdlib -static -no-pie -Wl,--gc-sections \
    -Wl,--build-id=none -Wl,--fatal-warnings -Wl,--no-warn-rwx-segments \
    -Wl,-z,noexecstack -Wl,-z,max-page-size=4096
# There is no heap; its ends only let the link go on to the check that says so.
LIBS_FP1 := -Wl,--defsym=__heap_start=0,--defsym=__heap_end=0 -L$(PICOLIBC)/lib -Wl,--start-group -lm -lc -lgcc -Wl,--end-group

# What a configuration is made by, and what it reads beside module.xml.
CONFIG_TOOL := $(addprefix $(LONGERON)/,config/generate.py config/module.xsd \
    include/kernel/config.h include/kernel/limits.h include/arch/shared.h \
    src/arch/aarch64/arch.c)

MEMORY_TOOL := $(LONGERON)/config/memory.py

KERNEL_C := $(sort $(wildcard $(LONGERON)/src/kernel/*.c \
    $(LONGERON)/src/apex/*.c $(LONGERON)/src/arch/aarch64/*.c \
    $(LONGERON)/src/board/qemu-virt-aarch64/*.c))
KERNEL_S := $(sort $(wildcard $(LONGERON)/src/arch/aarch64/*.S \
    $(LONGERON)/src/board/qemu-virt-aarch64/*.S))
LINK_LD := $(LONGERON)/src/board/qemu-virt-aarch64/link.ld
KERNEL_O := $(patsubst $(LONGERON)/%,$(SHARED)/%.o,$(KERNEL_C) $(KERNEL_S))

# A variant is chosen by file.
MEMORY_O := $(SHARED)/src/libc/memory.c.o
DIVISION_O := $(SHARED)/src/libc/division.S.o
KERNEL_O_FP0 := $(filter-out %/switch_fp.S.o,$(KERNEL_O)) $(MEMORY_O) \
    $(DIVISION_O)
KERNEL_O_FP1 := $(KERNEL_O) $(DIVISION_O)

$(SHARED)/%.c.o: $(LONGERON)/%.c $(LONGERON)/mk/image.mk | toolchain
	@mkdir -p $(@D)
	@echo "  CC $<"
	$(QUIET)$(TARGET_CC) $(KERNEL_FLAGS) -c -o $@ $<

$(SHARED)/%.S.o: $(LONGERON)/%.S $(LONGERON)/mk/image.mk | toolchain
	@mkdir -p $(@D)
	@echo "  CC $<"
	$(QUIET)$(TARGET_CC) $(KERNEL_FLAGS) -c -o $@ $<

.PHONY: toolchain
toolchain:
	@$(call need,$(TARGET_CC),gcc-aarch64-linux-gnu)

-include $(KERNEL_O:.o=.d) $(MEMORY_O:.o=.d)

# Names of settings in app.mk; its own variables are in lower case.
settings = $(if $(wildcard $1),$(shell \
    sed -n 's/^ *\(export \|override \)*\([A-Z][A-Za-z0-9_]*\) *[:?+!]*=.*/\2/p' $1))

# $(call config_of,NAME,FOLDER): the configuration, the first that there is.
# System tests without one of their own share one.
above = $(if $(filter . .. %/. %/..,$1),$1/..,$(patsubst %/,%,$(dir $1)))
made_config = $(BUILD)/aarch64/$1/config.c
config_of = $(firstword $(if $(wildcard $2/module.xml),$(call made_config,$1)) \
    $(wildcard $2/config.c) \
    $(if $(wildcard $(call above,$2)/module.xml),$(call made_config,$1)) \
    $(if $(filter %/tests/system/,$(dir $(abspath $2))),$(dir $2)config.c) \
    $(LONGERON)/config/default/config.c)

# $(call image,NAME,FOLDER): reads FOLDER/app.mk, then makes the rules, once.
define image
ifndef IMAGE_$(1)
IMAGE_$(1) := $(abspath $(2))
FP := 0
SOURCES :=
-include $(2)/app.mk
$$(foreach v,$$(filter-out FP SOURCES,$$(call settings,$(2)/app.mk)),$$(error \
    $(2)/app.mk: $$v is no setting; FP and SOURCES are, and a variable of \
    its own is in lower case))
$$(if $$(and $$(wildcard $(2)/config.c),$$(wildcard $(2)/module.xml)),$$(error \
    $(2): has module.xml and config.c, which is made from it; remove one))
$$(eval $$(call image_rules,$(1),$(2),$$(strip $$(FP)),$$(sort $(2)/main.c \
    $$(wildcard $(2)/*.c) $$(addprefix $(2)/,$$(SOURCES)) \
    $$(call config_of,$(1),$(2)))))
else ifneq ($$(IMAGE_$(1)),$(abspath $(2)))
$$(error $(2): an image has the name of its folder, and $$(IMAGE_$(1)) has \
    this name too; rename one of them)
endif
endef

# $(call applications,FOLDER): those in a folder, and the examples.
applications = $(sort $(patsubst ./%,%,$(patsubst %/,%,$(dir $(wildcard \
    $(foreach f,main.c module.xml,$1*/$f $(LONGERON)/apps/*/$f))))))

# $(call image_rules,NAME,FOLDER,FP,SOURCES)
define image_rules
$$(if $$(filter 0 1,$(3)),,$$(error $(2)/app.mk: FP is 0 or 1, not "$(3)"))
IMAGE_O_$(1) := $$(patsubst %.c,$(BUILD)/aarch64/$(1)/%.c.o,$$(notdir $(4)))

# The only partition of the folder's own module; of the one above that of the
# folder's name. Its image may not take more memory than the module gives it.
ifneq ($$(filter $$(call made_config,$(1)),$(4)),)
MODULE_$(1) := $$(firstword $$(wildcard $(2)/module.xml \
    $$(call above,$(2))/module.xml))
PARTITION_$(1) := $$(MODULE_$(1)) --cc $$(TARGET_CC) \
    $$(if $$(wildcard $(2)/module.xml),,--partition $(1))
$$(call made_config,$(1)): $$(MODULE_$(1)) $$(CONFIG_TOOL) | toolchain
	@mkdir -p $$(@D)
	@echo "  XML $$<"
	$$(QUIET)$$(PYTHON) $$(firstword $$(CONFIG_TOOL)) $$(PARTITION_$(1)) -o $$@
$(BUILD)/aarch64/$(1)/$(1).elf: $$(MEMORY_TOOL)
endif

# Another configuration is compiled though it is older than the object.
$(BUILD)/aarch64/$(1)/config.of: FORCE
	@mkdir -p $$(@D)
	@echo '$$(filter %/config.c,$(4))' | cmp -s - $$@ || \
	    echo '$$(filter %/config.c,$(4))' > $$@
$(BUILD)/aarch64/$(1)/config.c.o: $(BUILD)/aarch64/$(1)/config.of

# So are those of another folder of this name, and of another FP.
$(BUILD)/aarch64/$(1)/folder.of: $$(if $$(filter $$(IMAGE_$(1)):$(3), \
    $$(file <$(BUILD)/aarch64/$(1)/folder.of)),,FORCE)
	@mkdir -p $$(@D)
	@echo '$$(IMAGE_$(1)):$(3)' > $$@
$$(IMAGE_O_$(1)) $$(call made_config,$(1)): $(BUILD)/aarch64/$(1)/folder.of

$$(filter-out $$(wildcard $(4)) %/config.c,$(4)):
	@if [ -d $(2) ]; then echo "$$(if $$(filter $(2)/main.c,$(2)/$$(@F)),$(2)/main.c,$$@): is missing; APP=folder names an" \
	    "application, which has main.c as $$(LONGERON)/apps/hello has, or a" \
	    "module, which has module.xml as $$(LONGERON)/apps/air_data_ima has" >&2; \
	else echo "$(2): there is no such folder; APP=folder names an application:" \
	    "$$(call applications,$(dir $(2)))" >&2; fi; exit 1

# A file that is no more, as one of a folder that was moved, is not asked for.
# -MP sees to that for headers alone, and gcc writes .d of what fails, too.
$$(foreach c,$(4),$$(eval $(BUILD)/aarch64/$(1)/$$(notdir $$(c)).o: $$(c)))
$$(IMAGE_O_$(1)): $$(wildcard $(2)/app.mk) $$(LONGERON)/mk/image.mk | toolchain $(if $(filter 1,$(3)),picolibc)
	@mkdir -p $$(@D)
	@echo "  CC $$(firstword $$(filter %.c,$$^))"
	$$(QUIET)$$(TARGET_CC) $$(APP_FLAGS_FP$(3)) -I$(2) -I$$(@D) \
	    $$(addprefix -I,$$(filter-out $(2),$$(patsubst %/,%,$$(sort $$(dir $$(filter-out %/config.c,$(4))))))) \
	    $$(if $$(MAKE_TERMERR),-fdiagnostics-color) \
	    $$(if $$(filter config.c.o,$$(@F)),-include $$(LONGERON)/mk/config_check.h) \
	    -c -o $$@ $$(firstword $$(filter %.c,$$^)) 2> $$@.log || { cat $$@.log >&2; \
	    if grep -Eq 'regs-only|/usr/include/' $$@.log; then echo "floating" \
	        "point and the C library need FP := 1 in $(2)/app.mk" >&2; fi; \
	    rm -f $$(@:.o=.d); exit 1; }
	@echo '$$(firstword $$(filter %.c,$$^)):' >> $$(@:.o=.d)
	@$$(if $$(filter main.c.o,$$(@F)),$$(call \
	    carry,$$(CROSS)objcopy,$(2)/main.c,$$@))

$(BUILD)/aarch64/$(1)/$(1).elf: $$(IMAGE_O_$(1)) $$(KERNEL_O_FP$(3)) $$(LINK_LD)
	@echo "  LD $$@"
	$$(QUIET)$$(TARGET_CC) $$(LINK_FLAGS) -Wl,-T,$$(LINK_LD) -Wl,-Map,$$@.map \
	    -o $$@ $$(filter %.o,$$^) $$(LIBS_FP$(3))
	@s=$$$$($$(CROSS)nm $$@ | grep -oE ' $$(HEAP_NAME)'); [ -z "$$$$s" ] || { \
	    echo "$$@: has the heap symbol"$$$$s"; see $$@.map for who asks" \
	        "for it" >&2; exit 1; }
	$$(if $$(MODULE_$(1)),$$(QUIET)$$(PYTHON) $$(MEMORY_TOOL) \
	    $$(PARTITION_$(1)) $$@)

-include $$(IMAGE_O_$(1):.o=.d)
endef

.PHONY: picolibc FORCE
FORCE:
picolibc:
	@test -e $(PICOLIBC)/lib/libc.a || { echo "picolibc is missing: install" \
	    "the package picolibc-aarch64-linux-gnu, or run ./bootstrap" >&2; \
	    exit 1; }

endif
