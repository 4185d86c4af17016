/* SPDX-License-Identifier: Apache-2.0 */
#include "../kernel_api.h"

#define COUNT 64U
#define SPREAD_NS 0
#define STEP 0U

#include "../periodic.h"
