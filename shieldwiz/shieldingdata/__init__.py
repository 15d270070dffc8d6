# SPDX-License-Identifier: Apache-2.0
"""The shielding data file (.pdkx): what a VM's owner decides, and the secrets inside, for named guardians alone."""
