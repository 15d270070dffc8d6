# SPDX-License-Identifier: Apache-2.0
import subprocess
import sys
from dataclasses import replace

import pytest

from shieldwiz.workflow.draft import Draft, DraftDisk, Purpose, require_whole
from shieldwiz.workflow.steps import STEPS, Step, cleaned, first_gap, is_needed, missing, next_step, previous_step

DISK = DraftDisk(name="WS2025", version="1.0.0.0", certificate="AAAA")
WHOLE = Draft(output="web.pdkx", owner="Fabrikam", guardians=("Contoso",), disks=(DISK,), answer_file="unattend.xml")
EXISTING = replace(WHOLE, purpose=Purpose.EXISTING_VM)


def test_the_way_forth_and_back_for_a_new_vm() -> None:
    way = [STEPS[0]]
    while (step := next_step(way[-1], WHOLE)) is not None:
        way.append(step)
    assert tuple(way) == STEPS
    back = [STEPS[-1]]
    while (step := previous_step(back[-1], WHOLE)) is not None:
        back.append(step)
    assert tuple(reversed(back)) == STEPS


def test_an_existing_vm_needs_no_template_disks() -> None:
    assert next_step(Step.HOSTERS, EXISTING) is Step.CONTENTS
    assert previous_step(Step.CONTENTS, EXISTING) is Step.HOSTERS
    assert [step for step in STEPS if not is_needed(step, EXISTING)] == [Step.DISKS]


@pytest.mark.parametrize(
    ("draft", "step", "lack"),
    [
        (replace(WHOLE, owner=""), Step.OWNER, "owner"),
        (replace(WHOLE, guardians=()), Step.HOSTERS, "hosters"),
        (replace(WHOLE, disks=()), Step.DISKS, "disks"),
        (replace(WHOLE, disks=(DISK, DISK)), Step.DISKS, "disk-twice"),
        (replace(WHOLE, answer_file=None), Step.CONTENTS, "answer-file"),
        (replace(WHOLE, output=""), Step.REVIEW, "output"),
    ],
)
def test_what_a_step_lacks_is_named_there_and_in_the_review(draft: Draft, step: Step, lack: str) -> None:
    (found,) = missing(step, draft)
    assert (found.id, found.step) == (lack, step)
    assert found.sentence.endswith(".")
    assert missing(Step.REVIEW, draft) == (found,)
    assert first_gap(draft) == found


@pytest.mark.parametrize(
    "draft",
    [
        WHOLE,
        replace(WHOLE, guardians=(), without_hosters=True),
        replace(WHOLE, disks=(), volume_ids=("ws2025.json",)),
        replace(EXISTING, disks=(), answer_file=None),
        EXISTING,
    ],
)
def test_a_whole_draft_lacks_nothing(draft: Draft) -> None:
    assert [missing(step, draft) for step in STEPS] == [()] * len(STEPS)
    assert first_gap(draft) is None
    require_whole(cleaned(draft))


def test_cleaning_takes_out_what_an_existing_vm_has_no_place_for() -> None:
    assert cleaned(EXISTING) == replace(EXISTING, disks=(), answer_file=None)
    assert cleaned(WHOLE) == WHOLE


def test_an_empty_draft_begins_at_the_owner() -> None:
    gap = first_gap(Draft())
    assert gap is not None
    assert gap.step is Step.OWNER
    assert {lack.id for lack in missing(Step.REVIEW, Draft())} == {"owner", "hosters", "disks", "answer-file", "output"}


def test_what_the_window_holds_costs_no_cryptography() -> None:
    program = (
        "import sys, shieldwiz.workflow.draft, shieldwiz.workflow.steps, shieldwiz.workflow.choices; "
        "sys.exit(', '.join(m for m in ('cryptography', 'lxml', 'signxml', 'PySide6') if m in sys.modules) or 0)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
