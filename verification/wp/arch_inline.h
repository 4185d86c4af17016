/* SPDX-License-Identifier: Apache-2.0 */
/* For Frama-C: no bodies; proofs rest on the contracts in arch/arch.h. */
