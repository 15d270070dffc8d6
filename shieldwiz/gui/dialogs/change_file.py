# SPDX-License-Identifier: Apache-2.0
"""Change who can open a shielding data file: hosters ticked and unticked, before and after, then the owner's key."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.gui.dialogs.dialog import WIDE, Dialog
from shieldwiz.gui.dialogs.passphrase import ask_passphrase
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.badge import BadgeKind
from shieldwiz.gui.widgets.busy import ProgressPanel
from shieldwiz.gui.widgets.buttons import normal_button, primary_button
from shieldwiz.gui.widgets.form_row import FormRow
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.path_row import PathRow
from shieldwiz.gui.widgets.row_list import RowList
from shieldwiz.gui.widgets.rows import ListRow
from shieldwiz.gui.widgets.text import Heading, Para, foreign, literal
from shieldwiz.gui.wording import error_words

if TYPE_CHECKING:
    from shieldwiz.gui.jobs import Job

_BADGES = {"trusted": BadgeKind.TRUSTED, "no-proof": BadgeKind.NO_PROOF, "expired": BadgeKind.EXPIRED}


class ChangeFileDialog(Dialog):
    """`written` is the path of the new revision."""

    def __init__(self, parent: QWidget, session: Session, path: str, look: dict[str, Any]) -> None:
        super().__init__(parent, self.tr("Change {0}").format(foreign(Path(path).name)), width=WIDE, scrolls=True)
        self.setObjectName("change_file_dialog")
        self.resize(WIDE, 560)
        self._session, self._path, self._report = session, path, look["report"]
        self.written = ""
        self._job: Job | None = None
        self._names: dict[str, str] = {}
        self._before = frozenset(one["fingerprint"]["hex"] for one in self._report["guardians"])
        self._ticked = set(self._before)
        self.body.addWidget(
            Para(
                self.tr(
                    "Tick who may start VMs made from this file. A new file is made under new keys; only its owner can."
                ),
                role="muted",
            )
        )
        self._make_choices()
        self._make_changes()
        self._make_output(path)
        cancel = normal_button(self.tr("Cancel"), object_name="change_cancel_button")
        cancel.clicked.connect(self.reject)
        self.go_button = primary_button(self.tr("&Make the new file"), object_name="change_go_button")
        self.go_button.clicked.connect(self._go_on)
        self.set_buttons(cancel, self.go_button, default=self.go_button)
        self.guardians_list.focus_row()
        session.start("shieldwiz.workflow.shelf:shelf", {}, done=self._take_shelf, owner=self)

    def _make_choices(self) -> None:
        self.guardians_list = RowList(self.tr("Hosters"), object_name="change_guardians_list")
        self.guardians_list.ticked.connect(self._tick)
        self.body.addWidget(self.guardians_list)
        self.policy = QComboBox()
        self.policy.setObjectName("change_policy_combo")
        self.policy.addItem(self.tr("Shielded"), "Shielded")
        self.policy.addItem(self.tr("Encryption Supported"), "EncryptionSupported")
        self.policy.setCurrentIndex(self.policy.findData(self._report["policy"]))
        self.policy.activated.connect(self._show_changes)
        self.body.addWidget(FormRow(self.tr("&Policy"), self.policy))
        self.description = QLineEdit(self._report["description"])
        self.description.setObjectName("change_description_edit")
        self.description.textEdited.connect(self._show_changes)
        self.body.addWidget(FormRow(self.tr("&Description"), self.description))

    def _make_changes(self) -> None:
        self.changes = RowList(self.tr("What changes"), object_name="change_changes_list")
        self.body.addWidget(Heading(self.tr("What changes")))
        self.body.addWidget(self.changes)
        self.revoking = InlineNotice(
            Tone.DECIDE,
            self.tr(
                "A new file is made without it. Copies that the hoster already has still open. To be sure, "
                "make new VMs."
            ),
        )
        self.revoking.hide()
        self.body.addWidget(self.revoking)

    def _make_output(self, path: str) -> None:
        self.output = PathRow(self.tr("&Save as"), must_exist=False, saving=True, object_name="change_output")
        self.output.set_text(path)
        self.body.addWidget(self.output)
        self.replace_check = QCheckBox(self.tr("Replace the &file, after the new one was compared"))
        self.replace_check.setObjectName("change_replace_check")
        self.body.addWidget(self.replace_check)
        self.older_check = QCheckBox(self.tr("Go on from this &older file, and count the new one as the newest"))
        self.older_check.setObjectName("change_older_check")
        self.older_check.hide()
        self.body.addWidget(self.older_check)
        self.outcome = InlineNotice(Tone.REFUSED, "")
        self.outcome.setObjectName("change_outcome_notice")
        self.outcome.hide()
        self.body.addWidget(self.outcome)
        self.progress = ProgressPanel(object_name="change_progress")
        self.progress.hide()
        self.body.addWidget(self.progress)

    def _take_shelf(self, shelf: dict[str, Any]) -> None:
        known = {one["id"]: one for one in shelf["guardians"] if one["selectable"] or one["id"] in self._before}
        for guardian in known.values():
            row = self._row(guardian["id"], guardian["name"])
            row.set_badge(BadgeKind.PRACTICE if guardian["practice"] else _BADGES.get(guardian["badge"]))
        for guardian in self._report["guardians"]:
            if guardian["fingerprint"]["hex"] not in known:
                row = self._row(guardian["fingerprint"]["hex"], self.tr("A guardian that is not in your library"))
                row.set_badge(BadgeKind.UNKNOWN)
        self._show_changes()

    def _row(self, fingerprint: str, name: str) -> ListRow:
        self._names[fingerprint] = name
        row = ListRow(name, icon="server", is_foreign=True, tickable=True)
        row.key = fingerprint
        row.set_second(self.tr("May open the file now") if fingerprint in self._before else "")
        row.set_ticked(fingerprint in self._ticked)
        self.guardians_list.add(row)
        return row

    def _tick(self, key: object, is_on: bool) -> None:
        if is_on:
            self._ticked.add(str(key))
        else:
            self._ticked.discard(str(key))
        self._show_changes()

    def _wishes(self) -> dict[str, Any]:
        policy = self.policy.currentData()
        text = self.description.text()
        return {
            "grant": tuple(sorted(self._ticked - self._before)),
            "revoke": tuple(sorted(self._before - self._ticked)),
            "policy": policy if policy != self._report["policy"] else None,
            "description": text if text != self._report["description"] else None,
        }

    def _show_changes(self, *_: object) -> None:
        wishes = self._wishes()
        self.changes.clear()
        lines = [
            *((self._names[one], BadgeKind.ADDED) for one in wishes["grant"]),
            *((self._names[one], BadgeKind.REMOVED) for one in wishes["revoke"]),
        ]
        if wishes["policy"]:
            lines.append((self.tr("Policy: {0}").format(self.policy.currentText()), BadgeKind.CHANGED))
        if wishes["description"] is not None:
            lines.append((self.tr("Description"), BadgeKind.CHANGED))
        for name, badge in lines:
            row = ListRow(name, is_foreign=True)
            row.set_badge(badge)
            self.changes.add(row)
        self.changes.set_empty(Para(self.tr("Nothing yet."), kind="small", role="muted"))
        self.revoking.setVisible(bool(wishes["revoke"]))

    def _go_on(self) -> None:
        wishes = self._wishes()
        if self._job is not None:
            return
        if not any(value for value in wishes.values()) and wishes["description"] is None:
            self._tell(Tone.INFO, self.tr("Nothing is changed yet. Tick or untick a hoster first."))
            self.guardians_list.focus_row()
        elif Path(self.output.text()) == Path(self._path) and not self.replace_check.isChecked():
            self._tell(Tone.DECIDE, self.tr("Choose another name, or say that the file may be replaced."))
            self.replace_check.setFocus()
        else:
            self._ask_and_change(wishes, "")

    def _ask_and_change(self, wishes: dict[str, Any], problem: str) -> None:
        owner = self._report["owner"]["known_as"]
        if not owner:
            self._tell(Tone.REFUSED, self.tr("Only its owner can change a file, and that key is not on this computer."))
            return
        name = foreign(Path(self.output.text()).name)
        text = self.tr("Needed to sign {0}. It is never written to disk or sent.").format(name)
        passphrase = ask_passphrase(self, owner, text, problem=problem)
        if not passphrase:
            return
        is_same = Path(self.output.text()) == Path(self._path)
        self._job = self._session.start(
            "shieldwiz.workflow.opened_files:change",
            {
                "file": self._path,
                "owner": owner,
                "passphrase": passphrase,
                "output": "" if is_same else self.output.text(),
                "overwrite": self.replace_check.isChecked(),
                "from_older": self.older_check.isChecked(),
                **wishes,
            },
            done=self._take,
            failed=self._fail,
            stopped=self._end,
            progress=self._step,
            owner=self,
            writes=True,
        )
        self.outcome.hide()
        self.progress.show()
        self.go_button.setEnabled(False)

    def _step(self, done: int, total: int, activity: str) -> None:
        self.progress.set_phase(foreign(activity, 120))
        self.progress.set_fraction(done / total if total else None)

    def _end(self) -> None:
        self._job = None
        self.progress.hide()
        self.go_button.setEnabled(True)

    def _take(self, found: dict[str, Any]) -> None:
        self._end()
        self.written = found["file"]
        self.accept()

    def _fail(self, error: ShieldwizError) -> None:
        self._end()
        head, text = error_words(error)
        if error.problem is Problem.DECISION_NEEDED:
            self.older_check.show()
            self.older_check.setFocus()
            text = f"{error.message} {error.hint}"
        tone = Tone.DECIDE if error.problem is Problem.DECISION_NEEDED else Tone.REFUSED
        self._tell(tone, f"**{literal(head)}** {literal(text)}")

    def _tell(self, tone: Tone, text: str) -> None:
        self.outcome.set_notice(tone, text)
        self.outcome.show()
