# SPDX-License-Identifier: Apache-2.0
"""Further processes of this program, which run nothing that happens to lie in the current folder."""

import multiprocessing
import os
from multiprocessing.context import SpawnContext


def spawn_context() -> SpawnContext:
    """The way in which all further processes are started: anew, with nothing of this one but what is sent to them.

    Python looks for the modules of such a process in the current folder first, so a `pickle.py` beside the files that a
    hoster sent would be run, with all that is sent there. This variable keeps it from looking there. It stays set, for
    more than one process is started in the course of the work.
    """
    os.environ["PYTHONSAFEPATH"] = "1"
    return multiprocessing.get_context("spawn")
