# SPDX-License-Identifier: Apache-2.0
"""Line icons in any colour and size. Every icon stands beside a word, or has a tooltip and an accessible name."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt, QTemporaryDir
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from shieldwiz.assets import asset

_THIN_FROM = 28  # pixels


@cache
def icon_pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon `name` of resources/icons, `size` device-independent pixels wide, for a screen of this pixel ratio."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(_drawing(name, colour, size))).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def icon(name: str, colour: str, size: int = 18) -> QIcon:
    """The icon for buttons and menus, sharp on screens of one and two pixels a unit."""
    found = QIcon()
    for ratio in (1.0, 2.0):
        found.addPixmap(icon_pixmap(name, colour, size, ratio))
    return found


def icon_file(name: str, colour: str, size: int) -> str:
    """The icon as a file in this computer's temporary folder, for the style sheet, which takes nothing else."""
    path = _folder() / f"{name}-{colour.lstrip('#')}-{size}.svg"
    if not path.exists():
        path.write_bytes(_drawing(name, colour, size))
    return path.as_posix()


def _drawing(name: str, colour: str, size: int) -> bytes:
    stroke = "1.6" if size >= _THIN_FROM else "2.1" if size <= 16 else "1.9"
    text = asset(f"icons/{name}.svg").read_text(encoding="utf-8")
    return text.replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"').encode()


@cache
def _folder() -> Path:
    holder = QTemporaryDir()
    _kept.append(holder)
    return Path(holder.path())


_kept: list[QTemporaryDir] = []  # removed when the program ends
