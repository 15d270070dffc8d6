# SPDX-License-Identifier: Apache-2.0
"""The right side once the keys are trusted or accepted: what adding them allows, their name, a note."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from shieldwiz.gui.widgets.buttons import LinkButton
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.certificate_card import grouped_fingerprint
from shieldwiz.gui.widgets.form_row import FormRow
from shieldwiz.gui.widgets.text import Caption, FixedLabel, Heading, Para, Small
from shieldwiz.gui.wording import date_text


class SettledPanel(Card):
    """Name and note of the guardian to add."""

    changed = Signal()
    submitted = Signal()
    again_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._taken: frozenset[str] = frozenset()
        self.heading = Heading(self.tr("What adding it allows"))
        self.text = Para(kind="small")
        self.name_edit, self.note_edit = QLineEdit(), QLineEdit()
        self.name_edit.setObjectName("check_name_edit")
        self.note_edit.setObjectName("check_note_edit")
        self.note_edit.setPlaceholderText(self.tr("Who told you, ticket number"))
        self.name_row = FormRow(
            self.tr("&Name for this guardian"),
            self.name_edit,
            hint=self.tr("Proposed from the certificate. Only you see it."),
        )
        self.note_row = FormRow(self.tr("N&ote (optional)"), self.note_edit)
        self._fingerprint = FixedLabel(kind="caption")
        self._how = Small()
        self.again_button = LinkButton(self.tr("Answer differently"), object_name="check_again_button")
        self.name_edit.textChanged.connect(self._judge)
        self.name_edit.returnPressed.connect(self.submitted)
        self.note_edit.returnPressed.connect(self.submitted)
        self.again_button.clicked.connect(self.again_wanted)
        for widget in (self.heading, self.text, self.name_row, self.note_row, self._remembered()):
            self.add(widget)
        self.body.addStretch(1)
        self.add(self.again_button)

    def begin(self) -> None:
        """Another document: nothing is typed."""
        self.name_edit.clear()
        self.note_edit.clear()

    def show_examination(self, examination: Mapping[str, Any], *, taken: frozenset[str], now: str) -> None:
        """Propose a name, and say what is remembered. `taken` are the names that are in use, in lower case."""
        self._taken = taken
        same = examination["library"]["same_as"]
        if not self.name_edit.isModified():
            self.name_edit.setText(same[0] if same else examination["proposed_name"])
        self.name_row.setVisible(not same)
        self.note_row.setVisible(not same)
        guardian = examination["guardian"]
        self._fingerprint.setText(grouped_fingerprint(guardian["fingerprint"]["hex"]) if guardian else "")
        self._how.setText(self._how_words(str(examination["trust_basis"])).format(date_text(now)))
        self._judge()

    def set_taken(self, taken: frozenset[str]) -> None:
        """The names that are in use, in lower case."""
        self._taken = taken
        self._judge()

    @property
    def name(self) -> str:
        """The name as it will be kept."""
        return self.name_edit.text().strip()

    @property
    def note(self) -> str:
        """The note, maybe empty."""
        return self.note_edit.text().strip()

    def problem(self) -> str:
        """What is wrong with the name, or "" ."""
        if self.name_row.isHidden():
            return ""
        if not self.name:
            return self.tr("Give it a name.")
        if self.name.casefold() in self._taken:
            return self.tr("You already have a guardian of that name. Choose another, or replace the old one.")
        return ""

    def show_problem(self, text: str) -> None:
        """Say below the name what is wrong with it."""
        self.name_row.set_problem(text)
        self.name_edit.setFocus()

    def focus_first(self) -> None:
        """The name, where there is one to give."""
        (self.again_button if self.name_row.isHidden() else self.name_edit).setFocus()

    def _judge(self) -> None:
        self.name_row.set_problem(self.problem())
        self._show_text()
        self.changed.emit()

    def _show_text(self) -> None:
        self.text.set_marked(
            self.tr(
                "Hosts that attest to the Host Guardian Service of **{0}** can start VMs that you protect for this "
                "guardian, and read their disk keys while they run."
            ),
            self.name or self.tr("this hoster"),
        )

    def _how_words(self, basis: str) -> str:
        return {
            "guardian-fingerprint": self.tr("How: fingerprint compared, {0}"),
            "signer": self.tr("How: signer confirmed, {0}"),
            "root": self.tr("How: root certificate chosen, {0}"),
        }.get(basis, self.tr("How: accepted without proof, {0}"))

    def _remembered(self) -> QFrame:
        box = QFrame()
        box.setProperty("kind", "notice")
        box.setProperty("tone", "plain")
        column = QVBoxLayout(box)
        column.setContentsMargins(11, 8, 11, 8)
        column.setSpacing(2)
        column.addWidget(Para(self.tr("Remembered with it"), kind="strong", role="muted"))
        column.addWidget(Caption(self.tr("Guardian fingerprint")))
        column.addWidget(self._fingerprint)
        column.addWidget(self._how)
        return box
