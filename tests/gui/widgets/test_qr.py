# SPDX-License-Identifier: Apache-2.0

import segno
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from shieldwiz.gui.theme import Scheme, Theme
from shieldwiz.gui.widgets.qr import QrPicture, qr_pixmap

TEXT = "9f3c51d8a07e44b2" * 4


def test_the_picture_holds_the_code_module_by_module(qtbot: QtBot) -> None:
    image = qr_pixmap(TEXT, 180, 1.0).toImage()
    code = [list(row) for row in segno.make(TEXT, error="m", micro=False).matrix]
    module = image.width() // (len(code) + 8)
    assert image.width() == module * (len(code) + 8) <= 180
    read = [
        [
            image.pixelColor((x + 4) * module + module // 2, (y + 4) * module + module // 2) == QColor("black")
            for x in range(len(code))
        ]
        for y in range(len(code))
    ]
    assert read == [[bool(cell) for cell in row] for row in code]
    assert image.pixelColor(0, 0) == QColor("white")


def test_it_is_black_on_white_in_the_dark(qtbot: QtBot, light_theme: Theme) -> None:
    light_theme.use(Scheme.DARK)
    picture = QrPicture(TEXT, accessible="QR code of the guardian fingerprint")
    qtbot.addWidget(picture)
    assert picture.accessibleName() == "QR code of the guardian fingerprint"
    assert picture.pixmap().toImage().pixelColor(0, 0) == QColor("white")
