# SPDX-License-Identifier: Apache-2.0

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.badge import BadgeKind
from shieldwiz.gui.widgets.buttons import IconButton, LinkButton
from shieldwiz.gui.widgets.empty_state import EmptyState
from shieldwiz.gui.widgets.row_list import RowList
from shieldwiz.gui.widgets.rows import ListRow
from shieldwiz.gui.widgets.text import Caption
from tests.gui.conftest import Show


def _row(name: str, *, tickable: bool = True, radio: bool = False) -> ListRow:
    row = ListRow(
        name, icon="server", second="until May 2029", is_foreign=True, tickable=tickable, radio=radio, key=name
    )
    row.set_badge(BadgeKind.NO_PROOF)
    return row


def _list(show: Show, *, tickable: bool = True, **how: bool) -> RowList:
    found = RowList("Guardians", object_name="hosters_guardians_list", **how)
    for name in ("Contoso", "Fabrikam", "Northwind"):
        found.add(_row(name, tickable=tickable, radio=how.get("exclusive", False)))
    show(found, 500, 300)
    return found


def test_a_row_is_named_in_full(qtbot: QtBot) -> None:
    row = _row("Fabrikam DC North")
    qtbot.addWidget(row)
    row.set_notice("You let it in without proof.", Tone.DECIDE, LinkButton("Compare…"))
    row.set_trailing("yesterday")
    row.set_extra_name("ticked")
    assert row.accessibleName() == (
        "Fabrikam DC North, until May 2029, You let it in without proof., yesterday, No proof, ticked"
    )
    row.set_name("<b>\u202e")
    assert row.full_name() == "<b>\\u{202e}"


def test_a_click_and_space_tick(show: Show, qtbot: QtBot) -> None:
    found = _list(show)
    row = found.rows()[0]
    with qtbot.waitSignal(found.ticked) as told:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert told.args == ["Contoso", True]
    row.setFocus()
    with qtbot.waitSignal(found.ticked) as told:
        qtbot.keyClick(row, Qt.Key.Key_Space)
    assert told.args == ["Contoso", False]
    row.set_ticked(True)
    assert found.ticked_keys() == ("Contoso",)


def test_keys_move_open_rename_and_remove(show: Show, qtbot: QtBot) -> None:
    found = _list(show)
    first, second, third = found.rows()
    first.setFocus()
    second.setEnabled(False)
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert third.hasFocus()
    qtbot.keyClick(third, Qt.Key.Key_Home)
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_End)
    assert third.hasFocus()
    for key, signal in (
        (Qt.Key.Key_Return, found.activated),
        (Qt.Key.Key_Delete, found.remove_wanted),
        (Qt.Key.Key_F2, found.rename_wanted),
    ):
        with qtbot.waitSignal(signal) as told:
            qtbot.keyClick(third, key)
        assert told.args == ["Northwind"]
    qtbot.keyClick(third, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Northwind, until May 2029, No proof"


def test_only_one_radio_is_chosen(show: Show, qtbot: QtBot) -> None:
    found = _list(show, exclusive=True)
    first, second, _ = found.rows()
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert found.ticked_keys() == ("Contoso",)
    first.setFocus()
    with qtbot.waitSignal(found.ticked) as told:
        qtbot.keyClick(first, Qt.Key.Key_Down)
    assert told.args == ["Fabrikam", True]
    assert found.ticked_keys() == ("Fabrikam",)
    second.set_ticked(False)
    assert found.ticked_keys() == ()


def test_moving_selects_where_rows_are_selected(show: Show, qtbot: QtBot) -> None:
    found = _list(show, tickable=False, selectable=True, scroll=True)
    with qtbot.waitSignal(found.selected) as told:
        qtbot.mouseClick(found.rows()[1], Qt.MouseButton.LeftButton)
    assert told.args == ["Fabrikam"]
    found.rows()[1].setFocus()
    with qtbot.waitSignal(found.selected) as told:
        qtbot.keyClick(found.rows()[1], Qt.Key.Key_Down)
    assert told.args == ["Northwind"]


def test_the_menu_opens_by_mouse_and_by_key(show: Show, qtbot: QtBot) -> None:
    found = _list(show)
    row = found.rows()[0]
    row.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(1, 1), QPoint(1, 1)))
    row.set_menu([QAction("Show", row)])
    menu = row.menu()
    assert menu is not None
    more = next(child for child in row.findChildren(IconButton))
    assert more.accessibleName() == "Menu of Contoso"
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert menu.isVisible()
    menu.close()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), row.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(row, event)
    assert menu.isVisible()
    menu.close()


def test_a_link_in_a_row_is_clicked_without_ticking_it(show: Show, qtbot: QtBot) -> None:
    row, link = _row("Contoso"), LinkButton("Compare…")
    row.set_notice("No proof.", Tone.DECIDE, link)
    show(row, 500)
    with qtbot.waitSignal(link.clicked):
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert not row.is_ticked()


@pytest.mark.parametrize("scroll", [True, False])
def test_an_empty_list_says_so(show: Show, qtbot: QtBot, scroll: bool) -> None:
    found = _list(show, scroll=scroll)
    empty = EmptyState("server", "No hosters yet", "A hoster gives you a metadata file or an address.")
    found.set_empty(empty)
    assert not empty.isVisible()
    found.clear()
    qtbot.waitUntil(empty.isVisible)
    assert found.row("Contoso") is None
    again = _row("Contoso")
    found.add(again)
    assert found.row("Contoso") is again
    assert not empty.isVisible()


def test_many_rows_come_in_slices(show: Show, qtbot: QtBot) -> None:
    found = RowList("Guardians", scroll=True)
    show(found, 500, 300)
    with qtbot.waitSignal(found.filled):
        found.fill(_row(f"Guardian {at}") for at in range(200))
        first = len(found.rows())
    assert 1 <= first < 200
    assert [row.key for row in found.rows()] == [f"Guardian {at}" for at in range(200)]
    found.fill(_row(f"Other {at}") for at in range(200))
    found.clear()
    qtbot.wait(50)
    assert found.rows() == ()
    with qtbot.waitSignal(found.filled):
        found.fill(())


def test_headings_stand_between_rows_of_a_scrolled_list(show: Show, qtbot: QtBot) -> None:
    found = RowList("Guardians and owners", scroll=True, selectable=True)
    rows = [_row(name, tickable=False) for name in ("Contoso", "HR")]
    for heading, row in zip(("GUARDIANS", "OWNERS"), rows, strict=True):
        found.add(Caption(heading))
        found.add(row)
    show(found, 400, 300)
    qtbot.waitUntil(lambda: rows[1].y() > rows[0].y() > 0)
    found.select(rows[1])
    with qtbot.assertNotEmitted(found.selected):
        found.select(rows[1])
    found.clear()
    assert found.rows() == ()


def test_a_row_can_change_everything_it_shows(show: Show, qtbot: QtBot) -> None:
    row = ListRow("Contoso", second="facts", tickable=False)
    show(row, 500)
    with qtbot.waitSignal(row.activated):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    row.set_menu(QMenu(row))
    row.set_name("Fabrikam")
    row.set_second("")
    row.set_badge(BadgeKind.DRAFT)
    row.set_trailing("today")
    row.set_badge(None)
    row.setEnabled(False)
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert row.accessibleName() == "Fabrikam, today"
    assert [child.accessibleName() for child in row.findChildren(IconButton)] == ["Menu of Fabrikam"]
    assert not row.grab().isNull()


def test_an_empty_state_can_say_something_else(qtbot: QtBot) -> None:
    empty = EmptyState("search", "Nothing yet")
    qtbot.addWidget(empty)
    empty.set_text("Nothing matches “contso”", "Did you mean “Contoso”?")
    assert empty.accessibleName() == "Nothing matches “contso” Did you mean “Contoso”?"
