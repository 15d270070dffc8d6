# SPDX-License-Identifier: Apache-2.0
"""The steps of the wizard: where one is, what was chosen, what wants a look. Every visited step can be opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from shieldwiz.gui.theme import set_type, theme
from shieldwiz.gui.widgets.icon_label import IconLabel, paint_icon
from shieldwiz.gui.widgets.text import Caption, Para, Strong, foreign

WIDTH, NARROW_WIDTH = 224, 196
translate = QCoreApplication.translate
_MARK = 18


class StepState(StrEnum):
    """How far a step is."""

    TODO = "todo"
    CURRENT = "current"
    DONE = "done"
    WARNING = "warning"
    NOT_NEEDED = "not-needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step; `second` is what was chosen in it, and `is_open` whether one may go there now."""

    name: str
    state: StepState
    second: str = ""
    is_open: bool = False


def state_word(state: StepState) -> str:
    """The state as a screen reader says it."""
    return {
        StepState.TODO: translate("StepRail", "to do"),
        StepState.CURRENT: translate("StepRail", "current"),
        StepState.DONE: translate("StepRail", "done"),
        StepState.WARNING: translate("StepRail", "warning"),
        StepState.NOT_NEEDED: translate("StepRail", "not needed"),
    }[state]


class StepItem(QAbstractButton):
    """One step of the rail."""

    step_by = Signal(int)

    def __init__(self, number: int, count: int, step: Step) -> None:
        super().__init__()
        self.number, self._count = number, count
        self.setObjectName(f"wizard_step_{number}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 7, 8, 7)
        line.addSpacing(_MARK + 8)  # as an item: margins are not mirrored where one reads from the right
        body = QVBoxLayout()
        body.setSpacing(0)
        line.addLayout(body, 1)
        self._name, self._second = Para(), Para(kind="caption")
        body.addWidget(self._name)
        body.addWidget(self._second)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.update)
        self.show_step(step)

    def show_step(self, step: Step) -> None:
        """Show how far the step is and what was chosen in it."""
        self.step = step
        is_here = step.state is StepState.CURRENT
        can_open = step.is_open or is_here
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if can_open else Qt.FocusPolicy.NoFocus)
        self.setEnabled(can_open)
        place = self.tr("Step {0} of {1}").format(self.number, self._count)
        said = [place, step.name, foreign(step.second), state_word(step.state)]
        self.setAccessibleName(", ".join(filter(None, said)))
        for widget in (self, self._name):
            set_type(widget, "strong" if is_here else "body")
        self._name.setText(step.name)
        self._name.set_role("text" if can_open and step.state is not StepState.TODO else "muted")
        self._second.setText(foreign(step.second))
        self._second.set_role("decide" if step.state is StepState.WARNING else "muted")
        self._second.setVisible(bool(step.second))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_by.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        is_here = self.step.state is StepState.CURRENT
        is_hovered = self.underMouse() and self.isEnabled() and not is_here
        if self.hasFocus():
            painter.setPen(QPen(QColor(c.accent), 2))
        else:
            painter.setPen(QPen(QColor(c.line), 1) if is_here else Qt.PenStyle.NoPen)
        ground = c.surface if is_here else c.line if is_hovered else ""
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        self._paint_mark(painter)
        painter.end()

    def _paint_mark(self, painter: QPainter) -> None:
        c = theme().colours
        line = QFontMetrics(self._name.font()).height()
        left, top = 8, 7 + (line - _MARK) // 2
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left = self.width() - 8 - _MARK
        at = QRectF(left, top, _MARK, _MARK)
        icons = {
            StepState.DONE: ("check", "text"),
            StepState.WARNING: ("triangle-alert", "decide"),
            StepState.NOT_NEEDED: ("minus", "muted"),
        }
        if self.step.state in icons:
            name, role = icons[self.step.state]
            paint_icon(painter, at.toRect().adjusted(1, 1, -1, -1), name, role, self)
            return
        is_here = self.step.state is StepState.CURRENT
        painter.setPen(QPen(QColor(c.accent if is_here else c.edge), 1.2))
        painter.setBrush(QColor(c.accent) if is_here else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at.adjusted(0.6, 0.6, -0.6, -0.6))
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.82)
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(c.on_accent if is_here else c.muted))
        painter.drawText(at, Qt.AlignmentFlag.AlignCenter, str(self.number))


class StepRail(QWidget):
    """The rail at the side of the wizard. Up and Down move over the steps, Enter opens one."""

    step_wanted = Signal(int)

    def __init__(self, heading: str = "", *, object_name: str = "wizard_step_rail") -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setProperty("kind", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._items: list[StepItem] = []
        body = QVBoxLayout(self)
        body.setContentsMargins(12, 16, 12, 14)
        body.setSpacing(2)
        self._heading = Strong(heading)
        self._heading.set_role("muted")
        self._heading.setVisible(bool(heading))
        above = QVBoxLayout()
        above.setContentsMargins(8, 0, 8, 6)
        above.addWidget(self._heading)
        body.addLayout(above)
        steps = QWidget()
        steps.setProperty("kind", "body")
        self._list = QVBoxLayout(steps)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(2)
        self._list.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(steps)
        self._scroll = scroll
        body.addWidget(scroll, 1)
        saved = QHBoxLayout()
        saved.setContentsMargins(8, 0, 8, 0)
        saved.setSpacing(6)
        self._saved_icon, self._saved = IconLabel("save", "muted", 14), Caption()
        saved.addWidget(self._saved_icon)
        saved.addWidget(self._saved, 1)
        body.addLayout(saved)
        self.set_saved_line("")
        self.set_narrow(False)

    def set_narrow(self, is_narrow: bool) -> None:
        """Be narrower, in a narrow window."""
        self.setFixedWidth(NARROW_WIDTH if is_narrow else WIDTH)

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), super().sizeHint().height())

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps."""
        if len(steps) != len(self._items):
            self._make_items(steps)
        for item, step in zip(self._items, steps, strict=True):
            if step != item.step:
                item.show_step(step)
        here = next((at + 1 for at, step in enumerate(steps) if step.state is StepState.CURRENT), 0)
        self.setAccessibleName(self.tr("Steps, step {0} of {1}").format(here, len(steps)))

    def _make_items(self, steps: Sequence[Step]) -> None:
        for item in self._items:
            self._list.removeWidget(item)
            item.hide()
            item.deleteLater()
        self._items = [StepItem(at + 1, len(steps), step) for at, step in enumerate(steps)]
        for at, item in enumerate(self._items):
            self._list.insertWidget(at, item)
            item.clicked.connect(lambda _=False, at=at: self.step_wanted.emit(at))
            item.step_by.connect(lambda step, at=at: self._move(at, step))

    def set_saved_line(self, text: str) -> None:
        """The line at the bottom: "Draft saved, 14:02"."""
        self._saved.setText(text)
        self._saved.setVisible(bool(text))
        self._saved_icon.setVisible(bool(text))

    def items(self) -> tuple[StepItem, ...]:
        """The steps as they are shown."""
        return tuple(self._items)

    def _move(self, at: int, step: int) -> None:
        at += step
        while 0 <= at < len(self._items):
            if self._items[at].isEnabled():
                self._items[at].setFocus(Qt.FocusReason.TabFocusReason)
                return
            at += step
