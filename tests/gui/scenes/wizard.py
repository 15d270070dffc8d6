# SPDX-License-Identifier: Apache-2.0
"""The wizard: each step empty, filled and wrong, the making, the result, and the dialogs on the way."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLineEdit

from shieldwiz.gui.dialogs.owner_creation import OwnerCreationDialog
from shieldwiz.gui.dialogs.owner_import import OwnerImportDialog
from shieldwiz.gui.dialogs.passphrase import PassphraseDialog
from shieldwiz.gui.places.place import PlaceName
from shieldwiz.gui.places.wizard.frame import WizardPlace
from shieldwiz.workflow.draft import Draft, Policy, Purpose
from shieldwiz.workflow.steps import Step
from tests.gui.scenes.scene import scene
from tests.gui.stage import Stage
from tests.gui.world import OWNER, PASSPHRASE

# Purpose


@scene()
def purpose(stage: Stage) -> None:
    stage.wizard(Draft(), Step.PURPOSE)


@scene()
def purpose_existing(stage: Stage) -> None:
    place = stage.wizard(Draft(), Step.PURPOSE)
    place.pages[Step.PURPOSE].change(purpose=Purpose.EXISTING_VM, policy=Policy.ENCRYPTION_SUPPORTED)
    stage.rest()


# Owner


@scene(empty=True)
def owner_empty(stage: Stage) -> None:
    stage.wizard(Draft(), Step.OWNER)


@scene(green=True)
def owner_missing(stage: Stage) -> None:
    place = stage.wizard(Draft(), Step.OWNER)
    stage.click(place.next_button)


@scene(green=True)
def owner_chosen(stage: Stage) -> None:
    stage.wizard(Draft(owner=OWNER), Step.OWNER)


@scene(green=True)
def owner_without_backup(stage: Stage) -> None:
    stage.wizard(stage.world.draft(), Step.OWNER)


def _creation(stage: Stage, name: str = "") -> OwnerCreationDialog:
    stage.wizard(Draft(), Step.OWNER)
    stage.click("owner_create_button")
    dialog = stage.dialog
    assert isinstance(dialog, OwnerCreationDialog)
    if name:
        dialog.name.setText(name)
        stage.click(dialog.next_button)
    return dialog


def _backup_page(stage: Stage) -> OwnerCreationDialog:
    dialog = _creation(stage, "Legal department")
    dialog.passphrase.edit.setText(PASSPHRASE)
    stage.click(dialog.next_button)
    dialog.backup_passphrase.set_generated(PASSPHRASE)
    dialog.folder.set_text(str(stage.folder / "backup"))
    stage.rest()
    return dialog


@scene()
def creation_name(stage: Stage) -> None:
    _creation(stage)


@scene()
def creation_name_missing(stage: Stage) -> None:
    dialog = _creation(stage)
    stage.click("creation_more_button")
    stage.click(dialog.next_button)


@scene()
def creation_passphrase(stage: Stage) -> None:
    _creation(stage, "Legal department")


@scene()
def creation_passphrase_weak(stage: Stage) -> None:
    dialog = _creation(stage, "Legal department")
    dialog.passphrase.edit.setText("tulip")
    stage.click(dialog.next_button)


@scene()
def creation_backup(stage: Stage) -> None:
    _backup_page(stage)


@scene()
def creation_busy(stage: Stage) -> None:
    dialog = _backup_page(stage)
    stage.hold()
    dialog.next_button.click()
    stage.pause(1300)


@scene(green=True)
def creation_done(stage: Stage) -> None:
    dialog = _backup_page(stage)
    dialog.key_size.setCurrentIndex(0)
    stage.click(dialog.next_button)


@scene()
def creation_without_backup(stage: Stage) -> None:
    dialog = _backup_page(stage)
    stage.click(dialog.without_button)


@scene()
def owner_import(stage: Stage) -> None:
    stage.wizard(Draft(), Step.OWNER)
    stage.click("owner_import_button")


@scene()
def owner_import_backup(stage: Stage) -> None:
    stage.show(OwnerImportDialog(stage.window, stage.session, (stage.world.file("backup of Finance"),)))


@scene()
def owner_import_wrong(stage: Stage) -> None:
    dialog = OwnerImportDialog(stage.window, stage.session, (stage.world.file("notes.txt"),))
    stage.show(dialog)
    stage.click(dialog.import_button)


# Hosters


@scene(empty=True)
def hosters_empty(stage: Stage) -> None:
    stage.wizard(Draft(), Step.HOSTERS)


@scene(green=True)
def hosters_filled(stage: Stage) -> None:
    stage.wizard(stage.world.draft(), Step.HOSTERS)


@scene(green=True)
def hosters_none_ticked(stage: Stage) -> None:
    place = stage.wizard(Draft(), Step.HOSTERS)
    stage.click(place.next_button)


@scene(empty=True)
def hosters_practice(stage: Stage) -> None:
    fabric = stage.world.fabric
    made = {
        "folder": str(fabric),
        "metadata": str(fabric / "metadata.xml"),
        "fingerprint": {"hex": stage.world.told},
        "draft": replace(Draft(), practice=True),
        "owner": "PRACTICE owner",
        "passphrase": PASSPHRASE,
    }
    stage.session.practise(str(fabric))
    stage.open(PlaceName.PROTECT, practice=made)


# Template disks


@scene()
def disks_empty(stage: Stage) -> None:
    stage.wizard(Draft(), Step.DISKS)


@scene()
def disks_missing(stage: Stage) -> None:
    place = stage.wizard(Draft(), Step.DISKS)
    stage.click(place.next_button)


@scene()
def disks_filled(stage: Stage) -> None:
    disk = stage.world.draft().disks[0]
    stage.wizard(replace(Draft(), disks=(disk, replace(disk, version="2.0.0.0"))), Step.DISKS)


@scene()
def disks_twice(stage: Stage) -> None:
    disk = stage.world.draft().disks[0]
    place = stage.wizard(replace(Draft(), disks=(disk, disk)), Step.DISKS)
    stage.click(place.next_button)


@scene()
def disks_wrong_file(stage: Stage) -> None:
    place = stage.wizard(Draft(), Step.DISKS)
    place.pages[Step.DISKS].take_files((stage.world.file("notes.txt"),))
    stage.rest()


@scene()
def disk_dialog(stage: Stage) -> None:
    stage.wizard(Draft(), Step.DISKS)
    stage.click("disks_add_button")


@scene()
def disk_dialog_wrong(stage: Stage) -> None:
    disk_dialog(stage)
    stage.find(QLineEdit, "disk_version_edit").setText("2.1")
    stage.click("disk_save_button")


@scene()
def disk_dialog_change(stage: Stage) -> None:
    stage.wizard(stage.world.draft(), Step.DISKS)
    stage.click("disks_edit_button_0")


# What goes inside


@scene()
def contents_empty(stage: Stage) -> None:
    stage.wizard(Draft(), Step.CONTENTS)


@scene()
def contents_missing(stage: Stage) -> None:
    place = stage.wizard(Draft(), Step.CONTENTS)
    stage.click(place.next_button)


@scene()
def contents_filled(stage: Stage) -> None:
    stage.wizard(stage.world.draft(), Step.CONTENTS)


@scene()
def contents_wrong(stage: Stage) -> None:
    world = stage.world
    files = (world.file("large.bin"), world.file("gone.cer"), world.file("answers/root.cer"))
    stage.wizard(replace(world.draft(), answer_file=world.file("gone.xml"), other_files=files), Step.CONTENTS)


@scene()
def contents_existing(stage: Stage) -> None:
    stage.wizard(Draft(purpose=Purpose.EXISTING_VM), Step.CONTENTS)


# Review


def _review(stage: Stage, **fields: Any) -> WizardPlace:
    output = str(stage.folder / "web.pdkx")
    kit = str(stage.folder / "web-kit.zip")
    draft = replace(stage.world.draft(), output=output, key_protector=None, receipt=None, windows_kit=kit)
    return stage.wizard(replace(draft, **fields), Step.REVIEW)


@scene()
def review(stage: Stage) -> None:
    _review(stage, owner=OWNER, guardians=(stage.world.draft().guardians[0],))


@scene()
def review_warnings(stage: Stage) -> None:
    _review(stage)


@scene()
def review_gaps(stage: Stage) -> None:
    _review(stage, owner="", disks=(), answer_file=None)


@scene()
def review_exists(stage: Stage) -> None:
    _review(stage, output=stage.world.draft().output)


@scene()
def review_copied(stage: Stage) -> None:
    _review(stage)
    stage.click("review_command_button")


@scene()
def review_passphrase(stage: Stage) -> None:
    place = _review(stage)
    stage.click(place.next_button)


@scene()
def review_passphrase_wrong(stage: Stage) -> None:
    _review(stage)
    problem = "This passphrase does not open the key."
    text = "Needed to sign web.pdkx. It is never written to disk or sent."
    stage.show(PassphraseDialog(stage.window, OWNER, text, problem=problem))


@scene()
def review_busy(stage: Stage) -> None:
    place = _review(stage)
    stage.hold()
    stage.answer_next(lambda dialog: dialog.row.edit.setText(PASSPHRASE))
    place.next_button.click()
    stage.pause(1300)


@scene()
def review_kit_key(stage: Stage) -> None:
    place = _review(stage)
    stage.answer_next(lambda dialog: dialog.row.edit.setText(PASSPHRASE))
    stage.click(place.next_button)


@scene()
def result(stage: Stage) -> None:
    place = _review(stage, key_protector=str(stage.folder / "web.kp"), receipt=str(stage.folder / "web.receipt.json"))
    stage.answer_next(lambda dialog: dialog.have_check.click())
    stage.answer_next(lambda dialog: dialog.row.edit.setText(PASSPHRASE))
    stage.click(place.next_button)
