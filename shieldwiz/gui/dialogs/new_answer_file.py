# SPDX-License-Identifier: Apache-2.0
"""Make an answer file: what is left empty comes from the hoster. It is written where the person says, and used."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from shieldwiz.errors import ShieldwizError
from shieldwiz.gui import commands
from shieldwiz.gui.dialogs.dialog import WIDE, Dialog
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.buttons import normal_button, primary_button
from shieldwiz.gui.widgets.form_row import FormRow
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.passphrase_row import PassphraseRow
from shieldwiz.gui.widgets.path_row import PathRow
from shieldwiz.gui.widgets.text import Heading, Small, foreign
from shieldwiz.workflow.answer_file_form import AnswerFileForm

_NAME = "unattend.xml"


class NewAnswerFileDialog(Dialog):
    """`made` is what was written: `file`, the `others` that go along; None where the person thought better of it."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent, self.tr("Make an answer file"), width=WIDE, scrolls=True)
        self.setObjectName("new_answer_dialog")
        self._session = session
        self.made: dict[str, Any] | None = None
        self.system = self._combo("system", [(self.tr("Windows"), "windows"), (self.tr("Linux"), "linux")])
        self.system.currentIndexChanged.connect(self._show_fields)
        self.body.addWidget(FormRow(self.tr("&System"), self.system))
        self.name = self._edit("name", self.tr("Computer &name"), self.tr("Empty: the hoster chooses it."))
        network = [(self.tr("DHCP"), ""), (self.tr("Fixed, from the hoster"), "hoster")]
        self.network = self._combo("network", network)
        self.body.addWidget(FormRow(self.tr("N&etwork"), self.network))
        self.password = self._secret("password", self.tr("&Password"), self.tr("Empty: one is made up, and shown."))
        self._windows, self._linux = QWidget(), QWidget()
        for part, make in ((self._windows, self._make_windows), (self._linux, self._make_linux)):
            layout = QVBoxLayout(part)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(12)
            make(layout)
            self.body.addWidget(part)
        text = self.tr("The file holds passwords in readable form. Delete it after sealing.")
        self.notice = InlineNotice(Tone.DECIDE, text, object_name="new_answer_notice")
        self.body.addWidget(self.notice)
        self.body.addStretch(1)
        self.cancel_button = normal_button(self.tr("Cancel"), object_name="new_answer_cancel_button")
        self.cancel_button.clicked.connect(self.reject)
        self.make_button = primary_button(self.tr("&Make and save…"), object_name="new_answer_make_button")
        self.make_button.clicked.connect(self._make)
        self.set_buttons(self.cancel_button, self.make_button, default=self.make_button)
        self.resize(720, 620)
        self._show_fields()
        self.system.setFocus()

    def _edit(
        self, name: str, label: str, hint: str = "", *, text: str = "", layout: QVBoxLayout | None = None
    ) -> QLineEdit:
        edit = QLineEdit(text)
        edit.setObjectName(f"new_answer_{name}_edit")
        (self.body if layout is None else layout).addWidget(FormRow(label, edit, hint=hint))
        return edit

    def _secret(self, name: str, label: str, hint: str, layout: QVBoxLayout | None = None) -> PassphraseRow:
        row = PassphraseRow(label, new=False, hint=hint, object_name=f"new_answer_{name}")
        (self.body if layout is None else layout).addWidget(row)
        return row

    def _combo(self, name: str, items: list[tuple[str, str]]) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(f"new_answer_{name}_combo")
        for text, value in items:
            combo.addItem(text, value)
        return combo

    def _make_windows(self, layout: QVBoxLayout) -> None:
        self.administrator = self._edit("administrator", self.tr("&Administrator"), text="vmowner", layout=layout)
        hint = self.tr("Such as W. Europe Standard Time. Empty: the hoster chooses it.")
        self.zone = self._edit("zone", self.tr("&Time zone"), hint, layout=layout)
        self.language = self._edit("language", self.tr("&Language"), text="en-US", layout=layout)
        hint = self.tr("Empty: none, right for a volume licence. The word hoster: the hoster supplies it.")
        self.key = self._edit("key", self.tr("Product &key"), hint, layout=layout)
        layout.addWidget(Heading(self.tr("Doors")))
        self.rdp, self.winrm = QCheckBox(self.tr("&Remote Desktop")), QCheckBox(self.tr("PowerShell remoting (&WinRM)"))
        self.rdp.setChecked(True)
        self.rdp.setObjectName("new_answer_rdp_check")
        self.winrm.setObjectName("new_answer_winrm_check")
        doors = QHBoxLayout()
        doors.addWidget(self.rdp)
        doors.addWidget(self.winrm)
        doors.addStretch(1)
        layout.addLayout(doors)
        kinds = self.tr("Certificates with keys (*.pfx *.p12);;All files (*)")
        self.certificate = PathRow(
            self.tr("&Certificate for Remote Desktop"), filter=kinds, object_name="new_answer_certificate"
        )
        layout.addWidget(self.certificate)
        self.certificate_password = self._secret("pfx", self.tr("Password of the certificate"), "", layout)
        layout.addWidget(Heading(self.tr("Domain")))
        layout.addWidget(Small(self.tr("Leave it empty for a VM outside of any domain.")))
        self.domain = self._edit("domain", self.tr("&Domain"), layout=layout)
        self.joiner = self._edit("joiner", self.tr("Account that &joins"), layout=layout)
        self.join_password = self._secret("join", self.tr("Password of this account"), "", layout)
        self.unit = self._edit("unit", self.tr("&Organisational unit"), layout=layout)
        self.drives = QCheckBox(self.tr("Encrypt data dri&ves, too"))
        self.drives.setObjectName("new_answer_drives_check")
        layout.addWidget(self.drives)

    def _make_linux(self, layout: QVBoxLayout) -> None:
        kinds = self.tr("Public keys (*.pub);;All files (*)")
        self.ssh_key = PathRow(self.tr("SSH public &key"), filter=kinds, object_name="new_answer_ssh")
        self.ssh_key.set_result(self.tr("Many systems refuse the password of root over SSH."))
        layout.addWidget(self.ssh_key)

    def _show_fields(self) -> None:
        is_windows = self.system.currentData() == "windows"
        self._windows.setVisible(is_windows)
        self._linux.setVisible(not is_windows)

    def wanted(self) -> AnswerFileForm:
        """What was typed."""
        is_windows = self.system.currentData() == "windows"
        common = AnswerFileForm(
            system=self.system.currentData(),
            computer_name=self.name.text().strip(),
            adapters=(self.network.currentData(),) if self.network.currentData() else (),
            password=self.password.passphrase(),
        )
        if not is_windows:
            return replace(common, ssh_key=self.ssh_key.text())
        doors = [name for name, box in (("rdp", self.rdp), ("winrm", self.winrm)) if box.isChecked()]
        return replace(
            common,
            administrator=self.administrator.text().strip(),
            time_zone=self.zone.text().strip(),
            language=self.language.text().strip(),
            product_key=self.key.text().strip(),
            doors=tuple(doors),
            certificate=self.certificate.text(),
            certificate_password=self.certificate_password.passphrase(),
            domain=self.domain.text().strip(),
            join_account=self.joiner.text().strip(),
            join_password=self.join_password.passphrase(),
            unit=self.unit.text().strip(),
            protects_data_drives=self.drives.isChecked(),
        )

    def _make(self) -> None:
        kinds = self.tr("Answer files (*.xml)")
        output = commands.ask_where_to_save(self, self.tr("Save the answer file"), _NAME, kinds)
        if output:
            self.make(output)

    def make(self, output: str) -> None:
        """Make it and write it to `output`."""
        self.make_button.setEnabled(False)
        self._session.start(
            "shieldwiz.workflow.new_answer_files:make_and_save",
            {"wanted": self.wanted(), "output": output, "overwrite": True},
            done=self._take,
            failed=self._fail,
            owner=self,
        )

    def _take(self, made: dict[str, Any]) -> None:
        self.made = made
        for row in (self.password, self.certificate_password, self.join_password):
            row.clear()
        if not made["password"]:
            self.accept()
            return
        self.password.set_generated(made["password"])
        text = self.tr("It is made. Copy the password now: it is not shown again.")
        self.notice.set_notice(Tone.INFO, text)
        self.make_button.hide()
        self.cancel_button.setText(self.tr("&Done"))
        self.cancel_button.setFocus()
        self.password.edit.setFocus()

    def _fail(self, error: ShieldwizError) -> None:
        self.make_button.setEnabled(True)
        self.notice.set_notice(Tone.REFUSED, foreign(f"{error.message} {error.hint}", 400))
