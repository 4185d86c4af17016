# SPDX-License-Identifier: Apache-2.0
# The examples' images, which other files of this folder need, too; the run of
# one against its expected log and against the reference.

HELLO_IMAGE := $(BUILD)/aarch64/hello/hello.elf
$(eval $(call image,hello,apps/hello))
AIR_DATA_IMAGE := $(BUILD)/aarch64/air_data/air_data.elf
$(eval $(call image,air_data,apps/air_data))

.PHONY: check-air-data
check-air-data: $(AIR_DATA_IMAGE) ## boot apps/air_data; compare its whole log
	@$(call need,qemu-system-aarch64,qemu-system-arm)
	@timeout --foreground -k 2 60 $(QEMU) -kernel $< < /dev/null > $<.log || \
	    { status=$$?; tail -n 3 $<.log >&2; echo "$<: the run ended with" \
	        "status $$status, see $<.log" >&2; exit 1; }
	@diff -u apps/air_data/expected.txt $<.log || { echo "$<.log: differs" \
	    "from apps/air_data/expected.txt" >&2; exit 1; }
	@$(PYTHON) apps/air_data/reference.py apps/air_data/recording.csv $<.log
