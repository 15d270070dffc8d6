# SPDX-License-Identifier: Apache-2.0
"""Our own keys: the owner of a virtual machine, how its keys are kept, backed up, and carried to Windows."""
