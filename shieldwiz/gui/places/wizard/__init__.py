# SPDX-License-Identifier: Apache-2.0
"""The wizard: one file for each step, and the frame around them."""
