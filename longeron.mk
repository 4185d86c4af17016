# SPDX-License-Identifier: Apache-2.0
# For an application's own Makefile, in this repository or anywhere else:
#
#   APP := .
#   include path/to/longeron/longeron.mk
#
# gives `make` (the image) and what `make help` lists. APP is the application's
# folder: main.c, config.c or module.xml (config/README.md), more C files, and
# app.mk, which may say `FP := 1` for floating point and the C library, and
# `SOURCES := ../other/file.c` for C files of other folders. A folder with
# module.xml and without main.c is a module: a folder for each partition.

LONGERON := $(patsubst %/,%,$(dir $(lastword $(MAKEFILE_LIST))))
$(if $(and $(wildcard $(LONGERON)/mk/image.mk),$(filter 1,$(words \
    $(abspath $(LONGERON))))),,$(error Longeron lies in a path with a space, \
    which make cannot read; move its folder to a path without one))
APP ?= .
BUILD ?= build

.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

$(foreach v,APP BUILD,$(if $(strip $($v)),$(if \
    $(filter-out 1,$(words $(abspath $($v)))),$(error \
    $(if $(filter 1,$(words $($v))),$(abspath $($v)),$($v)): a folder's path without spaces, please; make cannot read others)), \
    $(error $v= names no folder)))
APP_NAME := $(notdir $(abspath $(APP)))
APP_IMAGE := $(BUILD)/aarch64/$(APP_NAME)/$(APP_NAME).elf

# A module: module.xml, no main.c, and a folder for each partition.
MODULE_XML := $(if $(wildcard $(APP)/main.c),,$(wildcard $(APP)/module.xml))
PARTITIONS := $(if $(MODULE_XML),$(patsubst %/main.c,%,$(sort $(wildcard \
    $(APP)/*/main.c))))
APP_IMAGES := $(if $(MODULE_XML),$(foreach p,$(notdir $(PARTITIONS)), \
    $(BUILD)/aarch64/$p/$p.elf),$(APP_IMAGE))

.DEFAULT_GOAL := image
.PHONY: image run gdb size help clean
image: $(if $(MODULE_XML),check-module) $(APP_IMAGES) ## build the image of APP, or of each partition

.PHONY: check-module
check-module:
	@$(PYTHON) $(LONGERON)/mk/module.py $(APP) --check --cross '$(CROSS)' -- $(QEMU)

include $(LONGERON)/mk/image.mk
$(foreach p,$(if $(MODULE_XML),$(PARTITIONS),$(patsubst %/,%,$(APP))), \
    $(eval $(call image,$(notdir $(abspath $p)),$p)))

# An image in which nobody will run again keeps QEMU busy: with sleep=off it
# moves its clock on to the next event, and there is none.
RUN_SECONDS ?= $(if $(MODULE_XML),300,60)
# What it starts ends with make, also where that is killed.
WITH_MAKE := setpriv --pdeathsig TERM
TURN := $(BUILD)/turn.so
run: $(APP_IMAGES) $(if $(MODULE_XML),$(TURN)) ## build and boot APP; RUN_SECONDS=60, of a module 300, 0: no end; a module: END=, PACED=1, TIMES=1, KEEP=
	@$(call need,qemu-system-aarch64,qemu-system-arm)
	@$(WITH_MAKE) $(if $(MODULE_XML),$(PYTHON) $(LONGERON)/mk/module.py $(APP) \
	    --images $(BUILD)/aarch64 --plugin $(TURN) --cross '$(CROSS)' \
	    --records $(BUILD)/aarch64/$(APP_NAME) --seconds '$(RUN_SECONDS)' \
	    $(if $(END),--end '$(END)') $(if $(PACED),--paced) \
	    $(if $(TIMES),--times) $(if $(KEEP),--keep '$(KEEP)') -- $(QEMU), \
	    $(LONGERON)/mk/run.sh $< '$(RUN_SECONDS)' '$(CROSS)' $(QEMU))

# With it each machine of a module runs in turns.
$(TURN): $(LONGERON)/mk/turn.c $(LONGERON)/verification/bench/plugin_api.h
	@$(call need,gcc,gcc)
	@mkdir -p $(@D)
	@echo "  CC $<"
	$(QUIET)gcc -std=c11 -O2 -Wall -Wextra -Wconversion -Werror -shared \
	    -fPIC -fvisibility=hidden -I$(LONGERON)/verification/bench -o $@ $<

# With sleep=off QEMU hangs at the debugger's next step.
comma := ,
gdb: $(APP_IMAGES) ## boot APP, stopped, for gdb-multiarch on port 1234
	@$(if $(MODULE_XML),echo "$(MODULE_XML): each partition has a machine" \
	    "of its own; APP=$(APP)/partition debugs one alone" >&2; exit 1)
	@$(call need,qemu-system-aarch64,qemu-system-arm)
	@echo "now: gdb-multiarch -d $(LONGERON) $< -ex 'target remote :1234'"
	@$(WITH_MAKE) $(subst $(comma)sleep=off,,$(QEMU)) -kernel $< \
	    -S -gdb tcp:localhost:1234

size: $(APP_IMAGES) ## bytes of each part of APP's image, or of each partition
	@$(CROSS)size -A $^ | awk '/^[^ ]* *:$$/ && "$(MODULE_XML)" \
	    { n = split($$1, path, "/"); sub(/\.elf$$/, "", path[n]); \
	      print path[n] ":" } \
	    $$1 ~ /^\.[a-z]/ && $$1 !~ /^\.debug/ { printf "%8d %s\n", $$2, $$1 }'

# Outside of this repository: the application's own tests and report.
ifneq ($(abspath $(LONGERON)),$(CURDIR))
include $(LONGERON)/trace/application.mk
endif

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "%-16s %s\n", $$1, $$2 }' \
	    $(sort $(MAKEFILE_LIST))

clean: ## remove build/
	rm -rf $(BUILD)
