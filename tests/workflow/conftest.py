# SPDX-License-Identifier: Apache-2.0
"""A make-believe hoster and homes of their own for tests of the workflow."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shieldwiz.owners.owner import create_owner
from shieldwiz.workflow.choices import Choices
from shieldwiz.workflow.draft import Draft
from shieldwiz.workflow.examination import add
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.practice import make_practice
from shieldwiz.workflow.template_disks import read_disk

NOW = datetime(2026, 12, 1, tzinfo=UTC)
PASSPHRASE = "a made-up passphrase"
FAST = 10  # the work factor of key files that tests open


@dataclass(frozen=True, slots=True)
class Fabric:
    """A practice fabric, and the value that its hoster tells on the phone."""

    folder: Path
    fingerprint: str

    def __getitem__(self, name: str) -> str:
        return str(self.folder / name)

    def data(self, name: str) -> bytes:
        """The bytes of one of its files."""
        return (self.folder / name).read_bytes()


@pytest.fixture(scope="session")
def fabric(tmp_path_factory: pytest.TempPathFactory) -> Fabric:
    folder = tmp_path_factory.mktemp("fabric") / "practice"
    made = make_practice(folder, now=NOW)
    return Fabric(folder=folder, fingerprint=made.fingerprint.hex)


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory: pytest.TempPathFactory, fabric: Fabric) -> Path:
    """A home with the owner Fabrikam and the guardian Contoso; copied for each test."""
    folder = tmp_path_factory.mktemp("homes") / "filled"
    owner = create_owner("Fabrikam", key_size=2048, now=NOW)
    Home(folder=folder).owners.add(owner, PASSPHRASE, now=NOW, work_factor=FAST)
    choices = Choices(guardian_fingerprint=fabric.fingerprint)
    added = add(str(folder), NOW, data=fabric.data("metadata.xml"), name="Contoso", choices=choices)
    assert added["kept"] == "Contoso"
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> str:
    """A home with nothing in it."""
    return str(tmp_path / "home")


@pytest.fixture
def filled(tmp_path: Path, filled_home: Path) -> str:
    """This test's own copy of the filled home."""
    shutil.copytree(filled_home, tmp_path / "home")
    return str(tmp_path / "home")


@pytest.fixture
def draft(tmp_path: Path, fabric: Fabric) -> Draft:
    """A draft of everything that the practice fabric has, for the owner and the guardian of the filled home."""
    return Draft(
        output=str(tmp_path / "web.pdkx"),
        owner="Fabrikam",
        guardians=(fabric.fingerprint,),
        disks=(read_disk(fabric["volume-id.json"])["disk"],),
        answer_file=fabric["unattend.xml"],
        other_files=(fabric["rdp.pfx"],),
        key_protector=str(tmp_path / "web.kp"),
        receipt=str(tmp_path / "web.json"),
    )
