# SPDX-License-Identifier: Apache-2.0
"""The frame of the wizard: the rail, the page of a step, the footer, and the draft that saves itself.

The way through is `workflow.steps`: pages decide nothing, and moving away never asks anything.
"""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QLocale, QTime, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QWidget

from shieldwiz.errors import ShieldwizError
from shieldwiz.gui import commands
from shieldwiz.gui.places.place import Crumb, Errand, Place, PlaceName
from shieldwiz.gui.places.wizard.contents import ContentsPage
from shieldwiz.gui.places.wizard.disks import DisksPage
from shieldwiz.gui.places.wizard.hosters import HostersPage
from shieldwiz.gui.places.wizard.owner import OwnerPage
from shieldwiz.gui.places.wizard.page import WizardPage
from shieldwiz.gui.places.wizard.purpose import PurposePage
from shieldwiz.gui.places.wizard.result import ResultPage
from shieldwiz.gui.places.wizard.review import ReviewPage
from shieldwiz.gui.session import Session
from shieldwiz.gui.widgets.buttons import normal_button, primary_button, quiet_button
from shieldwiz.gui.widgets.step_rail import Step as RailStep
from shieldwiz.gui.widgets.step_rail import StepRail, StepState
from shieldwiz.gui.widgets.text import foreign
from shieldwiz.workflow.draft import Draft
from shieldwiz.workflow.steps import STEPS, Step, is_needed, missing, next_step, previous_step

_SAVE_AFTER = 600  # ms after the last change


class WizardPlace(Place):
    """Protect a virtual machine, in six steps."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("wizard_place")
        self.draft = Draft()
        self._draft_id = ""
        self._step = Step.PURPOSE
        self._visited = {Step.PURPOSE}
        self._comes_from_review = False
        self.rail = StepRail(self.tr("Shielding data file"))
        self.rail.setObjectName("wizard_step_rail")
        self.rail.step_wanted.connect(lambda at: self.show_step(STEPS[at]))
        self.pages: dict[Step, WizardPage] = {
            Step.PURPOSE: PurposePage(session),
            Step.OWNER: OwnerPage(session),
            Step.HOSTERS: HostersPage(session),
            Step.DISKS: DisksPage(session),
            Step.CONTENTS: ContentsPage(session),
            Step.REVIEW: ReviewPage(session),
        }
        self.result = ResultPage(session)
        self._stack = QStackedWidget()
        for page in (*self.pages.values(), self.result):
            self._stack.addWidget(page)
        for page in self.pages.values():
            page.edited.connect(self._take_edit)
            page.status_changed.connect(self._show_state)
            page.next_wanted.connect(self.go_on)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._stack, 1)
        self._make_footer()
        self._connect_last_pages()
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(_SAVE_AFTER)
        self._saving.timeout.connect(self._save)
        self.show_step(Step.PURPOSE)

    def _connect_last_pages(self) -> None:
        hosters, review = self.pages[Step.HOSTERS], self.pages[Step.REVIEW]
        assert isinstance(hosters, HostersPage)
        assert isinstance(review, ReviewPage)
        hosters.check_wanted.connect(self._check_metadata)
        hosters.library_wanted.connect(lambda facts: self.go.emit(PlaceName.LIBRARY, Errand(facts=facts)))
        review.step_wanted.connect(self._edit_from_review)
        review.made.connect(self._show_result)
        review.busy_changed.connect(self._show_busy)
        self.result.again_wanted.connect(self._make_another)
        self.result.inspect_wanted.connect(
            lambda path: self.go.emit(PlaceName.OPEN, Errand(paths=(path,), back_to=PlaceName.PROTECT))
        )

    # Place

    def crumbs(self) -> tuple[Crumb, ...]:
        """One crumb."""
        return (Crumb(text=self.tr("Protect a virtual machine")),)

    def footer(self) -> QWidget:
        """Save recipe, Close, Back, Next."""
        return self._footer

    def enter(self, errand: Errand) -> None:
        """Begin anew, go on with a draft or a recipe, practise, or just come back."""
        facts = errand.facts
        if facts.get("new"):
            self.begin(Draft())
        elif "draft" in facts:
            self.session.start(
                "shieldwiz.workflow.drafts:load_draft",
                {"id": facts["draft"]},
                done=self._take_saved,
                failed=self._show_error,
                owner=self,
            )
        elif "practice" in facts:
            self._begin_practice(facts["practice"])
        elif errand.paths:
            self.session.start(
                "shieldwiz.workflow.making:open_recipe",
                {"file": errand.paths[0]},
                done=lambda found: self.begin(found["draft"]),
                failed=self._show_error,
                owner=self,
            )
        elif self._stack.currentWidget() is self.result:
            self.begin(Draft())
        else:
            self.current.show_draft(self.draft)
            self.current.enter()

    def leave(self) -> None:
        """The draft is saved; the page clears its secrets."""
        self.current.leave()
        if self._saving.isActive():
            self._save()

    def take_paste(self) -> bool:
        """The page's own Paste."""
        return self.current.take_paste()

    def begin(self, draft: Draft, step: Step = Step.PURPOSE) -> None:
        """Start with a draft at a step."""
        self._draft_id = ""
        self.draft = draft
        self._visited = set(STEPS[: STEPS.index(step) + 1])
        self._comes_from_review = False
        self.rail.set_saved_line("")
        self.show_step(step)

    def _begin_practice(self, made: dict[str, Any]) -> None:
        hosters = self.pages[Step.HOSTERS]
        assert isinstance(hosters, HostersPage)
        hosters.offer_practice(made)
        self.begin(made["draft"], Step.HOSTERS)

    def _take_saved(self, saved: dict[str, Any]) -> None:
        self.begin(saved["draft"], Step(saved["step"]))
        self._draft_id = saved["id"]

    # Steps

    @property
    def current(self) -> WizardPage:
        """The page of the step that is shown."""
        return self.pages[self._step]

    def show_step(self, step: Step) -> None:
        """Show the page of a step. Nothing is asked, and nothing is lost."""
        if not is_needed(step, self.draft):
            return
        if step is not self._step:
            self.current.leave()
        self._step = step
        self._visited.add(step)
        page = self.current
        page.show_draft(self.draft)
        self._stack.setCurrentWidget(page)
        self._show_state()
        page.enter()

    def go_on(self) -> None:
        """Next: to what is missing on this page, else to the following step, or back to the review."""
        if self._stack.currentWidget() is self.result:
            return
        self.current.settle()
        gaps = missing(self._step, self.draft)
        if self._step is Step.REVIEW:
            review = self.pages[Step.REVIEW]
            assert isinstance(review, ReviewPage)
            review.make()
        elif gaps:
            self.current.point_at(gaps[0])
        elif self._comes_from_review:
            self._comes_from_review = False
            self.show_step(Step.REVIEW)
        else:
            following = next_step(self._step, self.draft)
            if following is not None:
                self.show_step(following)

    def go_back(self) -> None:
        """Back."""
        earlier = previous_step(self._step, self.draft)
        if earlier is not None:
            self.show_step(earlier)

    def go_to_step(self, number: int) -> None:
        """Alt+1 to Alt+6."""
        step = STEPS[number - 1]
        if self._is_open(step):
            self.show_step(step)

    def turn_page(self, *, forward: bool) -> None:
        """Ctrl+PgDn and Ctrl+PgUp."""
        if forward:
            self.go_on()
        else:
            self.go_back()

    def _is_open(self, step: Step) -> bool:
        todo = next((one for one in STEPS if one not in self._visited and is_needed(one, self.draft)), None)
        return is_needed(step, self.draft) and (step in self._visited or step is todo)

    def _edit_from_review(self, step: Step) -> None:
        self._comes_from_review = True
        self.show_step(step)

    # The draft

    def _take_edit(self, fields: dict[str, Any]) -> None:
        self.draft = replace(self.draft, **fields)
        self.current.show_draft(self.draft)
        self._show_state()
        if self.session.settings.keeps_drafts:
            self._saving.start()

    def _save(self) -> None:
        self._saving.stop()
        self.session.start(
            "shieldwiz.workflow.drafts:save_draft",
            {"draft": self.draft, "id": self._draft_id, "step": self._step.value},
            done=self._take_draft_id,
            failed=lambda error: self.rail.set_saved_line(foreign(error.message)),
            owner=self,
            writes=True,
        )

    def _take_draft_id(self, saved: dict[str, Any]) -> None:
        self._draft_id = saved["id"]
        moment = QLocale().toString(QTime.currentTime(), QLocale.FormatType.ShortFormat)
        self.rail.set_saved_line("" if saved["removed"] else self.tr("Draft saved, {0}").format(moment))

    def save_recipe(self) -> None:
        """Write everything but secrets as a recipe."""
        path = commands.ask_where_to_save(self, self.tr("Save recipe"), "shieldwiz-recipe.toml", "TOML (*.toml)")
        if path:
            self.session.start(
                "shieldwiz.workflow.making:save_recipe",
                {"draft": self.draft, "file": path, "overwrite": True},
                done=lambda _: self.session.remember(path),
                failed=self._show_error,
                owner=self,
                writes=True,
            )

    # The end

    def _check_metadata(self, errand: Errand) -> None:
        hosters = self.pages[Step.HOSTERS]
        assert isinstance(hosters, HostersPage)
        self.go.emit(PlaceName.CHECK, replace(errand, back_to=PlaceName.PROTECT, settled=hosters.take_kept))

    def _show_result(self, made: dict[str, Any]) -> None:
        if self._draft_id:
            self.session.start("shieldwiz.workflow.drafts:remove_draft", {"id": self._draft_id}, done=_nothing)
            self._draft_id = ""
        self._saving.stop()
        for file in made["files"]:
            self.session.remember(file["path"])
        self.session.shelf_changed.emit()
        self.result.show_made(made, self.draft)
        self._stack.setCurrentWidget(self.result)
        self._show_state()
        self.result.enter()

    def _make_another(self) -> None:
        self.begin(replace(self.draft, output="", key_protector=None, receipt=None, windows_kit=None), Step.REVIEW)

    def _show_error(self, error: ShieldwizError) -> None:
        commands.show_error_from(self, error)

    # What is shown

    def _make_footer(self) -> None:
        self._footer = QWidget()
        self._footer.setProperty("kind", "bar")
        self._footer.setProperty("edge", "top")
        row = QHBoxLayout(self._footer)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        self.recipe_button = quiet_button(self.tr("Save recipe…"), "save", object_name="wizard_recipe_button")
        self.recipe_button.clicked.connect(self.save_recipe)
        self.status_label = QLabel()
        self.status_label.setObjectName("wizard_status_label")
        self.status_label.setProperty("role", "muted")
        self.close_button = normal_button(
            self.tr("C&lose"), object_name="wizard_close_button", accessible=self.tr("Close, keep as draft")
        )
        self.close_button.clicked.connect(lambda: self.go.emit(PlaceName.START, Errand()))
        self.back_button = normal_button(self.tr("&Back"), object_name="wizard_back_button")
        self.back_button.clicked.connect(self.go_back)
        self.next_button = primary_button(self.tr("&Next"), object_name="wizard_next_button")
        self.next_button.clicked.connect(self.go_on)
        row.addWidget(self.recipe_button)
        review = self.pages[Step.REVIEW]
        assert isinstance(review, ReviewPage)
        row.addWidget(review.command_button)
        row.addWidget(self.result.check_button)
        row.addStretch(1)
        row.addWidget(self.status_label)
        row.addWidget(self.close_button)
        row.addWidget(self.back_button)
        row.addWidget(self.result.again_button)
        row.addWidget(self.next_button)

    def _show_state(self) -> None:
        is_result = self._stack.currentWidget() is self.result
        self.rail.set_steps([self._rail_step(step, is_result=is_result) for step in STEPS])
        self.status_label.setText("" if is_result else self.current.status())
        self.recipe_button.setVisible(not is_result)
        self.back_button.setVisible(not is_result and previous_step(self._step, self.draft) is not None)
        self.next_button.setVisible(not is_result)
        self.close_button.set_kind("primary" if is_result else "normal")
        review = self.pages[Step.REVIEW]
        assert isinstance(review, ReviewPage)
        review.command_button.setVisible(not is_result and self._step is Step.REVIEW)
        self.result.check_button.setVisible(is_result)
        self.result.again_button.setVisible(is_result)
        if self._step is Step.REVIEW:
            self.next_button.setText(self.tr("&Make the files"))
            self.next_button.setAccessibleName("")
        elif self._comes_from_review:
            self.next_button.setText(self.tr("Back to review"))
            self.next_button.setAccessibleName("")
        else:
            self.next_button.setText(self.tr("&Next"))
            following = next_step(self._step, self.draft)
            if following is not None:
                self.next_button.setAccessibleName(self.tr("Next: {0}").format(self._names()[following]))

    def _show_busy(self, is_busy: bool) -> None:
        for button in (self.next_button, self.back_button, self.recipe_button):
            button.setEnabled(not is_busy)

    def _rail_step(self, step: Step, *, is_result: bool) -> RailStep:
        page = self.pages[step]
        if not is_needed(step, self.draft):
            text = self.tr("Not needed for an existing VM")
            return RailStep(name=self._names()[step], state=StepState.NOT_NEEDED, second=text)
        is_visited = step in self._visited
        state = StepState.TODO
        if step is self._step and not is_result:
            state = StepState.CURRENT
        elif is_visited:
            is_sound = not page.has_warning(self.draft) and (step is Step.REVIEW or not missing(step, self.draft))
            state = StepState.DONE if is_sound else StepState.WARNING
        second = page.summary(self.draft) if is_visited and state is not StepState.CURRENT else ""
        return RailStep(name=self._names()[step], state=state, second=second, is_open=self._is_open(step))

    def _names(self) -> dict[Step, str]:
        return {
            Step.PURPOSE: self.tr("Purpose and policy"),
            Step.OWNER: self.tr("Owner"),
            Step.HOSTERS: self.tr("Hosters"),
            Step.DISKS: self.tr("Template disks"),
            Step.CONTENTS: self.tr("What goes inside"),
            Step.REVIEW: self.tr("Review"),
        }


def _nothing(_: object) -> None:
    """For work whose end nobody waits for."""
