# SPDX-License-Identifier: Apache-2.0
"""The way through the wizard: as data, walked at random; and with a real window, interrupted wherever it may be."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from shieldwiz.gui.places.place import PlaceName
from shieldwiz.gui.places.wizard.frame import WizardPlace
from shieldwiz.gui.widgets.passphrase_row import PassphraseRow
from shieldwiz.workflow.draft import Draft, DraftDisk, Policy, Purpose
from shieldwiz.workflow.steps import STEPS, Step, cleaned, first_gap, is_needed, missing, next_step, previous_step
from tests.gui.conftest import MakeStage
from tests.gui.scenes import SCENES
from tests.gui.stage import Stage
from tests.gui.world import OWNER_WITHOUT_BACKUP, PASSPHRASE

DISK = DraftDisk(name="Windows Server", version="1.0.0.0", certificate="AAAA")


class Walk(RuleBasedStateMachine):
    """Next, Back and jumps over a draft that changes on the way."""

    def __init__(self) -> None:
        super().__init__()
        self.draft, self.step = Draft(), Step.PURPOSE

    @rule()
    def go_on(self) -> None:
        following = next_step(self.step, self.draft)
        if following is None:
            assert self.step is Step.REVIEW
            return
        assert STEPS.index(following) > STEPS.index(self.step)
        assert previous_step(following, self.draft) is self.step
        self.step = following

    @rule()
    def go_back(self) -> None:
        earlier = previous_step(self.step, self.draft)
        if earlier is None:
            assert self.step is Step.PURPOSE
            return
        assert next_step(earlier, self.draft) is self.step
        self.step = earlier

    @rule(step=st.sampled_from(STEPS))
    def jump(self, step: Step) -> None:
        if is_needed(step, self.draft):
            self.step = step

    @precondition(lambda self: self.step is Step.PURPOSE)
    @rule(purpose=st.sampled_from(Purpose), policy=st.sampled_from(Policy))
    def choose(self, purpose: Purpose, policy: Policy) -> None:
        before = self.draft
        self.draft = replace(before, purpose=purpose, policy=policy)
        assert replace(self.draft, purpose=before.purpose, policy=before.policy) == before

    @rule(owner=st.sampled_from(["", "Finance"]), guardians=st.sampled_from([(), ("a",), ("a", "b")]))
    def let_in(self, owner: str, guardians: tuple[str, ...]) -> None:
        self.draft = replace(self.draft, owner=owner, guardians=guardians)

    @rule(alone=st.booleans(), output=st.sampled_from(["", "web.pdkx"]))
    def decide(self, alone: bool, output: str) -> None:
        self.draft = replace(self.draft, without_hosters=alone, output=output)

    @rule(disks=st.sampled_from([(), (DISK,), (DISK, DISK)]), answer=st.sampled_from([None, "unattend.xml"]))
    def fill(self, disks: tuple[DraftDisk, ...], answer: str | None) -> None:
        self.draft = replace(self.draft, disks=disks, answer_file=answer)

    @invariant()
    def one_stands_on_a_step_that_is_needed(self) -> None:
        assert is_needed(self.step, self.draft)

    @invariant()
    def the_review_lacks_what_any_step_lacks(self) -> None:
        earlier = [lack for step in STEPS[:-1] for lack in missing(step, self.draft)]
        whole = missing(Step.REVIEW, self.draft)
        assert list(whole[: len(earlier)]) == earlier
        assert [lack.id for lack in whole[len(earlier) :]] == ([] if self.draft.output else ["output"])
        assert first_gap(self.draft) == (whole[0] if whole else None)
        assert all(is_needed(lack.step, self.draft) for lack in whole)

    @invariant()
    def what_has_no_place_lacks_nothing(self) -> None:
        clean = cleaned(self.draft)
        assert cleaned(clean) == clean
        assert missing(Step.REVIEW, clean) == missing(Step.REVIEW, self.draft)

    @invariant()
    def every_step_is_reached_from_the_first(self) -> None:
        step: Step | None = Step.PURPOSE
        passed = []
        while step is not None:
            passed.append(step)
            step = next_step(step, self.draft)
        assert passed == [one for one in STEPS if is_needed(one, self.draft)]


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


# With a window


def review(stage: Stage, **fields: object) -> WizardPlace:
    """The review of a draft that lacks nothing."""
    draft = replace(stage.world.draft(), output=str(stage.folder / "web.pdkx"), key_protector=None, receipt=None)
    return stage.wizard(replace(draft, **fields), Step.REVIEW)  # type: ignore[arg-type]


def made(stage: Stage) -> list[str]:
    """The names of the files that were made."""
    return sorted(path.name for path in stage.folder.iterdir() if path.is_file() and path.suffix != ".ini")


def test_from_the_first_step_to_the_file(make_stage: MakeStage) -> None:
    stage = make_stage()
    place = stage.wizard(Draft(), Step.PURPOSE)
    stage.click(place.next_button)
    assert place.current is place.pages[Step.OWNER]
    place.pages[Step.OWNER].change(owner=OWNER_WITHOUT_BACKUP)
    stage.click(place.next_button)
    stage.click(place.next_button)  # without a hoster it stays and says so
    assert place.current is place.pages[Step.HOSTERS]
    place.pages[Step.HOSTERS].change(guardians=stage.world.draft().guardians[:1])
    stage.click(place.next_button)
    place.pages[Step.DISKS].take_files((stage.world.file("practice/volume-id.json"),))
    stage.rest()
    stage.click(place.next_button)
    assert place.current is place.pages[Step.CONTENTS]
    place.pages[Step.CONTENTS].take_files((stage.world.file("practice/unattend.xml"),))
    stage.rest()
    stage.click(place.next_button)
    assert place.current is place.pages[Step.REVIEW]
    assert place.draft.output
    stage.answer_next(lambda dialog: dialog.row.edit.setText(PASSPHRASE))
    stage.click(place.next_button)
    assert place.result.isVisible()
    assert Path(place.draft.output).is_file()


def test_there_and_back_loses_nothing(make_stage: MakeStage) -> None:
    stage = make_stage()
    place = review(stage)
    before = place.draft
    for _ in STEPS:
        stage.click(place.back_button) if place.back_button.isVisible() else None
    assert place.current.step is Step.PURPOSE
    for number in (6, 1, 4, 2, 6, 3, 5):
        place.go_to_step(number)
        stage.rest()
    assert place.draft == before


def test_the_review_calls_the_description_so(make_stage: MakeStage) -> None:
    stage = make_stage()
    page = review(stage, description="Web servers").current
    texts = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert texts[texts.index("Web servers") - 1] == "Description"
    assert page.findChildren(QPushButton, "review_edit_other-files")
    assert not page.findChildren(QPushButton, "review_edit_description"), "no step changes it"


def test_a_double_click_makes_one_file(make_stage: MakeStage) -> None:
    stage = make_stage()
    place = review(stage)
    for _ in range(2):
        stage.answer_next(lambda dialog: dialog.row.edit.setText(PASSPHRASE))
    started: list[bool] = []
    place.pages[Step.REVIEW].busy_changed.connect(started.append)  # type: ignore[attr-defined]
    QTest.mouseClick(place.next_button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(place.next_button, Qt.MouseButton.LeftButton)
    stage.rest()
    assert made(stage) == ["web.pdkx"]
    assert started == [True, False]
    assert place.result.isVisible()


INTERRUPTIONS: dict[str, Callable[[Stage, WizardPlace], object]] = {
    "back": lambda stage, place: place.go_back(),
    "jump": lambda stage, place: place.go_to_step(2),
    "start page": lambda stage, place: stage.window.open(PlaceName.START),
    "library": lambda stage, place: stage.window.open(PlaceName.LIBRARY),
    "new file": lambda stage, place: place.begin(Draft()),
    "stop": lambda stage, place: place.pages[Step.REVIEW].stop(),  # type: ignore[attr-defined]
}


@pytest.mark.parametrize("name", list(INTERRUPTIONS))
def test_going_away_in_the_middle_of_the_making_is_harmless(make_stage: MakeStage, name: str) -> None:
    stage = make_stage()
    place = review(stage)
    stage.hold()
    stage.answer_next(lambda dialog: dialog.row.edit.setText(PASSPHRASE))
    place.next_button.click()
    stage.pause(60)
    INTERRUPTIONS[name](stage, place)
    stage.pause(60)
    stage.jobs.hand_out()
    stage.rest()
    assert not place.result.isVisible()
    assert made(stage) in ([], ["web.pdkx"]), "a file is there whole, or not at all"
    assert place.next_button.isEnabled()
    assert place.back_button.isEnabled()


def test_dialogs_that_are_closed_in_the_middle_of_their_work_are_harmless(make_stage: MakeStage) -> None:
    for name in ("creation_busy", "address_busy", "practice_busy"):
        stage = make_stage(home=SCENES[name].home)
        SCENES[name].play(stage)
        dialog = stage.dialog
        assert dialog is not None
        dialog.close()
        stage.pause(30)
        stage.jobs.hand_out()
        stage.rest()


def test_the_window_can_be_closed_in_the_middle_of_everything(make_stage: MakeStage) -> None:
    for name in ("check_busy", "review_busy"):
        stage = make_stage(home=SCENES[name].home)
        SCENES[name].play(stage)
        stage.window.close()
        assert not stage.window.isVisible()
        stage.jobs.hand_out()
        stage.rest()


WITH_SECRETS = (
    "creation_passphrase",
    "creation_backup",
    "backup",
    "backup_test",
    "unlock",
    "pfx_export",
    "owner_import",
    "review_passphrase",
)


@pytest.mark.parametrize("name", WITH_SECRETS)
def test_no_secret_stays_in_a_field(make_stage: MakeStage, name: str) -> None:
    stage = make_stage(home=SCENES[name].home)
    SCENES[name].play(stage)
    dialog = stage.dialog
    assert dialog is not None
    rows = dialog.findChildren(PassphraseRow)
    assert rows
    for row in rows:
        assert row.is_generated or row.edit.echoMode() is QLineEdit.EchoMode.Password
        row.edit.setText(PASSPHRASE)
    dialog.reject()
    stage.rest()
    assert [row.edit.text() for row in rows] == [""] * len(rows)
    assert PASSPHRASE not in QApplication.clipboard().text()
    assert all(PASSPHRASE not in field.text() for field in stage.window.findChildren(QLineEdit))
    kept = stage.folder / "settings.ini"
    assert not kept.exists() or PASSPHRASE not in kept.read_text(encoding="utf-8")
