# SPDX-License-Identifier: Apache-2.0
"""A decision that costs something: what follows from it, the safe button first and default, the other one outlined."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from shieldwiz.gui.dialogs.dialog import Dialog
from shieldwiz.gui.widgets.buttons import danger_button, primary_button
from shieldwiz.gui.widgets.form_row import FormRow
from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.text import Heading, Para

_SHORTEST_REASON = 5  # characters


class Condition(StrEnum):
    """What a person has to do before the other button can be pressed."""

    NONE = "none"
    REASON = "reason"
    TYPED_NAME = "typed-name"


class DecisionDialog(Dialog):
    """`exec` is true where the person goes on. `reason` is then what was typed.

    `text` is the first paragraph and, below it, what follows, each with an arrow; {0} in head and text stand for the
    foreign `values`. With `TYPED_NAME` the first of the values has to be typed.
    """

    def __init__(
        self,
        parent: QWidget,
        head: str,
        text: Sequence[str],
        *,
        go_back: str,
        go_on: str,
        values: Sequence[str] = (),
        condition: Condition = Condition.NONE,
        field_label: str = "",
        hint: str = "",
        object_name: str = "decision_dialog",
    ) -> None:
        super().__init__(parent, QGuiApplication.applicationDisplayName())
        self.setObjectName(object_name)
        self._condition = condition
        self._name = values[0] if values else ""
        self.head = Heading()
        self.head.set_marked(head, *values)
        self.body.addWidget(self.head)
        for at, sentence in enumerate(text):
            paragraph = Para()
            paragraph.set_marked(sentence, *values)
            self.body.addLayout(_line(paragraph, with_arrow=at > 0))
        self.safe_button = primary_button(go_back, object_name="decision_back_button")
        self.danger_button = danger_button(go_on, object_name="decision_go_on_button")
        self.edit = QLineEdit()
        self.edit.setObjectName("decision_edit")
        self._add_field(field_label, hint)
        self.body.addStretch(1)
        self.safe_button.clicked.connect(self.reject)
        self.danger_button.clicked.connect(self.accept)
        self.set_buttons(self.safe_button, self.danger_button, default=self.safe_button)
        self.setAccessibleName(self.head.accessibleName())
        if condition is not Condition.NONE:
            self.edit.setFocus()

    @property
    def reason(self) -> str:
        """What was typed, without spaces around it."""
        return self.edit.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field goes on to the button that it was filled in for, and never presses one."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.edit.hasFocus():
            (self.danger_button if self.danger_button.isEnabled() else self.edit).setFocus()
            return
        super().keyPressEvent(event)

    def _add_field(self, label: str, hint: str) -> None:
        if self._condition is Condition.NONE:
            self.edit.setParent(self)
            self.edit.hide()
            return
        row = FormRow(label, self.edit, hint=hint)
        row.label.setWordWrap(True)
        self.edit.textChanged.connect(self._judge)
        self.body.addWidget(row)
        self._judge()

    def _judge(self) -> None:
        is_met = self.reason == self._name.strip() if self._condition is Condition.TYPED_NAME else self._has_reason()
        self.danger_button.setEnabled(is_met)

    def _has_reason(self) -> bool:
        return len(self.reason) >= _SHORTEST_REASON


def _line(paragraph: Para, *, with_arrow: bool) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    if with_arrow:
        line.addWidget(IconLabel("arrow-right", "muted", 16), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(paragraph, 1)
    return line
