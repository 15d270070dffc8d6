# SPDX-License-Identifier: Apache-2.0
"""Back up an owner's key, or test a backup by opening it and comparing it with the key."""

from typing import Any

from PySide6.QtWidgets import QWidget

from shieldwiz.errors import ShieldwizError
from shieldwiz.gui.dialogs.dialog import WIDE, Dialog
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.busy import ProgressPanel
from shieldwiz.gui.widgets.buttons import normal_button, primary_button
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.passphrase_row import PassphraseRow
from shieldwiz.gui.widgets.path_row import PathRow
from shieldwiz.gui.widgets.text import Para, foreign, literal
from shieldwiz.gui.wording import error_words

_KEYS = "shieldwiz.workflow.owner_keys"


class BackupDialog(Dialog):
    """`exec` is true where the backup was written and opened again, or tested and found to match."""

    def __init__(self, parent: QWidget, session: Session, owner: dict[str, Any], *, test: bool) -> None:
        title = self.tr("Test the backup of {0}") if test else self.tr("Back up the key of {0}")
        super().__init__(parent, title.format(foreign(owner["name"])), width=WIDE)
        self.setObjectName("backup_test_dialog" if test else "backup_dialog")
        self._session, self._owner, self._is_test = session, owner, test
        self._is_well = False
        self._is_busy = False
        text = (
            self.tr("The backup is opened with its own passphrase and compared with the key. Nothing is changed.")
            if test
            else self.tr("The backup is written, opened again from there, and compared with the key.")
        )
        self.body.addWidget(Para(text, role="muted"))
        self.folder = PathRow(
            self.tr("&Folder of the backup") if test else self.tr("&Save the backup in the folder"),
            folder=True,
            must_exist=test,
            object_name="backup_folder",
        )
        if owner["backup"] is not None and test:
            self.folder.set_text(owner["backup"]["folder"])
        self.body.addWidget(self.folder)
        self.passphrase = PassphraseRow(
            self.tr("&Passphrase of the key on this computer"), new=False, object_name="backup_key_passphrase"
        )
        self.passphrase.setVisible(not test)
        self.body.addWidget(self.passphrase)
        self.secret = PassphraseRow(
            self.tr("Passphrase &of the backup") if test else self.tr("Passphrase f&or the backup"),
            new=not test,
            object_name="backup_passphrase",
        )
        self.secret.generate_wanted.connect(
            lambda: session.start(f"{_KEYS}:new_passphrase", {}, done=self.secret.set_generated, owner=self)
        )
        self.body.addWidget(self.secret)
        self.outcome = InlineNotice(Tone.INFO, "")
        self.outcome.setObjectName("backup_outcome_notice")
        self.outcome.hide()
        self.body.addWidget(self.outcome)
        self.progress = ProgressPanel(object_name="backup_progress")
        self.progress.hide()
        self.body.addWidget(self.progress)
        cancel = normal_button(self.tr("Cancel"), object_name="backup_cancel_button")
        cancel.clicked.connect(self.reject)
        self.go_button = primary_button(
            self.tr("&Test") if test else self.tr("&Write and test"), object_name="backup_go_button"
        )
        self.go_button.clicked.connect(self._go_on)
        self.set_buttons(cancel, self.go_button, default=self.go_button)
        (self.secret.edit if self.folder.text() else self.folder.edit).setFocus()

    def _go_on(self) -> None:
        if self._is_busy:
            return
        if self._is_well:
            self.accept()
        elif not self.folder.text():
            self.folder.set_result(self.tr("Choose a folder, best on another drive."), Tone.REFUSED)
            self.folder.edit.setFocus()
        elif not self.secret.passphrase():
            self.secret.set_problem(self.tr("Type the passphrase."))
            self.secret.edit.setFocus()
        else:
            self._start()

    def _start(self) -> None:
        self._is_busy = True
        self.outcome.hide()
        self.progress.show()
        self.go_button.setEnabled(False)
        arguments = {"name": self._owner["name"], "folder": self.folder.text()}
        if self._is_test:
            arguments["passphrase"] = self.secret.passphrase()
        else:
            arguments["passphrase"] = self.passphrase.passphrase()
            arguments["backup_passphrase"] = self.secret.passphrase()
        self._session.start(
            f"{_KEYS}:try_backup" if self._is_test else f"{_KEYS}:back_up",
            arguments,
            done=self._take,
            failed=self._fail,
            stopped=self._end,
            progress=self._step,
            owner=self,
            writes=True,
        )

    def _step(self, done: int, total: int, activity: str) -> None:
        self.progress.set_phase(foreign(activity, 120))
        self.progress.set_fraction(done / total if total else None)

    def _end(self) -> None:
        self._is_busy = False
        self.progress.hide()
        self.go_button.setEnabled(True)

    def _take(self, found: dict[str, Any]) -> None:
        self._end()
        if self._is_test and not found["matches"]:
            self._tell(Tone.REFUSED, self.tr("This backup opens, but it is of another key. Look for the right one."))
            return
        self._is_well = True
        self.secret.clear()
        self.passphrase.clear()
        self._tell(Tone.INFO, self.tr("The backup was opened and compared: it holds this key."))
        self.go_button.setText(self.tr("&Close"))
        self.go_button.setFocus()

    def _fail(self, error: ShieldwizError) -> None:
        self._end()
        head, text = error_words(error)
        self._tell(Tone.REFUSED, f"**{literal(head)}** {literal(text)}")
        self.secret.edit.setFocus()

    def _tell(self, tone: Tone, text: str) -> None:
        self.outcome.set_notice(tone, text)
        self.outcome.show()

    def done(self, result: int) -> None:
        """However it ends: no secret stays in a field."""
        self.secret.clear()
        self.passphrase.clear()
        super().done(1 if self._is_well else result)
