# SPDX-License-Identifier: Apache-2.0
"""Step 1: what the file is for, how closed the virtual machine is, and what that means."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from shieldwiz.gui import commands
from shieldwiz.gui.places.wizard.page import WizardPage
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone, set_type
from shieldwiz.gui.widgets.buttons import LinkButton
from shieldwiz.gui.widgets.cards import Card, ChoiceCard, ChoiceGroup
from shieldwiz.gui.widgets.locked import LockedNote
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.text import Heading, Line, Para, Small
from shieldwiz.workflow.draft import Draft, Policy, Purpose
from shieldwiz.workflow.steps import Step


class PurposePage(WizardPage):
    """Two choices and their consequences."""

    step = Step.PURPOSE

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.tr("Purpose and policy"))
        self.setObjectName("purpose_page")
        self._make_purposes()
        self._make_policies()
        self._make_table()
        self.body.addStretch(1)

    def _make_purposes(self) -> None:
        self.body.addWidget(Heading(self.tr("What is this file for?")))
        cards = [
            ChoiceCard(
                Purpose.SHIELDED_TEMPLATE.value,
                self.tr("A new VM, shielded template"),
                self.tr("The hoster has a signed template disk. You choose which disks may be used."),
                "disc-3",
                object_name="purpose_new_card",
            ),
            ChoiceCard(
                Purpose.EXISTING_VM.value,
                self.tr("An existing VM, or plain template"),
                self.tr("Template disk and answer file are left out: the VM is already set up."),
                "hard-drive",
                object_name="purpose_existing_card",
            ),
        ]
        self.kind_group = ChoiceGroup(self.tr("What is this file for"), cards, object_name="purpose_kind_group")
        self.kind_group.chosen.connect(lambda value: self.change(purpose=Purpose(value)))
        self.body.addWidget(self.kind_group)
        self._existing_notice = InlineNotice(
            Tone.INFO,
            self.tr(
                "Checkpoints and backups made before shielding stay readable for the hoster. Delete them afterwards."
            ),
        )
        self.body.addWidget(self._existing_notice)

    def _make_policies(self) -> None:
        self.body.addWidget(Heading(self.tr("How closed should the VM be?")))
        cards = [
            ChoiceCard(
                Policy.SHIELDED.value,
                self.tr("Shielded"),
                self.tr("Not even the hoster's administrators can look in."),
                "shield-check",
                object_name="purpose_shielded_card",
            ),
            ChoiceCard(
                Policy.ENCRYPTION_SUPPORTED.value,
                self.tr("Encryption Supported"),
                self.tr("Disk and migration traffic are encrypted. The hoster can still use the console."),
                "shield",
                object_name="purpose_encryption_supported_card",
            ),
        ]
        self.policy_group = ChoiceGroup(
            self.tr("How closed should the VM be"), cards, object_name="purpose_policy_group"
        )
        self.policy_group.chosen.connect(lambda value: self.change(policy=Policy(value)))
        self.body.addWidget(self.policy_group)
        rules = self.session.organisation
        forbidden = [card for policy, card in zip(Policy, cards, strict=True) if not rules.allows_policy(policy.value)]
        if forbidden:
            note = LockedNote(contact=rules.contact, object_name="purpose_policy_locked")
            for card in forbidden:
                note.lock(card)
            self.body.addWidget(note)

    def _make_table(self) -> None:
        card = Card()
        sources = LinkButton(self.tr("Where is this from?"), object_name="purpose_sources_button")
        sources.clicked.connect(lambda: commands.show_help_from(self, "policy"))
        card.add_heading(self.tr("What your choice means"), sources)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        for column, stretch in enumerate((11, 8, 8)):
            grid.setColumnStretch(column, stretch)
        self._columns: dict[Policy, list[Para]] = {Policy.SHIELDED: [], Policy.ENCRYPTION_SUPPORTED: []}
        names = {
            Policy.SHIELDED: self.tr("Shielded"),
            Policy.ENCRYPTION_SUPPORTED: self.tr("Encryption Supported"),
        }
        self._heads = {policy: Para(name, kind="strong") for policy, name in names.items()}
        for column, head in enumerate(self._heads.values(), 1):
            grid.addWidget(head, 0, column)
        for row, (what, shielded, supported) in enumerate(self._rows()):
            grid.addWidget(Line(), 2 * row + 1, 0, 1, 3)
            grid.addWidget(Small(what, role="text"), 2 * row + 2, 0)
            for column, (policy, text) in enumerate(
                ((Policy.SHIELDED, shielded), (Policy.ENCRYPTION_SUPPORTED, supported)), 1
            ):
                cell = Para(text, kind="small")
                cell.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
                self._columns[policy].append(cell)
                grid.addWidget(cell, 2 * row + 2, column)
        card.body.addLayout(grid)
        card.add(Small(self.tr("* Hosts from version 1803 allow the console; plan as if they did not.")))
        card.setObjectName("purpose_consequences_table")
        card.setAccessibleName(self.tr("What your choice means"))
        self.body.addWidget(card)
        self._table = card

    def _rows(self) -> tuple[tuple[str, str, str], ...]:
        return (
            (
                self.tr("You reach the VM by"),
                self.tr("Remote Desktop or SSH only*"),
                self.tr("Remote Desktop, SSH, console"),
            ),
            (
                self.tr("Hoster's console, keyboard, mouse"),
                self.tr("Closed on hosts older than 1803*"),
                self.tr("Always open"),
            ),
            (
                self.tr("Copying data in by the host (PowerShell Direct)"),
                self.tr("Blocked"),
                self.tr("If the hoster allows it"),
            ),
            (
                self.tr("Secure Boot, virtual TPM, encrypted migration"),
                self.tr("Always on"),
                self.tr("On, can be turned off"),
            ),
            (self.tr("Serial port, debugger"), self.tr("Off"), self.tr("Available")),
        )

    def show_draft(self, draft: Draft) -> None:
        """Both choices, and the chosen column in text colour."""
        super().show_draft(draft)
        self.kind_group.choose(draft.purpose.value)
        self.policy_group.choose(draft.policy.value)
        self._existing_notice.setVisible(draft.purpose is Purpose.EXISTING_VM)
        for policy, cells in self._columns.items():
            is_chosen = policy is draft.policy
            self._heads[policy].set_role("accent" if is_chosen else "muted")
            set_type(self._heads[policy], "strong")
            for cell in cells:
                cell.set_role("text" if is_chosen else "muted")
        chosen = self._columns[draft.policy]
        lines = [f"{row[0]}: {cell.text()}" for row, cell in zip(self._rows(), chosen, strict=True)]
        self._table.setAccessibleDescription(". ".join(lines))

    def enter(self) -> None:
        """The first choice has the focus."""
        next(card for card in self.kind_group.cards if card.isChecked()).setFocus()

    def summary(self, draft: Draft) -> str:
        """Such as "Shielded, new VM"."""
        words = {
            (Policy.SHIELDED, Purpose.SHIELDED_TEMPLATE): self.tr("Shielded, new VM"),
            (Policy.SHIELDED, Purpose.EXISTING_VM): self.tr("Shielded, existing VM"),
            (Policy.ENCRYPTION_SUPPORTED, Purpose.SHIELDED_TEMPLATE): self.tr("Encryption Supported, new VM"),
            (Policy.ENCRYPTION_SUPPORTED, Purpose.EXISTING_VM): self.tr("Encryption Supported, existing VM"),
        }
        return words[draft.policy, draft.purpose]
