# SPDX-License-Identifier: Apache-2.0
"""The program `shieldwiz` of the bundle."""

import multiprocessing

if __name__ == "__main__":
    # A worker process is this very program, started anew; it must become one before anything else happens.
    multiprocessing.freeze_support()

    from shieldwiz.cli.main import main

    main()
