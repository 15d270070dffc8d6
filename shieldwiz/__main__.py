# SPDX-License-Identifier: Apache-2.0
"""`python -m shieldwiz` is the command line."""

from shieldwiz.cli.main import main

if __name__ == "__main__":
    main()
