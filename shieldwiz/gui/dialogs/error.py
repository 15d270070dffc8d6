# SPDX-License-Identifier: Apache-2.0
"""What stops a job: what happened, what is unharmed, what to do. And our own mistakes, with what helps to mend them."""

import platform

from PySide6.QtCore import QCoreApplication, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from shieldwiz import __version__
from shieldwiz.errors import ShieldwizError
from shieldwiz.gui.dialogs.dialog import Dialog
from shieldwiz.gui.dialogs.help import show_page
from shieldwiz.gui.widgets.buttons import LinkButton, normal_button, primary_button
from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.text import Heading, Para, fixed_font, foreign
from shieldwiz.gui.wording import error_words

_BUG = "unexpected"


class ErrorDialog(Dialog):
    """One error. `exec` returns when the person goes on."""

    def __init__(self, parent: QWidget, head: str, text: str, code: str, *, details: str = "") -> None:
        super().__init__(parent, QGuiApplication.applicationDisplayName())
        self.setObjectName("error_dialog")
        row = QHBoxLayout()
        row.setSpacing(14)
        is_bug = bool(details)
        row.addWidget(IconLabel("life-buoy" if is_bug else "octagon-x", "muted" if is_bug else "refused", 28))
        words = QVBoxLayout()
        words.setSpacing(6)
        self.head = Heading(head)
        self.text = Para(text)
        words.addWidget(self.head)
        words.addWidget(self.text)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        link = LinkButton(foreign(code), object_name="error_code_button", accessible=self.tr("Help for this error"))
        link.clicked.connect(lambda: show_page(self, code))
        go_on = primary_button(self.tr("&Go on"), object_name="error_go_on_button")
        go_on.clicked.connect(self.accept)
        if not is_bug:
            self.set_buttons(go_on, default=go_on, left=link)
            return
        shown_details = QPlainTextEdit(details)
        shown_details.setReadOnly(True)
        shown_details.setFont(fixed_font("small"))
        shown_details.setAccessibleName(self.tr("Details: version, system, what happened; no secrets"))
        shown_details.setFixedHeight(120)
        self.body.addWidget(shown_details)
        copy = normal_button(self.tr("Copy &details"), "copy", object_name="error_copy_button")
        copy.clicked.connect(lambda: _copy(details))
        self.set_buttons(copy, go_on, default=go_on, left=link)

    @classmethod
    def of(cls, error: ShieldwizError, parent: QWidget) -> "ErrorDialog":
        """The dialog for an error of the program's core."""
        head, text = error_words(error)
        return cls(parent, head, text, error.problem.value)

    @classmethod
    def of_bug(cls, places: str, parent: QWidget) -> "ErrorDialog":
        """The dialog for something that must not happen. `places` holds no values."""
        head = QCoreApplication.translate("ErrorDialog", "Something unexpected happened in shieldwiz")
        text = QCoreApplication.translate(
            "ErrorDialog",
            "This is our mistake, not yours. Your draft is safe and no file was left half written. Nothing is sent "
            "anywhere unless you send it.",
        )
        system = f"shieldwiz {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
        return cls(parent, head, text, _BUG, details=f"{system}\n{places}")


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
