# SPDX-License-Identifier: Apache-2.0
"""What shieldwiz puts on the clipboard: remembered as a hash, and taken back after a minute where it is secret."""

import hashlib
import re

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

SECRET_SECONDS = 60
# What the clipboard managers of Windows, KDE and macOS take as "do not keep this".
_SENSITIVE = {
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"1",
}
_own: set[bytes] = set()


def copy_text(text: str, *, is_own: bool = True) -> None:
    """Copy a text. `is_own` marks it as shieldwiz's own, which proves nothing when it is pasted back."""
    if is_own:
        _own.add(_hash(text))
    QGuiApplication.clipboard().setText(text)


def is_own_copy(text: str) -> bool:
    """Whether this was copied from shieldwiz itself, whatever spaces and dashes it has now."""
    return _hash(text) in _own


def copy_secret(text: str, seconds: int = SECRET_SECONDS) -> "Clearing":
    """Copy a secret, marked as one for clipboard managers, and take it back after `seconds` or when the program ends.

    What is on the clipboard by then is left alone if it is something else.
    """
    mime = QMimeData()
    mime.setText(text)
    for name, data in _SENSITIVE.items():
        mime.setData(name, data)
    QGuiApplication.clipboard().setMimeData(mime)
    return Clearing(text, seconds)


class Clearing(QObject):
    """Takes one secret back. It belongs to the application, since the widget that copied may be gone by then."""

    def __init__(self, text: str, seconds: int) -> None:
        super().__init__(QCoreApplication.instance())
        self._hash = _hash(text)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.clear)
        self.timer.start(seconds * 1_000)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.clear)

    def clear(self) -> None:
        """Take it back now."""
        clipboard = QGuiApplication.clipboard()
        if _hash(clipboard.text()) == self._hash:
            clipboard.clear()
        self.deleteLater()


def _hash(text: str) -> bytes:
    return hashlib.sha256(re.sub(r"[\s:.\-]+", "", text).lower().encode("utf-8", "surrogatepass")).digest()
