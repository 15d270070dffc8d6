# SPDX-License-Identifier: Apache-2.0
"""The library: nobody, each kind of guardian and owner, and what can be done with them."""

from shieldwiz.gui.dialogs.backup import BackupDialog
from shieldwiz.gui.dialogs.pfx_export import PfxExportDialog
from tests.gui.scenes.scene import scene
from tests.gui.stage import Stage
from tests.gui.world import EXPIRED, NO_PROOF, OWNER, OWNER_WITHOUT_BACKUP, PASSPHRASE, TRUSTED


@scene(empty=True)
def library_empty(stage: Stage) -> None:
    stage.library()


@scene(green=True)
def library_trusted(stage: Stage) -> None:
    stage.library("guardian", TRUSTED)


@scene(green=True)
def library_no_proof(stage: Stage) -> None:
    stage.library("guardian", NO_PROOF)


@scene(green=True)
def library_expired(stage: Stage) -> None:
    stage.library("guardian", EXPIRED)


@scene(green=True)
def library_owner(stage: Stage) -> None:
    stage.library("owner", OWNER)


@scene(green=True)
def library_owner_without_backup(stage: Stage) -> None:
    stage.library("owner", OWNER_WITHOUT_BACKUP)


@scene(green=True)
def library_search(stage: Stage) -> None:
    place = stage.library()
    stage.type(place.search_edit, "nobody of that name")


@scene(green=True)
def library_removed(stage: Stage) -> None:
    place = stage.library("guardian", NO_PROOF)
    place.guardian.remove()
    stage.rest()


@scene()
def fingerprint(stage: Stage) -> None:
    stage.library("guardian", TRUSTED)
    stage.click("library_groups_button")


@scene()
def backup(stage: Stage) -> None:
    stage.library("owner", OWNER_WITHOUT_BACKUP)
    stage.click("library_backup_button")


@scene()
def backup_missing(stage: Stage) -> None:
    backup(stage)
    stage.click("backup_go_button")


@scene(green=True)
def backup_written(stage: Stage) -> None:
    backup(stage)
    dialog = _backup_dialog(stage)
    dialog.folder.set_text(str(stage.folder / "backup"))
    dialog.passphrase.edit.setText(PASSPHRASE)
    dialog.secret.set_generated(PASSPHRASE)
    stage.click(dialog.go_button)


@scene()
def backup_test(stage: Stage) -> None:
    stage.library("owner", OWNER)
    stage.click("library_test_button")


@scene()
def backup_test_wrong(stage: Stage) -> None:
    backup_test(stage)
    dialog = _backup_dialog(stage)
    dialog.secret.edit.setText("not the passphrase of it")
    stage.click(dialog.go_button)


def _backup_dialog(stage: Stage) -> BackupDialog:
    dialog = stage.dialog
    assert isinstance(dialog, BackupDialog)
    return dialog


@scene()
def pfx_export(stage: Stage) -> None:
    stage.library("owner", OWNER)
    stage.show(PfxExportDialog(stage.window, stage.session, OWNER))


@scene()
def owner_remove(stage: Stage) -> None:
    place = stage.library("owner", OWNER)
    place.owner._remove()
    stage.rest()
