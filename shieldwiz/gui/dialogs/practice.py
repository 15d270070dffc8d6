# SPDX-License-Identifier: Apache-2.0
"""Begin to practise with a make-believe hoster, and remove everything that practising made."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from shieldwiz.errors import ShieldwizError
from shieldwiz.gui import commands
from shieldwiz.gui.dialogs.dialog import Dialog
from shieldwiz.gui.places.place import Errand, PlaceName
from shieldwiz.gui.widgets.busy import ProgressPanel
from shieldwiz.gui.widgets.buttons import danger_button, normal_button, primary_button
from shieldwiz.gui.widgets.text import Heading, Para, Small, whole

if TYPE_CHECKING:
    from shieldwiz.gui.window import Window

_START = "shieldwiz.workflow.practice_ground:practice_start"
_CLEAR = "shieldwiz.workflow.practice_ground:practice_clear"


class PracticeDialog(Dialog):
    """Makes the fabric, then tells what is in it and where to begin."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window, self.tr("Practice fabric"))
        self.setObjectName("practice_dialog")
        self._window = window
        self.made: dict[str, Any] | None = None
        self.body.addWidget(Heading(self.tr("A make-believe hoster on this computer")))
        self._text = Para(
            self.tr(
                "Its keys are worth nothing, and everything that comes from it is marked PRACTICE. You play both "
                "sides: the owner of a VM, and the hoster who tells you a fingerprint on the phone."
            )
        )
        self.body.addWidget(self._text)
        self._progress = ProgressPanel(object_name="practice_progress")
        self.body.addWidget(self._progress)
        self._passphrase = Small()
        self._passphrase.hide()
        self.body.addWidget(self._passphrase)
        self._cancel = normal_button(self.tr("Cancel"), object_name="practice_cancel_button")
        self._cancel.clicked.connect(self.reject)
        self._begin = primary_button(self.tr("&Begin"), object_name="practice_begin_button")
        self._begin.clicked.connect(self.accept)
        self._begin.setEnabled(False)
        self.set_buttons(self._cancel, self._begin, default=self._begin)
        self._job = window.session.start(
            _START,
            {},
            done=self._show,
            failed=self._fail,
            stopped=self.reject,
            progress=self._step,
            owner=self,
            writes=True,
        )
        self._progress.stop_wanted.connect(self._job.stop)

    def _step(self, done: int, total: int, activity: str) -> None:
        self._progress.set_phase(activity)
        self._progress.set_fraction(done / total if total else None)

    def _show(self, made: dict[str, Any]) -> None:
        self.made = made
        self._progress.hide()
        self._passphrase.setText(
            self.tr("One passphrase opens everything here: {0}  The files are in {1}").format(
                made["passphrase"], whole(made["folder"])
            )
        )
        self._passphrase.show()
        self._begin.setEnabled(True)
        self._begin.setFocus()

    def _fail(self, error: ShieldwizError) -> None:
        self.reject()
        commands.show_error(self._window, error)

    def reject(self) -> None:
        """Closing stops the work."""
        self._job.drop()
        super().reject()


def begin_practice(window: "Window") -> None:
    """Make a practice fabric, and open the wizard with everything filled in but the hoster."""
    dialog = PracticeDialog(window)
    if not dialog.exec() or dialog.made is None:
        return
    made = dialog.made
    window.session.practise(made["folder"])
    window.session.shelf_changed.emit()
    window.open(PlaceName.PROTECT, Errand(facts={"practice": made}))


def end_practice(window: "Window") -> None:
    """Ask once, then remove every guardian, owner, draft and file that is marked PRACTICE."""
    dialog = Dialog(window, QCoreApplication.translate("practice", "Practice fabric"))
    dialog.setObjectName("practice_delete_dialog")
    dialog.body.addWidget(Heading(QCoreApplication.translate("practice", "Delete all practice data?")))
    dialog.body.addWidget(
        Para(
            QCoreApplication.translate(
                "practice", "Guardians, owners and files marked PRACTICE are removed. Nothing else is touched."
            )
        )
    )
    keep = primary_button(QCoreApplication.translate("practice", "&Keep them"), object_name="practice_keep_button")
    keep.clicked.connect(dialog.reject)
    delete = danger_button(
        QCoreApplication.translate("practice", "&Delete"), "trash-2", object_name="practice_delete_button"
    )
    delete.clicked.connect(dialog.accept)
    dialog.set_buttons(keep, delete, default=keep)
    if dialog.exec():
        window.session.start(
            _CLEAR,
            {},
            done=lambda _: _cleared(window),
            failed=lambda error: commands.show_error(window, error),
            owner=window,
            writes=True,
        )


def _cleared(window: "Window") -> None:
    window.session.practise("")
    window.session.shelf_changed.emit()
    window.open(PlaceName.START)
