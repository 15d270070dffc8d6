# SPDX-License-Identifier: Apache-2.0
"""A fingerprint in 12 groups of 5 digits, ticked one by one while somebody reads it out by phone."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from shieldwiz.gui.theme import set_type, theme
from shieldwiz.gui.widgets.announcement import announce
from shieldwiz.gui.widgets.buttons import danger_button
from shieldwiz.gui.widgets.icon_label import paint_icon
from shieldwiz.gui.widgets.text import Small, fixed_font

GROUPS, COLUMNS = 12, 3


class DigitCell(QAbstractButton):
    """One group. It is ticked when the same digits were heard."""

    step_by = Signal(int)

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number, self.digits = number, ""
        self.setObjectName(f"check_digits_{number}")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_type(self, "caption")
        self.toggled.connect(self._tell_name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.update)

    def set_digits(self, digits: str) -> None:
        """Show other digits, not ticked."""
        self.digits = digits
        self.setChecked(False)
        self._tell_name()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(fixed_font("heading"))
        return QSize(metrics.horizontalAdvance("00000") + 30, metrics.height() + 29)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        steps = {
            Qt.Key.Key_Left: 1 if is_mirrored else -1,
            Qt.Key.Key_Right: -1 if is_mirrored else 1,
            Qt.Key.Key_Up: -COLUMNS,
            Qt.Key.Key_Down: COLUMNS,
            Qt.Key.Key_Home: -GROUPS,
            Qt.Key.Key_End: GROUPS,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.step_by.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        c = theme().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self.hasFocus() else 1
        edge = c.accent if self.hasFocus() else c.line if self.isChecked() else c.edge
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(c.sunken if self.isChecked() or self.underMouse() else c.surface))
        half = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 5, 5)
        painter.setPen(QColor(c.muted))
        corner = self.rect().adjusted(8, 4, -8, -4)
        painter.drawText(corner, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop, str(self.number))
        painter.setFont(fixed_font("heading"))
        painter.setPen(QColor(c.muted if self.isChecked() else c.text))
        painter.drawText(self.rect().adjusted(0, 12, 0, 0), Qt.AlignmentFlag.AlignCenter, self.digits)
        if self.isChecked():
            is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            place = QRect(8 if is_mirrored else self.width() - 22, 6, 14, 14)
            paint_icon(painter, place, "check", "text", self)
        painter.end()

    def _tell_name(self) -> None:
        ticked = self.tr("ticked") if self.isChecked() else self.tr("not ticked")
        place = self.tr("Group {0} of {1}").format(self.number, GROUPS)
        self.setAccessibleName(f"{place}: {' '.join(self.digits)}, {ticked}")


class PhoneDigits(QWidget):
    """The groups, how many were heard, and the button for one that was different. One stop of the Tab key."""

    finished = Signal()
    different = Signal()

    def __init__(self, *, object_name: str = "check_digits_grid") -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setAccessibleName(self.tr("Guardian fingerprint in 12 groups of 5 digits"))
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        grid = QGridLayout()
        grid.setSpacing(8)
        body.addLayout(grid)
        self.cells = tuple(DigitCell(number) for number in range(1, GROUPS + 1))
        for at, cell in enumerate(self.cells):
            grid.addWidget(cell, at // COLUMNS, at % COLUMNS)
            cell.clicked.connect(lambda _=False, at=at: self._ticked(at))
            cell.step_by.connect(lambda step, at=at: self._move(at, step))
        self._count = Small()
        body.addWidget(self._count)
        line = QHBoxLayout()
        self.different_button = danger_button(
            self.tr("A group was &different"), "octagon-x", object_name="check_different_button"
        )
        self.different_button.clicked.connect(self.different)
        line.addWidget(self.different_button)
        line.addStretch(1)
        body.addLayout(line)
        body.addStretch(1)
        self.reset()

    def set_groups(self, groups: Sequence[str]) -> None:
        """Show 12 groups of 5 digits, none ticked."""
        for cell, digits in zip(self.cells, groups, strict=True):
            cell.set_digits(digits)
        self.reset()

    def reset(self) -> None:
        """Begin again with the first group."""
        for cell in self.cells:
            cell.setChecked(False)
        self._make_stop(0)
        self._tell()

    def heard(self) -> int:
        """How many groups are ticked."""
        return sum(cell.isChecked() for cell in self.cells)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # A call that was left half-way proves nothing about what was ticked before; a minimised window was not left.
        if not event.spontaneous():
            self.reset()

    def count_text(self) -> str:
        """How many were heard, in words."""
        return self._count.text()

    def _make_stop(self, at: int) -> None:
        for other, cell in enumerate(self.cells):
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other == at else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.cells[at])

    def _move(self, at: int, step: int) -> None:
        target = at + step
        if abs(step) != GROUPS and not 0 <= target < GROUPS:
            return
        target = max(0, min(GROUPS - 1, target))
        self._make_stop(target)
        self.cells[target].setFocus(Qt.FocusReason.TabFocusReason)

    def _ticked(self, at: int) -> None:
        self._make_stop(at)
        self._tell()
        if self.heard() == GROUPS:
            announce(self, self.tr("All 12 groups heard"))
            self.finished.emit()
        elif self.cells[at].isChecked() and at + 1 < GROUPS:
            self._move(at, 1)

    def _tell(self) -> None:
        self._count.setText(self.tr("{0} of {1} heard").format(self.heard(), GROUPS))
