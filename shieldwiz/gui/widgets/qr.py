# SPDX-License-Identifier: Apache-2.0
"""A text as a QR code, black on white in every theme, since cameras want it so."""

import segno
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy

_QUIET = 4  # modules of white around it, which the standard wants


def qr_pixmap(text: str, size: int = 180, ratio: float = 2.0) -> QPixmap:
    """The QR code of a text, at most `size` device-independent pixels wide, with whole pixels a module."""
    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    count = len(rows) + 2 * _QUIET
    module = max(1, int(size * ratio) // count)
    pixmap = QPixmap(module * count, module * count)
    pixmap.fill(Qt.GlobalColor.white)
    painter = QPainter(pixmap)
    black = QColor(Qt.GlobalColor.black)
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            if is_dark:
                painter.fillRect(QRect((x + _QUIET) * module, (y + _QUIET) * module, module, module), black)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


class QrPicture(QLabel):
    """A QR code; `accessible` says what it holds to those who cannot see it."""

    def __init__(self, text: str, *, accessible: str, size: int = 180) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(accessible)
        self.setPixmap(qr_pixmap(text, size))
