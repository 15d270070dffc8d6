# SPDX-License-Identifier: Apache-2.0
"""A guardian's fingerprint to read out or to hold a phone to: 12 groups of 5 digits, and a QR picture."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from shieldwiz.gui.dialogs.dialog import Dialog
from shieldwiz.gui.widgets.buttons import primary_button
from shieldwiz.gui.widgets.certificate_card import grouped_fingerprint
from shieldwiz.gui.widgets.qr import QrPicture
from shieldwiz.gui.widgets.text import FixedLabel, Heading, Para, Small, foreign


class FingerprintDialog(Dialog):
    """Shows one fingerprint in all forms."""

    def __init__(self, parent: QWidget, name: str, fingerprint: dict[str, Any]) -> None:
        super().__init__(parent, self.tr("Guardian fingerprint"))
        self.setObjectName("fingerprint_dialog")
        self.body.addWidget(Heading(foreign(name)))
        self.body.addWidget(Para(self.tr("Read these groups out on the phone; the other side ticks them one by one.")))
        groups = fingerprint["groups"]
        lines = ["   ".join(groups[at : at + 3]) for at in range(0, len(groups), 3)]
        digits = FixedLabel("\n".join(lines), kind="heading")
        digits.setObjectName("fingerprint_digits_label")
        self.body.addWidget(digits)
        self.body.addWidget(Small(self.tr("The same in hexadecimal, and as a QR code:")))
        self.body.addWidget(FixedLabel(grouped_fingerprint(fingerprint["hex"])))
        picture = QrPicture(fingerprint["hex"], accessible=self.tr("QR code of the guardian fingerprint"))
        self.body.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        close = primary_button(self.tr("&Close"), object_name="fingerprint_close_button")
        close.clicked.connect(self.accept)
        self.set_buttons(close, default=close)
