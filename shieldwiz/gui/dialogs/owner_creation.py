# SPDX-License-Identifier: Apache-2.0
"""Make an owner in three steps: its name, the passphrase on this computer, and a backup that is opened again."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QStackedWidget, QVBoxLayout, QWidget

from shieldwiz.checks import Outcome
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.gui.dialogs.decision import Condition, DecisionDialog
from shieldwiz.gui.dialogs.dialog import WIDE, Dialog
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.busy import ProgressPanel
from shieldwiz.gui.widgets.buttons import LinkButton, normal_button, primary_button
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.check_list import CheckLine, CheckList
from shieldwiz.gui.widgets.form_row import FormRow
from shieldwiz.gui.widgets.locked import LockedNote
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.passphrase_row import PassphraseRow
from shieldwiz.gui.widgets.path_row import PathRow
from shieldwiz.gui.widgets.strength import Strength
from shieldwiz.gui.widgets.text import Caption, Para, Title, foreign, literal
from shieldwiz.gui.wording import error_words

_NAME, _PASSPHRASE, _BACKUP = range(3)
_KEYS = "shieldwiz.workflow.owner_keys"


class OwnerCreationDialog(Dialog):
    """Create a new owner. `made` is the report on it."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent, self.tr("Create a new owner"), width=WIDE, scrolls=True)
        self.setObjectName("owner_creation_dialog")
        self.resize(WIDE, 560)
        self._session = session
        self.made: dict[str, Any] | None = None
        self._is_tested = False
        self._job: object | None = None
        self._where = Caption("")
        self.body.addWidget(self._where)
        self._title = Title("")
        self.body.addWidget(self._title)
        self._pages = QStackedWidget()
        for page in (self._name_page(), self._passphrase_page(), self._backup_page()):
            self._pages.addWidget(page)
        self.body.addWidget(self._pages, 1)
        self._problem = InlineNotice(Tone.REFUSED, "")
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.progress = ProgressPanel(object_name="creation_progress")
        self.progress.hide()
        self.progress.stop_wanted.connect(self._stop)
        self.body.addWidget(self.progress)
        self.without_button = LinkButton(self.tr("Continue without a backup…"), object_name="backup_without_button")
        self.without_button.clicked.connect(self._go_without)
        rules = session.organisation
        if rules.requires_backup or rules.broken:
            reason = self.tr("Your organisation asks for a backup of every owner key.")
            LockedNote(reason, contact=rules.contact, object_name="backup_without_locked").lock(self.without_button)
        self.back_button = normal_button(self.tr("&Back"), object_name="creation_back_button")
        self.back_button.clicked.connect(lambda: self._show(self._pages.currentIndex() - 1))
        self.next_button = primary_button(self.tr("&Next"), object_name="backup_finish_button")
        self.next_button.clicked.connect(self._go_on)
        self.set_buttons(self.back_button, self.next_button, default=self.next_button, left=self.without_button)
        self._show(_NAME)

    # Pages

    def _name_page(self) -> QWidget:
        page, column = _page()
        column.addWidget(
            Para(
                self.tr("Choose a name that outlives a person: a department or a team. Hosters see it in your files."),
                role="muted",
            )
        )
        self.name = QLineEdit()
        self.name.setObjectName("creation_name_edit")
        self.name.setMaxLength(64)
        self._name_row = FormRow(self.tr("Na&me"), self.name)
        column.addWidget(self._name_row)
        self._more = LinkButton(self.tr("More &choices"), object_name="creation_more_button")
        self._more.clicked.connect(self._show_more)
        column.addWidget(self._more)
        self._choices = Card()
        self.key_size = QComboBox()
        self.key_size.setObjectName("creation_size_combo")
        allowed = [bits for bits in (2048, 3072, 4096) if bits >= self._session.organisation.key_size]
        for bits in allowed:
            self.key_size.addItem(f"RSA {bits}", bits)
        self.key_size.setCurrentIndex(max(0, self.key_size.findData(3072)))
        self.subject = QLineEdit()
        self.subject.setObjectName("creation_subject_edit")
        self.years = QSpinBox()
        self.years.setObjectName("creation_years_spin")
        self.years.setRange(1, 30)
        self.years.setValue(10)
        self._choices.add(FormRow(self.tr("&Key size"), self.key_size))
        self._choices.add(
            FormRow(self.tr("S&ubject"), self.subject, hint=self.tr("Left empty, it is CN= and the name."))
        )
        self._choices.add(
            FormRow(self.tr("&Years"), self.years, hint=self.tr("Running out does no harm to existing VMs."))
        )
        self._choices.hide()
        column.addWidget(self._choices)
        column.addStretch(1)
        return page

    def _passphrase_page(self) -> QWidget:
        page, column = _page()
        column.addWidget(
            Para(self.tr("Locks the key on this computer. You type it whenever a file is signed."), role="muted")
        )
        # Its page is hidden while the next one is filled in; `done` clears it.
        self.passphrase = PassphraseRow(
            self.tr("&Passphrase"), object_name="creation_passphrase", clear_when_hidden=False
        )
        self.passphrase.generate_wanted.connect(lambda: self._generate(self.passphrase))
        column.addWidget(self.passphrase)
        column.addStretch(1)
        return page

    def _backup_page(self) -> QWidget:
        page, column = _page()
        column.addWidget(
            Para(
                self.tr(
                    "If this key is lost, nobody can change this VM's protection or recover it: not you, not the "
                    "hoster, not us. The backup holds the key, locked with its own passphrase."
                ),
                role="muted",
            )
        )
        self.folder = PathRow(
            self.tr("&Save the backup in the folder"),
            folder=True,
            must_exist=False,
            object_name="backup_folder",
            browse_name=self.tr("Browse for the backup folder"),
        )
        self.folder.settled.connect(self._look_at_folder)
        column.addWidget(self.folder)
        self.backup_passphrase = PassphraseRow(
            self.tr("Pass&phrase for the backup"), object_name="backup_passphrase", clear_when_hidden=False
        )
        self.backup_passphrase.generate_wanted.connect(lambda: self._generate(self.backup_passphrase))
        column.addWidget(self.backup_passphrase)
        self.checks = CheckList(object_name="backup_checks")
        self._checks_card = Card()
        self._checks_card.add(self.checks)
        self._checks_card.hide()
        column.addWidget(self._checks_card)
        column.addStretch(1)
        return page

    def _show(self, at: int) -> None:
        self._pages.setCurrentIndex(at)
        self._problem.hide()
        names = (self.tr("Name"), self.tr("Passphrase"), self.tr("Backup"))
        self._where.setText(self.tr("Step {0} of 3: {1}").format(at + 1, names[at]))
        titles = (
            self.tr("Who is the owner?"),
            self.tr("A passphrase for this computer"),
            self.tr("Back up the key before you use it"),
        )
        self._title.setText(titles[at])
        self.back_button.setVisible(at > _NAME and not self._is_tested)
        self.without_button.setVisible(at == _BACKUP and not self._is_tested)
        self._name_button(at)
        if at == _NAME:
            self.name.setFocus()
        elif at == _PASSPHRASE:
            self.passphrase.edit.setFocus()
        else:
            if not self.backup_passphrase.passphrase():
                self._generate(self.backup_passphrase)
            self._propose_folder()
            self.folder.edit.setFocus()

    def _name_button(self, at: int) -> None:
        if self._is_tested:
            self.next_button.setText(self.tr("&Finish"))
        elif at == _BACKUP:
            self.next_button.setText(self.tr("&Write and test"))
        else:
            self.next_button.setText(self.tr("&Next"))

    def _show_more(self) -> None:
        self._choices.show()
        self._more.hide()
        self.key_size.setFocus()

    # Steps

    def _go_on(self) -> None:
        if self._job is not None:
            return
        if self._is_tested:
            self.accept()
            return
        at = self._pages.currentIndex()
        if at == _NAME:
            self._check_name()
        elif at == _PASSPHRASE:
            if self._is_strong(self.passphrase):
                self._show(_BACKUP)
        elif self._is_strong(self.backup_passphrase) and self._has_folder():
            self._make(self.folder.text(), self.backup_passphrase.passphrase())

    def _check_name(self) -> None:
        self._name_row.set_problem("" if self.name.text().strip() else self.tr("Give it a name."))
        if self.name.text().strip():
            self._show(_PASSPHRASE)
        else:
            self.name.setFocus()

    def _is_strong(self, row: PassphraseRow) -> bool:
        if not row.passphrase():
            row.set_problem(self.tr("Type a passphrase, or let one be made."))
        elif row.strength() in (Strength.WEAK, Strength.FAIR):
            row.set_problem(self.tr("This one can be guessed. Take more words, or let one be made."))
        else:
            row.set_problem("")
            return True
        row.edit.setFocus()
        return False

    def _has_folder(self) -> bool:
        if self.folder.text():
            return True
        self.folder.set_result(self.tr("Choose a folder, best on another drive."), Tone.REFUSED)
        self.folder.edit.setFocus()
        return False

    def _generate(self, row: PassphraseRow) -> None:
        self._session.start(f"{_KEYS}:new_passphrase", {}, done=row.set_generated, owner=self)

    def _propose_folder(self) -> None:
        if not self.folder.text():
            self._session.start(
                f"{_KEYS}:backup_place", {"name": self.name.text().strip()}, done=self._take_place, owner=self
            )

    def _take_place(self, place: dict[str, Any]) -> None:
        if place["removable"] and not self.folder.text():
            self.folder.set_text(place["folder"])
            self.folder.set_result(self.tr("This drive is removable: good."))

    def _look_at_folder(self, folder: str) -> None:
        if folder:
            self._session.start(
                f"{_KEYS}:check_backup_folder", {"folder": folder}, done=self._take_folder_facts, owner=self
            )

    def _take_folder_facts(self, facts: dict[str, Any]) -> None:
        if facts["problem"]:
            self.folder.set_result(foreign(facts["problem"], 200), Tone.REFUSED)
        elif facts["same_drive"]:
            self.folder.set_result(
                self.tr("This is the drive that the key itself is on. A backup elsewhere survives this computer."),
                Tone.DECIDE,
            )
        else:
            self.folder.set_result(self.tr("This is another drive than the key itself is on: good."))

    def _go_without(self) -> None:
        owner = self.name.text().strip()
        dialog = DecisionDialog(
            self,
            self.tr("Go on without a backup?"),
            (
                self.tr(
                    "If this computer breaks, every VM of **{0}** stays as it is for ever: no recovery, no new hoster, "
                    "no change of policy. Nobody can help."
                ),
            ),
            go_back=self.tr("Go &back"),
            go_on=self.tr("Go on &without"),
            values=(owner,),
            condition=Condition.TYPED_NAME,
            field_label=self.tr("&Type {0} to go on").format(foreign(owner)),
            hint=self.tr("You will be reminded on the start page until a backup has been made and tested."),
            object_name="without_backup_dialog",
        )
        if dialog.exec():
            self._make("", "")

    # The work

    def _make(self, folder: str, backup_passphrase: str) -> None:
        self._problem.hide()
        self._set_busy(True)
        self._job = self._session.start(
            f"{_KEYS}:make_owner",
            {
                "name": self.name.text().strip(),
                "passphrase": self.passphrase.passphrase(),
                "backup_folder": folder,
                "backup_passphrase": backup_passphrase,
                "key_size": self.key_size.currentData(),
                "subject": self.subject.text().strip() or None,
                "years": self.years.value(),
            },
            done=self._take_made,
            failed=self._take_failure,
            stopped=self._take_stop,
            progress=self._take_step,
            owner=self,
            writes=True,
        )

    def _set_busy(self, is_busy: bool) -> None:
        self.progress.setVisible(is_busy)
        for widget in (self.next_button, self.back_button, self.without_button, self._pages):
            widget.setEnabled(not is_busy)

    def _take_step(self, done: int, total: int, activity: str) -> None:
        self.progress.set_phase(foreign(activity, 120))
        self.progress.set_fraction(done / total if total else None)

    def _stop(self) -> None:
        stop = getattr(self._job, "stop", None)
        if callable(stop):
            stop()

    def _take_made(self, made: dict[str, Any]) -> None:
        self._job = None
        self._set_busy(False)
        self.made = made
        self.passphrase.clear()
        backup = made["owner"]["backup"]
        if backup is None:
            self.accept()
            return
        self._is_tested = True
        lines = [
            CheckLine(
                id="backup-written",
                outcome=Outcome.PASS,
                sentence=self.tr("Backup written"),
                detail=backup["folder"],
            ),
            CheckLine(
                id="backup-opened",
                outcome=Outcome.PASS,
                sentence=self.tr("Backup opened again from that folder and compared with the key"),
                detail="",
            ),
        ]
        self.checks.set_checks(lines)
        self._checks_card.show()
        self.folder.setEnabled(False)
        self._show(_BACKUP)
        self.next_button.setFocus()

    def _take_stop(self) -> None:
        self._job = None
        self._set_busy(False)
        self._problem.set_notice(Tone.INFO, self.tr("Stopped. Nothing was changed."))
        self._problem.show()

    def _take_failure(self, error: ShieldwizError) -> None:
        self._job = None
        self._set_busy(False)
        head, text = error_words(error)
        if error.problem in {Problem.NAME, Problem.NAME_TAKEN}:
            self._show(_NAME)
            self._name_row.set_problem(head)
            self.name.setFocus()
            return
        self._problem.set_notice(Tone.REFUSED, f"**{literal(head)}** {literal(text)}")
        self._problem.show()

    def done(self, result: int) -> None:
        """However it ends: no secret stays in a field."""
        if self._job is not None:
            drop = getattr(self._job, "drop", None)
            if callable(drop):
                drop()
        self.passphrase.clear()
        self.backup_passphrase.clear()
        super().done(result)


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    page.setProperty("kind", "body")
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    return page, column
