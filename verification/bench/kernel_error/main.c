/* SPDX-License-Identifier: Apache-2.0 */
#include "../kernel_api.h"

#include "../error.h"
