# SPDX-License-Identifier: Apache-2.0
"""What the check asks in dialogs, puts on the clipboard, and writes to files that a person names."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from shieldwiz.errors import ShieldwizError
from shieldwiz.gui import commands
from shieldwiz.gui.dialogs.decision import Condition, DecisionDialog
from shieldwiz.gui.session import Session
from shieldwiz.gui.widgets.banner import announce

_EXAMINATION = "shieldwiz.workflow.examination"


class Talking(QObject):
    """Side conversations of the check; none of them changes a verdict."""

    said = Signal(str)
    """Something was copied or written, or could not be."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._widget = parent

    def may_leave_signature_out(self) -> bool:
        """Ask whether a broken signature is to be left out."""
        dialog = DecisionDialog(
            self._widget.window(),
            self.tr("Leave the communications signature out?"),
            [
                self.tr(
                    "The signature of this file is broken, so it will count for nothing. Use this only for a file that "
                    "System Center exported."
                ),
                self.tr("You will **have to** prove the keys by fingerprint or root certificate."),
                self.tr("It is noted in the library, in reports and in receipts."),
            ],
            go_back=self.tr("Go &back"),
            go_on=self.tr("&Leave it out"),
            object_name="leave_out_dialog",
        )
        return bool(dialog.exec())

    def reason_to_accept(self, claimed_name: str) -> str:
        """Ask whether to accept without proof; the reason, or "" where the person went back."""
        dialog = DecisionDialog(
            self._widget.window(),
            self.tr("Accept “{0}” without proof?") if claimed_name else self.tr("Accept this file without proof?"),
            [
                self.tr(
                    "If somebody else made this file, **they can start your VM and read its disks**, and you will not "
                    "notice. The guardian is marked “No proof” everywhere and in every receipt."
                )
            ],
            values=[claimed_name],
            go_back=self.tr("Go &back"),
            go_on=self.tr("&Accept without proof"),
            condition=Condition.REASON,
            field_label=self.tr("&Why is there no other way? (kept with the guardian)"),
            hint=self.tr("A few words, so that others understand it later."),
            object_name="accept_dialog",
        )
        return dialog.reason if dialog.exec() else ""

    def copy_report(self, examination: Mapping[str, Any]) -> None:
        """Put the report on the clipboard."""
        if examination:
            self._copy(
                f"{_EXAMINATION}:report_text", {"examination": dict(examination)}, self.tr("The report was copied.")
            )

    def copy_request(self, examination: Mapping[str, Any]) -> None:
        """Put a request to the hoster on the clipboard."""
        signing = next((one for one in examination.get("certificates", ()) if one["role"] == "signing"), None)
        if signing is not None:
            arguments = {"claimed_subject": signing["subject"]}
            self._copy(f"{_EXAMINATION}:request_text", arguments, self.tr("The request was copied. Send it yourself."))

    def look_up_names(self, take: Callable[[frozenset[str]], None]) -> None:
        """The names of all guardians, in lower case."""

        def read(shelf: Mapping[str, Any]) -> None:
            take(frozenset(str(row["name"]).casefold() for row in shelf["guardians"]))

        self._session.start("shieldwiz.workflow.shelf:shelf", {"now": self._session.now()}, done=read, owner=self)

    def look_up_files(self, name: str, take: Callable[[int], None]) -> None:
        """In how many files made here a guardian is let in."""
        self._session.start(
            "shieldwiz.workflow.shelf:details",
            {"now": self._session.now(), "kind": "guardian", "name": name},
            done=lambda details: take(len(details["used_by"])),
            owner=self,
        )

    def save_certificate(self, certificate: Mapping[str, Any]) -> None:
        """Write a certificate as PEM or DER, by the name that the person gives."""
        kinds = self.tr("DER (*.cer);;PEM (*.pem)")
        start = str(Path(self._session.settings.folder) / f"{certificate['role']}.cer")
        path, kind = QFileDialog.getSaveFileName(self._widget.window(), self.tr("Save the certificate"), start, kinds)
        if not path:
            return
        is_pem = path.lower().endswith(".pem") or kind.startswith("PEM")
        self._session.settings.folder = str(Path(path).parent)
        try:
            Path(path).write_bytes(certificate["pem" if is_pem else "der"])
        except OSError as error:
            self._say(self.tr("Not written: {0}").format(error.strerror or ""))

    def show_error(self, error: ShieldwizError) -> None:
        """Say what could not be done."""
        commands.show_error_from(self._widget, error)

    def show_help(self, page: str) -> None:
        """The help page of a check."""
        commands.show_help_from(self._widget, page)

    def _copy(self, work: str, arguments: dict[str, Any], said: str) -> None:
        def put(text: str) -> None:
            self._session.copy(text)
            self._say(said)

        self._session.jobs.start(work, arguments, done=put, failed=self.show_error, owner=self)

    def _say(self, text: str) -> None:
        announce(self._widget, text)
        self.said.emit(text)
