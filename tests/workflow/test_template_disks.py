# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.workflow.draft import DraftDisk, VersionRule
from shieldwiz.workflow.template_disks import new_disk, read_disk, save_disk, show_disks, try_disk
from tests.workflow.conftest import NOW, Fabric

NAME = "PRACTICE Windows Server"


@pytest.fixture
def disk(fabric: Fabric) -> DraftDisk:
    found = read_disk(fabric["volume-id.json"])["disk"]
    assert isinstance(found, DraftDisk)
    return found


def test_a_description_file_becomes_a_disk_of_the_draft(fabric: Fabric, disk: DraftDisk) -> None:
    facts = read_disk(fabric["volume-id.json"])
    assert (disk.name, disk.version, disk.rule) == (NAME, "1.0.0.0", VersionRule.GREATER_THAN_OR_EQUALS)
    assert disk.file == fabric["volume-id.json"]
    assert facts["sentence"].startswith(f"Trusts {NAME} version 1.0.0.0 and every newer one")
    assert facts["signer"]["common_name"] == "PRACTICE hoster disk signer"


def test_a_disk_is_made_of_its_parts(fabric: Fabric, tmp_path: Path) -> None:
    facts = new_disk("WS2025", "2.1.0.0", signer_file=fabric["disk-signer.cer"])
    assert facts["rule"] == "GreaterThanOrEquals"
    dropped = new_disk("WS2025", "2.1.0.0", rule="Equals", signer_data=fabric.data("disk-signer.cer"))
    assert (dropped["rule"], dropped["sha256"]) == ("Equals", facts["sha256"])
    again = new_disk("WS2025", "2.1.0.0", rule="Equals", signer_certificate=dropped["disk"].certificate)
    assert again["disk"] == dropped["disk"]
    file = str(tmp_path / "ws2025.json")
    save_disk(dropped["disk"], file)
    assert read_disk(file)["disk"] == replace(dropped["disk"], file=file)


@pytest.mark.parametrize(
    ("name", "version", "signer", "field"),
    [("WS2025", "2.1", True, "Version"), ("", "2.1.0.0", True, "name"), ("WS2025", "2.1.0.0", False, "signer")],
)
def test_the_field_that_is_wrong_is_named(fabric: Fabric, name: str, version: str, signer: bool, field: str) -> None:
    with pytest.raises(ShieldwizError) as error:
        new_disk(name, version, signer_file=fabric["disk-signer.cer"] if signer else "")
    assert (error.value.problem, error.value.detail) == (Problem.VALUE, field)


def test_what_to_know_of_the_disks(disk: DraftDisk) -> None:
    disks = (
        disk,
        disk,
        replace(disk, version="3.0.0.0"),
        replace(disk, name="Web*"),
        replace(disk, name="Any", version="0.0.0.0"),
        replace(disk, certificate="AAAA"),
    )
    found = show_disks(disks, NOW)
    assert [one is None for one in found["disks"]] == [False] * 5 + [True]
    assert [(one["index"], one["id"]) for one in found["warnings"]] == [
        (1, "twice"),
        (2, "twice"),
        (3, "wide"),
        (4, "wide"),
        (5, "invalid"),
    ]
    later = show_disks((disk,), NOW + timedelta(days=400))
    assert [one["id"] for one in later["warnings"]] == ["signer-expired"]


def test_would_a_disk_be_accepted(fabric: Fabric, disk: DraftDisk) -> None:
    signer = fabric["disk-signer.cer"]
    assert try_disk((disk,), NAME, "1.2.0.0", signer_file=signer)["accepted"]
    assert try_disk((disk,), NAME, "1.2.0.0", signer_certificate=disk.certificate)["accepted"]
    assert try_disk((disk,), NAME, "0.9.0.0", signer_file=signer)["failed"] == "version"
    assert try_disk((disk,), "Other", "1.0.0.0", signer_file=signer)["failed"] == "name"
    other = try_disk((disk,), NAME, "1.0.0.0", signer_data=fabric.data("root.cer"))
    assert (other["accepted"], other["failed"]) == (False, "signer")
