# SPDX-License-Identifier: Apache-2.0
"""The program `shieldwiz-gui` of the bundle."""

import multiprocessing
import sys

if __name__ == "__main__":
    # A worker process is this very program, started anew; it must become one before anything else happens.
    multiprocessing.freeze_support()

    from shieldwiz.gui.main import main

    sys.exit(main())
