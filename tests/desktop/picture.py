# SPDX-License-Identifier: Apache-2.0
"""Writes what is on the screen into a file: `python picture.py FILE`, with DISPLAY set."""

import sys

from PySide6.QtWidgets import QApplication

application = QApplication(["picture", "-platform", "xcb"])
application.primaryScreen().grabWindow(0).save(sys.argv[1])
