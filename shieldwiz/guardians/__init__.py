# SPDX-License-Identifier: Apache-2.0
"""Whom a VM owner lets in: guardians, the metadata that names them, and how it is judged."""
