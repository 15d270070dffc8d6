# SPDX-License-Identifier: Apache-2.0
"""Questions, and small tasks that keep a person at one thing."""
