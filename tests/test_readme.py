# SPDX-License-Identifier: Apache-2.0
"""What README.md shows is what the program does."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _block(kind: str) -> str:
    match = re.search(rf"```{kind}\n(.*?)```", README, re.DOTALL)
    assert match is not None
    return match[1]


def test_the_usage_text_is_the_programs() -> None:
    command = [sys.executable, "-m", "shieldwiz", "--help"]
    environment = {**os.environ, "COLUMNS": "100"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    shown = done.stdout.replace("python -m shieldwiz", "shieldwiz")
    assert shown.split() == _block("text").split()


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "SECURITY.md", "CHANGELOG.md"])
def test_every_page_and_picture_that_is_named_is_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    named = {*re.findall(r"\]\(([^)#:]+)\)", text), *re.findall(r"\b(?:docs|tests)/[\w/.-]*\w", text)}
    assert not [path for path in named if not (ROOT / path).exists()]


@pytest.mark.skipif(os.name == "nt", reason="the lines are for a POSIX shell")
def test_the_main_job_runs_as_it_stands(tmp_path: Path) -> None:
    lines = _block("sh")
    assert len(re.sub(r"\\\n", "", lines).splitlines()) <= 10
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    program = bin_folder / "shieldwiz"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m shieldwiz "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
        "SHIELDWIZ_HOME": str(tmp_path / "home"),
    }
    verify = "shieldwiz metadata verify fabric/metadata.xml"
    assert f"{verify}\n" in lines
    script = lines.replace(f"{verify}\n", f"{verify} || [ $? -eq 4 ]\n")
    done = subprocess.run(
        ["/bin/sh", "-e", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)[:2]:
        for line in block.splitlines():
            assert line.strip() == "..." or line in done.stdout
