# SPDX-License-Identifier: Apache-2.0
"""Shows a window, prints when it was painted first and how much memory the process took, and ends.

`empty` shows a bare Qt window, the floor; `window` shows the program's own.
"""

import os
import resource
import sys
import time

_BEGIN = float(os.environ["SHIELDWIZ_BENCH_BEGIN"])  # time.time() of whoever started this process


def main() -> None:
    """Show what the first argument names."""
    from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: PLC0415 - what is imported here is measured
    from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415

    class FirstPaint(QObject):
        """Waits for the first paint of a window."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
                QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
                QTimer.singleShot(0, self.report)
            return False

        def report(self) -> None:
            seconds = time.time() - _BEGIN
            print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
            os._exit(0)

    application = QApplication(sys.argv[:1])
    watcher = FirstPaint()
    application.installEventFilter(watcher)
    if sys.argv[1] == "empty":
        window = QWidget()
        window.resize(1000, 680)
        window.show()
        application.exec()
    else:
        from shieldwiz.gui.main import main as show_window  # noqa: PLC0415

        show_window([])


if __name__ == "__main__":
    main()
