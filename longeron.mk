# SPDX-License-Identifier: Apache-2.0
# For an application's own Makefile, in this repository or anywhere else:
#
#   APP := .
#   include path/to/longeron/longeron.mk
#
# gives `make` (the image) and what `make help` lists. APP is the application's
# folder: main.c, config.c, more C files, and app.mk, which may say `FP := 1`
# for floating point and the C library's functions.

LONGERON := $(patsubst %/,%,$(dir $(lastword $(MAKEFILE_LIST))))
APP ?= .
BUILD ?= build

.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

ifneq ($(words $(abspath $(APP))),1)
$(error $(APP): a folder's path without spaces, please; make cannot read others)
endif
APP_NAME := $(notdir $(abspath $(APP)))
APP_IMAGE := $(BUILD)/aarch64/$(APP_NAME)/$(APP_NAME).elf

.DEFAULT_GOAL := image
.PHONY: image run gdb size help clean
image: $(APP_IMAGE) ## build the image of APP

include $(LONGERON)/mk/image.mk
$(eval $(call image,$(APP_NAME),$(patsubst %/,%,$(APP))))

# The place of a fault is told where the image has debug information. An image
# in which nobody will run again keeps QEMU busy: with sleep=off it moves its
# clock on to the next event, and there is none.
RUN_SECONDS ?= 600
run: $(APP_IMAGE) ## build and boot APP; RUN_SECONDS=600: at most
	@$(call need,qemu-system-aarch64,qemu-system-arm)
	@{ timeout --foreground -k 2 $(RUN_SECONDS) $(QEMU) -kernel $<; \
	    echo $$? > $<.status; } | tee $<.run; read status < $<.status; \
	pc=$$(sed -n 's/^longeron: fault in .*, pc \(0x[0-9a-f]\{16\}\)\r*$$/\1/p' \
	    $<.run | tail -n 1); \
	if [ -n "$$pc" ]; then $(CROSS)addr2line -fe $< $$pc 2> /dev/null | \
	    sed -n 'h;n;/^??/d;s/ (.*//;s/^\(\.\/\)*//;G;s/\n/: in /;p' >&2; fi; \
	case $$status in 124|137) echo "$<: ended after" \
	    "RUN_SECONDS=$(RUN_SECONDS); have all processes ended, do" \
	    "they wait for ever, or does one loop?" >&2;; \
	125) echo "RUN_SECONDS=$(RUN_SECONDS): is no number of seconds" >&2;; \
	esac; exit $$status

# With sleep=off QEMU hangs at the debugger's next step.
comma := ,
gdb: $(APP_IMAGE) ## boot APP, stopped, for gdb-multiarch on port 1234
	@$(call need,qemu-system-aarch64,qemu-system-arm)
	@echo "now: gdb-multiarch -d $(LONGERON) $< -ex 'target remote :1234'"
	@$(subst $(comma)sleep=off,,$(QEMU)) -kernel $< \
	    -S -gdb tcp:localhost:1234

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
