# SPDX-License-Identifier: Apache-2.0
"""Which servers to ask: a name or an address a line. Nothing is asked before a person says so."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QVBoxLayout, QWidget

from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.busy import ProgressPanel
from shieldwiz.gui.widgets.buttons import primary_button, quiet_button
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.form_row import FormRow
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.text import Para, Title

_ROWS = 110  # pixels: some five lines


class AskingPage(QWidget):
    """The list of addresses, and how they belong together."""

    asked = Signal()
    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "body")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(Title(self.tr("See what your tenants see")))
        column.addWidget(
            Para(
                self.tr(
                    "For people who run a Host Guardian Service. Each server is asked once for its public metadata, as "
                    "tenants do, and the answers are compared."
                ),
                role="muted",
            )
        )
        self.edit = QPlainTextEdit()
        self.edit.setPlaceholderText("hgs.contoso.example")
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(_ROWS)
        self.row = FormRow(
            self.tr("&Servers or addresses, one a line"),
            self.edit,
            hint=self.tr("Of one name alone, every address behind it is asked on its own."),
            object_name="desk_hosts_edit",
        )
        self.one_check = QCheckBox(self.tr("They are servers of &one Host Guardian Service"))
        self.one_check.setObjectName("desk_one_check")
        self.one_check.setChecked(True)
        self.remember_check = QCheckBox(self.tr("Re&member the answers, to compare with them next time"))
        self.remember_check.setObjectName("desk_remember_check")
        self.ask_button = primary_button(self.tr("As&k now"), "stethoscope", object_name="desk_ask_button")
        self.ask_button.clicked.connect(self.asked)
        self.progress = ProgressPanel(object_name="desk_progress")
        self.progress.stop_wanted.connect(self.stop_wanted)
        self.progress.hide()
        self.notice = InlineNotice(Tone.INFO, "")
        self.notice.hide()
        card = Card()
        for widget in (self.row, self.one_check, self.remember_check, self.notice, self.progress):
            card.add(widget)
        column.addWidget(card)
        self.files_button = quiet_button(
            self.tr("&Check certificates or reports…"), "file-badge", object_name="desk_files_button"
        )
        column.addWidget(self.files_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)

    def hosts(self) -> tuple[str, ...]:
        """What was typed: a host a line, or several with commas or blanks between, each once."""
        return tuple(dict.fromkeys(self.edit.toPlainText().replace(",", " ").split()))

    def show_problem(self, text: str) -> None:
        """Say what is wrong with the addresses; "" when nothing is."""
        self.row.set_problem(text)
        if text:
            self.edit.setFocus()
