# SPDX-License-Identifier: Apache-2.0
"""Parts that pages are put together from."""
