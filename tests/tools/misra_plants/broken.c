/* SPDX-License-Identifier: Apache-2.0 */
/* plant 20.14 */
#endif
/* plant end */
