# SPDX-License-Identifier: Apache-2.0
"""A second start hands its files to the running window."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from shieldwiz.gui.single_instance import Doorbell, hand_over


def test_files_go_to_the_window_that_is_there(qtbot: QtBot, tmp_path: Path) -> None:
    home = str(tmp_path / "home")
    doorbell = Doorbell(home)
    with qtbot.waitSignal(doorbell.rung, timeout=5000) as rung:
        assert hand_over(home, [str(tmp_path / "ü.xml"), "-odd"])
    assert rung.args == [[str(tmp_path / "ü.xml"), str(Path.cwd() / "-odd")]]
    doorbell.close()


def test_nobody_is_there(qtbot: QtBot, tmp_path: Path) -> None:
    home = str(tmp_path / "home")
    assert not hand_over(home, [])
    first = Doorbell(home)
    assert not hand_over(str(tmp_path / "another"), [])
    first.close()
    assert not hand_over(home, [])
