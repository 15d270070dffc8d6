# SPDX-License-Identifier: Apache-2.0
"""The end of a check: what the two buttons say and do, by what is shown."""

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.gui.places.check_parts.changed import KEEP_BOTH, KEEP_OLD, REPLACE
from shieldwiz.gui.places.check_parts.facts import Mode
from shieldwiz.gui.places.check_parts.footer import CheckFooter
from shieldwiz.gui.places.check_parts.inquiry import Inquiry
from shieldwiz.gui.places.check_parts.page import CheckPage
from shieldwiz.gui.places.check_parts.talking import Talking
from shieldwiz.gui.session import Session
from shieldwiz.gui.wording import error_words, open_points


class Ending(QObject):
    """Adds the guardian, or passes the file over."""

    kept = Signal(str, object)
    """The name under which the guardian is in the library now, and what undoes it."""
    passed = Signal()

    def __init__(
        self,
        session: Session,
        inquiry: Inquiry,
        *,
        page: CheckPage,
        bar: CheckFooter,
        talking: Talking,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session, self._page, self._bar, self._inquiry, self._talking = session, page, bar, inquiry, talking
        self._is_adding = False
        inquiry.shown.connect(self.show_buttons)
        page.settled.changed.connect(self.show_buttons)
        page.changed.changed.connect(self.show_buttons)
        page.settled.submitted.connect(self.press)
        bar.add_button.clicked.connect(self.press)
        bar.keep_out_button.clicked.connect(self.passed)

    def show_buttons(self) -> None:
        """Say what can be done now."""
        examination, page, bar = self._inquiry.on_page, self._page, self._bar
        if not examination:
            return
        refused = self.tr("A refused file cannot be added")
        keep_out, add, close = self.tr("&Keep out"), self.tr("&Add guardian"), self.tr("&Close")
        match page.mode:
            case Mode.CHANGED:
                bar.show_buttons(
                    keep_out=self.tr("Cancel"),
                    add=page.changed.button_text(),
                    can_add=page.changed.is_possible(),
                    reason=self._changed_reason(),
                )
            case Mode.SAME:
                bar.show_buttons(keep_out="", add=close, can_add=True)
            case Mode.REFUSED:
                bar.show_buttons(keep_out="", add=close, can_add=True, reason=refused)
            case Mode.SETTLED if examination["library"]["same_as"]:
                bar.show_buttons(keep_out=close, add=self.tr("Mar&k as trusted"), can_add=True)
            case Mode.SETTLED:
                bar.show_buttons(keep_out=keep_out, add=add, can_add=not page.settled.problem())
            case Mode.DECIDE:
                is_known = bool(examination["library"]["same_as"])
                bar.show_buttons(
                    keep_out=close if is_known else keep_out,
                    add=self.tr("Mar&k as trusted") if is_known else add,
                    can_add=False,
                    reason=refused if examination["verdict"] == "refused" else self._open_reason(is_known=is_known),
                )

    def press(self) -> None:
        """Do what the primary button says."""
        mode, changed, settled = self._page.mode, self._page.changed, self._page.settled
        examination = self._inquiry.examination
        if examination is None or self._inquiry.is_busy or self._is_adding:
            return
        if mode in (Mode.SAME, Mode.REFUSED) or (mode is Mode.CHANGED and changed.decision == KEEP_OLD):
            self.passed.emit()
        elif mode is Mode.CHANGED and changed.is_possible():
            old = examination["library"]["changes"]["name"]
            name = changed.name if changed.decision == KEEP_BOTH else old
            self._keep(name, decision=changed.decision, replaces=old)
        elif mode is Mode.SETTLED and settled.problem():
            settled.show_problem(settled.problem())
        elif mode is Mode.SETTLED:
            same = examination["library"]["same_as"]
            if same:
                self._keep(same[0], decision=REPLACE, replaces=same[0])
            else:
                self._keep(settled.name, decision="new", note=settled.note)

    def _open_reason(self, *, is_known: bool) -> str:
        points = open_points(self._inquiry.on_page)
        if is_known:
            return self.tr("You can mark it when question 3 is settled")
        if len(points) > 1:
            return self.tr("You can add it when both are settled")
        if points == ("expired",):
            return self.tr("You can add it when you have decided about the dates")
        return self.tr("You can add it when question 3 is settled")

    def _changed_reason(self) -> str:
        changed = self._page.changed
        if changed.is_possible():
            return ""
        if self._inquiry.on_page["verdict"] == "refused":
            return self.tr("Refused keys cannot be kept")
        return self.tr("First show whose keys these are") if changed.needs_proof() else ""

    def _keep(self, name: str, *, decision: str, replaces: str = "", note: str = "") -> None:
        examination, answered = self._inquiry.examination, self._inquiry.answered
        assert examination is not None
        self._is_adding = True
        self._bar.add_button.setEnabled(False)
        self._session.start(
            "shieldwiz.workflow.examination:add",
            {
                "now": self._session.now(),
                "data": examination["data"],
                "name": name,
                "choices": answered.choices,
                "decision": decision,
                "replaces": replaces,
                "note": note,
                "reason": answered.reason,
            },
            done=self._take,
            failed=self._refuse,
            stopped=self._end,
            owner=self,
            writes=True,
        )

    def _end(self) -> None:
        self._is_adding = False
        self.show_buttons()

    def _take(self, added: dict[str, Any]) -> None:
        self._end()
        if added["kept"] is None:  # judged once more, and something is open after all
            self._inquiry.examine(self._inquiry.answered.choices)
        else:
            self.kept.emit(added["kept"], added["undo"])

    def _refuse(self, error: ShieldwizError) -> None:
        self._end()
        if error.problem in (Problem.NAME, Problem.NAME_TAKEN) and self._page.mode is Mode.SETTLED:
            self._page.settled.show_problem(error_words(error)[1])
        else:
            self._talking.show_error(error)
