# SPDX-License-Identifier: Apache-2.0
# For an application's own Makefile, in this repository or anywhere else:
#
#   APP := .
#   include path/to/longeron/longeron.mk
#
# gives `make` (the image) and what `make help` lists. APP is the application's
# folder: main.c, config.c or module.xml (config/README.md), more C files, and
# app.mk, which may say `FP := 1` for floating point and the C library.

LONGERON := $(patsubst %/,%,$(dir $(lastword $(MAKEFILE_LIST))))
APP ?= .
BUILD ?= build

.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

ifneq ($(words $(abspath $(APP))),1)
$(error $(abspath $(APP)): a folder's path without spaces, please; make cannot read others)
endif
APP_NAME := $(notdir $(abspath $(APP)))
APP_IMAGE := $(BUILD)/aarch64/$(APP_NAME)/$(APP_NAME).elf

.DEFAULT_GOAL := image
.PHONY: image run gdb size help clean
image: $(APP_IMAGE) ## build the image of APP

include $(LONGERON)/mk/image.mk
$(eval $(call image,$(APP_NAME),$(patsubst %/,%,$(APP))))

# An image in which nobody will run again keeps QEMU busy: with sleep=off it
# moves its clock on to the next event, and there is none.
RUN_SECONDS ?= 60
run: $(APP_IMAGE) ## build and boot APP; ended after RUN_SECONDS=60, 0: never
	@$(call need,qemu-system-aarch64,qemu-system-arm)
	@$(LONGERON)/mk/run.sh $< '$(RUN_SECONDS)' '$(CROSS)' $(QEMU)

# With sleep=off QEMU hangs at the debugger's next step.
comma := ,
gdb: $(APP_IMAGE) ## boot APP, stopped, for gdb-multiarch on port 1234
	@$(call need,qemu-system-aarch64,qemu-system-arm)
	@echo "now: gdb-multiarch -d $(LONGERON) $< -ex 'target remote :1234'"
	@$(subst $(comma)sleep=off,,$(QEMU)) -kernel $< \
	    -S -gdb tcp:localhost:1234

# A module: FOLDER/module.yaml and a folder for each partition beside it.
PYTHON ?= /usr/bin/python3
TURN := $(BUILD)/turn.so
MODULE_APPS := $(if $(MODULE),$(patsubst %/main.c,%,$(sort $(wildcard \
    $(MODULE)/*/main.c))))
$(foreach a,$(MODULE_APPS),$(eval $(call image,$(notdir $a),$a)))

$(TURN): $(LONGERON)/mk/turn.c $(LONGERON)/verification/bench/plugin_api.h
	@$(call need,gcc,gcc)
	@mkdir -p $(@D)
	@echo "  CC $<"
	$(QUIET)gcc -std=c11 -O2 -Wall -Wextra -Wconversion -Werror -shared \
	    -fPIC -fvisibility=hidden -I$(LONGERON)/verification/bench -o $@ $<

.PHONY: module
module: $(foreach a,$(MODULE_APPS),$(BUILD)/aarch64/$(notdir $a)/$(notdir $a).elf)
module: $(TURN) ## run MODULE=folder, a machine for each partition; PACED=1, TIMES=1
	@$(call need,qemu-system-aarch64,qemu-system-arm)
	@[ -n '$(MODULE)' ] || { echo "MODULE=folder names a module, which has" \
	    "module.yaml and a folder for each partition" >&2; exit 1; }
	@$(PYTHON) $(LONGERON)/mk/module.py $(MODULE) --images $(BUILD)/aarch64 \
	    --plugin $(TURN) --records $(BUILD) --seconds $(RUN_SECONDS) \
	    --cross '$(CROSS)' $(if $(PACED),--paced) $(if $(TIMES),--times) \
	    $(if $(KEEP),--keep $(KEEP)) -- $(QEMU)

size: $(APP_IMAGE) ## bytes of each part of APP's image
	@$(CROSS)size -A $< | awk '$$1 ~ /^\./ && $$1 !~ /^\.debug/ \
	    { printf "%8d %s\n", $$2, $$1 }'

# Outside of this repository: the application's own tests and report.
ifneq ($(abspath $(LONGERON)),$(CURDIR))
include $(LONGERON)/trace/application.mk
endif

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "%-16s %s\n", $$1, $$2 }' \
	    $(sort $(MAKEFILE_LIST))

clean: ## remove build/
	rm -rf $(BUILD)
