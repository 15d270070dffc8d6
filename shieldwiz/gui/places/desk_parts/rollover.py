# SPDX-License-Identifier: Apache-2.0
"""The guide through a change of keys: ten steps, ticked by the person, and remembered under a name."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from shieldwiz.errors import ShieldwizError
from shieldwiz.gui.places.desk_parts.command_box import StepRow
from shieldwiz.gui.session import Session
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.form_row import FormRow
from shieldwiz.gui.widgets.text import Line, Para, Title
from shieldwiz.gui.wording import error_words

_WORK = "shieldwiz.workflow.hgs_rollover:rollover_in"
_PAUSE = 400  # ms after the last key


class RolloverPage(QScrollArea):
    """Ticks go to the disk at once; nothing is done on any server."""

    loaded = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("kind", "body")
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(Title(self.tr("Plan a key change")))
        text = self.tr(
            "New certificates are added and made primary; the old ones stay, so that no VM is lost. You do each step "
            "yourself, and tick it."
        )
        column.addWidget(Para(text, role="muted"))
        self.name_edit = QLineEdit()
        self.name_edit.setMaxLength(64)
        self.row = FormRow(
            self.tr("&Name of this change"), self.name_edit, object_name="desk_rollover_name_edit",
            hint=self.tr("Ticks are kept under this name on this computer."),
        )  # fmt: skip
        column.addWidget(self.row)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.load)
        self.name_edit.textEdited.connect(lambda _: self._timer.start())
        self.card = Card()
        self._steps = QWidget()
        self.card.add(self._steps)
        column.addWidget(self.card)
        column.addStretch(1)
        self.setWidget(inner)

    def begin(self, name: str) -> None:
        """Show the change of that name, or the one that is shown already."""
        if not self.name_edit.text():
            self.name_edit.setText(name)
        self.name_edit.setFocus()
        self.load()

    def load(self) -> None:
        """Bring the ticks up to date."""
        self._start({})

    def _start(self, changes: dict[str, Any]) -> None:
        name = self.name_edit.text().strip()
        if not name:
            return
        self._session.start(
            _WORK,
            {"name": name, **changes},
            done=self._show if not changes else self._keep,
            failed=self._refuse,
            owner=self,
            **({"writes": True} if changes else {}),
        )

    def _keep(self, report: Mapping[str, Any]) -> None:
        self.row.set_problem("")
        self.row.set_note(self._where(report))

    def _show(self, report: Mapping[str, Any]) -> None:
        self._keep(report)
        steps = QWidget()
        column = QVBoxLayout(steps)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for step in report["steps"]:
            if step["number"] > 1:
                column.addWidget(Line())
            row = StepRow(
                self.tr("{0}. {1}").format(step["number"], step["title"]),
                (step["text"],),
                step["commands"],
                object_name=f"desk_rollover_{step['number']}",
                is_done=step["done"] is not None,
            )
            row.ticked.connect(lambda is_on, number=step["number"]: self._tick(number, is_on=is_on))
            column.addWidget(row)
        self.card.body.replaceWidget(self._steps, steps)
        self._steps.hide()
        self._steps.deleteLater()
        self._steps = steps
        self.loaded.emit()

    def _tick(self, number: int, *, is_on: bool) -> None:
        self._start({"done" if is_on else "undo": (number,)})

    def _where(self, report: Mapping[str, Any]) -> str:
        if report["next"] is None:
            return self.tr("All steps are done.")
        return self.tr("Step {0} is next.").format(report["next"])

    def _refuse(self, error: ShieldwizError) -> None:
        self.row.set_problem(error_words(error)[1])
