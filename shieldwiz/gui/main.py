# SPDX-License-Identifier: Apache-2.0
"""Starts the window. The core is not imported here: it is in worker processes, after the first paint."""

import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from shieldwiz.gui.first_start import take_place
from shieldwiz.gui.session import Session, Settings
from shieldwiz.gui.theme import install
from shieldwiz.gui.translations import install_language
from shieldwiz.gui.window import Window


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, with files where some are named. The exit code is 0, also where another window took the files.

    `--home DIR` is the home folder. Raises nothing.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    home = _take_home(words)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("shieldwiz")
    application.setApplicationDisplayName("shieldwiz")
    application.setDesktopFileName("shieldwiz")
    settings = Settings(_store())
    install_language(application, settings.language)
    install(application).use(settings.scheme)
    session = Session(home, settings)
    session.jobs.hold()
    lock = take_place(session.home)
    if lock is None and _is_taken_over(session.home, words):
        return 0
    window = Window(session, shows_start=False)
    _report_bugs_to(window)
    window.painted.connect(lambda: _begin_work(window, words))
    window.show()
    return application.exec()


def _begin_work(window: Window, words: list[str]) -> None:
    """The window is there: start the processes that work for it, and listen for later starts."""
    from shieldwiz.gui.places.place import PlaceName  # noqa: PLC0415 - as the next one: not before the first paint
    from shieldwiz.gui.single_instance import Doorbell  # noqa: PLC0415

    window.open(PlaceName.START)
    doorbell = Doorbell(window.session.home, window)
    doorbell.rung.connect(lambda paths: _come_forward(window, paths))
    window.session.jobs.release()
    window.session.jobs.warm_up()
    if words:
        window.open_files(words)


def _is_taken_over(home: str, words: list[str]) -> bool:
    """Whether the window that has this home folder open took the files."""
    from shieldwiz.gui.single_instance import hand_over  # noqa: PLC0415 - few starts need it

    return hand_over(home, words)


def _come_forward(window: Window, paths: list[str]) -> None:
    """Another start wants this window."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.raise_()
    window.activateWindow()
    window.open_files(paths)


def _take_home(words: list[str]) -> str | None:
    if "--home" in words:
        at = words.index("--home")
        found = words[at + 1 : at + 2]
        del words[at : at + 2]
        return found[0] if found else None
    return None


def _store() -> QSettings:
    """Where the window keeps its settings: SHIELDWIZ_SETTINGS names a file for tests and portable use."""
    named = os.environ.get("SHIELDWIZ_SETTINGS")
    if named:
        return QSettings(named, QSettings.Format.IniFormat)
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "shieldwiz", "shieldwiz")


def _report_bugs_to(window: Window) -> None:
    """What nobody caught is shown as our mistake, without a traceback and without values."""

    def report(kind: type[BaseException], _: BaseException | None, trace: TracebackType | None) -> None:
        import traceback  # noqa: PLC0415 - rare

        places = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
        details = "\n".join([kind.__name__, *places])
        QTimer.singleShot(0, window, lambda: window.show_bug(details))

    sys.excepthook = report
    threading.excepthook = lambda hook: report(hook.exc_type, hook.exc_value, hook.exc_traceback)


if __name__ == "__main__":
    sys.exit(main())
