# SPDX-License-Identifier: Apache-2.0
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from shieldwiz.errors import Cancelled
from shieldwiz.workflow.choices import Choices
from shieldwiz.workflow.drafts import list_drafts, save_draft
from shieldwiz.workflow.examination import add
from shieldwiz.workflow.making import make, review
from shieldwiz.workflow.practice_ground import practice_clear, practice_start
from shieldwiz.workflow.shelf import shelf
from tests.workflow.conftest import NOW


def test_everything_is_there_but_the_hoster_and_goes_again(filled: str) -> None:
    said: list[tuple[int, int]] = []
    started = practice_start(filled, NOW, progress=lambda done, total, activity: said.append((done, total)))
    started = pickle.loads(pickle.dumps(started))
    assert said[0] == (0, 9)
    assert said[-1] == (9, 9)
    draft = started["draft"]
    assert [one["id"] for one in review(filled, NOW, draft)["missing"]] == ["hosters"]
    data = Path(started["metadata"]).read_bytes()
    told = Choices(guardian_fingerprint=started["fingerprint"]["digits"])
    added = add(filled, NOW, data=data, name="PRACTICE hoster", choices=told)
    whole = replace(draft, guardians=(added["fingerprint"],))
    assert make(filled, NOW, whole, started["passphrase"])["guardians"] == 1
    save_draft(filled, whole, NOW)
    on_shelf = shelf(filled, NOW)
    assert [row["practice"] for row in on_shelf["owners"]] == [False, True]
    names = practice_clear(filled)["names"]
    assert sorted(names) == ["PRACTICE hoster", "PRACTICE owner", "web"]
    assert [row["name"] for row in shelf(filled, NOW)["guardians"]] == ["Contoso"]
    assert list_drafts(filled) == []
    assert not Path(started["folder"]).exists()
    assert practice_clear(filled) == {"names": []}


@pytest.mark.parametrize("at", [0, 5, 8])
def test_stopping_leaves_nothing_of_it(empty: str, at: int) -> None:
    def stop(done: int, total: int, activity: str) -> None:
        if done == at:
            raise Cancelled

    with pytest.raises(Cancelled):
        practice_start(empty, NOW, progress=stop)
    assert shelf(empty, NOW)["owners"] == []
    assert not (Path(empty) / "practice").exists()


def test_a_half_made_folder_is_taken_away(empty: str) -> None:
    folder = Path(empty) / "practice"
    folder.mkdir(parents=True)
    (folder / "metadata.xml").write_bytes(b"x")
    assert practice_clear(empty) == {"names": []}
    assert not folder.exists()
