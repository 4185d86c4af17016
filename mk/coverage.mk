# SPDX-License-Identifier: Apache-2.0
# Layers, line budget, structural coverage, speed and size.

.PHONY: layers sloc
layers: ## check that includes point downwards
	@$(PYTHON) verification/layers.py

sloc: ## count lines of code against the budgets; cost of certification
	@$(call need,cloc,cloc)
	@$(PYTHON) verification/sloc.py

# Benchmarks: an image for each verification/bench/<name>/main.c.
BENCHES := $(sort $(patsubst %/main.c,%,$(wildcard verification/bench/*/main.c)))
bench_image = $(BUILD)/aarch64/bench_$(notdir $1)/bench_$(notdir $1).elf
BENCH_IMAGES := $(foreach b,$(BENCHES),$(call bench_image,$b))
BENCH_PLUGIN := $(BUILD)/bench/count.so
$(foreach b,$(filter-out $(APP:%/=%),$(BENCHES)),$(eval $(call image,bench_$(notdir $b),$b)))

$(BENCH_PLUGIN): verification/bench/count.c verification/bench/plugin_api.h
	@$(call need,gcc,gcc)
	@mkdir -p $(@D)
	@echo "  CC $<"
	$(QUIET)gcc -std=c11 -O2 -Wall -Wextra -Wconversion -Werror -shared \
	    -fPIC -fvisibility=hidden -o $@ $<

.PHONY: bench bench-images
bench-images: $(BENCH_IMAGES)

bench: $(BENCH_IMAGES) $(BENCH_PLUGIN) ## speed and size against the limits
	@$(call need,qemu-system-aarch64,qemu-system-arm)
	@$(PYTHON) verification/bench/bench.py --plugin $(BENCH_PLUGIN) \
	    --images $(BUILD)/aarch64 -- $(QEMU)
