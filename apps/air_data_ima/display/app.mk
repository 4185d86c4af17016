# SPDX-License-Identifier: Apache-2.0
# The pages of apps/air_data.
FP := 1
SOURCES := ../../air_data/page.c ../../air_data/task.c
