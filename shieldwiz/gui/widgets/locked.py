# SPDX-License-Identifier: Apache-2.0
"""What an organisation has set: a lock and the reason beside it, and a control that can be read but not changed."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.text import Small, foreign, tooltip


class LockedNote(QWidget):
    """A lock and why, below what is locked. `contact` is whom to ask, as the organisation wrote it."""

    def __init__(self, reason: str = "", *, contact: str = "", object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.text = reason or self.tr("Set by your organisation.")
        if contact:
            self.text += " " + self.tr("Ask {0}.").format(foreign(contact, 120))
        self.setAccessibleName(self.text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(IconLabel("lock", "muted", 14))
        line.addWidget(Small(self.text), 1)

    def lock(self, control: QWidget) -> None:
        """Disable a control of this reason; it stays readable, also for a screen reader."""
        control.setEnabled(False)
        control.setToolTip(tooltip(self.text))
        control.setAccessibleDescription(self.text)
