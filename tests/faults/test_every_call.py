# SPDX-License-Identifier: Apache-2.0
"""Each save, with the program killed or the disk failing at each call that writes: the old state or the new one."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults import saves
from tests.faults.fault_layer import ERRORS, KILL, Fault, FaultLayer

# What an error has to say where the disk is not as before.
TRUTHS = ("the disk did not confirm it", ", but: ", "was removed, but")


def faults(calls: int, *, is_slow: bool) -> list[Fault]:
    """All faults at all calls; of a slow save, one error at each call, in turn, and in turn once and lasting."""
    found = []
    for at in range(1, calls + 1):
        found.append(Fault(at=at, kind=KILL))
        if is_slow:
            found.append(Fault(at=at, kind=ERRORS[at % len(ERRORS)], lasts=at // len(ERRORS) % 2 == 0))
            continue
        for kind in ERRORS:
            found += [Fault(at=at, kind=kind), Fault(at=at, kind=kind, lasts=True)]
    return found


def is_truthful(ended: str, word: str) -> bool:
    """Whether what the program said of its end fits what is on disk."""
    if ended == "killed":
        return True
    if ended == "done":
        return word in {"new", "between"}
    return word == "old" or any(words in ended for words in TRUTHS)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", saves.SAVES)
def test_old_or_new_and_nothing_lost(
    name: str, beginning: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Callable[[str], None]
) -> None:
    save, place = saves.SAVES[name], tmp_path / "place"

    def begin() -> None:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(beginning, place)

    begin()
    before = saves.state(place)
    healthy = FaultLayer(None)
    assert healthy.run(lambda: save(place), monkeypatch) == "done"
    after = saves.state(place)
    assert after != before
    figures, found = saves.Figures(calls=len(healthy.calls)), []
    for fault in faults(len(healthy.calls), is_slow=not name.startswith("guardian")):
        begin()
        ended = FaultLayer(fault).run(lambda: save(place), monkeypatch)
        now = saves.state(place)
        word = figures.add(before, after, now)
        saves.next_start(place)
        left = saves.strays(place)
        if word == "lost" or left or not is_truthful(ended, word):
            found.append((fault, ended, word, left, now))
        if word == "old" and fault.kind == KILL and fault.at % 4 == 0:
            save(place)
            found += [(fault, "again", word, [], now)] if saves.state(place) == before else []
    tell(f"{name}: {figures.line()}")
    assert found == []
