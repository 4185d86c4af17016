/* SPDX-License-Identifier: Apache-2.0 */
#include "../error_config.h"
