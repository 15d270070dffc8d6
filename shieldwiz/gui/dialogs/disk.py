# SPDX-License-Identifier: Apache-2.0
"""Describe a template disk: its name, version, rule, and who signed its catalog."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from shieldwiz.errors import ShieldwizError
from shieldwiz.gui.dialogs.dialog import Dialog
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.buttons import normal_button, primary_button
from shieldwiz.gui.widgets.form_row import FormRow
from shieldwiz.gui.widgets.path_row import PathRow
from shieldwiz.gui.widgets.text import foreign
from shieldwiz.gui.widgets.version_rule import is_version, rule_combo
from shieldwiz.workflow.draft import DraftDisk, VersionRule


class DiskDialog(Dialog):
    """Add a disk, or change one. `disk` is the outcome."""

    def __init__(self, parent: QWidget, session: Session, before: DraftDisk | None) -> None:
        super().__init__(parent, self.tr("Change the template disk") if before else self.tr("Add a template disk"))
        self.setObjectName("disk_dialog")
        self._session, self._before = session, before
        self.disk: DraftDisk | None = None
        self.name = QLineEdit(before.name if before else "")
        self.name.setObjectName("disk_name_edit")
        self._name_row = FormRow(
            self.tr("&Name of the disk"), self.name, hint=self.tr("To the letter as its maker signed it.")
        )
        self.body.addWidget(self._name_row)
        self.rule = rule_combo(before.rule if before else VersionRule.GREATER_THAN_OR_EQUALS)
        self.rule.setObjectName("disk_rule_combo")
        self.version = QLineEdit(before.version if before else "")
        self.version.setObjectName("disk_version_edit")
        self.version.setPlaceholderText("1.0.0.0")
        self._version_row = FormRow(self.tr("N&umber"), self.version)
        row = QHBoxLayout()
        row.addWidget(FormRow(self.tr("&Version"), self.rule), 1)
        row.addWidget(self._version_row, 1)
        self.body.addLayout(row)
        self.signer = PathRow(
            self.tr("&Signing certificate"),
            filter=self.tr("Certificates (*.cer *.crt *.pem *.der *.p7b);;All files (*)"),
            object_name="disk_signer",
        )
        if before is not None:
            self.signer.set_result(self.tr("Leave it empty to keep the signer."))
        self.body.addWidget(self.signer)
        cancel = normal_button(self.tr("Cancel"), object_name="disk_cancel_button")
        cancel.clicked.connect(self.reject)
        self._save = primary_button(
            self.tr("&Change") if before else self.tr("&Add the disk"), object_name="disk_save_button"
        )
        self._save.clicked.connect(self._try)
        self.set_buttons(cancel, self._save, default=self._save)
        self.name.setFocus()

    def _try(self) -> None:
        self._name_row.set_problem("" if self.name.text().strip() else self.tr("Give it a name."))
        version = self.version.text().strip()
        self._version_row.set_problem(
            "" if is_version(version) else self.tr("Four numbers from 0 to 65535, such as 2.1.0.0.")
        )
        if not self.name.text().strip():
            self.name.setFocus()
        elif not is_version(version):
            self.version.setFocus()
        elif self._before is None and not self.signer.check_now():
            self.signer.edit.setFocus()
        else:
            self._describe(version)

    def _describe(self, version: str) -> None:
        keeps_signer = self._before is not None and not self.signer.text()
        self._session.start(
            "shieldwiz.workflow.template_disks:new_disk",
            {
                "name": self.name.text().strip(),
                "version": version,
                "rule": self.rule.currentData(),
                "signer_file": "" if keeps_signer else self.signer.text(),
                "signer_certificate": self._before.certificate if keeps_signer and self._before else "",
            },
            done=self._take,
            failed=self._fail,
            owner=self,
        )

    def _take(self, found: dict[str, Any]) -> None:
        self.disk = found["disk"]
        self.accept()

    def _fail(self, error: ShieldwizError) -> None:
        self.signer.set_result(foreign(f"{error.message} {error.hint}", 300), Tone.REFUSED)
        self.signer.edit.setFocus()
