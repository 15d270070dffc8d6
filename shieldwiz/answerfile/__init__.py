# SPDX-License-Identifier: Apache-2.0
"""Answer files: what they will do to a VM that nobody can look at, and how to make a good one."""
