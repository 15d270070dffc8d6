# SPDX-License-Identifier: Apache-2.0
"""Two programs save into one library at once, 200 times each, while a third one reads."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from shieldwiz.guardians.library import GuardianLibrary
from shieldwiz.named_folders import NamedFolders
from tests.faults import saves
from tests.faults.writer import NAMES, SAVES

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.timeout(300)
def test_two_programs_lose_nothing(tmp_path: Path, tell: Callable[[str], None]) -> None:
    (tmp_path / "metadata.xml").write_bytes(saves.owner("North").metadata)
    counters = NamedFolders(tmp_path / "counters", "counter")
    counters.add("both", {"count": 0}, {})
    command = [sys.executable, "-m", "tests.faults.writer", str(tmp_path)]
    writers = [subprocess.Popen([*command, name], cwd=ROOT) for name in ("left", "right")]
    library = GuardianLibrary(tmp_path / "guardians")
    seen, looks = 0, 0
    while any(writer.poll() is None for writer in writers):
        now = len(library.all())
        assert now >= seen, "a guardian was not to be seen while it was saved again"
        seen, looks = now, looks + 1
    assert [writer.wait() for writer in writers] == [0, 0]
    kept = {known.name: known.note for known in library.all()}
    assert kept == {
        f"{name} {number}": str(SAVES - NAMES + number) for name in ("left", "right") for number in range(NAMES)
    }
    assert library.damaged() == ()
    assert counters.find("both").record == {"count": 2 * SAVES}
    assert saves.strays(tmp_path) == []
    tell(f"two programs: {2 * SAVES} saves each into one library and one counter, {looks} looks meanwhile, 0 lost")
