# SPDX-License-Identifier: Apache-2.0
"""Which X.509 certificate is fit for which role."""
