# SPDX-License-Identifier: Apache-2.0
"""The trace: requirements, code, tests and results tied in both directions."""
