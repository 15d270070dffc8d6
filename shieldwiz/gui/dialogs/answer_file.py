# SPDX-License-Identifier: Apache-2.0
"""One finding beside the text of the answer file, secrets masked; and the choice to seal it in spite of an error."""

from typing import Any

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from shieldwiz.gui.dialogs.dialog import WIDE, Dialog
from shieldwiz.gui.places.check_parts.xml_view import XmlView
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.buttons import danger_button, normal_button, primary_button
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.text import Small, foreign


class FindingDialog(Dialog):
    """`exec` is true where the person changed whether the finding is accepted."""

    def __init__(self, parent: QWidget, session: Session, file: str, finding: dict[str, Any]) -> None:
        super().__init__(parent, self.tr("Answer file"), width=WIDE)
        self.setObjectName("finding_dialog")
        is_error = finding["severity"] == "error"
        tone = Tone.REFUSED if is_error else Tone.DECIDE
        self.body.addWidget(InlineNotice(tone, foreign(f"{finding['message']} {finding['fix']}", 500)))
        self._line = next((place["line"] for place in finding["where"] if place["path"] and place["line"]), 0)
        self.view = XmlView(object_name="finding_text")
        self.view.setAccessibleName(self.tr("The answer file, without its secrets"))
        self.view.setMinimumHeight(260)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(
            Small(self.tr("Rule {0}. Passwords and product keys are shown as dots.").format(finding["id"]))
        )
        close = primary_button(self.tr("&Close"), object_name="finding_close_button")
        close.clicked.connect(self.reject)
        if finding["accepted"]:
            change = normal_button(self.tr("Do not accept it any &more"), object_name="finding_accept_button")
        else:
            change = danger_button(self.tr("&Accept it all the same"), object_name="finding_accept_button")
        change.clicked.connect(self.accept)
        change.setVisible(is_error)
        self.accept_button = change
        self.set_buttons(change, close, default=close)
        session.start("shieldwiz.workflow.answer_files:shown_text", {"file": file}, done=self._show, owner=self)

    def _show(self, found: dict[str, Any]) -> None:
        self.view.show_text(found["text"])
        block = self.view.document().findBlockByNumber(max(0, self._line - 1))
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.view.setTextCursor(cursor)
        self.view.centerCursor()
