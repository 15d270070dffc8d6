# SPDX-License-Identifier: Apache-2.0
"""Odd names and places, on the command line: one clear refusal or success, and nothing lost either way."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from shieldwiz.cli.main import run
from tests.faults import saves
from tests.faults.fault_layer import Fault, FaultLayer

WORDS = ("exists already", "is a link or a device", "could not be written", "cannot be written", "There is no file")


@pytest.fixture
def place(beginning: Path, tmp_path: Path) -> Path:
    shutil.copytree(beginning, tmp_path / "place")
    (tmp_path / "passphrase").write_text(saves.OLD, encoding="utf-8")
    return tmp_path / "place"


def longest(length: int) -> str:
    return "a" * (length - 5) + ".pdkx"


def _link(path: Path) -> None:
    path.symlink_to(path.parent / "old.pdkx")


def _dangling(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere")


def _loop(path: Path) -> None:
    path.symlink_to(path)


def _twin(path: Path) -> None:
    path.hardlink_to(path.parent / "old.pdkx")


def _nothing(path: Path) -> None:
    assert not os.path.lexists(path)


# The name, what lies there before, and the exit code without and with --overwrite.
PLACES: dict[str, tuple[str, Callable[[Path], object], tuple[int, int]]] = {
    "255 bytes": (longest(255), _nothing, (0, 0)),
    "255 bytes of other letters": ("ü" * 125 + ".pdkx", _nothing, (0, 0)),
    "no UTF-8": (os.fsdecode(b"\xff\xfe web \x80.pdkx"), _nothing, (0, 0)),
    "a line feed": ("a\nb\x1b[31m.pdkx", _nothing, (0, 0)),
    "a space": (" ", _nothing, (0, 0)),
    "a hard link": ("twin.pdkx", _twin, (1, 0)),
    "a link": ("link.pdkx", _link, (1, 1)),
    "a dangling link": ("link.pdkx", _dangling, (1, 1)),
    "a link to itself": ("link.pdkx", _loop, (1, 1)),
    "a folder": ("folder", Path.mkdir, (1, 1)),
    "a pipe": ("pipe", os.mkfifo, (1, 1)),
    "256 bytes": (longest(256), lambda _: None, (1, 1)),
    "4 KiB": (longest(4096), lambda _: None, (1, 1)),
    "a vanished folder": ("gone/web.pdkx", _nothing, (1, 1)),
    "below a file": ("old.pdkx/web.pdkx", lambda _: None, (1, 1)),
}


def create(place: Path, target: str, *options: str, home: str | None = None) -> int:
    arguments = ["--home", home or str(place / "home"), "pdk", "create", target, "--owner", "Finance", *options]
    arguments += ["--guardian", "North", "--purpose", "ExistingVM", "--passphrase-file", str(place / "../passphrase")]
    return run(arguments)


@pytest.mark.parametrize("overwrite", [False, True], ids=["new", "overwrite"])
@pytest.mark.parametrize(("name", "lay", "codes"), PLACES.values(), ids=PLACES)
def test_a_file_with_an_odd_name(
    name: str,
    lay: Callable[[Path], object],
    codes: tuple[int, int],
    overwrite: bool,
    place: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    target = saves.out(place, name)
    lay(target)
    before = {path: path.read_bytes() for path in place.rglob("*.pdkx") if path.is_file()}
    options = ("--overwrite",) if overwrite else ()
    assert create(place, str(target), *options, "--json") == codes[overwrite], capsys.readouterr()
    told = capsys.readouterr()
    if codes[overwrite] == 0:
        assert run(["--home", str(place / "home"), "pdk", "verify", str(target), "--owner", "Finance"]) == 0
        before.pop(target, None)
    else:
        assert any(words in told.err for words in WORDS), told.err
    assert {path: path.read_bytes() for path in before} == before
    assert saves.strays(place) == []


def test_the_files_beside_may_have_odd_names_too(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = os.fsdecode(b"\xff")
    options = [("--key-protector", ".kp"), ("--receipt", ".json")]
    outputs = [(option, str(saves.out(place, odd + suffix))) for option, suffix in options]
    assert create(place, str(saves.out(place, odd)), *(word for pair in outputs for word in pair)) == 0
    assert json.loads(Path(outputs[1][1]).read_bytes())["file"] == str(saves.out(place, odd))
    recipe = saves.out(place, "x.toml")
    capsys.readouterr()
    assert create(place, str(saves.out(place, odd + "2")), "--save-recipe", str(recipe)) == 2
    assert "a recipe cannot hold such a name" in capsys.readouterr().err
    assert not recipe.exists()
    assert not saves.out(place, odd + "2").exists()


def test_where_a_second_file_cannot_be_written_the_first_is_told_to_stay(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = saves.out(place, "new.pdkx")
    assert create(place, str(target), "--receipt", str(place / "gone" / "x.json")) == 1
    assert "new.pdkx is made and whole, but: " in capsys.readouterr().err
    assert run(["--home", str(place / "home"), "pdk", "verify", str(target), "--owner", "Finance"]) == 0


BACKUPS: dict[str, tuple[str, Callable[[Path], object], int]] = {
    "new": ("usb", _nothing, 0),
    "empty": ("usb", Path.mkdir, 0),
    "255 bytes": ("b" * 255, _nothing, 0),
    "no UTF-8": (os.fsdecode(b"\xffusb"), _nothing, 0),
    "256 bytes": ("b" * 256, lambda _: None, 1),
    "a file": ("usb", Path.touch, 1),
    "a link": ("usb", lambda path: path.symlink_to(path.parent / "input"), 1),
    "a dangling link": ("usb", _dangling, 1),
    "not empty": ("input", lambda _: None, 1),
    "a vanished folder": ("gone/usb", _nothing, 1),
}


@pytest.mark.parametrize(("name", "lay", "code"), BACKUPS.values(), ids=BACKUPS)
def test_a_backup_with_an_odd_name(
    name: str, lay: Callable[[Path], object], code: int, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = saves.out(place, name)
    lay(target)
    before = saves.state(place)["input"]
    key = ("--passphrase-file", str(place / "../passphrase"), "--backup-passphrase-file", str(place / "../passphrase"))
    assert run(["--home", str(place / "home"), "owner", "backup", "Finance", str(target), *key]) == code
    told = capsys.readouterr().err
    if code:
        assert any(words in told for words in WORDS), told
    else:
        assert run(["owner", "check-backup", str(target), *key[2:]]) == 0
        assert run(["--home", str(place / "home"), "owner", "show", "Finance", "--json"]) == 0
    assert saves.state(place)["input"] == before
    assert saves.strays(place) == []


def test_homes_with_odd_names(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = place / os.fsdecode(b"\xff home") / ("h" * 255)
    odd.parent.mkdir()
    shutil.copytree(place / "home", odd)
    assert create(place, str(saves.out(place, "new.pdkx")), home=str(odd)) == 0
    for home in (saves.out(place), place / ("h" * 256), place / "missing"):
        assert create(place, str(saves.out(place, "other.pdkx")), home=str(home)) in {1, 2}
        assert len(capsys.readouterr().err.strip()) > 10
    assert not saves.out(place, "other.pdkx").exists()


def test_a_home_that_can_only_be_read_still_verifies(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    codes: list[int] = []

    def look() -> None:
        codes.append(run(["--home", str(place / "home"), "pdk", "verify", str(saves.out(place)), "--owner", "Finance"]))
        codes.append(run(["--home", str(place / "home"), "guardian", "rename", "North", "Far North"]))

    shutil.rmtree(place / "home" / ".lock", ignore_errors=True)
    before = saves.state(place)
    assert FaultLayer(Fault(at=1, kind="EROFS", lasts=True)).run(look, monkeypatch) == "done"
    told = capsys.readouterr()
    assert codes == [0, 1]
    assert "cannot remember which revision this is" in told.out + told.err
    assert "you have no permission to write there" in told.err
    assert saves.state(place) == before
