# SPDX-License-Identifier: Apache-2.0
import json
from pathlib import Path

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.named_folders import NamedFolder, NamedFolders, check_name


@pytest.fixture
def folders(tmp_path: Path) -> NamedFolders:
    return NamedFolders(tmp_path / "owners", "owner")


def refused(problem: Problem) -> pytest.RaisesExc[ShieldwizError]:
    return pytest.RaisesExc(ShieldwizError, check=lambda error: error.problem is problem)


@pytest.mark.parametrize("name", ["", "a" * 65, "a\nb", " a", "a ", "a\u202eb", "ab" * 32, "1" * 60])
def test_a_name_that_deceives_or_looks_like_a_fingerprint_is_refused(name: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        check_name(name)
    assert caught.value.problem is Problem.NAME


@pytest.mark.parametrize("name", ["a", "x" * 64, "Zürich 東京", "../..", "CON", "ab" * 31])
def test_any_other_name_is_kept_in_a_harmless_folder(name: str, folders: NamedFolders) -> None:
    entry = folders.add(name, {"x": 1}, {"data": b"1"})
    assert entry.folder.parent == folders.folder
    assert entry.folder.name.replace("-", "").isalnum()
    assert entry.folder.name.isascii()
    assert folders.find(name) == entry
    assert (entry.folder / "data").read_bytes() == b"1"
    assert folders.all() == (entry,)


def test_nothing_is_made_before_something_is_kept(folders: NamedFolders) -> None:
    assert folders.all() == ()
    assert folders.damaged() == ()
    with refused(Problem.NAME_UNKNOWN):
        folders.find("nobody")
    assert not folders.folder.exists()


def test_upper_and_lower_case_are_the_same_name(folders: NamedFolders) -> None:
    folders.add("Straße", {}, {})
    assert folders.find("STRASSE").name == "Straße"
    with pytest.raises(ShieldwizError, match="There is already an owner") as caught:
        folders.add("strasse", {}, {})
    assert caught.value.problem is Problem.NAME_TAKEN


def test_a_change_sees_the_disk_and_writes_its_files_first(folders: NamedFolders) -> None:
    entry = folders.add("a", {"count": 1}, {"data": b"1"})
    changed = folders.change("A", lambda now: {"count": now.record["count"] + 1}, {"data": b"2"})
    assert (changed.name, changed.record) == ("a", {"count": 2})
    assert folders.find("a").record == {"count": 2}
    assert (entry.folder / "data").read_bytes() == b"2"
    assert folders.change("a", lambda now: now.record).record == {"count": 2}


def test_renaming_takes_a_free_name(folders: NamedFolders) -> None:
    folders.add("a", {}, {})
    folders.add("b", {"x": 1}, {})
    with refused(Problem.NAME_TAKEN):
        folders.rename("b", "A")
    folders.rename("a", "A")
    folders.rename("b", "c")
    assert [(entry.name, dict(entry.record)) for entry in folders.all()] == [("A", {}), ("c", {"x": 1})]


def test_removing_leaves_nothing(folders: NamedFolders) -> None:
    folders.add("a", {}, {"data": b"1"})
    folders.remove("a")
    assert [path.name for path in folders.folder.iterdir()] == [".lock"]


@pytest.mark.parametrize("record", [b"", b"[]", b"{}", b'{"name": 3}', b"\xff", b"[" * 100_000, b'"x"'])
def test_a_damaged_record_is_told_and_left_alone(record: bytes, folders: NamedFolders) -> None:
    entry = folders.add("a", {}, {"data": b"1"})
    (entry.folder / "owner.json").write_bytes(record)
    assert folders.all() == ()
    assert folders.damaged() == (entry.folder,)
    folders.add("a", {}, {})
    assert (entry.folder / "data").read_bytes() == b"1"


def test_a_missing_record_is_damage_too(folders: NamedFolders) -> None:
    entry = folders.add("a", {}, {})
    (entry.folder / "owner.json").unlink()
    assert folders.damaged() == (entry.folder,)


def test_what_another_program_changed_is_read_again(folders: NamedFolders) -> None:
    entry = folders.add("a", {"x": 1}, {})
    assert folders.reread(entry) is None
    folders.change("a", lambda _: {"x": 2})
    again = folders.reread(entry)
    assert again is not None
    assert again.record == {"x": 2}


def test_the_next_change_removes_what_a_killed_program_left(folders: NamedFolders) -> None:
    entry = folders.add("a", {}, {})
    stray = ".shieldwiz-0123456789abcdef.tmp"
    (folders.folder / stray).mkdir()
    (folders.folder / stray / "key").write_bytes(b"1")
    (entry.folder / stray).write_bytes(b"1")
    (entry.folder / "notes.tmp").write_bytes(b"mine")
    folders.rename("a", "b")
    assert sorted(path.name for path in folders.folder.rglob("*")) == sorted(
        [".lock", entry.folder.name, "notes.tmp", "owner.json"]
    )


def test_the_next_change_removes_superseded_files(tmp_path: Path) -> None:
    def superseded(entry: NamedFolder) -> tuple[Path, ...]:
        return tuple(file for file in entry.folder.glob("data-*") if file.name != entry.record["data"])

    folders = NamedFolders(tmp_path / "guardians", "guardian", superseded=superseded)
    entry = folders.add("a", {"data": "data-1"}, {"data-1": b"1"})
    (entry.folder / "data-x").mkdir()  # cannot be unlinked: nothing comes of it
    folders.change("a", lambda _: {"data": "data-2"}, {"data-2": b"2"})
    assert (entry.folder / "data-1").exists()  # a program that read the old record still finds what it points to
    folders.rename("a", "b")
    assert sorted(path.name for path in entry.folder.iterdir()) == ["data-2", "data-x", "guardian.json"]
    assert json.loads((entry.folder / "guardian.json").read_bytes()) == {"name": "b", "data": "data-2"}


def test_what_was_set_aside_comes_back_as_it_was(folders: NamedFolders) -> None:
    entry = folders.add("a", {"x": 1}, {"data": b"1"})
    token = folders.set_aside("a")
    assert (folders.all(), folders.damaged()) == ((), ())
    assert folders.bring_back(token) == "a"
    assert folders.all() == (entry,)
    assert (entry.folder / "data").read_bytes() == b"1"


def test_what_was_copied_aside_comes_back_in_place_of_what_it_became(folders: NamedFolders) -> None:
    entry = folders.add("a", {"x": 1}, {"data": b"1"})
    (entry.folder / "a folder").mkdir()
    token = folders.copy_aside("A")
    folders.change("a", lambda _: {"x": 2}, {"data": b"2"})
    with pytest.raises(ShieldwizError) as error:
        folders.bring_back(token)
    assert error.value.problem is Problem.NAME_TAKEN
    assert folders.bring_back(token, in_place_of_other=True) == "a"
    (back,) = folders.all()
    assert (back.record, (back.folder / "data").read_bytes()) == ({"x": 1}, b"1")


def test_only_what_was_set_aside_last_is_kept(folders: NamedFolders) -> None:
    tokens = []
    for number in range(34):
        folders.add(f"a{number}", {}, {})
        tokens.append(folders.set_aside(f"a{number}"))
    for token in (tokens[1], "../a", "never-0000"):
        with pytest.raises(ShieldwizError) as error:
            folders.bring_back(token)
        assert error.value.problem is Problem.NOT_FOUND
    assert folders.bring_back(tokens[2]) == "a2"


def test_what_cannot_be_moved_stays(folders: NamedFolders, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = folders.add("a", {}, {})

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", full)
        with pytest.raises(ShieldwizError) as error:
            folders.set_aside("a")
    assert error.value.problem is Problem.WRITE_FAILED
    assert folders.all() == (entry,)
