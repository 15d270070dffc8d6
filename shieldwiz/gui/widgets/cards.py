# SPDX-License-Identifier: Apache-2.0
"""Rounded surfaces: one that holds things, and one that is chosen among several."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from shieldwiz.gui.theme import theme
from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.marks import MARK, paint_radio
from shieldwiz.gui.widgets.text import Heading, Small, Strong

_STACKED_BELOW = 500  # pixels of a group: a page of 760 without its rail and margins


class Card(QFrame):
    """A surface with rounded corners, for one subject."""

    def __init__(self, *, heading: str = "", margins: int = 16) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margins, margins - 2, margins, margins - 2)
        self.body.setSpacing(8)
        if heading:
            self.add_heading(heading)

    def add(self, widget: QWidget) -> None:
        """Add something below what is there."""
        self.body.addWidget(widget)

    def add_heading(self, text: str, trailing: QWidget | None = None) -> None:
        """Add a heading, with a button or a label at its far end."""
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Heading(text), 1, Qt.AlignmentFlag.AlignVCenter)
        if trailing is not None:
            line.addWidget(trailing)
        self.body.addWidget(holder)


class ChoiceCard(QAbstractButton):
    """A radio button that is a whole card: mark, heading, text, icon."""

    def __init__(self, value: str, heading: str, text: str, icon: str = "", *, object_name: str = "") -> None:
        super().__init__()
        self.value = value
        self._text = text
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setObjectName(object_name)
        self.setText(heading)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Equal widths come from the layout alone, never from the longest word.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setMinimumWidth(200)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 12, 14, 12)
        line.addSpacing(32)  # as an item: margins are not mirrored where one reads from the right
        words = QVBoxLayout()
        words.setSpacing(3)
        self._heading, self._small = Strong(heading), Small(text)
        words.addWidget(self._heading)
        words.addWidget(self._small)
        words.addStretch(1)
        line.addLayout(words, 1)
        self._icon = IconLabel(icon, "muted", 22) if icon else None
        if self._icon is not None:
            line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self.toggled.connect(self._recolour)
        theme().changed.connect(self.update)

    def set_reason(self, reason: str) -> None:
        """Say why it cannot be chosen; shown instead of its text while it is disabled."""
        self._small.setText(reason or self._text)
        self.setAccessibleDescription(reason or self._text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            self._heading.set_role("text" if self.isEnabled() else "disabled")

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        is_on, has_focus = self.isChecked(), self.hasFocus()
        width = 2.0 if has_focus or is_on else 1.0
        edge = c.accent if has_focus or is_on else c.edge if self.underMouse() else c.line
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(c.accent_soft if is_on else c.surface))
        half = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 8, 8)
        if has_focus and is_on:  # a second line inside, since the chosen card has the first one anyway
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(5, 5, -5, -5), 5, 5)
        self._paint_mark(painter)
        painter.end()

    def _paint_mark(self, painter: QPainter) -> None:
        at = QRectF(17, 14, MARK, MARK)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            at.moveLeft(self.width() - 17 - MARK)
        paint_radio(painter, at, is_on=self.isChecked(), is_enabled=self.isEnabled())

    def _recolour(self) -> None:
        if self._icon is not None:
            self._icon.set_icon(self._icon.icon_name, "accent" if self.isChecked() else "muted")


class ChoiceGroup(QWidget):
    """Cards of which exactly one is chosen: beside each other, or below each other where the page is narrow."""

    chosen = Signal(str)

    def __init__(self, name: str, cards: Sequence[ChoiceCard], *, object_name: str = "") -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self.cards = tuple(cards)
        self._group = QButtonGroup(self)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        for card in self.cards:
            self._group.addButton(card)
            self._layout.addWidget(card, 1)
        self._group.buttonToggled.connect(self._tell)

    def value(self) -> str:
        """The value of the chosen card, or ""."""
        return next((card.value for card in self.cards if card.isChecked()), "")

    def choose(self, value: str) -> None:
        """Choose a card."""
        for card in self.cards:
            if card.value == value:
                card.setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < _STACKED_BELOW
        wanted = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._layout.direction() is not wanted:
            self._layout.setDirection(wanted)

    def _tell(self, button: QAbstractButton, is_on: bool) -> None:
        if is_on and isinstance(button, ChoiceCard):
            self.chosen.emit(button.value)
