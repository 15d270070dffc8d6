# SPDX-License-Identifier: Apache-2.0
"""A wheel and an sdist of this tree, made once."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = """
import sys
from hatchling.build import build_sdist, build_wheel
print(build_sdist(sys.argv[1]), build_wheel(sys.argv[1]))
"""


@dataclass(frozen=True, slots=True)
class Built:
    """Both files."""

    sdist: Path
    wheel: Path


def build(tree: Path, folder: Path) -> Built:
    """Build both from `tree` into `folder`, as a package server's user would, without a network."""
    folder.mkdir(parents=True)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795648000"}
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(folder)],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    sdist, wheel = done.stdout.split()
    return Built(sdist=folder / sdist, wheel=folder / wheel)


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what goes into both, so that nothing changes under the builds."""
    copy = tmp_path_factory.mktemp("tree") / "shieldwiz"
    for name in ("shieldwiz", "resources", "packaging"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "requirements.lock", ".gitignore"):
        if (ROOT / name).exists():
            shutil.copy2(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="session")
def built(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tree, tmp_path_factory.mktemp("built") / "out")
