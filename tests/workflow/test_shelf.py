# SPDX-License-Identifier: Apache-2.0
import json
import pickle
from datetime import timedelta
from pathlib import Path

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.workflow.choices import Choices
from shieldwiz.workflow.examination import add, examine, report_text, request_text
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.shelf import details, details_text, export_guardian, fingerprint_sheet, qr_svg, shelf
from tests.schemas import check_schema
from tests.workflow.conftest import NOW, Fabric


def test_an_empty_home_has_an_empty_shelf(empty: str) -> None:
    assert shelf(empty, NOW) == {"guardians": [], "owners": [], "damaged": []}
    assert not Path(empty).exists()


def test_each_row_says_how_things_stand(filled: str, fabric: Fabric) -> None:
    found = pickle.loads(pickle.dumps(shelf(filled, NOW)))
    (guardian,), (owner,) = found["guardians"], found["owners"]
    assert (guardian["name"], guardian["id"], guardian["badge"]) == ("Contoso", fabric.fingerprint, "trusted")
    assert (guardian["basis"], guardian["selectable"], guardian["warnings"]) == ("guardian-fingerprint", True, [])
    assert fabric.fingerprint in guardian["search"]
    assert guardian["until"] == "2027-12-01T00:00:00Z"
    assert (owner["name"], owner["badge"], owner["backup"]) == ("Fabrikam", "no-backup", None)
    assert [warning["reason"] for warning in owner["warnings"]] == ["none"]


def test_time_brings_warnings(filled: str) -> None:
    (soon,) = shelf(filled, NOW + timedelta(days=330))["guardians"]
    assert (soon["soon"], soon["expired"], soon["badge"]) == (True, False, "trusted")
    (expired,) = shelf(filled, NOW + timedelta(days=400))["guardians"]
    assert (expired["expired"], expired["badge"], expired["selectable"]) == (True, "expired", True)
    assert {warning["reason"] for warning in expired["warnings"]} == {"expired"}


def test_an_old_backup_is_worth_a_test(filled: str, tmp_path: Path) -> None:
    Home(folder=Path(filled)).owners.note_backup("Fabrikam", tmp_path, now=NOW)
    (fresh,) = shelf(filled, NOW)["owners"]
    assert (fresh["badge"], fresh["warnings"], fresh["backup"]["there"]) == ("backed-up", [], True)
    (old,) = shelf(filled, NOW + timedelta(days=366))["owners"]
    assert [(one["outcome"], one["reason"]) for one in old["warnings"]] == [("note", "untested")]


def test_what_needs_a_look_stands_first(filled: str, fabric: Fabric) -> None:
    choices = Choices(accept_without_proof=True)
    data = fabric.data("metadata-new-keys.xml")
    add(filled, NOW, data=data, name="Zeta", choices=choices, reason="The phone is dead.")
    rows = shelf(filled, NOW)["guardians"]
    assert [(row["name"], row["badge"]) for row in rows] == [("Zeta", "no-proof"), ("Contoso", "trusted")]
    assert rows[0]["reason"] == "The phone is dead."


def test_a_damaged_folder_is_named(filled: str) -> None:
    folder = Path(filled) / "guardians" / "broken-00000000"
    folder.mkdir()
    assert shelf(filled, NOW)["damaged"] == [str(folder)]


@pytest.mark.parametrize(("kind", "name"), [("guardian", "Contoso"), ("owner", "Fabrikam")])
def test_details_hold_all_there_is(filled: str, kind: str, name: str) -> None:
    found = pickle.loads(pickle.dumps(details(filled, NOW, kind, name)))
    assert [one["role"] for one in found["certificates"]] == ["signing", "encryption"]
    assert found["fingerprint"]["hex"] == found["id"]
    assert found["text"].startswith("<?xml")
    assert found["used_by"] == []
    text = details_text(found)
    assert name in text
    assert found["id"] in text
    assert "PRIVATE" not in text
    with pytest.raises(ShieldwizError) as error:
        details(filled, NOW, kind, "Nobody")
    assert error.value.problem is Problem.NAME_UNKNOWN


def test_a_guardian_is_written_in_each_form(filled: str, fabric: Fabric, tmp_path: Path) -> None:
    metadata, pem, report = (str(tmp_path / name) for name in ("a.xml", "a.pem", "a.json"))
    export_guardian(filled, NOW, "Contoso", "metadata", metadata)
    export_guardian(filled, NOW, "Contoso", "pem", pem)
    export_guardian(filled, NOW, "Contoso", "report", report)
    assert Path(metadata).read_bytes() == fabric.data("metadata.xml")
    assert Path(pem).read_bytes().count(b"BEGIN CERTIFICATE") == 2
    check_schema(json.loads(Path(report).read_bytes()))
    with pytest.raises(ShieldwizError) as error:
        export_guardian(filled, NOW, "Contoso", "pem", pem)
    assert error.value.problem is Problem.EXISTS


def test_the_sheet_is_for_guardians_and_owners(filled: str, fabric: Fabric, tmp_path: Path) -> None:
    for name in ("Contoso", "Fabrikam"):
        file = tmp_path / f"{name}.html"
        fingerprint_sheet(filled, name, str(file))
        assert name in file.read_text(encoding="utf-8")
    with pytest.raises(ShieldwizError):
        fingerprint_sheet(filled, "Nobody", str(tmp_path / "x.html"))
    assert qr_svg(fabric.fingerprint).startswith(b"<svg")


def test_the_report_of_a_document_tells_all_but_bytes(empty: str, fabric: Fabric) -> None:
    text = report_text(examine(empty, NOW, source=fabric["metadata.xml"]))
    assert text.startswith("Guardian metadata: metadata.xml")
    assert "YOUR DECISION" in text
    assert fabric.fingerprint in text
    assert "Are they really that hoster's keys? not known" in text
    refused = report_text(examine(empty, NOW, data=b"hello", display_name="\u202eevil\n"))
    assert "REFUSED" in refused
    assert "\u202e" not in refused


def test_the_request_quotes_the_claimed_name() -> None:
    text = request_text("CN=Contoso\u202e")
    assert "\u201cCN=Contoso\\u{202e}\u201d" in text
    assert "SHA256" in text
