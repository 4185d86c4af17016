# SPDX-License-Identifier: Apache-2.0
# The formulas of apps/air_data.
FP := 1
SOURCES := ../../air_data/air_data.c ../../air_data/page.c ../../air_data/task.c
