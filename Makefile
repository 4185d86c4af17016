# SPDX-License-Identifier: Apache-2.0
# Longeron: `make help` lists the targets.

APP ?= apps/air_data
include longeron.mk
.DEFAULT_GOAL := help

# Rules of each part; image.mk guards itself against being read twice.
include mk/*.mk
