# SPDX-License-Identifier: Apache-2.0
"""The window. It shows and asks; what is decided is decided by `workflow`, in a process of its own."""
