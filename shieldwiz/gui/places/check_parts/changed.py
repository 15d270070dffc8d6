# SPDX-License-Identifier: Apache-2.0
"""Other keys under a known name: old and new beside each other, and what to do about it."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from shieldwiz.gui.places.check_parts.decide import DecidePanel
from shieldwiz.gui.places.check_parts.sections import section_column
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.badge import Badge, BadgeKind
from shieldwiz.gui.widgets.buttons import LinkButton
from shieldwiz.gui.widgets.cards import Card, ChoiceCard, ChoiceGroup
from shieldwiz.gui.widgets.certificate_card import grouped_fingerprint
from shieldwiz.gui.widgets.form_row import FormRow
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.text import FixedLabel, ForeignLabel, Heading, Para, Small
from shieldwiz.gui.wording import date_text

KEEP_OLD, KEEP_BOTH, REPLACE = "keep-old", "keep-both", "replace"
_BADGES = {
    "same": BadgeKind.SAME,
    "same-key": BadgeKind.SAME_KEY,
    "new-key": BadgeKind.NEW_KEY,
    "later": BadgeKind.LATER,
    "earlier": BadgeKind.EARLIER,
}


class ChangedView(QWidget):
    """The page of changed keys. The fingerprint panel joins it where proof is needed first."""

    changed = Signal()
    files_wanted = Signal(str)
    """The name of the guardian whose files are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("check_changed_page")
        self._decisions: frozenset[str] = frozenset()
        self._taken: frozenset[str] = frozenset()
        self._panel: DecidePanel | None = None
        self._name = ""
        self.files_button = LinkButton("", object_name="check_files_button")
        self.files_button.hide()
        self.files_button.clicked.connect(lambda: self.files_wanted.emit(self._name))
        self.notice = InlineNotice(
            Tone.INFO,
            self.tr(
                "**New keys do not reach VMs that exist already.** Ask the hoster to keep the old keys in service, or "
                "give those VMs a new key protector."
            ),
            action=self.files_button,
        )
        self.choice = ChoiceGroup(
            self.tr("What would you like to do?"), self._cards(), object_name="check_change_group"
        )
        self.name_edit = QLineEdit()
        self.name_edit.setObjectName("check_new_name_edit")
        self.name_row = FormRow(self.tr("&Name for the new keys"), self.name_edit)
        self._proof_text = Small(self.tr("Before that, show whose keys these are."), role="decide")
        self._sides = QHBoxLayout()
        self._sides.setSpacing(14)
        self._slot = QVBoxLayout()
        column = section_column(self)
        column.setSpacing(12)
        column.addLayout(self._sides)
        column.addWidget(self.notice)
        column.addWidget(Heading(self.tr("What would you like to do?")))
        column.addWidget(self.choice)
        column.addWidget(self.name_row)
        column.addWidget(self._proof_text)
        column.addLayout(self._slot)
        column.addStretch(1)
        self.choice.chosen.connect(self._on_chosen)
        self.name_edit.textChanged.connect(self._on_chosen)

    def begin(self) -> None:
        """Another document: nothing changes unless the person says so."""
        self.name_edit.clear()
        self.files_button.hide()
        self.choice.choose(KEEP_OLD)

    def take_panel(self, panel: DecidePanel) -> None:
        """Hold the panel that asks for proof."""
        self._panel = panel
        self._slot.addWidget(panel)

    def show_examination(self, examination: Mapping[str, Any], *, taken: frozenset[str]) -> None:
        """Show old and new."""
        self._taken = taken
        self._decisions = frozenset(examination["decisions"])
        changes = examination["library"]["changes"]
        self._name = changes["name"]
        _empty(self._sides)
        words = {row["what"]: row for row in changes["rows"]}
        old = self._side(self.tr("In your library"), changes["name"], changes["old"]["certificates"], words, "old")
        new = self._side(
            self.tr("In this file"), examination["display_name"], examination["certificates"], words, "new"
        )
        for side in (old, new):
            self._sides.addWidget(side, 1)
        if not self.name_edit.isModified():
            self.name_edit.setText(examination["proposed_name"])
        self.notice.setVisible(changes["change"] not in ("same", "renewed"))
        self._show_choice()

    def set_files(self, count: int) -> None:
        """In how many files made here the old keys are."""
        self.files_button.setText(self.tr("Which of my files are concerned? ({0})").format(count))
        self.files_button.setVisible(count > 0)

    def set_taken(self, taken: frozenset[str]) -> None:
        """The names that are in use, in lower case."""
        self._taken = taken
        self._on_chosen()

    @property
    def decision(self) -> str:
        """What is chosen: one of the three."""
        return self.choice.value() or KEEP_OLD

    @property
    def name(self) -> str:
        """The name for the new keys."""
        return self.name_edit.text().strip()

    def is_possible(self) -> bool:
        """Whether the choice can be carried out now."""
        if self.decision == KEEP_OLD:
            return True
        return self.decision in self._decisions and not self.problem()

    def needs_proof(self) -> bool:
        """Whether the choice has to wait until it is known whose keys these are."""
        return self.decision != KEEP_OLD and self.decision not in self._decisions

    def problem(self) -> str:
        """What is wrong with the name."""
        if self.decision != KEEP_BOTH:
            return ""
        if not self.name:
            return self.tr("Give it a name.")
        if self.name.casefold() in self._taken:
            return self.tr("You already have a guardian of that name. Choose another, or replace the old one.")
        return ""

    def button_text(self) -> str:
        """The words of the button that carries the choice out."""
        return {
            KEEP_BOTH: self.tr("Keep &both"),
            REPLACE: self.tr("Rep&lace"),
        }.get(self.decision, self.tr("&Keep the old keys"))

    def _cards(self) -> Sequence[ChoiceCard]:
        return (
            ChoiceCard(
                KEEP_OLD,
                self.tr("Keep the old keys"),
                self.tr("Nothing changes. The right choice if nobody told you about new keys."),
                object_name="check_keep_old_card",
            ),
            ChoiceCard(
                KEEP_BOTH,
                self.tr("Keep both"),
                self.tr("New files are locked for the new keys. Old files and VMs go on with the old ones."),
                object_name="check_keep_both_card",
            ),
            ChoiceCard(
                REPLACE,
                self.tr("Replace"),
                self.tr("The old keys leave your library. You can undo this."),
                object_name="check_replace_card",
            ),
        )

    def _on_chosen(self) -> None:
        self._show_choice()
        self.changed.emit()

    def _show_choice(self) -> None:
        is_both = self.decision == KEEP_BOTH and KEEP_BOTH in self._decisions
        self.name_row.setVisible(is_both)
        self.name_row.set_problem(self.problem() if is_both else "")
        self._proof_text.setVisible(self.needs_proof())
        if self._panel is not None:
            self._panel.setVisible(self.needs_proof())

    def _side(
        self,
        heading: str,
        origin: str,
        certificates: Sequence[Mapping[str, Any]],
        words: Mapping[str, Mapping[str, Any]],
        which: str,
    ) -> Card:
        card = Card()
        card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        card.setMinimumWidth(280)
        card.add_heading(heading, ForeignLabel(origin, kind="small", role="muted"))
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        roles = {one["role"]: one for one in certificates}
        rows: list[tuple[str, QLabel, str]] = [
            (self.tr("Signing certificate"), _fingerprint(roles.get("signing")), "signing"),
            (self.tr("Encryption certificate"), _fingerprint(roles.get("encryption")), "encryption"),
            (self.tr("Signer of the file"), self._foreign(words["signer"][which]), "signer"),
            (self.tr("Valid until"), Para(date_text(words["until"][which])), "until"),
        ]
        for at, (label, value, what) in enumerate(rows):
            grid.addWidget(Small(label), 3 * at, 0)
            grid.addWidget(value, 3 * at + 1, 0)
            grid.setRowMinimumHeight(3 * at + 2, 8)
            badge = _BADGES.get(words[what]["word"]) if which == "new" else None
            if badge is not None:
                grid.addWidget(Badge(badge), 3 * at, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(grid)
        return card

    def _foreign(self, text: str | None) -> QLabel:
        return ForeignLabel(text) if text else Para(self.tr("Not signed, or not known"), role="muted")


def _fingerprint(certificate: Mapping[str, Any] | None) -> QLabel:
    return FixedLabel(grouped_fingerprint(certificate["sha256"]) if certificate is not None else "", kind="caption")


def _empty(layout: QHBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
