# SPDX-License-Identifier: Apache-2.0
"""The command line as tests use it: run in this process, in a home of its own, its JSON checked by schema."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from shieldwiz.cli.main import run
from shieldwiz.owners.owner import create_owner
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.practice import make_practice
from tests.schemas import check_schema

NOW = datetime(2026, 12, 1, tzinfo=UTC)
AT = ("--at", "2026-12-01T00:00:00Z")
PASSPHRASE = "a made-up passphrase"
FAST = 10  # the work factor of key files that tests open


@dataclass(frozen=True, slots=True)
class Result:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The JSON lines on standard output, each valid by its schema."""
        found = [json.loads(line) for line in self.out.splitlines()]
        for value in found:
            check_schema(value)
        return found

    @property
    def object(self) -> dict[str, Any]:
        """The one JSON object."""
        (value,) = self.objects
        return value


Shieldwiz = Callable[..., Result]


@dataclass(frozen=True, slots=True)
class Fabric:
    """A practice fabric, and the value that its hoster tells on the phone."""

    folder: Path
    fingerprint: str

    def __getitem__(self, name: str) -> str:
        return str(self.folder / name)


@pytest.fixture(scope="session")
def fabric(tmp_path_factory: pytest.TempPathFactory) -> Fabric:
    folder = tmp_path_factory.mktemp("fabric") / "practice"
    made = make_practice(folder, now=NOW)
    return Fabric(folder=folder, fingerprint=made.fingerprint.hex)


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory: pytest.TempPathFactory, fabric: Fabric) -> Path:
    """A home with the owner Fabrikam and the guardian Contoso; copied for each test."""
    folder = tmp_path_factory.mktemp("homes") / "filled"
    home = Home(folder=folder)
    owner = create_owner("Fabrikam", key_size=2048, now=NOW)
    home.owners.add(owner, PASSPHRASE, now=NOW, work_factor=FAST)
    code = run(
        [
            *("--home", str(folder), "guardian", "import", fabric["metadata.xml"], "--name", "Contoso"),
            *("--guardian-fingerprint", fabric.fingerprint, *AT),
        ]
    )
    assert code == 0
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def filled(home: Path, filled_home: Path) -> Path:
    """This test's own copy of the filled home."""
    shutil.copytree(filled_home, home)
    return home


@pytest.fixture
def secret(tmp_path: Path) -> tuple[str, str]:
    """The option that gives the owner's passphrase."""
    file = tmp_path / "passphrase.txt"
    file.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return "--passphrase-file", str(file)


@pytest.fixture
def shieldwiz(home: Path, capsys: pytest.CaptureFixture[str]) -> Shieldwiz:
    def call(*arguments: str) -> Result:
        capsys.readouterr()
        code = run(["--home", str(home), *arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Result(code=code, out=captured.out, err=captured.err)

    return call
