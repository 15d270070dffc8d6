# SPDX-License-Identifier: Apache-2.0
"""The one way to add a field: label above, hint or problem below, all said to a screen reader."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.announcement import announce
from shieldwiz.gui.widgets.buttons import without_mnemonic
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.text import Para


class FormRow(QWidget):
    """A label with its field. `around` is what is laid out, where the field is only a part of it."""

    def __init__(
        self, label: str, field: QWidget, *, hint: str = "", object_name: str = "", around: QWidget | None = None
    ) -> None:
        super().__init__()
        self.field = field
        self._hint, self._problem = hint, ""
        if object_name:
            field.setObjectName(object_name)
        self._lines = body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(4)
        self.label = Para(label)
        self.label.setBuddy(field)
        self.label.setVisible(bool(label))
        if not field.accessibleName():
            field.setAccessibleName(without_mnemonic(label))
        body.addWidget(self.label)
        body.addWidget(around or field)
        self.note = InlineNotice(Tone.PLAIN, "", plain=True)
        body.addWidget(self.note)
        self._show(Tone.PLAIN, hint)

    def set_hint(self, hint: str) -> None:
        """The muted line below, while there is no problem."""
        self._hint = hint
        if not self._problem:
            self._show(Tone.PLAIN, hint)

    def set_problem(self, text: str) -> None:
        """Say what is wrong with the field; "" when nothing is any more. A new problem is read out."""
        is_new = bool(text) and text != self._problem
        self._problem = text
        self.field.setProperty("state", "refused" if text else "")
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)
        self._show(Tone.REFUSED if text else Tone.PLAIN, text or self._hint)
        if is_new:
            announce(self.field, text, assertive=True)

    def set_note(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """A line below that is no problem of the field's form, such as what was found in the file."""
        self._show(tone, text or self._hint)

    @property
    def problem_text(self) -> str:
        """The problem that is shown, or ""."""
        return self._problem

    def _body(self) -> QVBoxLayout:
        return self._lines

    def _show(self, tone: Tone, text: str) -> None:
        self.note.set_notice(tone, text, announced=False)
        self.note.setVisible(bool(text))
        self.field.setAccessibleDescription(self.note.text)
