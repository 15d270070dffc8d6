# SPDX-License-Identifier: Apache-2.0
"""Step 6: everything once more, warnings first; then the file is made, with its phases and Stop."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.gui import commands
from shieldwiz.gui.dialogs.kit_key import KitKeyDialog
from shieldwiz.gui.dialogs.passphrase import ask_passphrase
from shieldwiz.gui.places.wizard.page import WizardPage
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.busy import ProgressPanel
from shieldwiz.gui.widgets.buttons import LinkButton, quiet_button
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.path_row import PathRow
from shieldwiz.gui.widgets.text import Line, Para, Small, Strong, foreign, literal
from shieldwiz.gui.wording import error_words
from shieldwiz.workflow.draft import Draft
from shieldwiz.workflow.steps import Missing, Step

if TYPE_CHECKING:
    from shieldwiz.gui.jobs import Job

_STEPS = {step.value: step for step in Step}


class ReviewPage(WizardPage):
    """The review, and the making."""

    step = Step.REVIEW
    step_wanted = Signal(object)
    made = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.tr("Review"))
        self.setObjectName("review_page")
        self._job: Job | None = None
        self._existing: list[str] = []
        self._may_replace = False
        self._warnings = QVBoxLayout()
        self.body.addLayout(self._warnings)
        self._lines = Card()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, 116)
        self._grid.setColumnStretch(1, 1)
        self._lines.body.addLayout(self._grid)
        self._lines.setObjectName("review_table")
        self.body.addWidget(self._lines)
        self._make_output()
        self.progress = ProgressPanel(object_name="review_progress")
        self.progress.stop_wanted.connect(self.stop)
        self.progress.hide()
        self.body.addWidget(self.progress)
        self._outcome = InlineNotice(Tone.INFO, "")
        self._outcome.setObjectName("review_outcome_notice")
        self._outcome.hide()
        self.body.addWidget(self._outcome)
        self.body.addStretch(1)
        self.command_button = quiet_button(self.tr("Copy as &command"), "terminal", object_name="review_command_button")
        self.command_button.clicked.connect(self._copy_command)

    def _make_output(self) -> None:
        self.path = PathRow(
            self.tr("&Save as"),
            filter=self.tr("Shielding data files (*.pdkx)"),
            must_exist=False,
            saving=True,
            object_name="review_path",
        )
        self.path.settled.connect(self._take_path)
        self.body.addWidget(self.path)
        self._replace = LinkButton(self.tr("Replace it"), object_name="review_replace_button")
        self._replace.clicked.connect(self._allow_replacing)
        self._exists = InlineNotice(Tone.DECIDE, "", action=self._replace)
        self._exists.hide()
        self.body.addWidget(self._exists)
        self.body.addWidget(Strong(self.tr("For Windows")))
        self.kit_check = QCheckBox(self.tr("Windows &kit, to make a Microsoft .pdk"))
        self.kit_check.setObjectName("review_kit_check")
        self.kit_check.clicked.connect(self._take_boxes)
        self.body.addWidget(self.kit_check, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(
            Small(
                self.tr(
                    "Windows cannot read a .pdkx or the key protector inside. The kit makes the .pdk on Windows, with "
                    "Microsoft's own tools, from the same inputs. It was never run on a real Windows computer by us."
                )
            )
        )
        row = QHBoxLayout()
        row.setSpacing(18)
        self.protector_check = QCheckBox(self.tr("Key &protector on its own (.kp)"))
        self.protector_check.setObjectName("review_protector_check")
        self.receipt_check = QCheckBox(self.tr("Rece&ipt"))
        self.receipt_check.setObjectName("review_receipt_check")
        self.protector_check.clicked.connect(self._take_boxes)
        self.receipt_check.clicked.connect(self._take_boxes)
        row.addWidget(self.protector_check)
        row.addWidget(self.receipt_check)
        row.addStretch(1)
        self.body.addLayout(row)

    # Page

    def show_draft(self, draft: Draft) -> None:
        """Look at all of it, elsewhere, and show it."""
        super().show_draft(draft)
        if not draft.output:
            self._propose_path()
            return
        if self.path.text() != draft.output:
            self.path.set_text(draft.output)
        self.kit_check.setChecked(draft.windows_kit is not None)
        self.protector_check.setChecked(draft.key_protector is not None)
        self.receipt_check.setChecked(draft.receipt is not None)
        self.session.start("shieldwiz.workflow.making:review", {"draft": draft}, done=self._show, owner=self)

    def enter(self) -> None:
        """The field for the file name has the focus."""
        self._outcome.hide()
        self._may_replace = False
        self.path.edit.setFocus()

    def leave(self) -> None:
        """Going away stops the making."""
        if self._job is not None:
            self._job.drop()
            self._end_job()

    def summary(self, draft: Draft) -> str:
        """Nothing."""
        return ""

    def point_at(self, missing: Missing) -> None:
        """Go to the step that lacks something."""
        if missing.field == "output":
            self.path.set_result(missing.sentence, Tone.REFUSED)
            self.path.edit.setFocus()
        else:
            self.step_wanted.emit(missing.step)

    def _propose_path(self) -> None:
        stem = "".join(one if one.isalnum() or one in "-_" else "-" for one in self.draft.owner).strip("-")
        folder = Path(self.session.settings.folder)
        names = (folder / f"{stem or 'shielding-data'}{number}.pdkx" for number in ("", *range(2, 100)))
        path = next((name for name in names if not name.exists()), folder / "shielding-data.pdkx")
        self.change(output=str(path), receipt=str(path.with_suffix(".receipt.json")), windows_kit=_free_kit(str(path)))

    def _take_path(self, text: str) -> None:
        if text == self.draft.output:
            return
        self._may_replace = False
        if text and not text.lower().endswith(".pdkx"):
            text += ".pdkx"
        if text:
            self.session.settings.folder = str(Path(text).parent)
        self._take_boxes(output=text)

    def _take_boxes(self, *_: object, output: str | None = None) -> None:
        path = self.draft.output if output is None else output
        self.change(
            output=path,
            windows_kit=_free_kit(path) if self.kit_check.isChecked() else None,
            key_protector=str(Path(path).with_suffix(".kp")) if self.protector_check.isChecked() else None,
            receipt=str(Path(path).with_suffix(".receipt.json")) if self.receipt_check.isChecked() else None,
        )

    # What is shown

    def _show(self, review: dict[str, Any]) -> None:
        self._show_warnings(review)
        self._show_lines(review["lines"])
        self._existing = review["existing"]
        self._show_existing()

    def _show_existing(self) -> None:
        self._exists.setVisible(bool(self._existing) and not self._may_replace and self._job is None)
        if self._existing:
            name = Path(self._existing[0]).name
            self._exists.set_notice(
                Tone.DECIDE, self.tr("{0} exists. Replace it, or choose another name."), values=(name,)
            )

    def _allow_replacing(self) -> None:
        self._may_replace = True
        self._exists.hide()
        self.path.set_result(self.tr("The old one stays until the new one is written, read back and compared."))
        self.path.edit.setFocus()

    def _show_warnings(self, review: dict[str, Any]) -> None:
        _clear(self._warnings)
        things = [*review["missing"], *(one for one in review["warnings"] if one["outcome"] != "note")]
        if not things:
            return
        links = QWidget()
        holder = QVBoxLayout(links)
        holder.setContentsMargins(0, 0, 0, 0)
        text = self.tr("**%n thing(s) to look at before you go on**", "", len(things))
        card = InlineNotice(Tone.DECIDE, text, wide_action=links, object_name="review_warnings_card")
        for thing in things:
            row = QHBoxLayout()
            row.addWidget(Small(foreign(thing.get("sentence") or thing["detail"], 240), role="text"), 1)
            step = _STEPS.get(thing["step"])
            if step is not None and step is not Step.REVIEW:
                link = LinkButton(self.tr("Show"), accessible=self.tr("Show: {0}").format(self._name_of(step)))
                link.clicked.connect(lambda _=False, step=step: self.step_wanted.emit(step))
                row.addWidget(link)
            holder.addLayout(row)
        self._warnings.addWidget(card)

    def _show_lines(self, lines: list[dict[str, Any]]) -> None:
        _clear(self._grid)
        for row, line in enumerate(lines):
            step = _STEPS[line["step"]]
            if row:
                self._grid.addWidget(Line(), 2 * row, 0, 1, 3)
            name = self._line_name(line["id"], step)
            middle = Qt.AlignmentFlag.AlignVCenter
            self._grid.setRowMinimumHeight(2 * row + 1, 26)
            self._grid.addWidget(Para(name, role="muted"), 2 * row + 1, 0, middle)
            self._grid.addWidget(Para(self._line_text(line)), 2 * row + 1, 1, middle)
            if step is Step.REVIEW:
                continue  # came with a recipe or an older file; no step changes it
            edit = LinkButton(
                self.tr("Edit"), object_name=f"review_edit_{line['id']}", accessible=self.tr("Edit {0}").format(name)
            )
            edit.clicked.connect(lambda _=False, step=step: self.step_wanted.emit(step))
            self._grid.addWidget(edit, 2 * row + 1, 2, middle)

    def _line_text(self, line: dict[str, Any]) -> str:
        words = {
            "ShieldedTemplate": self.tr("New VM from a shielded template"),
            "ExistingVM": self.tr("An existing VM"),
            "Shielded": self.tr("Shielded"),
            "EncryptionSupported": self.tr("Encryption Supported"),
        }
        if line["id"] in ("purpose", "policy"):
            return words.get(line["value"], foreign(line["value"]))
        if line["id"] == "answer-file" and line["value"]:
            return foreign(Path(line["value"]).name, 120)
        return foreign(line["value"], 200) or self.tr("None")

    def _line_name(self, line: str, step: Step) -> str:
        return {
            "purpose": self.tr("Purpose"),
            "policy": self.tr("Policy"),
            "owner": self.tr("Owner"),
            "hosters": self.tr("Hosters"),
            "guardians": self.tr("Hosters"),
            "disks": self.tr("Template disks"),
            "contents": self.tr("Inside"),
            "answer-file": self.tr("Answer file"),
            "other-files": self.tr("Other files"),
            "description": self.tr("Description"),
        }.get(line, self._name_of(step))

    def _name_of(self, step: Step) -> str:
        return {
            Step.PURPOSE: self.tr("Purpose and policy"),
            Step.OWNER: self.tr("Owner"),
            Step.HOSTERS: self.tr("Hosters"),
            Step.DISKS: self.tr("Template disks"),
            Step.CONTENTS: self.tr("What goes inside"),
            Step.REVIEW: self.tr("Review"),
        }[step]

    def _copy_command(self) -> None:
        self.session.start(
            "shieldwiz.workflow.making:command_line",
            {"draft": self.draft},
            done=self._take_command,
            failed=lambda error: commands.show_error_from(self, error),
            owner=self,
        )

    def _take_command(self, command: str) -> None:
        self.session.copy(command)
        self._tell(Tone.INFO, self.tr("The command is on the clipboard. It asks for the passphrase."))

    # Making

    def make(self) -> None:
        """Make the files, once nothing is missing and nothing would be replaced unasked."""
        from shieldwiz.workflow.steps import missing  # noqa: PLC0415 - beside its one use

        if self._job is not None:
            return
        gaps = missing(Step.REVIEW, self.draft)
        if gaps:
            self.point_at(gaps[0])
        elif self._existing and not self._may_replace:
            self._show_existing()
            self._replace.setFocus()
        else:
            self._ask_and_make("")

    def _ask_and_make(self, problem: str) -> None:
        name = Path(self.draft.output).name
        text = self.tr("Needed to sign {0}. It is never written to disk or sent.").format(foreign(name))
        passphrase = ask_passphrase(self.window(), self.draft.owner, text, problem=problem)
        if not passphrase:
            return
        self._outcome.hide()
        self._job = self.session.start(
            "shieldwiz.workflow.making:make",
            {"draft": self.draft, "passphrase": passphrase, "overwrite": self._may_replace},
            done=self._take_made,
            failed=self._take_failure,
            stopped=self._take_stop,
            progress=self._take_step,
            owner=self,
            writes=True,
        )
        self.progress.set_phase(self.tr("Checking everything once more"))
        self.progress.set_fraction(0.0)
        self.progress.show()
        self.scroll_area.ensureWidgetVisible(self.progress)
        self.busy_changed.emit(True)

    def stop(self) -> None:
        """Stop: no file is left behind."""
        if self._job is not None:
            self._job.stop()

    def _take_step(self, done: int, total: int, activity: str) -> None:
        self.progress.set_phase(foreign(activity, 120))
        self.progress.set_fraction(done / total if total else None)

    def _end_job(self) -> None:
        self._job = None
        self.progress.hide()
        self.busy_changed.emit(False)

    def _take_made(self, made: dict[str, Any]) -> None:
        self._end_job()
        kit = made.pop("kit", None)
        if kit is None:
            self.made.emit(made)
        elif KitKeyDialog(self.window(), kit).exec():
            made["kit_fingerprint"] = kit["fingerprint"]["digits"]
            self.session.start(
                "shieldwiz.workflow.staged_kits:write_staged",
                {"kit_id": kit["kit_id"], "output": kit["output"]},
                done=lambda written: self._take_kit(made, written),
                failed=lambda error: self._end_without_kit(made, kit["kit_id"], error.message),
                owner=self,
                writes=True,
            )
        else:
            self._end_without_kit(made, kit["kit_id"], self.tr("You chose to have none."))

    def _take_kit(self, made: dict[str, Any], written: dict[str, Any]) -> None:
        made["files"].insert(1, written["file"])
        made["notes"] += written["notes"]
        self.made.emit(made)

    def _end_without_kit(self, made: dict[str, Any], kit_id: str, why: str) -> None:
        self.session.start("shieldwiz.workflow.staged_kits:drop_staged", {"kit_id": kit_id}, done=_nothing)
        made["notes"].append(self.tr("No kit for Windows was written. {0}").format(foreign(why, 200)))
        self.made.emit(made)

    def _take_stop(self) -> None:
        self._end_job()
        self._tell(Tone.INFO, self.tr("Stopped. Nothing was changed."))

    def _take_failure(self, error: ShieldwizError) -> None:
        self._end_job()
        head, text = error_words(error)
        if error.problem in {Problem.PASSPHRASE_WRONG, Problem.KEY_FILE_OPEN}:
            self._ask_and_make(text)
        elif error.problem is Problem.EXISTS:
            self._existing = [self.draft.output]
            self._may_replace = False
            self._show_existing()
        else:
            self._tell(Tone.REFUSED, f"**{literal(head)}** {literal(text)}")

    def _tell(self, tone: Tone, text: str) -> None:
        self._outcome.set_notice(tone, text)
        self._outcome.show()
        self.scroll_area.ensureWidgetVisible(self._outcome)


def _free_kit(output: str) -> str:
    """Where the kit of this file goes: beside it, under a name that is free, since no kit is ever replaced."""
    path = Path(output)
    names = (path.with_name(f"{path.stem}-kit{number}.zip") for number in ("", *(f"-{n}" for n in range(2, 100))))
    return str(next((name for name in names if not name.exists()), path.with_name(f"{path.stem}-kit.zip")))


def _nothing(_: object) -> None:
    """There is nothing to show."""


def _clear(layout: QVBoxLayout | QGridLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget: QWidget | None = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
