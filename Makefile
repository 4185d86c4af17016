# SPDX-License-Identifier: Apache-2.0
# Longeron: `make help` lists the targets.

APP ?= apps/air_data
include longeron.mk
.DEFAULT_GOAL := help

PYTHON := /usr/bin/python3

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "%-16s %s\n", $$1, $$2 }' \
	    $(sort $(MAKEFILE_LIST))

# Rules of each part; image.mk guards itself against being read twice.
include mk/*.mk

.PHONY: clean
clean: ## remove build/
	rm -rf build
