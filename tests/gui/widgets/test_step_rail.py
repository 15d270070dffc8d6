# SPDX-License-Identifier: Apache-2.0

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shieldwiz.gui.widgets.step_rail import NARROW_WIDTH, WIDTH, Step, StepRail, StepState
from shieldwiz.gui.widgets.text import Para
from tests.gui.conftest import Show

STEPS = (
    Step(name="Purpose and policy", state=StepState.DONE, second="Shielded, new VM", is_open=True),
    Step(name="Owner", state=StepState.WARNING, second="Finance, key has no backup", is_open=True),
    Step(name="Hosters", state=StepState.CURRENT, is_open=True),
    Step(name="Template disks", state=StepState.NOT_NEEDED, second="Not needed for an existing VM"),
    Step(name="What goes inside", state=StepState.TODO, is_open=True),
    Step(name="Review", state=StepState.TODO),
)


def _rail(show: Show) -> StepRail:
    rail = StepRail("Shielding data file")
    rail.set_steps(STEPS)
    show(rail, 0)
    rail.resize(rail.width(), 500)
    return rail


def test_steps_say_where_they_are_and_what_was_chosen(show: Show) -> None:
    rail = _rail(show)
    assert rail.accessibleName() == "Steps, step 3 of 6"
    assert [item.accessibleName() for item in rail.items()][:2] == [
        "Step 1 of 6, Purpose and policy, Shielded, new VM, done",
        "Step 2 of 6, Owner, Finance, key has no backup, warning",
    ]


def test_clicks_open_only_what_is_open(show: Show, qtbot: QtBot) -> None:
    rail = _rail(show)
    wanted: list[int] = []
    rail.step_wanted.connect(wanted.append)
    for item in rail.items():
        qtbot.mouseClick(item, Qt.MouseButton.LeftButton)
    assert wanted == [0, 1, 2, 4]


def test_arrows_pass_over_what_is_closed_and_enter_opens(show: Show, qtbot: QtBot) -> None:
    rail = _rail(show)
    items = rail.items()
    items[2].setFocus()
    qtbot.keyClick(items[2], Qt.Key.Key_Down)
    assert items[4].hasFocus()
    qtbot.keyClick(items[4], Qt.Key.Key_Down)
    assert items[4].hasFocus()
    qtbot.keyClick(items[4], Qt.Key.Key_Up)
    assert items[2].hasFocus()
    with qtbot.waitSignal(rail.step_wanted) as told:
        qtbot.keyClick(items[2], Qt.Key.Key_Return)
    assert told.args == [2]


def test_steps_change_in_place_so_that_a_press_or_the_focus_is_never_lost(show: Show) -> None:
    rail = _rail(show)
    items = rail.items()
    items[1].setFocus()
    moved = (*STEPS[:2], replace(STEPS[2], state=StepState.DONE, second="2 hosters"), *STEPS[3:])
    rail.set_steps(moved)
    assert rail.items() == items
    assert items[1].hasFocus()
    assert items[2].accessibleName() == "Step 3 of 6, Hosters, 2 hosters, done"
    assert [label.text() for label in items[2].findChildren(Para) if label.isVisible()] == ["Hosters", "2 hosters"]
    rail.set_steps(STEPS)
    assert [label.text() for label in items[2].findChildren(Para) if label.isVisible()] == ["Hosters"]


def test_the_saved_line_and_the_width(show: Show) -> None:
    rail = _rail(show)
    assert rail.width() == WIDTH
    rail.set_saved_line("Draft saved, 14:02")
    rail.set_narrow(True)
    assert rail.minimumWidth() == NARROW_WIDTH


def test_steps_mirror(show: Show) -> None:
    rail = _rail(show)
    plain = rail.items()[0].grab().toImage()
    rail.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert rail.items()[0].grab().toImage() != plain
