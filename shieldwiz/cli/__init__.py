# SPDX-License-Identifier: Apache-2.0
"""The command line: thin, one file for each group of commands, nothing decided here."""
