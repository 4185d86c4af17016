/* SPDX-License-Identifier: Apache-2.0 */
#include "../apex_api.h"

#define COUNT 8U
#define SPREAD_NS 0
#define STEP 1U

#include "../periodic.h"
