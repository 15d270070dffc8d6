# SPDX-License-Identifier: Apache-2.0
import pickle
from pathlib import Path
from typing import Any

import pytest

from shieldwiz.errors import Cancelled, Problem, ShieldwizError
from shieldwiz.owners.backup import write_backup
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.owner_keys import (
    back_up,
    change_passphrase,
    export_pfx,
    export_public,
    import_owner,
    look_at_keys,
    make_owner,
    remove_owner,
    rename_owner,
    try_backup,
)
from tests.workflow.conftest import FAST, NOW, PASSPHRASE, Fabric

OTHER = "the passphrase of the backup"


def test_an_owner_is_made_with_its_backup(empty: str, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    said: list[str] = []
    owned = make_owner(
        empty,
        NOW,
        "HR department",
        PASSPHRASE,
        backup_folder=str(folder),
        backup_passphrase=OTHER,
        key_size=2048,
        progress=lambda done, total, activity: said.append(activity),
    )
    owned = pickle.loads(pickle.dumps(owned))
    assert said == ["Making the keys", "Writing the backup and opening it again", "Locking the key on this computer"]
    assert (owned["owner"]["badge"], owned["owner"]["backup"]["folder"]) == ("backed-up", str(folder))
    assert [check["id"] for check in owned["checks"]] == ["backup-written", "backup-opened"]


@pytest.fixture
def backup(filled: str, tmp_path: Path) -> Path:
    """A backup of the owner of the filled home, which opens fast."""
    folder = tmp_path / "old backup"
    owner = Home(folder=Path(filled)).owners.load("Fabrikam", PASSPHRASE)
    write_backup(folder, owner, OTHER, now=NOW, work_factor=FAST)
    return folder


def test_a_backup_is_tested(filled: str, backup: Path, tmp_path: Path) -> None:
    tested = try_backup(filled, NOW, str(backup), OTHER, name="Fabrikam")
    assert (tested["matches"], tested["owner"]["badge"]) == (True, "backed-up")
    assert {check["outcome"] for check in tested["checks"]} == {"pass"}
    elsewhere = try_backup(str(tmp_path / "other"), NOW, str(backup / "owner.key.age"), OTHER)
    assert (elsewhere["matches"], elsewhere["owner"]) == (False, None)
    assert elsewhere["fingerprint"] == tested["owner"]["id"]
    with pytest.raises(ShieldwizError) as error:
        try_backup(filled, NOW, str(backup), PASSPHRASE)
    assert error.value.problem is Problem.KEY_FILE_OPEN


def test_an_owner_comes_back_from_its_backup(filled: str, backup: Path, tmp_path: Path) -> None:
    key_file = str(backup / "owner.key.age")
    for chosen in (str(backup), key_file):
        found = look_at_keys([chosen])
        assert (found["kind"], found["folder"]) == ("backup", str(backup))
    back = import_owner(str(tmp_path / "other"), NOW, "HR", [key_file], secret=OTHER, passphrase=PASSPHRASE)
    assert back["owner"]["id"] == Home(folder=Path(filled)).owners.show("Fabrikam").fingerprint.hex
    assert back["owner"]["badge"] == "no-backup"


@pytest.mark.parametrize("at", range(3))
def test_stopping_leaves_neither_owner_nor_backup(empty: str, tmp_path: Path, at: int) -> None:
    def stop(done: int, total: int, activity: str) -> None:
        if done == at:
            raise Cancelled

    folder = tmp_path / "backup"
    with pytest.raises(Cancelled):
        make_owner(
            empty,
            NOW,
            "HR",
            PASSPHRASE,
            backup_folder=str(folder),
            backup_passphrase=OTHER,
            key_size=2048,
            progress=stop,
        )
    assert not folder.exists()
    assert Home(folder=Path(empty)).owners.list() == ()


@pytest.mark.parametrize(
    ("name", "passphrase", "problem"),
    [("Fabrikam", PASSPHRASE, Problem.NAME_TAKEN), ("HR", "", Problem.PASSPHRASE)],
)
def test_what_cannot_be_is_said_before_any_work(filled: str, name: str, passphrase: str, problem: Problem) -> None:
    said: list[str] = []
    with pytest.raises(ShieldwizError) as error:
        make_owner(filled, NOW, name, passphrase, progress=lambda *step: said.append(step[2]))
    assert (error.value.problem, said) == (problem, [])


def test_an_owner_goes_out_and_comes_back_as_pfx(filled: str, tmp_path: Path) -> None:
    made = export_pfx(filled, "Fabrikam", str(tmp_path / "pfx"), PASSPHRASE)
    assert made["password"]
    files = [str(tmp_path / "pfx" / name) for name in made["files"]]
    assert look_at_keys(files)["kind"] == "pfx"
    assert look_at_keys(files[:1])["kind"] == "pfx"
    home = str(tmp_path / "other")
    owned = import_owner(home, NOW, "Finance", files, secret=made["password"], passphrase=PASSPHRASE)
    assert owned["owner"]["id"] == Home(folder=Path(filled)).owners.show("Fabrikam").fingerprint.hex
    given = export_pfx(filled, "Fabrikam", str(tmp_path / "again"), PASSPHRASE, password="given", form="server2016")
    assert given["password"] is None


def test_other_files_are_no_keys(filled: str, fabric: Fabric, tmp_path: Path) -> None:
    pfx = fabric["rdp.pfx"]
    for files in ([fabric["metadata.xml"]], [str(tmp_path)], [str(tmp_path / "none")], [pfx] * 3, [pfx, str(tmp_path)]):
        assert look_at_keys(files)["kind"] == "unknown"
    with pytest.raises(ShieldwizError) as error:
        import_owner(filled, NOW, "X", [fabric["metadata.xml"]], secret="", passphrase=PASSPHRASE)
    assert error.value.problem is Problem.KIND


def test_a_backup_can_be_written_later(filled: str, tmp_path: Path) -> None:
    folder = str(tmp_path / "backup")
    owned = back_up(filled, NOW, "Fabrikam", folder, passphrase=PASSPHRASE, backup_passphrase=OTHER)
    assert (owned["owner"]["badge"], len(owned["checks"])) == ("backed-up", 2)
    change_passphrase(filled, "Fabrikam", PASSPHRASE, "another one")
    assert Home(folder=Path(filled)).owners.load("Fabrikam", "another one").name == "Fabrikam"


def test_the_public_part_may_be_given_out(filled: str, tmp_path: Path) -> None:
    file = tmp_path / "owner.xml"
    export_public(filled, "Fabrikam", str(file))
    assert file.read_bytes() == Home(folder=Path(filled)).owners.show("Fabrikam").metadata


def test_removing_a_key_takes_its_name_typed(filled: str) -> None:
    rename_owner(filled, "Fabrikam", "Fabrikam HR")
    for typed in ("", "Fabrikam", "fabrikam hr"):
        with pytest.raises(ShieldwizError) as error:
            remove_owner(filled, "Fabrikam HR", typed)
        assert error.value.problem is Problem.USAGE
    assert remove_owner(filled, "Fabrikam HR", "Fabrikam HR ") == {"name": "Fabrikam HR"}
    owners: tuple[Any, ...] = Home(folder=Path(filled)).owners.list()
    assert owners == ()
