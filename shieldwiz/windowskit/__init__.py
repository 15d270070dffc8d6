# SPDX-License-Identifier: Apache-2.0
"""The Windows kit: everything that was decided, in a folder that a Windows computer makes the real .pdk from."""
