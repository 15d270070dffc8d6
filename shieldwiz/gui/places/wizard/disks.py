# SPDX-License-Identifier: Apache-2.0
"""Step 4: which template disks may be used, as rules; and a place to try a rule out."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout

from shieldwiz.errors import ShieldwizError
from shieldwiz.gui import commands
from shieldwiz.gui.dialogs.disk import DiskDialog
from shieldwiz.gui.places.wizard.page import WizardPage
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.buttons import IconButton, normal_button
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.drop_zone import DropTarget
from shieldwiz.gui.widgets.empty_state import EmptyState
from shieldwiz.gui.widgets.form_row import FormRow
from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.text import ForeignLabel, Para, Small, foreign, literal
from shieldwiz.gui.widgets.version_rule import is_version, rule_combo
from shieldwiz.workflow.draft import Draft, DraftDisk, VersionRule
from shieldwiz.workflow.steps import Missing, Step

_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class DisksPage(WizardPage):
    """One card for each rule."""

    step = Step.DISKS

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            self.tr("Template disks"),
            self.tr(
                "Only disks that match one of these volume ID qualifiers may be used for this VM. Name and signer must "
                "match exactly; only the version has leeway."
            ),
        )
        self.setObjectName("disks_page")
        self._shown: tuple[DraftDisk, ...] | None = None
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        self.body.addLayout(self._cards)
        self._problem = InlineNotice(Tone.REFUSED, "", plain=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.add_button = normal_button(self.tr("&Add a disk…"), "plus", object_name="disks_add_button")
        self.add_button.clicked.connect(self._add)
        self.description_button = normal_button(
            self.tr("From a &description file…"), "file-down", object_name="disks_description_button"
        )
        self.description_button.clicked.connect(self._choose_descriptions)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.add_button)
        row.addWidget(self.description_button)
        row.addStretch(1)
        self.body.addLayout(row)
        self._trial = _Trial(self)
        self.body.addWidget(self._trial)
        self.body.addStretch(1)
        DropTarget(self, self._accepts, lambda paths: self.take_files(tuple(map(str, paths))))

    def show_draft(self, draft: Draft) -> None:
        """A card for each disk of the draft."""
        super().show_draft(draft)
        if draft.disks == self._shown:
            return
        self.session.start(
            "shieldwiz.workflow.template_disks:show_disks", {"disks": draft.disks}, done=self._show, owner=self
        )

    def enter(self) -> None:
        """The button that adds one has the focus."""
        self._problem.hide()
        self.add_button.setFocus()

    def summary(self, draft: Draft) -> str:
        """How many."""
        count = len(draft.disks) + len(draft.volume_ids)
        return self.tr("%n disk(s)", "", count) if count else ""

    def point_at(self, missing: Missing) -> None:
        """No disk, or one twice."""
        self._problem.set_notice(Tone.REFUSED, literal(missing.sentence))
        self._problem.show()
        self.add_button.setFocus()

    def take_files(self, paths: tuple[str, ...]) -> bool:
        """Description files."""
        for path in paths:
            self.session.start(
                "shieldwiz.workflow.template_disks:read_disk",
                {"file": path},
                done=lambda found: self._append(found["disk"]),
                failed=self._fail,
                owner=self,
            )
        return True

    def _accepts(self, paths: list[Path]) -> str:
        return self.tr("Add as template disks (%n)", "", len(paths))

    def _append(self, disk: DraftDisk) -> None:
        self._problem.hide()
        self.change(disks=(*self.draft.disks, disk))

    def _fail(self, error: ShieldwizError) -> None:
        self._problem.set_notice(Tone.REFUSED, literal(f"{error.message} {error.hint}"))
        self._problem.show()

    def _show(self, found: dict[str, Any]) -> None:
        self._shown = self.draft.disks
        while self._cards.count():
            item = self._cards.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, disk in enumerate(found["disks"]):
            warnings = [one for one in found["warnings"] if one["index"] == at]
            self._cards.addWidget(_DiskCard(self, at, disk, warnings))
        if not found["disks"]:
            card = Card()
            text = self.tr("Your hoster gives you a description file of each template disk, or its name and signer.")
            card.add(EmptyState("disc-3", self.tr("No template disk yet"), text))
            self._cards.addWidget(card)
        self._trial.show_disks(found["disks"])
        self.status_changed.emit()

    def put(self, at: int, disk: DraftDisk) -> None:
        """Another rule in the place of one."""
        self.change(disks=(*self.draft.disks[:at], disk, *self.draft.disks[at + 1 :]))

    def remove(self, at: int) -> None:
        """One rule less."""
        self.change(disks=(*self.draft.disks[:at], *self.draft.disks[at + 1 :]))

    def edit(self, at: int) -> None:
        """Change name, version, rule or signer."""
        dialog = DiskDialog(self.window(), self.session, self.draft.disks[at])
        if dialog.exec() and dialog.disk is not None:
            self.put(at, dialog.disk)

    def _add(self) -> None:
        dialog = DiskDialog(self.window(), self.session, None)
        if dialog.exec() and dialog.disk is not None:
            self._append(dialog.disk)

    def _choose_descriptions(self) -> None:
        kinds = self.tr("Descriptions of template disks (*.json);;All files (*)")
        self.take_files(commands.ask_for_files(self, self.tr("Description of a template disk"), kinds, several=True))


class _DiskCard(Card):
    """One rule: name, version, signer, and what it lets in as a sentence."""

    def __init__(self, page: DisksPage, at: int, shown: dict[str, Any], warnings: list[dict[str, Any]]) -> None:
        super().__init__()
        self._page, self._at, self._disk = page, at, shown["disk"]
        self.setObjectName(f"disks_card_{at}")
        head = QHBoxLayout()
        head.addWidget(IconLabel("disc-3", "text", 20))
        head.addWidget(ForeignLabel(shown["name"], kind="strong"), 1)
        edit = IconButton("pencil", self.tr("Change this disk"), object_name=f"disks_edit_button_{at}")
        edit.clicked.connect(lambda: page.edit(at))
        remove = IconButton("trash-2", self.tr("Remove this disk"), object_name=f"disks_remove_button_{at}")
        remove.clicked.connect(lambda: page.remove(at))
        head.addWidget(edit)
        head.addWidget(remove)
        self.body.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.rule = rule_combo(self._disk.rule)
        self.rule.setObjectName(f"disks_rule_combo_{at}")
        self.rule.setAccessibleName(self.tr("Version rule of {0}").format(foreign(shown["name"])))
        self.rule.activated.connect(self._take)
        self.version = QLineEdit(self._disk.version)
        self.version.setObjectName(f"disks_version_edit_{at}")
        self.version.setAccessibleName(self.tr("Version number of {0}").format(foreign(shown["name"])))
        self.version.setFixedWidth(110)
        self.version.editingFinished.connect(self._take)
        label = Small(self.tr("Version"))
        label.setBuddy(self.rule)
        row.addWidget(label, 0, _MIDDLE)
        row.addWidget(self.rule)
        row.addWidget(self.version)
        row.addWidget(Small(self.tr("Signed by")), 0, _MIDDLE)
        row.addWidget(ForeignLabel(shown["signer"]["subject"] if shown["signer"] else "?"), 1)
        self.body.addLayout(row)
        self._sentence = Para(shown["sentence"])
        self.body.addWidget(self._sentence)
        self._problem = Small("", role="refused")
        self._problem.hide()
        self.body.addWidget(self._problem)
        for warning in warnings:
            self.body.addWidget(InlineNotice(Tone.DECIDE, literal(warning["detail"]), plain=True))

    def _take(self, *_: object) -> None:
        version = self.version.text().strip()
        if not is_version(version):
            self._problem.setText(self.tr("Four numbers from 0 to 65535, such as 2.1.0.0."))
            self._problem.show()
            return
        self._problem.hide()
        disk = replace(self._disk, version=version, rule=VersionRule(self.rule.currentData()))
        if disk != self._disk:
            self._page.put(self._at, disk)


class _Trial(Card):
    """Would a disk be accepted?"""

    def __init__(self, page: DisksPage) -> None:
        super().__init__()
        self._page = page
        self.add_heading(self.tr("Would a disk be accepted?"))
        self.name = QLineEdit()
        self.name.setObjectName("disks_try_name")
        self.version = QLineEdit("1.0.0.0")
        self.version.setObjectName("disks_try_version")
        self.signer = QComboBox()
        self.signer.setObjectName("disks_try_signer")
        row = QHBoxLayout()
        row.addWidget(FormRow(self.tr("Na&me of the disk to try"), self.name), 3)
        row.addWidget(FormRow(self.tr("Version to try"), self.version), 2)
        row.addWidget(FormRow(self.tr("Signer of the disk to try"), self.signer), 4)
        self.body.addLayout(row)
        self._answer = InlineNotice(Tone.PLAIN, "", plain=True)
        self._answer.setObjectName("disks_try_answer")
        self.add(self._answer)
        self.name.editingFinished.connect(self._try)
        self.version.editingFinished.connect(self._try)
        self.signer.activated.connect(self._try)
        self.hide()

    def show_disks(self, disks: list[dict[str, Any]]) -> None:
        """Offer the signers of the disks; begin with the first."""
        self.setVisible(bool(disks))
        self.signer.clear()
        for disk in disks:
            subject = disk["signer"]["subject"] if disk["signer"] else "?"
            if self.signer.findText(subject) < 0:
                self.signer.addItem(subject, disk["disk"].certificate)
        if disks and not self.name.text():
            self.name.setText(disks[0]["name"])
            self.version.setText(disks[0]["version"])
        if disks:
            self._try()

    def _try(self, *_: object) -> None:
        version = self.version.text().strip()
        if not is_version(version):
            self._answer.set_notice(Tone.REFUSED, self.tr("Four numbers from 0 to 65535, such as 2.1.0.0."))
            return
        self._page.session.start(
            "shieldwiz.workflow.template_disks:try_disk",
            {
                "disks": self._page.draft.disks,
                "name": self.name.text(),
                "version": version,
                "signer_certificate": self.signer.currentData() or "",
            },
            done=self._show,
            failed=lambda error: self._answer.set_notice(Tone.REFUSED, literal(error.message)),
            owner=self,
        )

    def _show(self, answer: dict[str, Any]) -> None:
        self._answer.set_notice(Tone.PLAIN if answer["accepted"] else Tone.REFUSED, literal(answer["sentence"]))
