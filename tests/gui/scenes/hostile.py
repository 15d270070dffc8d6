# SPDX-License-Identifier: Apache-2.0
"""Views over names and files that somebody made to deceive."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.gui import commands
from shieldwiz.gui.dialogs.unlock_file import UnlockFileDialog
from shieldwiz.gui.places.place import PlaceName
from shieldwiz.workflow.draft import Draft
from shieldwiz.workflow.steps import Step
from tests.gui.hostile import FILE, NAME, SUBJECT, hostile_draft
from tests.gui.scenes.scene import scene
from tests.gui.stage import Stage
from tests.gui.world import PASSPHRASE


def _file(stage: Stage, name: str) -> Path:
    return stage.world.folder / "hostile" / name


def _draft(stage: Stage) -> Draft:
    return hostile_draft(stage.world, _file(stage, "fingerprint.txt").read_text(encoding="utf-8"))


@scene(green=True, hostile=True)
def hostile_start(stage: Stage) -> None:
    stage.session.remember(str(_file(stage, f"{FILE}.pdkx")))
    stage.session.remember(str(_file(stage, f"{FILE} gone.xml")))
    stage.open(PlaceName.START)
    stage.window._fill_recent()


@scene(empty=True)
def hostile_check(stage: Stage) -> None:
    stage.check(_file(stage, f"{FILE}.xml"))


@scene(green=True, empty=True)
def hostile_check_trusted(stage: Stage) -> None:
    place = stage.check(_file(stage, f"{FILE}.xml"))
    stage.tell(_file(stage, "fingerprint.txt").read_text(encoding="utf-8"))
    stage.click(place.page.decide.fingerprint.paste_button)


@scene(empty=True)
def hostile_check_accept(stage: Stage) -> None:
    place = stage.check(_file(stage, f"{FILE}.xml"))
    stage.click(place.page.decide.accept_button)


@scene(empty=True)
def hostile_check_certificates(stage: Stage) -> None:
    place = stage.check(_file(stage, f"{FILE}.xml"))
    place.page.body.tabs.tabs.setCurrentIndex(1)
    stage.rest()


@scene(empty=True)
def hostile_check_endless(stage: Stage) -> None:
    stage.check(_file(stage, "long.xml"))


@scene(empty=True)
def hostile_check_endless_certificates(stage: Stage) -> None:
    place = stage.check(_file(stage, "long.xml"))
    place.page.body.tabs.tabs.setCurrentIndex(1)
    stage.rest()


@scene(hostile=True)
def hostile_check_changed(stage: Stage) -> None:
    stage.check(_file(stage, "newer.xml"), expected=NAME)


@scene(hostile=True)
def hostile_check_unreadable(stage: Stage) -> None:
    stage.check(_file(stage, f"{FILE} gone.xml"))


@scene(hostile=True)
def hostile_owner(stage: Stage) -> None:
    stage.wizard(_draft(stage), Step.OWNER)


@scene(green=True, hostile=True)
def hostile_hosters(stage: Stage) -> None:
    stage.wizard(_draft(stage), Step.HOSTERS)


@scene(hostile=True)
def hostile_disks(stage: Stage) -> None:
    stage.wizard(_draft(stage), Step.DISKS)


@scene(hostile=True)
def hostile_contents(stage: Stage) -> None:
    stage.wizard(_draft(stage), Step.CONTENTS)


@scene(hostile=True)
def hostile_contents_gone(stage: Stage) -> None:
    gone = str(_file(stage, f"{FILE} gone"))
    stage.wizard(replace(_draft(stage), answer_file=gone, other_files=(gone,)), Step.CONTENTS)


@scene(hostile=True)
def hostile_review(stage: Stage) -> None:
    stage.wizard(_draft(stage), Step.REVIEW)


@scene(hostile=True)
def hostile_passphrase(stage: Stage) -> None:
    place = stage.wizard(replace(_draft(stage), output=str(stage.folder / f"{FILE}.pdkx")), Step.REVIEW)
    stage.click(place.next_button)


@scene(hostile=True)
def hostile_result(stage: Stage) -> None:
    place = stage.wizard(replace(_draft(stage), output=str(stage.folder / f"{FILE}.pdkx")), Step.REVIEW)
    stage.answer_next(lambda dialog: dialog.row.edit.setText(PASSPHRASE))
    stage.click(place.next_button)


@scene(green=True, hostile=True)
def hostile_library(stage: Stage) -> None:
    stage.library("guardian", NAME)


@scene(green=True, hostile=True)
def hostile_library_owner(stage: Stage) -> None:
    stage.library("owner", NAME)


@scene(green=True, hostile=True)
def hostile_library_removed(stage: Stage) -> None:
    place = stage.library("guardian", NAME)
    place.guardian.remove()
    stage.rest()


@scene(hostile=True)
def hostile_owner_remove(stage: Stage) -> None:
    place = stage.library("owner", NAME)
    place.owner._remove()
    stage.rest()


@scene(green=True, hostile=True)
def hostile_file(stage: Stage) -> None:
    stage.inspect(_file(stage, f"{FILE}.pdkx"))


@scene(green=True, hostile=True)
def hostile_file_second_tab(stage: Stage) -> None:
    place = stage.inspect(_file(stage, f"{FILE}.pdkx"))
    place.file.tabs.setCurrentIndex(1)
    stage.rest()


@scene(empty=True)
def hostile_file_of_a_stranger(stage: Stage) -> None:
    stage.inspect(_file(stage, f"{FILE}.pdkx"))


@scene(hostile=True)
def hostile_compare(stage: Stage) -> None:
    stage.inspect(_file(stage, f"{FILE}.pdkx"), stage.world.file("made/web.pdkx"))


@scene(hostile=True)
def hostile_unlocked(stage: Stage) -> None:
    stage.inspect(_file(stage, f"{FILE}.pdkx"))
    stage.click("inspector_unlock_button")
    dialog = stage.dialog
    assert isinstance(dialog, UnlockFileDialog)
    dialog.secret.edit.setText(PASSPHRASE)
    stage.click(dialog.go_button)


@scene(green=True, hostile=True)
def hostile_change(stage: Stage) -> None:
    stage.inspect(_file(stage, f"{FILE}.pdkx"))
    stage.click("inspector_change_button")


@scene(hostile=True)
def hostile_error(stage: Stage) -> None:
    commands.show_error(stage.window, ShieldwizError(Problem.NOT_FOUND, SUBJECT, SUBJECT, detail=SUBJECT))
    stage.rest()


@scene(empty=True)
def hostile_address(stage: Stage) -> None:
    place = stage.check()
    stage.click(place.asking.address_button)
    stage.type(stage.find(QLineEdit, "address_edit"), "hgs.example/<b>HOSTILE</b>?x=<img>")
