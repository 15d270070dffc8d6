# SPDX-License-Identifier: Apache-2.0
"""Parts of the inspector: one file, two files, and changing one."""
