# SPDX-License-Identifier: Apache-2.0
"""Write an owner's keys as two PFX files for Windows."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from shieldwiz.errors import ShieldwizError
from shieldwiz.gui.dialogs.dialog import WIDE, Dialog
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.buttons import normal_button, primary_button
from shieldwiz.gui.widgets.form_row import FormRow
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.passphrase_row import PassphraseRow
from shieldwiz.gui.widgets.path_row import PathRow
from shieldwiz.gui.widgets.text import FixedLabel, Para, literal
from shieldwiz.gui.wording import error_words


class PfxExportDialog(Dialog):
    """Asks for a folder, the form and the passphrase; shows the password that was made, once."""

    def __init__(self, parent: QWidget, session: Session, owner: str) -> None:
        super().__init__(parent, self.tr("Export for Windows (PFX)"), width=WIDE)
        self.setObjectName("pfx_export_dialog")
        self._session, self._owner, self._is_done = session, owner, False
        self.body.addWidget(
            Para(
                self.tr("Two files with the private keys. Whoever has them and the password can open your VMs."),
                role="muted",
            )
        )
        self.folder = PathRow(
            self.tr("&New folder for the two files"), folder=True, must_exist=False, object_name="pfx_folder"
        )
        self.folder.set_text(str(Path(session.settings.folder) / "pfx"))
        self.body.addWidget(self.folder)
        self.form = QComboBox()
        self.form.setObjectName("pfx_form_combo")
        self.form.addItem(self.tr("Windows Server 2019, Windows 10 1709, and later (AES-256)"), "server2019")
        self.form.addItem(self.tr("Windows Server 2016, too (3DES, weak)"), "server2016")
        self.body.addWidget(FormRow(self.tr("Rea&dable by"), self.form))
        self.passphrase = PassphraseRow(
            self.tr("&Passphrase of the key on this computer"), new=False, object_name="pfx_passphrase"
        )
        self.body.addWidget(self.passphrase)
        self.outcome = InlineNotice(Tone.INFO, "")
        self.outcome.hide()
        self.body.addWidget(self.outcome)
        self.password = FixedLabel("")
        self.password.setObjectName("pfx_password_label")
        self.password.hide()
        self.body.addWidget(self.password)
        cancel = normal_button(self.tr("Cancel"), object_name="pfx_cancel_button")
        cancel.clicked.connect(self.reject)
        self.go_button = primary_button(self.tr("&Write the files"), object_name="pfx_go_button")
        self.go_button.clicked.connect(self._go_on)
        self.set_buttons(cancel, self.go_button, default=self.go_button)
        self.passphrase.edit.setFocus()

    def _go_on(self) -> None:
        if self._is_done:
            self.accept()
            return
        self.go_button.setEnabled(False)
        self._session.start(
            "shieldwiz.workflow.owner_keys:export_pfx",
            {
                "name": self._owner,
                "folder": self.folder.text(),
                "passphrase": self.passphrase.passphrase(),
                "form": self.form.currentData(),
            },
            done=self._take,
            failed=self._fail,
            owner=self,
            writes=True,
        )

    def _take(self, made: dict[str, Any]) -> None:
        self._is_done = True
        self.go_button.setEnabled(True)
        self.go_button.setText(self.tr("&Close"))
        self.passphrase.clear()
        self.outcome.set_notice(
            Tone.INFO, self.tr("Written. This is their password; write it down now, it is shown only once:")
        )
        self.outcome.show()
        self.password.setText(made["password"] or "")
        self.password.show()

    def _fail(self, error: ShieldwizError) -> None:
        self.go_button.setEnabled(True)
        head, text = error_words(error)
        self.outcome.set_notice(Tone.REFUSED, f"**{literal(head)}** {literal(text)}")
        self.outcome.show()

    def done(self, result: int) -> None:
        """However it ends: no secret stays."""
        self.passphrase.clear()
        self.password.setText("")
        super().done(result)
