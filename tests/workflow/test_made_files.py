# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import pytest

from shieldwiz.workflow.draft import Draft
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.made_files import files_with
from shieldwiz.workflow.making import make
from shieldwiz.workflow.opened_files import change
from shieldwiz.workflow.shelf import details, shelf
from tests.workflow.conftest import NOW, PASSPHRASE, Fabric


def test_a_file_is_remembered_for_its_owner_and_its_guardians(filled: str, draft: Draft, fabric: Fabric) -> None:
    make(filled, NOW, draft, PASSPHRASE)
    found = shelf(filled, NOW)
    assert [row["files"] for row in (*found["guardians"], *found["owners"])] == [1, 1]
    (file,) = details(filled, NOW, "guardian", "Contoso")["used_by"]
    assert (file["path"], file["name"], file["revision"], file["there"]) == (draft.output, "web.pdkx", 1, True)
    change(filled, NOW, draft.output, owner="Fabrikam", passphrase=PASSPHRASE, overwrite=True, revoke=["Contoso"])
    Path(draft.output).unlink()
    place = Home(folder=Path(filled))
    assert files_with(place, fabric.fingerprint) == []
    (own,) = files_with(place, place.owners.show("Fabrikam").fingerprint.hex)
    assert (own["revision"], own["there"]) == (2, False)


@pytest.mark.parametrize(
    "record",
    [b"", b"[]", b'{"schema": "shieldwiz/made-files/9"}', b'{"schema": "shieldwiz/made-files/1", "files": {"a": {}}}'],
)
def test_a_damaged_record_begins_anew(filled: str, draft: Draft, fabric: Fabric, record: bytes) -> None:
    (Path(filled) / "made-files.json").write_bytes(record)
    assert files_with(Home(folder=Path(filled)), fabric.fingerprint) == []


def test_a_record_that_cannot_be_written_stops_nobody(filled: str, draft: Draft) -> None:
    (Path(filled) / "made-files.json").mkdir()
    made = make(filled, NOW, draft, PASSPHRASE)
    assert Path(draft.output).is_file()
    assert any("cannot remember whom" in note for note in made["notes"])
    assert [one["id"] for one in made["open"]] == ["owner-backup"]
    assert [row["files"] for row in shelf(filled, NOW)["guardians"]] == [0]
