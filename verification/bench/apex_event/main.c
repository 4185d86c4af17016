/* SPDX-License-Identifier: Apache-2.0 */
#include "../apex_api.h"

#include "../event.h"
