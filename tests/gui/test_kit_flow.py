# SPDX-License-Identifier: Apache-2.0
"""The kit for Windows in the wizard: its key first, then the kit; or none, and nothing is left of it."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QCheckBox

from shieldwiz.gui.places.wizard.frame import WizardPlace
from shieldwiz.windowskit.kit_folder import check_files, read_kit
from shieldwiz.windowskit.kit_key import KitKey
from shieldwiz.windowskit.locked_file import unlock_file
from shieldwiz.workflow.steps import Step
from tests.gui.conftest import MakeStage
from tests.gui.stage import Stage
from tests.gui.world import PASSPHRASE

ANSWER = "inputs/answer-file.enc"


def review(stage: Stage, kit: str) -> WizardPlace:
    """The review of a draft that lacks nothing and wishes a kit."""
    output = str(stage.folder / "web.pdkx")
    draft = replace(stage.world.draft(), output=output, key_protector=None, receipt=None, windows_kit=kit)
    return stage.wizard(draft, Step.REVIEW)


def test_the_key_is_shown_and_then_the_kit_is_written(make_stage: MakeStage) -> None:
    stage = make_stage()
    kit = stage.folder / "web-kit.zip"
    place = review(stage, str(kit))
    assert stage.find(QCheckBox, "review_kit_check").isChecked()
    shown: list[str] = []

    def keep(dialog: object) -> None:
        shown.append(dialog.key_label.text())  # type: ignore[attr-defined]
        assert not kit.exists()

    stage.answer_next(keep)
    stage.answer_next(lambda dialog: dialog.row.edit.setText(PASSPHRASE))
    stage.click(place.next_button)
    stage.until(kit.exists)
    stage.rest()
    files = read_kit(kit)
    assert check_files(files).pdk_name == "web.pdk"
    assert unlock_file(files[ANSWER], KitKey.parse(shown[0]), ANSWER)
    assert place.result.isVisible()


def test_without_having_both_no_kit_is_written_and_that_is_said(make_stage: MakeStage) -> None:
    stage = make_stage()
    kit = stage.folder / "web-kit.zip"
    place = review(stage, str(kit))
    stage.answer_next(lambda dialog: dialog.row.edit.setText(PASSPHRASE))
    stage.click(place.next_button)
    stage.until(place.result.isVisible)
    stage.rest()
    assert (stage.folder / "web.pdkx").exists()
    assert not kit.exists()
    assert "No kit for Windows was written" in str(place.result._made["notes"])
    aside = Path(stage.session.home) / "windows-kits" / "kept-aside"
    stage.until(lambda: not list(aside.glob("*.zip")))


def test_a_kit_that_cannot_be_written_is_said(make_stage: MakeStage) -> None:
    stage = make_stage()
    kit = stage.folder / "web-kit.zip"
    place = review(stage, str(kit))

    def be_faster(_: object) -> None:
        kit.write_bytes(b"somebody was faster")

    stage.answer_next(be_faster)
    stage.answer_next(lambda dialog: dialog.row.edit.setText(PASSPHRASE))
    stage.click(place.next_button)
    stage.until(place.result.isVisible)
    stage.rest()
    assert kit.read_bytes() == b"somebody was faster"
    assert "exists already" in str(place.result._made["notes"])


def test_the_box_decides_and_no_kit_is_ever_replaced(make_stage: MakeStage) -> None:
    stage = make_stage()
    kit = stage.folder / "web-kit.zip"
    place = review(stage, str(kit))
    box = stage.find(QCheckBox, "review_kit_check")
    stage.click(box)
    assert place.draft.windows_kit is None
    kit.write_bytes(b"an older kit")
    stage.click(box)
    assert place.draft.windows_kit == str(stage.folder / "web-kit-2.zip")
