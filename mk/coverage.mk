# SPDX-License-Identifier: Apache-2.0
# Layers, line budget, structural coverage, speed and size.

.PHONY: layers sloc
layers: ## check that includes point downwards
	@$(PYTHON) verification/layers.py

sloc: ## count lines of code against the budgets; cost of certification
	@$(call need,cloc,cloc)
	@$(PYTHON) verification/sloc.py
