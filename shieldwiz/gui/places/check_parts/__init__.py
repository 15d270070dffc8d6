# SPDX-License-Identifier: Apache-2.0
"""The parts of the metadata check: what asks, what answers, what shows."""
