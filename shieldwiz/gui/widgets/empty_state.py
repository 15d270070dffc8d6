# SPDX-License-Identifier: Apache-2.0
"""What stands where a list would be."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.text import Para


class EmptyState(QWidget):
    """An icon, a heading, one sentence, and at most one button."""

    def __init__(self, icon: str, heading: str, text: str = "", button: QPushButton | None = None) -> None:
        super().__init__()
        centre = Qt.AlignmentFlag.AlignHCenter
        body = QVBoxLayout(self)
        body.setContentsMargins(20, 20, 20, 20)
        body.setSpacing(8)
        body.addStretch(1)
        body.addWidget(IconLabel(icon, "muted", 36), 0, centre)
        self._heading, self._text = Para(heading, kind="strong"), Para(text, kind="small", role="muted")
        for label in (self._heading, self._text):
            label.setAlignment(centre | Qt.AlignmentFlag.AlignTop)
            body.addWidget(label)
        self._text.setVisible(bool(text))
        if button is not None:
            body.addWidget(button, 0, centre)
        body.addStretch(1)
        self.setAccessibleName(" ".join(filter(None, [heading, text])))

    def set_text(self, heading: str, text: str) -> None:
        """Say something else."""
        self._heading.setText(heading)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(" ".join(filter(None, [heading, text])))
