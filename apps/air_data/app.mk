# SPDX-License-Identifier: Apache-2.0
# The air-data computer computes with floating point, and replays a recording.
FP := 1
air_data := $(patsubst %/,%,$(dir $(lastword $(MAKEFILE_LIST))))
recording := $(BUILD)/aarch64/air_data/recording.inc

$(BUILD)/aarch64/air_data/main.c.o: $(recording)
$(recording): $(air_data)/make_table.py $(air_data)/recording.csv
	@mkdir -p $(@D)
	@$(PYTHON) $^ > $@.new && mv $@.new $@
