# SPDX-License-Identifier: Apache-2.0
"""Ask for the passphrase of a key. It goes to the work that needs it, and is remembered nowhere."""

from PySide6.QtWidgets import QWidget

from shieldwiz.gui.dialogs.dialog import Dialog
from shieldwiz.gui.widgets.buttons import normal_button, primary_button
from shieldwiz.gui.widgets.passphrase_row import PassphraseRow
from shieldwiz.gui.widgets.text import Small, foreign


class PassphraseDialog(Dialog):
    """Unlock an owner or a PFX. `passphrase` holds what was typed until the caller takes it with `take`."""

    def __init__(self, parent: QWidget, who: str, what_for: str, *, problem: str = "") -> None:
        super().__init__(parent, self.tr("Unlock {0}").format(foreign(who)))
        self.setObjectName("unlock_dialog")
        # Closing hides it, and `take` comes after that.
        self.row = PassphraseRow(
            self.tr("&Passphrase"), new=False, object_name="unlock_passphrase", clear_when_hidden=False
        )
        self.row.set_problem(problem)
        self.row.submitted.connect(self._unlock)
        self.body.addWidget(self.row)
        self.body.addWidget(Small(what_for))
        self.body.addStretch(1)
        cancel = normal_button(self.tr("Cancel"), object_name="unlock_cancel_button")
        cancel.clicked.connect(self.reject)
        unlock = primary_button(self.tr("&Unlock"), object_name="unlock_button")
        unlock.clicked.connect(self._unlock)
        self.set_buttons(cancel, unlock, default=unlock)
        self.row.edit.setFocus()

    def _unlock(self) -> None:
        if self.row.passphrase():
            self.accept()
        else:
            self.row.set_problem(self.tr("Type the passphrase."))
            self.row.edit.setFocus()

    def reject(self) -> None:
        """Closing without unlocking: the field is emptied at once."""
        self.row.clear()
        super().reject()

    def take(self) -> str:
        """What was typed; the field is emptied."""
        found = self.row.passphrase()
        self.row.clear()
        return found


def ask_passphrase(parent: QWidget, who: str, what_for: str, *, problem: str = "") -> str:
    """The passphrase of `who`, or "" where the person cancelled."""
    dialog = PassphraseDialog(parent, who, what_for, problem=problem)
    return dialog.take() if dialog.exec() else ""
