# SPDX-License-Identifier: Apache-2.0
"""The wheel and the sdist, installed into environments that have nothing of this checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.packaging.conftest import Built, build


def install(wheel: Path, folder: Path) -> Path:
    """An empty environment with the wheel in it; what it depends on is lent by this one, and the checkout is not."""
    venv.create(folder, with_pip=False)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    where = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.run(where, capture_output=True, text=True, check=True).stdout.strip())
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-index", "--no-deps"]
    subprocess.run([*pip, "--disable-pip-version-check", str(wheel)], check=True)
    # Files of the kind .pth in a folder that such a file names are not read, so the checkout stays unknown.
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return scripts


def run(program: Path, *words: str, home: Path) -> str:
    environment = {"PATH": os.defpath, "HOME": str(home), "SYSTEMROOT": os.environ.get("SYSTEMROOT", "")}
    done = subprocess.run(
        [str(program), *words], cwd=home, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.timeout(240)
def test_the_wheel_works_in_an_empty_environment(built: Built, tmp_path: Path) -> None:
    scripts = install(built.wheel, tmp_path / "environment")
    where = run(scripts / "python", "-c", "import shieldwiz; print(shieldwiz.__file__)", home=tmp_path)
    assert Path(where.strip()).is_relative_to(tmp_path)
    told = json.loads(run(scripts / "shieldwiz", "--version", "--json", home=tmp_path))
    assert told["provenance"] == {"kind": "wheel"}
    assert "ALL WELL" in run(scripts / "shieldwiz", "self-test", home=tmp_path)
    assert (scripts / "shieldwiz-gui").exists()


def test_the_wheel_from_the_sdist_is_the_same(built: Built, tmp_path: Path) -> None:
    with tarfile.open(built.sdist) as archive:
        archive.extractall(tmp_path / "tree", filter="data")
    (unpacked,) = (tmp_path / "tree").iterdir()
    again = build(unpacked, tmp_path / "out")
    assert again.wheel.read_bytes() == built.wheel.read_bytes()


def test_two_builds_are_the_same(built: Built, tree: Path, tmp_path: Path) -> None:
    again = build(tree, tmp_path / "out")
    assert again.wheel.read_bytes() == built.wheel.read_bytes()
    assert again.sdist.read_bytes() == built.sdist.read_bytes()


def test_the_window_is_an_extra(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        names = archive.namelist()
        (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        text = archive.read(metadata).decode()
    required = [line for line in text.splitlines() if line.startswith("Requires-Dist: ")]
    assert "Provides-Extra: gui" in text
    assert [line for line in required if "pyside6" in line.lower() and "extra == 'gui'" not in line] == []
    assert any("pyside6" in line.lower() for line in required)
    assert "shieldwiz/resources/schemas/version.json" in names
    assert not [name for name in names if name.startswith(("tests/", "packaging/"))]
