# SPDX-License-Identifier: Apache-2.0
# For an application's own Makefile, in this repository or anywhere else:
#
#   APP := .
#   include path/to/longeron/longeron.mk
#
# gives `make` (the image), `make run`, `make size` and `make gdb`. APP is the
# application's folder: its C files, config.c among them, and app.mk, which may
# say `FP := 1` for floating point and the C library's functions.

LONGERON := $(patsubst %/,%,$(dir $(lastword $(MAKEFILE_LIST))))
APP ?= .
BUILD ?= build

.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

APP_NAME := $(notdir $(abspath $(APP)))
APP_IMAGE := $(BUILD)/aarch64/$(APP_NAME)/$(APP_NAME).elf

.DEFAULT_GOAL := image
.PHONY: image run gdb size
image: $(APP_IMAGE) ## build the image of APP

include $(LONGERON)/mk/image.mk
ifneq ($(wildcard $(APP)/main.c),)
$(eval $(call image,$(APP_NAME),$(patsubst %/,%,$(APP))))
else
$(APP_IMAGE):
	@echo "$(APP)/main.c: is missing; APP=folder names the application" >&2
	@exit 1
endif

RUN_SECONDS ?= 600
run: $(APP_IMAGE) ## build and boot APP (default apps/air_data); RUN_SECONDS=600
	@$(call need,qemu-system-aarch64,qemu-system-arm)
	@timeout --foreground -k 2 $(RUN_SECONDS) $(QEMU) -kernel $< || { \
	    status=$$?; case $$status in 124|137) echo "$<: ended after" \
	    "RUN_SECONDS=$(RUN_SECONDS); do all processes wait for ever?" >&2;; \
	    esac; exit $$status; }

# With sleep=off QEMU hangs at the debugger's next step.
comma := ,
gdb: $(APP_IMAGE) ## boot APP, stopped, for gdb-multiarch on port 1234
	@$(call need,qemu-system-aarch64,qemu-system-arm)
	@echo "now: gdb-multiarch $< -ex 'target remote :1234'"
	@$(subst $(comma)sleep=off,,$(QEMU)) -kernel $< \
	    -S -gdb tcp:localhost:1234

size: $(APP_IMAGE) ## bytes of each part of APP's image
	@$(CROSS)size -A $< | awk '$$1 ~ /^\./ && $$1 !~ /^\.debug/ \
	    { printf "%8d %s\n", $$2, $$1 }'
