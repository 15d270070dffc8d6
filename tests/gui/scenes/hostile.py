# SPDX-License-Identifier: Apache-2.0
"""Views over names and files that somebody made to deceive."""
