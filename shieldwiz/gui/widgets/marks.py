# SPDX-License-Identifier: Apache-2.0
"""The marks of check boxes and radio buttons, for rows and cards that paint themselves."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from shieldwiz.gui.theme import theme
from shieldwiz.gui.widgets.icon_label import paint_icon

MARK = 16  # pixels


def paint_box(painter: QPainter, at: QRectF, *, is_on: bool, is_enabled: bool, widget: QWidget) -> None:
    """A check box."""
    c = theme().colours
    ground = (c.accent if is_enabled else c.disabled) if is_on else c.surface if is_enabled else c.sunken
    edge = ground if is_on else c.edge if is_enabled else c.line
    painter.setPen(QPen(QColor(edge), 1))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(at.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if is_on:
        place = QRect(round(at.x()) + 1, round(at.y()) + 1, MARK - 2, MARK - 2)
        paint_icon(painter, place, "check", "on_accent", widget)


def paint_radio(painter: QPainter, at: QRectF, *, is_on: bool, is_enabled: bool) -> None:
    """A radio button."""
    c = theme().colours
    width = 5.0 if is_on else 1.2
    edge = c.accent if is_on else c.edge
    painter.setPen(QPen(QColor(edge if is_enabled else c.disabled), width))
    painter.setBrush(QColor(c.surface if is_enabled else c.sunken))
    half = width / 2
    painter.drawEllipse(at.adjusted(half, half, -half, -half))
