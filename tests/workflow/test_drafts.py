# SPDX-License-Identifier: Apache-2.0
import json
import pickle
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.workflow.draft import Draft, DraftDisk, Policy, Purpose
from shieldwiz.workflow.drafts import list_drafts, load_draft, remove_draft, restore_draft, save_draft
from shieldwiz.workflow.steps import Step

NOW = datetime(2026, 12, 1, tzinfo=UTC)
DRAFT = Draft(
    output="out/web.pdkx",
    owner="Fabrikam",
    guardians=("Contoso",),
    policy=Policy.ENCRYPTION_SUPPORTED,
    disks=(DraftDisk(name="WS2025", version="1.0.0.0", certificate="AAAA", file="ws2025.json"),),
    answer_file="unattend.xml",
    other_files=("rdp.pfx", "motd"),
    receipt="out/web.json",
    without_hosters=True,
)


@pytest.fixture
def home(tmp_path: Path) -> str:
    return str(tmp_path / "home")


def test_a_draft_comes_back_whole_with_its_name_and_step(home: str) -> None:
    saved = save_draft(home, DRAFT, NOW, step=Step.DISKS)
    assert saved == {
        "id": saved["id"],
        "name": "web",
        "step": "disks",
        "saved": "2026-12-01T00:00:00Z",
        "removed": False,
    }
    (row,) = list_drafts(home)
    assert (row["step_number"], row["guardians"], row["purpose"]) == (4, 1, "ShieldedTemplate")
    loaded = pickle.loads(pickle.dumps(load_draft(home, saved["id"])))
    assert loaded["draft"] == DRAFT
    assert {**row, "draft": DRAFT} == loaded


def test_saving_again_changes_the_same_draft(home: str) -> None:
    saved = save_draft(home, DRAFT, NOW)
    later = replace(DRAFT, purpose=Purpose.EXISTING_VM)
    save_draft(home, later, NOW + timedelta(minutes=1), id=saved["id"], name="HR webservers", step="review")
    (row,) = list_drafts(home)
    assert (row["name"], row["step"], row["saved"]) == ("HR webservers", "review", "2026-12-01T00:01:00Z")
    assert load_draft(home, saved["id"])["draft"] == later


def test_the_newest_draft_stands_first(home: str) -> None:
    for name, minute in (("old", 0), ("newest", 2), ("newer", 1)):
        save_draft(home, DRAFT, NOW + timedelta(minutes=minute), name=name)
    assert [row["name"] for row in list_drafts(home)] == ["newest", "newer", "old"]


def test_an_empty_draft_vanishes(home: str) -> None:
    assert save_draft(home, Draft(), NOW)["removed"]
    assert list_drafts(home) == []
    saved = save_draft(home, DRAFT, NOW)
    assert save_draft(home, Draft(practice=True), NOW, id=saved["id"])["removed"]
    assert list_drafts(home) == []


def test_removing_can_be_undone(home: str) -> None:
    saved = save_draft(home, DRAFT, NOW)
    undo = remove_draft(home, saved["id"])["undo"]
    assert list_drafts(home) == []
    restore_draft(home, undo)
    assert load_draft(home, saved["id"])["draft"] == DRAFT
    with pytest.raises(ShieldwizError) as error:
        restore_draft(home, undo)
    assert error.value.problem is Problem.NOT_FOUND


def test_only_the_drafts_that_were_removed_last_can_come_back(home: str) -> None:
    removed = [remove_draft(home, save_draft(home, DRAFT, NOW)["id"])["undo"] for _ in range(34)]
    with pytest.raises(ShieldwizError):
        restore_draft(home, removed[0])
    assert restore_draft(home, removed[-1]) == {"id": removed[-1]}


def test_what_is_not_there_is_said(home: str) -> None:
    for call in (load_draft, remove_draft):
        for draft_id in ("0123456789abcdef", "../../etc/passwd"):
            with pytest.raises(ShieldwizError) as error:
                call(home, draft_id)
            assert error.value.problem is Problem.NOT_FOUND


@pytest.mark.parametrize(
    "damage",
    [
        lambda document: document.update(schema="shieldwiz/draft/9"),
        lambda document: document.update(step="nowhere"),
        lambda document: document.update(id="0123456789abcdef"),
        lambda document: document["draft"].update(owner=7),
        lambda document: document["draft"].update(guardians=[None]),
        lambda document: document["draft"].update(passphrase="secret"),
        lambda document: document["draft"].update(disks=[{"name": "x"}]),
        lambda document: document.pop("draft"),
    ],
)
def test_a_damaged_draft_is_left_out_and_left_alone(home: str, damage: object) -> None:
    saved = save_draft(home, DRAFT, NOW)
    path = Path(home) / "drafts" / f"{saved['id']}.json"
    document = json.loads(path.read_bytes())
    damage(document)  # type: ignore[operator]
    path.write_text(json.dumps(document), encoding="utf-8")
    assert list_drafts(home) == []
    with pytest.raises(ShieldwizError) as error:
        load_draft(home, saved["id"])
    assert error.value.problem is Problem.KIND
    assert path.is_file()


def test_only_this_person_can_read_drafts(home: str) -> None:
    saved = save_draft(home, DRAFT, NOW)
    path = Path(home) / "drafts" / f"{saved['id']}.json"
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
