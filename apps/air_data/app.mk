# SPDX-License-Identifier: Apache-2.0
# The air-data computer computes with floating point, and replays a recording.
FP := 1
AIR_DATA := $(patsubst %/,%,$(dir $(lastword $(MAKEFILE_LIST))))
RECORDING := $(BUILD)/aarch64/air_data/recording.inc

$(BUILD)/aarch64/air_data/main.c.o: $(RECORDING)
$(RECORDING): $(AIR_DATA)/make_table.py $(AIR_DATA)/recording.csv
	@mkdir -p $(@D)
	@/usr/bin/python3 $^ > $@.new && mv $@.new $@
