# SPDX-License-Identifier: Apache-2.0
"""The hoster's desk in the window: nothing by itself, one question, an answer in words."""

from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QFileDialog

from shieldwiz.checks import Outcome
from shieldwiz.gui.places.desk_parts.sheet import sheet_html
from shieldwiz.gui.places.place import PlaceName
from shieldwiz.gui.theme import Tone
from tests.gui.conftest import MakeStage
from tests.gui.scenes.desk import CONTOSO, KEYSET, asked, desk
from tests.hoster.simulated_hgs import node, sends
from tests.simulated_fabric import document, hoster

SOUND = document(hoster(CONTOSO))


def test_nothing_runs_by_itself(make_stage: MakeStage) -> None:
    stage = make_stage()
    with node(sends(SOUND)) as one:
        place = desk(stage)
        place.asking.edit.setPlainText(one.address)
        stage.pause(300)
        stage.window.open(PlaceName.START)
        stage.window.open(PlaceName.DESK)
        stage.rest()
        assert one.seen == []
        stage.click("desk_ask_button")
        stage.until(lambda: one.seen)
        stage.rest()
        assert len(one.seen) == 1
    assert QThreadPool.globalInstance().activeThreadCount() == 0


def test_nodes_that_agree_are_said_so_but_not_in_green(make_stage: MakeStage) -> None:
    stage = make_stage()
    place = asked(stage, sends(SOUND), sends(SOUND))
    assert (place.result.banner.tone, place.result.banner.head) == (Tone.INFO, "All 2 servers give the same answer.")
    assert place.bar.facts.text().startswith("2 servers · read only")
    assert not place.result.report["steps"]


def test_nodes_that_differ_and_the_steps_for_the_one_that_fails(make_stage: MakeStage) -> None:
    stage = make_stage()
    place = asked(stage, sends(SOUND), sends(SOUND), sends(document(hoster("Older"))), sends(KEYSET, 500))
    assert place.result.banner.tone is Tone.DECIDE
    assert "Your tenants would see different answers" in place.result.banner.head
    first = stage.find(QAbstractButton, "desk_step_0_P2_copy_0")
    stage.click(first)
    assert "HasPrivateKey" in QGuiApplication.clipboard().text()
    tick = stage.find(QCheckBox, "desk_step_0_P2_check")
    assert not tick.isChecked(), "ticks are the person's own"


def test_what_tenants_see_holds_no_numbers_of_rules(make_stage: MakeStage) -> None:
    stage = make_stage()
    place = asked(stage, sends(SOUND))
    sentences = [row.line.sentence for row in place.result.seen.rows()]
    assert any("whom you have not confirmed" in sentence for sentence in sentences)
    assert not [sentence for sentence in sentences if sentence.startswith(("C0", "C1", "W"))]
    assert all(row.line.outcome is not Outcome.FAIL for row in place.result.seen.rows())


def test_wrong_addresses_are_said_beside_the_field(make_stage: MakeStage) -> None:
    stage = make_stage()
    place = desk(stage)
    stage.click("desk_ask_button")
    assert place.asking.row.problem_text
    place.asking.edit.setPlainText("ftp://hgs.example")
    stage.click("desk_ask_button")
    assert "no name or address" in place.asking.row.problem_text
    assert place.asking.ask_button.isEnabled()


def test_remembered_hosts_are_offered_and_changes_said(make_stage: MakeStage) -> None:
    stage = make_stage()
    place = desk(stage)
    with node(sends(SOUND)) as one:
        place.asking.edit.setPlainText(one.address)
        place.asking.remember_check.setChecked(True)
        stage.click("desk_ask_button")
        stage.until(place.result.isVisible)
        stage.click("desk_again_button")
        stage.until(lambda: place.result.isVisible() and len(one.seen) == 2)
        stage.rest()
    assert place.result.banner.text.startswith("Same guardian as on")
    stage.click("desk_edit_button")
    place.asking.edit.clear()
    stage.window.open(PlaceName.START)
    stage.window.open(PlaceName.DESK)
    stage.rest()
    assert place.asking.hosts() == (one.address,)


def test_the_guide_keeps_its_ticks(make_stage: MakeStage) -> None:
    stage = make_stage()
    place = desk(stage)
    stage.click("desk_plan_button")
    stage.click("desk_rollover_1_check")
    assert place.guide.row.note.text == "Step 2 is next."
    assert [crumb.text for crumb in place.crumbs()] == ["Hoster's desk", "Plan a key change"]
    place.guide.load()
    stage.rest()
    assert stage.find(QCheckBox, "desk_rollover_1_check").isChecked()
    stage.click("desk_edit_button")
    assert stage.find(QAbstractButton, "desk_ask_button").isVisible()


def test_report_and_sheet_are_written(make_stage: MakeStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = make_stage()
    place = asked(stage, sends(SOUND))
    for button, name in (("desk_report_button", "report.txt"), ("desk_sheet_button", "sheet.pdf")):
        target = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, at=target: (str(at), ""))
        stage.click(button)
        assert target.is_file()
    text = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert place.result.report["guardian"]["fingerprint"]["hex"] in text
    assert "Nothing was changed" in text
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


def test_the_sheet_escapes_what_came_from_a_server(make_stage: MakeStage) -> None:
    stage = make_stage()
    place = asked(stage, sends(document(hoster("<b>x</b> & co"))))
    page = sheet_html(place.result.report)
    assert "<b>x</b>" not in page
    assert "&lt;b" in page


def test_the_metadata_check_leads_to_the_desk(make_stage: MakeStage) -> None:
    stage = make_stage()
    stage.check()
    stage.click("check_desk_button")
    assert stage.window.shown.objectName() == "desk_place"


def test_certificates_and_reports_are_judged_on_the_desk(make_stage: MakeStage, tmp_path: Path) -> None:
    stage = make_stage()
    place = desk(stage)
    file = tmp_path / "signing.cer"
    file.write_bytes(hoster(CONTOSO).signing.der)
    place.check_files((str(file),))
    stage.rest()
    (lines,) = place.files.lists
    assert lines.isVisible()
    assert any("Self-signed" in row.line.sentence for row in lines.rows())
    stage.click("desk_edit_button")
    assert place.asking.isVisible()
