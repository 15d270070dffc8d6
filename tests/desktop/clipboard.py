# SPDX-License-Identifier: Apache-2.0
"""Another program with something on the clipboard: `python clipboard.py TEXT`, with DISPLAY set, until it is ended."""

import sys

from PySide6.QtGui import QGuiApplication

application = QGuiApplication(["clipboard", "-platform", "xcb"])
application.clipboard().setText(sys.argv[1])
application.processEvents()
print("ready", flush=True)  # noqa: T201 - whoever started it waits for that
application.exec()
