# SPDX-License-Identifier: Apache-2.0
"""What a hoster serves, fetched when a person asks for it."""
