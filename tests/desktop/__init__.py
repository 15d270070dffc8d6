# SPDX-License-Identifier: Apache-2.0
"""The real window on a screen that nobody sees, driven as a screen reader and a keyboard do: `make gui-test`."""
