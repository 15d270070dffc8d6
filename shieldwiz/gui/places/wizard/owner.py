# SPDX-License-Identifier: Apache-2.0
"""Step 2: who owns the virtual machine. An owner can be made or brought here on the way."""

from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from shieldwiz.gui.dialogs.owner_creation import OwnerCreationDialog
from shieldwiz.gui.dialogs.owner_import import OwnerImportDialog
from shieldwiz.gui.places.wizard.page import WizardPage
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.badge import BadgeKind
from shieldwiz.gui.widgets.buttons import normal_button
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.dates import long_date
from shieldwiz.gui.widgets.empty_state import EmptyState
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.row_list import RowList
from shieldwiz.gui.widgets.rows import ListRow
from shieldwiz.gui.widgets.text import ForeignLabel, Line, Small, foreign, isolated
from shieldwiz.workflow.draft import Draft
from shieldwiz.workflow.steps import Missing, Step


class OwnerPage(WizardPage):
    """The owners of this computer, one of them chosen."""

    step = Step.OWNER

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            self.tr("Owner"),
            self.tr("The owner is you: the key pair that can always open this VM, change it and let in more hosters."),
        )
        self.setObjectName("owner_page")
        self._owners: list[dict[str, Any]] = []
        self.owners_list = RowList(self.tr("Owners"), object_name="owner_owners_list", exclusive=True)
        self.owners_list.ticked.connect(self._choose)
        self.owners_list.activated.connect(lambda key: self._choose(key, True))
        self.body.addWidget(self.owners_list)
        self._problem = InlineNotice(Tone.REFUSED, "", plain=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.create_button = normal_button(self.tr("C&reate a new owner…"), "plus", object_name="owner_create_button")
        self.create_button.clicked.connect(self._create)
        self.import_button = normal_button(
            self.tr("&Import an owner key…"), "file-key", object_name="owner_import_button"
        )
        self.import_button.clicked.connect(lambda: self._import(()))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.create_button)
        row.addWidget(self.import_button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(
            InlineNotice(
                Tone.INFO,
                self.tr(
                    "**The owner can never be changed later.** Whoever has the owner's key can open the VM, so choose "
                    "a name that outlives a person: a department or a team."
                ),
            )
        )
        self._details = Card()
        self._details_grid = QGridLayout()
        self._details_grid.setColumnStretch(1, 3)
        self._details_grid.setColumnStretch(0, 2)
        self._details_name = ForeignLabel(kind="strong")
        self._details.add(self._details_name)
        self._details.body.addLayout(self._details_grid)
        self.body.addWidget(self._details)
        self.body.addStretch(1)
        session.shelf_changed.connect(self._load)

    def show_draft(self, draft: Draft) -> None:
        """Mark the chosen owner."""
        super().show_draft(draft)
        for row in self.owners_list.rows():
            row.set_ticked(row.key == draft.owner)
        self._show_details()

    def enter(self) -> None:
        """Load the owners anew; the list has the focus."""
        self._problem.hide()
        self._load()

    def summary(self, draft: Draft) -> str:
        """The owner's name, and that it has no backup."""
        if draft.owner and self._lacks_backup(draft):
            return self.tr("{0}, key has no backup").format(foreign(draft.owner, 40))
        return foreign(draft.owner, 40)

    def has_warning(self, draft: Draft) -> bool:
        """An owner without a backup."""
        return self._lacks_backup(draft)

    def point_at(self, missing: Missing) -> None:
        """Say that an owner is needed."""
        self._problem.set_notice(Tone.REFUSED, self.tr("Choose who owns this VM, or create an owner."))
        self._problem.show()
        self._focus_list()

    def take_files(self, paths: tuple[str, ...]) -> bool:
        """PFX files or a backup folder."""
        self._import(paths)
        return True

    def _lacks_backup(self, draft: Draft) -> bool:
        return any(owner["name"] == draft.owner and owner["backup"] is None for owner in self._owners)

    def _focus_list(self) -> None:
        if self._owners:
            self.owners_list.focus_row()
        else:
            self.create_button.setFocus()

    def _load(self) -> None:
        self.session.start("shieldwiz.workflow.shelf:shelf", {}, done=self._show, owner=self)

    def _show(self, shelf: dict[str, Any]) -> None:
        self._owners = shelf["owners"]
        self.owners_list.clear()
        for owner in self._owners:
            row = ListRow(owner["name"], icon="key-round", is_foreign=True, radio=True)
            row.set_second(self._facts(owner))
            row.set_badge(BadgeKind.BACKED_UP if owner["backup"] else BadgeKind.NO_BACKUP)
            row.key = owner["name"]
            self.owners_list.add(row)
        if not self._owners:
            create = normal_button(self.tr("Create an owner…"), object_name="owner_first_button")
            create.clicked.connect(self._create)
            text = self.tr("Make your first key pair. It takes a minute.")
            self.owners_list.set_empty(EmptyState("key-round", self.tr("No owner yet"), text, create))
        elif not self.draft.owner and len(self._owners) == 1:
            self._choose(self._owners[0]["name"], True)
        self.show_draft(self.draft)
        self.status_changed.emit()
        if self.isVisible():
            self._focus_list()

    def _facts(self, owner: dict[str, Any]) -> str:
        made = long_date(owner["created"])
        if not made:
            return self.tr("Brought to this computer")
        if owner["files"]:
            return self.tr("Made on this computer, {0} · owner of %n file(s)", "", owner["files"]).format(made)
        return self.tr("Made on this computer, {0}").format(made)

    def _choose(self, key: object, is_on: bool) -> None:
        if is_on and key != self.draft.owner:
            self._problem.hide()
            self.change(owner=str(key))

    def _show_details(self) -> None:
        chosen = next((owner for owner in self._owners if owner["name"] == self.draft.owner), None)
        self._details.setVisible(chosen is not None)
        while self._details_grid.count():
            item = self._details_grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        if chosen is None:
            return
        self._details_name.set_text(chosen["name"])
        backup = chosen["backup"]
        told = self.tr("There is none. If this computer breaks, the key is lost for ever.")
        if backup is not None:
            told = self.tr("{0}, opened and tested on {1}").format(
                isolated(foreign(backup["folder"])), long_date(backup["tested"])
            )
        lines = (
            (self.tr("Key backup"), told),
            (self.tr("Files that need this key"), str(chosen["files"])),
            (
                self.tr("Certificates run until"),
                self.tr("{0}. Running out does no harm to VMs.").format(long_date(chosen["until"])),
            ),
        )
        for row, (name, text) in enumerate(lines):
            self._details_grid.addWidget(Line(), 2 * row, 0, 1, 2)
            self._details_grid.addWidget(Small(name), 2 * row + 1, 0)
            self._details_grid.addWidget(Small(text, role="text"), 2 * row + 1, 1)

    def _create(self) -> None:
        dialog = OwnerCreationDialog(self.window(), self.session)
        if dialog.exec() and dialog.made is not None:
            self._take_new(dialog.made["owner"]["name"])

    def _import(self, paths: tuple[str, ...]) -> None:
        dialog = OwnerImportDialog(self.window(), self.session, paths)
        if dialog.exec() and dialog.made is not None:
            self._take_new(dialog.made["owner"]["name"])

    def _take_new(self, name: str) -> None:
        self.change(owner=name)
        self.session.shelf_changed.emit()
