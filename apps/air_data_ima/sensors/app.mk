# SPDX-License-Identifier: Apache-2.0
# The recording of apps/air_data as a table, and its files.
FP := 1
SOURCES := ../../air_data/page.c ../../air_data/task.c
sensors := $(patsubst %/,%,$(dir $(lastword $(MAKEFILE_LIST))))
ima_recording := $(BUILD)/aarch64/sensors/recording.inc

$(BUILD)/aarch64/sensors/main.c.o: $(ima_recording)
$(ima_recording): $(sensors)/../../air_data/make_table.py $(sensors)/../../air_data/recording.csv
	@mkdir -p $(@D)
	@$(PYTHON) $^ > $@.new && mv $@.new $@
