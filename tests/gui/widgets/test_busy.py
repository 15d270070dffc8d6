# SPDX-License-Identifier: Apache-2.0

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shieldwiz.gui.widgets import busy
from shieldwiz.gui.widgets.busy import BusyRing, ProgressPanel, is_busy, set_busy, set_idle
from shieldwiz.gui.widgets.buttons import primary_button
from tests.gui.conftest import Show


def test_a_busy_button_takes_no_second_press(show: Show, qtbot: QtBot) -> None:
    button = primary_button("&Next")
    show(button)
    clicks: list[str] = []
    button.clicked.connect(lambda: clicks.append("x"))
    set_busy(button)
    set_busy(button)
    assert button.isEnabled()
    assert button.text() == "&Next"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert clicks == []
    set_idle(button)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert clicks == ["x"]


def test_after_a_while_it_says_so_and_later_has_the_focus_back(show: Show, qtbot: QtBot) -> None:
    button = primary_button("&Next")
    show(button, 120)
    button.setFocus()
    set_busy(button)
    qtbot.waitUntil(lambda: button.text() == "Checking…", timeout=2_000)
    assert not button.isEnabled()
    assert not button.grab().isNull()
    set_idle(button)
    assert button.text() == "&Next"
    assert button.isEnabled()
    assert button.hasFocus()
    assert not is_busy(button)


def test_the_ring_turns_unless_that_is_not_wished(show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = BusyRing()
    ring.start()
    show(ring)
    first = ring.grab().toImage()
    qtbot.waitUntil(lambda: ring.grab().toImage() != first)
    ring.stop()
    assert not ring.isVisible()
    monkeypatch.setattr(busy, "moves_less", lambda: True)
    ring.start()
    assert ring.isVisible()
    assert not ring.is_turning()


def test_whether_less_should_move_is_asked_of_the_system() -> None:
    assert busy.moves_less() in {True, False}


def test_the_panel_appears_after_a_second(qtbot: QtBot, show: Show) -> None:
    panel = ProgressPanel(object_name="progress")
    show(panel, 400)
    panel.start("Making the keys")
    assert not panel.isVisible()
    assert panel.phase() == "Making the keys"
    assert panel.fraction() is None
    qtbot.waitUntil(panel.isVisible, timeout=3_000)
    panel.set_fraction(0.25)
    assert panel.fraction() == 0.25
    panel.set_phase("Signing")
    panel.set_stoppable(True)
    with qtbot.waitSignal(panel.stop_wanted):
        qtbot.mouseClick(panel.stop_button, Qt.MouseButton.LeftButton)
    panel.set_stoppable(False)
    assert not panel.stop_button.isVisible()
    panel.finish()
    assert not panel.isVisible()


def test_a_short_job_shows_no_panel(show: Show, qtbot: QtBot) -> None:
    panel = ProgressPanel()
    show(panel, 400)
    panel.start()
    panel.finish()
    qtbot.wait(1_100)
    assert not panel.isVisible()
