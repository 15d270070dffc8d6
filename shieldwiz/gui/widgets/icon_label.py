# SPDX-License-Identifier: Apache-2.0
"""An icon that stands beside a word and changes colour with the theme."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from shieldwiz.gui.icons import icon_pixmap
from shieldwiz.gui.theme import theme

MIRRORED = frozenset({"chevron-right", "arrow-right"})


def paint_icon(painter: QPainter, place: QRect, name: str, role: str, widget: QWidget) -> None:
    """Paint the icon into a square of `widget` in a colour role; arrows point the way that one reads."""
    colour = getattr(theme().colours, role)
    pixmap = icon_pixmap(name, colour, place.width(), widget.devicePixelRatioF())
    if name in MIRRORED and widget.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        pixmap = pixmap.transformed(QTransform.fromScale(-1, 1))
    painter.drawPixmap(place.topLeft(), pixmap)


class IconLabel(QWidget):
    """An icon of a colour role. It says nothing to a screen reader: the word beside it does."""

    def __init__(self, name: str, role: str = "text", size: int = 18) -> None:
        super().__init__()
        self._name, self._role = name, role
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme().changed.connect(self.update)

    def set_icon(self, name: str, role: str) -> None:
        """Show another icon, or the same in another colour role."""
        self._name, self._role = name, role
        self.update()

    @property
    def icon_name(self) -> str:
        """The name of the icon that is shown."""
        return self._name

    @property
    def role(self) -> str:
        """Its colour role."""
        return self._role

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, _: QPaintEvent) -> None:
        if not self._name:
            return
        painter = QPainter(self)
        paint_icon(painter, QRect(0, 0, self._size, self._size), self._name, self._role, self)
        painter.end()
