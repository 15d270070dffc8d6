# SPDX-License-Identifier: Apache-2.0
"""The start page and practising."""

from PySide6.QtCore import QTimer

from shieldwiz.gui import commands
from shieldwiz.gui.dialogs.practice import PracticeDialog
from shieldwiz.gui.places.place import PlaceName
from tests.gui.scenes.scene import scene
from tests.gui.stage import Stage


@scene(empty=True)
def start_empty(stage: Stage) -> None:
    stage.open(PlaceName.START)


@scene(green=True)
def start_filled(stage: Stage) -> None:
    for name in ("made/web.pdkx", "answers/metadata.xml", "gone/old.pdkx", "answers/rdp.pfx"):
        stage.session.remember(stage.world.file(name))
    stage.open(PlaceName.START)


@scene(empty=True)
def start_practising(stage: Stage) -> None:
    stage.session.practise(str(stage.world.fabric))
    stage.open(PlaceName.START)


@scene(empty=True)
def practice_busy(stage: Stage) -> None:
    stage.hold()
    stage.show(PracticeDialog(stage.window))
    stage.pause(1100)


@scene(empty=True)
def practice_made(stage: Stage) -> None:
    stage.show(PracticeDialog(stage.window))


@scene(empty=True)
def practice_delete(stage: Stage) -> None:
    QTimer.singleShot(0, lambda: commands.delete_practice(stage.window))
    stage.until(lambda: stage.dialog is not None)
