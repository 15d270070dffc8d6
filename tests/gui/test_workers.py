# SPDX-License-Identifier: Apache-2.0
"""Work in worker processes, which may start processes of their own."""

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.gui.jobs import JobRunner

_PFX = Path(__file__).parents[1] / "vectors" / "formats" / "owner.signing.pfx"
_ENDS_WITHOUT_CLOSING = """
from PySide6.QtCore import QCoreApplication
from shieldwiz.gui.jobs import JobRunner

if __name__ == "__main__":
    application = QCoreApplication([])
    jobs = JobRunner()
    jobs.warm_up()
"""


def test_a_worker_opens_a_pfx_which_takes_a_process_of_its_own(qtbot: QtBot) -> None:
    jobs = JobRunner()
    failures: list[ShieldwizError] = []
    bugs: list[str] = []
    jobs.crashed.connect(bugs.append)
    jobs.start(
        "shieldwiz.certificates.pfx_opening:open_pfx",
        {"data": _PFX.read_bytes(), "password": b"not this one"},
        done=lambda _: None,
        failed=failures.append,
    )
    qtbot.waitUntil(lambda: bool(failures or bugs), timeout=50_000)
    jobs.close()
    assert not bugs
    assert failures[0].problem is Problem.PASSPHRASE_WRONG


def test_a_program_that_ends_in_the_middle_does_not_wait_for_its_workers(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(_ENDS_WITHOUT_CLOSING, encoding="utf-8")
    assert subprocess.run([sys.executable, str(program)], timeout=50, check=False).returncode == 0
