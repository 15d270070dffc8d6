# SPDX-License-Identifier: Apache-2.0
"""Draws the icons that other systems want as pictures: PNG for Linux, .ico for Windows, .icns for macOS."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

LINUX = Path(__file__).resolve().parent / "linux"


def drawn(name: str, size: int) -> QImage:
    """The icon as a picture of size times size pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(LINUX / f"{name}.svg")).render(painter)
    painter.end()
    return image


def main(folder: Path) -> None:
    """All pictures, into `folder`."""
    for name in ("shieldwiz", "shieldwiz-file"):
        for size in (48, 128):
            drawn(name, size).save(str(folder / f"{name}-{size}.png"))
        drawn(name, 256).save(str(folder / f"{name}.ico"))
    drawn("shieldwiz", 512).save(str(folder / "shieldwiz.icns"))


if __name__ == "__main__":
    application = QGuiApplication(sys.argv[:1])
    main(Path(sys.argv[1]))
