# SPDX-License-Identifier: Apache-2.0
"""shieldwiz makes and checks shielding data files (.pdk) for Hyper-V shielded virtual machines."""

__version__ = "0.1.0"
