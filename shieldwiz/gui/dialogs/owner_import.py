# SPDX-License-Identifier: Apache-2.0
"""Bring an owner's key here, from one or two PFX files or from a backup folder. Content decides which it is."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.gui import commands
from shieldwiz.gui.dialogs.dialog import WIDE, Dialog
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.busy import ProgressPanel
from shieldwiz.gui.widgets.buttons import normal_button, primary_button
from shieldwiz.gui.widgets.form_row import FormRow
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.passphrase_row import PassphraseRow
from shieldwiz.gui.widgets.text import Para, foreign, literal
from shieldwiz.gui.wording import error_words

_KEYS = "shieldwiz.workflow.owner_keys"


class OwnerImportDialog(Dialog):
    """Import an owner key. `made` is the report on it."""

    def __init__(self, parent: QWidget, session: Session, paths: tuple[str, ...] = ()) -> None:
        super().__init__(parent, self.tr("Import an owner key"), width=WIDE)
        self.setObjectName("owner_import_dialog")
        self._session = session
        self.made: dict[str, Any] | None = None
        self._paths: tuple[str, ...] = ()
        self._job: object | None = None
        self._files = Para(self.tr("Choose one or two PFX files, or a file in a backup folder."), role="muted")
        self.body.addWidget(self._files)
        self.choose_button = normal_button(
            self.tr("&Choose files…"), "folder-open", object_name="owner_import_choose_button"
        )
        self.choose_button.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(self.choose_button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.name = QLineEdit()
        self.name.setObjectName("owner_import_name_edit")
        self.name.setMaxLength(64)
        self._name_row = FormRow(self.tr("Na&me for this owner"), self.name)
        self.body.addWidget(self._name_row)
        self.secret = PassphraseRow(self.tr("&Password of the files"), new=False, object_name="owner_import_secret")
        self.body.addWidget(self.secret)
        self.first_check = QCheckBox(self.tr("The &first file is the one for signing"))
        self.first_check.setObjectName("owner_import_first_check")
        self.first_check.hide()
        self.body.addWidget(self.first_check)
        self.passphrase = PassphraseRow(
            self.tr("New passp&hrase on this computer"), object_name="owner_import_passphrase"
        )
        self.passphrase.generate_wanted.connect(self._generate)
        self.body.addWidget(self.passphrase)
        self._problem = InlineNotice(Tone.REFUSED, "")
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.progress = ProgressPanel(object_name="owner_import_progress")
        self.progress.hide()
        self.body.addWidget(self.progress)
        cancel = normal_button(self.tr("Cancel"), object_name="owner_import_cancel_button")
        cancel.clicked.connect(self.reject)
        self.import_button = primary_button(self.tr("&Import the key"), object_name="owner_import_button_done")
        self.import_button.clicked.connect(self._go_on)
        self.set_buttons(cancel, self.import_button, default=self.import_button)
        if paths:
            self._take_paths(paths)
        else:
            self.choose_button.setFocus()

    def _choose(self) -> None:
        kinds = self.tr("Keys (*.pfx *.p12 *.age);;All files (*)")
        self._take_paths(commands.ask_for_files(self, self.tr("Owner key"), kinds, several=True))

    def _take_paths(self, paths: tuple[str, ...]) -> None:
        if paths:
            self._paths = paths
            self._session.start(
                f"{_KEYS}:look_at_keys", {"files": paths}, done=self._show_kind, failed=self._fail, owner=self
            )

    def _show_kind(self, found: dict[str, Any]) -> None:
        names = ", ".join(foreign(Path(path).name) for path in self._paths)
        self._files.setText(f"{names}: {foreign(found['says'], 300)}")
        self._files.set_role("refused" if found["kind"] == "unknown" else "text")
        (self.secret.edit if self.name.text() else self.name).setFocus()

    def _generate(self) -> None:
        self._session.start(f"{_KEYS}:new_passphrase", {}, done=self.passphrase.set_generated, owner=self)

    def _go_on(self) -> None:
        if self._job is not None:
            return
        self._problem.hide()
        self._name_row.set_problem("" if self.name.text().strip() else self.tr("Give it a name."))
        if not self._paths:
            self._files.set_role("refused")
            self.choose_button.setFocus()
        elif not self.name.text().strip():
            self.name.setFocus()
        elif not self.passphrase.passphrase():
            self.passphrase.set_problem(self.tr("Type a passphrase, or let one be made."))
            self.passphrase.edit.setFocus()
        else:
            self._import()

    def _import(self) -> None:
        self.import_button.setEnabled(False)
        self.progress.show()
        self._job = self._session.start(
            f"{_KEYS}:import_owner",
            {
                "name": self.name.text().strip(),
                "files": self._paths,
                "secret": self.secret.passphrase(),
                "passphrase": self.passphrase.passphrase(),
                "signing_first": self.first_check.isChecked(),
            },
            done=self._take_made,
            failed=self._fail,
            progress=self._take_step,
            owner=self,
            writes=True,
        )

    def _take_step(self, _done: int, _total: int, activity: str) -> None:
        self.progress.set_phase(foreign(activity, 120))

    def _take_made(self, made: dict[str, Any]) -> None:
        self._job = None
        self.made = made
        self.accept()

    def _fail(self, error: ShieldwizError) -> None:
        self._job = None
        self.import_button.setEnabled(True)
        self.progress.hide()
        head, text = error_words(error)
        if error.problem is Problem.DECISION_NEEDED:
            self.first_check.show()
        if error.problem in {Problem.NAME, Problem.NAME_TAKEN}:
            self._name_row.set_problem(head)
            self.name.setFocus()
            return
        self._problem.set_notice(Tone.REFUSED, f"**{literal(head)}** {literal(text)}")
        self._problem.show()
        self.secret.edit.setFocus()

    def done(self, result: int) -> None:
        """However it ends: no secret stays in a field."""
        self.secret.clear()
        self.passphrase.clear()
        super().done(result)
