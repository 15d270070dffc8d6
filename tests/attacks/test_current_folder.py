# SPDX-License-Identifier: Apache-2.0
"""A folder that came from somebody else: its files are read, and nothing in it is ever run."""

import os
import subprocess
import sys
from pathlib import Path

from tests.certificates.file_making import PASSWORD, usual_pfx

_PROGRAM = f"""\
from pathlib import Path
from shieldwiz.certificates.pfx_opening import open_pfx
from shieldwiz.workflow.many import map_over_processes

if __name__ == "__main__":
    print(open_pfx(Path("theirs.pfx").read_bytes(), {PASSWORD!r}).key is not None)
    print(list(map_over_processes(len, ["a", "bb"])))
"""
_TRAP = "open('it-ran', 'a').close(); raise SystemExit(1)\n"


def test_other_processes_run_nothing_of_the_current_folder(tmp_path: Path) -> None:
    program, theirs = tmp_path / "ours" / "program.py", tmp_path / "theirs"
    program.parent.mkdir()
    theirs.mkdir()
    program.write_text(_PROGRAM, encoding="utf-8")
    (theirs / "theirs.pfx").write_bytes(usual_pfx())
    for name in ("multiprocessing", "pickle", "signal", "shieldwiz"):
        (theirs / f"{name}.py").write_text(_TRAP, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    done = subprocess.run(
        [sys.executable, str(program)], cwd=theirs, env=environment, capture_output=True, text=True, check=False
    )
    assert not (theirs / "it-ran").exists()
    assert done.stdout == "True\n[1, 2]\n", done.stderr
