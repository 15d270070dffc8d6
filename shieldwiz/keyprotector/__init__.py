# SPDX-License-Identifier: Apache-2.0
"""The key protector (MS-KPS `Protector`): the envelope that lets its owner and the named guardians in, no one else."""
