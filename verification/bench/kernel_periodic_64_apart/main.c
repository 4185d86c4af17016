/* SPDX-License-Identifier: Apache-2.0 */
#include "../kernel_api.h"

#define COUNT 64U
#define SPREAD_NS (PERIOD_NS / (int64_t)COUNT)
#define STEP 0U

#include "../periodic.h"
