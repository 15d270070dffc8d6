# SPDX-License-Identifier: Apache-2.0

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from shieldwiz.gui.widgets.badge import Badge
from shieldwiz.gui.widgets.place_bar import PlaceBar
from shieldwiz.gui.widgets.text import ForeignLabel
from tests.gui.conftest import Show


def test_every_crumb_but_the_last_leads_back(show: Show, qtbot: QtBot) -> None:
    bar = PlaceBar()
    bar.set_crumbs((("start", "x"),))
    bar.set_crumbs((("wizard", "Protect & go"), ("hosters", "Hosters"), ("", "contoso\u202e.xml")))
    show(bar, 1_000)
    crumb = bar.findChild(QPushButton, "place_crumb_wizard")
    assert crumb is not None
    assert crumb.accessibleName() == "Protect & go"
    assert crumb.text() == "Protect && go"
    with qtbot.waitSignal(bar.crumb_wanted) as told:
        qtbot.mouseClick(crumb, Qt.MouseButton.LeftButton)
    assert told.args == ["wizard"]
    title = bar.findChild(ForeignLabel, "place_title")
    assert title is not None
    assert title.full_text() == "contoso\\u{202e}.xml"
    assert bar.accessibleName() == "Protect & go > Hosters > contoso\\u{202e}.xml"


def test_the_other_buttons_and_the_badge(show: Show, qtbot: QtBot) -> None:
    bar = PlaceBar()
    show(bar, 1_000)
    for button, signal in (
        (bar.home_button, bar.home_wanted),
        (bar.library_button, bar.library_wanted),
        (bar.help_button, bar.help_wanted),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    badge = bar.findChild(Badge)
    assert badge is not None
    assert not badge.isVisible()
    bar.set_practice(True)
    assert badge.isVisible()
    assert badge.text() == "PRACTICE"
