# SPDX-License-Identifier: Apache-2.0
"""`python -m shieldwiz.gui`."""

import sys

from shieldwiz.gui.launch import main

if __name__ == "__main__":
    sys.exit(main())
