# SPDX-License-Identifier: Apache-2.0
"""Getting metadata from a server: which address will be asked is shown before anything is sent."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.gui.dialogs.decision import DecisionDialog
from shieldwiz.gui.dialogs.dialog import Dialog
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.busy import ProgressPanel
from shieldwiz.gui.widgets.buttons import normal_button, primary_button
from shieldwiz.gui.widgets.form_row import FormRow
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.text import Heading, isolated, whole
from shieldwiz.gui.wording import error_words

if TYPE_CHECKING:
    from shieldwiz.gui.jobs import Job

_PAUSE = 400  # ms after the last key


class AddressDialog(Dialog):
    """`exec` is true where metadata was received; `fetched` then holds `data`, `url`, `display_name` and `notes`."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent, self.tr("Get metadata from an address"))
        self.setObjectName("address_dialog")
        self.fetched: dict[str, Any] = {}
        self._session = session
        self._asked: Job | None = None
        self._job: Job | None = None
        self._is_plain = False
        self.edit = QLineEdit()
        self.edit.setObjectName("address_edit")
        self.edit.setPlaceholderText("hgs.contoso.example")
        self.row = FormRow(self.tr("&Server or address"), self.edit, hint=self._first_hint())
        self.progress = ProgressPanel(object_name="address_progress")
        self.notice = InlineNotice(Tone.INFO, "")
        self.cancel_button = normal_button(self.tr("Cancel"), object_name="address_cancel_button")
        self.get_button = primary_button(self.tr("&Get"), object_name="address_get_button")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._connect()
        self.body.addWidget(Heading(self.tr("Get metadata from an address")))
        for widget in (self.row, self.progress, self.notice):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.set_buttons(self.cancel_button, self.get_button, default=self.get_button)
        self.progress.hide()
        self._say_about_http()
        self.edit.setFocus()

    def reject(self) -> None:
        """Stop what is under way; a second time, close."""
        if self._job is not None:
            self._job.stop()
            return
        self._drop_question()
        super().reject()

    def _connect(self) -> None:
        self.edit.textChanged.connect(self._begin_waiting)
        self._timer.timeout.connect(self._ask_which)
        self.cancel_button.clicked.connect(self.reject)
        self.get_button.clicked.connect(self._get)
        self.progress.stop_wanted.connect(self.reject)

    def _first_hint(self) -> str:
        return self.tr("A server's name is enough: the path that every Host Guardian Service has is added.")

    def _begin_waiting(self) -> None:
        self.row.set_problem("")
        self._timer.start()

    def _ask_which(self) -> None:
        """Have the address made whole, so that it can be shown."""
        self._drop_question()
        if not self.edit.text().strip():
            self.row.set_hint(self._first_hint())
            return
        self._asked = self._session.jobs.start(
            "shieldwiz.workflow.fetching:asked_address",
            {"address": self.edit.text()},
            done=self._show_which,
            failed=lambda _: self._show_impossible(),
            owner=self,
        )

    def _drop_question(self) -> None:
        if self._asked is not None:
            self._asked.drop()
            self._asked = None

    def _show_which(self, asked: dict[str, Any]) -> None:
        self._asked = None
        self._is_plain = bool(asked["plain_http"])
        self.row.set_hint(self.tr("Asks {0}").format(isolated(whole(asked["url"]))))
        self._say_about_http()

    def _show_impossible(self) -> None:
        self._asked = None
        self.row.set_problem(self.tr("Write a server name or an address that begins with http:// or https://."))

    def _say_about_http(self) -> None:
        text = self.tr(
            "Plain http can be read and changed on the way. That is normal for HGS, and the reason to compare a "
            "fingerprint afterwards."
        )
        if self._is_plain or not self.edit.text():
            self.notice.set_notice(Tone.INFO, text, announced=False)
        self.notice.setVisible(self._is_plain or not self.edit.text())

    def _get(self) -> None:
        self._timer.stop()
        if not self.edit.text().strip():
            self._show_impossible()
            self.edit.setFocus()
            return
        if self._session.settings.asks_before_http and not self._may_ask_openly():
            return
        self._show_running(is_running=True)
        self._job = self._session.jobs.start(
            "shieldwiz.workflow.fetching:get_metadata",
            {"address": self.edit.text()},
            done=self._take,
            failed=self._refuse,
            stopped=self._show_stopped,
            owner=self,
        )

    def _may_ask_openly(self) -> bool:
        if self.edit.text().strip().lower().startswith("https:"):
            return True
        dialog = DecisionDialog(
            self,
            self.tr("Ask without encryption?"),
            [self.tr("**{0}** is asked over plain http: others on the way can read and change the answer.")],
            values=[self.edit.text().strip()],
            go_back=self.tr("Go &back"),
            go_on=self.tr("&Ask"),
        )
        return bool(dialog.exec())

    def _take(self, fetched: dict[str, Any]) -> None:
        self._job = None
        self.fetched = fetched
        self.accept()

    def _refuse(self, error: ShieldwizError) -> None:
        self._end_run()
        if error.problem is Problem.USAGE:
            self._show_impossible()
            return
        head, text = error_words(error)
        self.notice.set_notice(Tone.REFUSED, f"**{head}.** {text}")
        self.notice.show()

    def _show_stopped(self) -> None:
        self._end_run()
        self.notice.set_notice(Tone.INFO, self.tr("Stopped. Nothing was changed."))
        self.notice.show()

    def _end_run(self) -> None:
        self._job = None
        self._show_running(is_running=False)
        self.edit.setFocus()

    def _show_running(self, *, is_running: bool) -> None:
        self.edit.setReadOnly(is_running)
        self.get_button.setEnabled(not is_running)
        if is_running:
            self.notice.hide()
            self.progress.start(self.tr("Asking the server…"))
        else:
            self.progress.finish()
