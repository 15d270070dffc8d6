# SPDX-License-Identifier: Apache-2.0
"""A file opened, two compared, one unlocked, one changed."""

from shieldwiz.gui.dialogs.change_file import ChangeFileDialog
from shieldwiz.gui.dialogs.unlock_file import UnlockFileDialog
from shieldwiz.gui.places.inspector import InspectorPlace
from tests.gui.scenes.scene import scene
from tests.gui.stage import Stage
from tests.gui.world import OWNER_WITHOUT_BACKUP, PASSPHRASE, VECTORS


@scene()
def inspector_asking(stage: Stage) -> None:
    stage.inspect()


def _open(stage: Stage, name: str, tab: int = 0) -> InspectorPlace:
    place = stage.inspect(stage.world.file(name))
    place.file.tabs.setCurrentIndex(tab)
    stage.rest()
    return place


@scene(green=True)
def inspector_file(stage: Stage) -> None:
    _open(stage, "made/web.pdkx")


@scene(green=True)
def inspector_file_second_tab(stage: Stage) -> None:
    _open(stage, "made/web.pdkx", 1)


@scene(green=True)
def inspector_file_third_tab(stage: Stage) -> None:
    _open(stage, "made/web.pdkx", 2)


@scene(green=True)
def inspector_file_last_tab(stage: Stage) -> None:
    place = _open(stage, "made/web.pdkx")
    place.file.tabs.setCurrentIndex(place.file.tabs.count() - 1)
    stage.rest()


@scene(empty=True)
def inspector_unknown_owner(stage: Stage) -> None:
    _open(stage, "made/web.pdkx")


@scene()
def inspector_damaged(stage: Stage) -> None:
    _open(stage, "made/damaged.pdkx")


@scene(green=True)
def inspector_key_protector(stage: Stage) -> None:
    _open(stage, "made/web.kp")


@scene()
def inspector_metadata(stage: Stage) -> None:
    _open(stage, "answers/metadata.xml")


@scene()
def inspector_refused_metadata(stage: Stage) -> None:
    stage.inspect(VECTORS / "bad-doctype.xml")


@scene()
def inspector_certificate(stage: Stage) -> None:
    _open(stage, "answers/root.cer")


@scene()
def inspector_pfx(stage: Stage) -> None:
    _open(stage, "answers/rdp.pfx")


@scene()
def inspector_recipe(stage: Stage) -> None:
    _open(stage, "web-recipe.toml")


@scene()
def inspector_unknown(stage: Stage) -> None:
    _open(stage, "notes.txt")


@scene()
def inspector_compare(stage: Stage) -> None:
    stage.inspect(stage.world.file("made/web.pdkx"), stage.world.file("made/web-2.pdkx"))


@scene()
def inspector_compare_differences(stage: Stage) -> None:
    inspector_compare(stage)
    stage.click("compare_only_check")


@scene()
def unlock(stage: Stage) -> None:
    _open(stage, "made/web.pdkx")
    stage.click("inspector_unlock_button")


def _unlock_dialog(stage: Stage, passphrase: str) -> None:
    unlock(stage)
    dialog = stage.dialog
    assert isinstance(dialog, UnlockFileDialog)
    dialog.who.setCurrentIndex(dialog.who.findData(OWNER_WITHOUT_BACKUP))
    dialog.secret.edit.setText(passphrase)
    stage.click(dialog.go_button)


@scene()
def unlock_wrong(stage: Stage) -> None:
    _unlock_dialog(stage, "not the passphrase of it")


@scene()
def unlocked(stage: Stage) -> None:
    _unlock_dialog(stage, PASSPHRASE)


@scene(green=True)
def change(stage: Stage) -> None:
    _open(stage, "made/web.pdkx")
    stage.click("inspector_change_button")


@scene(green=True)
def change_ticked(stage: Stage) -> None:
    change(stage)
    dialog = stage.dialog
    assert isinstance(dialog, ChangeFileDialog)
    row = dialog.guardians_list.rows()[0]
    dialog._tick(row.key, not row.is_ticked())
    dialog.policy.setCurrentIndex(1)
    dialog._show_changes()
    stage.click(dialog.go_button)
