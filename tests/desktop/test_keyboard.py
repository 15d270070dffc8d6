# SPDX-License-Identifier: Apache-2.0
"""A newcomer's tasks by keyboard alone: the screen reader only looks. `conftest.py` prints what they took."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desktop.belongings import HOSTER, OWNER, PASSPHRASE, Belongings
from tests.desktop.conftest import StartDesk
from tests.desktop.desk import SLOW, Desk
from tests.desktop.screen_reader import wait_for

Note = Callable[[str, Desk], None]
pytestmark = [pytest.mark.desktop, pytest.mark.timeout(170)]


def _choose_file(desk: Desk, *paths: Path) -> None:
    """Names files in the dialog that asks for them."""
    desk.wait_for_focus("fileNameEdit")
    names = [str(path) for path in paths]
    desk.keyboard.type(names[0] if len(names) == 1 else " ".join(f'"{name}"' for name in names))
    desk.keyboard.press("Return")


def _open_for_check(desk: Desk, path: Path) -> None:
    """From the start page to the check of a file."""
    desk.keyboard.press("alt+c")
    desk.wait_for_focus("check_file_button")
    desk.keyboard.press("alt+i")
    _choose_file(desk, path)


def _verdict(desk: Desk, beginning: str) -> None:
    wait_for(lambda: desk.program.find("check_verdict_banner").name.startswith(beginning), beginning)


def _focus_begins(desk: Desk, name: str) -> None:
    """Waits until the keyboard is where the name begins so."""
    wait_for(lambda: (desk.program.focused() or desk.program.root).name.startswith(name), f"the focus on {name}")


def _has_guardian(desk: Desk) -> bool:
    return any((desk.home / "guardians").glob("*"))


def test_1_try_the_program_without_risk_and_make_a_file(start_desk: StartDesk, note_task: Note) -> None:
    desk = start_desk()
    keyboard, program = desk.keyboard, desk.program
    keyboard.start_counting()
    keyboard.press("alt+y")
    desk.wait_for_focus("practice_begin_button", patience=SLOW)
    keyboard.press("Return")
    program.find("hosters_practice_copy_button")
    keyboard.press("alt+c", "alt+k")
    desk.wait_for_focus("check_fingerprint_edit")
    keyboard.press("ctrl+v")
    program.find("check_add_button")
    keyboard.press("alt+a")
    hosters = program.find("hosters_guardians_list")
    wait_for(lambda: [row for row in hosters.rows() if "checked" in row.states], "the new hoster, ticked")
    for step in ("disks_page", "contents_page", "review_page"):
        keyboard.press("alt+n")
        program.find(step)
    keyboard.press("alt+m")
    desk.wait_for_focus("unlock_passphrase")
    keyboard.type((desk.home / "practice" / "passphrases.txt").read_text(encoding="utf-8").strip())
    keyboard.press("Return")
    desk.wait_for_focus("kit_have_check", patience=SLOW)
    keyboard.press("space", "Return")
    program.find("result_page", patience=SLOW)
    note_task("1  try it and make a file", desk)
    assert (desk.home / "practice" / "web.pdkx").exists()


def test_2_the_fingerprint_of_the_contract_proves_the_file(
    start_desk: StartDesk, belongings: Belongings, note_task: Note
) -> None:
    desk = start_desk(belongings.first_home)
    desk.put_on_clipboard(belongings.told)
    desk.keyboard.start_counting()
    _open_for_check(desk, belongings.hoster / "metadata.xml")
    desk.wait_for_focus("check_fingerprint_edit")
    desk.keyboard.press("ctrl+v")
    _verdict(desk, "Trusted:")
    desk.program.find("check_add_button")
    desk.keyboard.press("alt+a")
    wait_for(lambda: _has_guardian(desk), "the guardian in the library")
    note_task("2  is this file theirs?", desk)


def test_3_one_digit_less_alike_is_refused(start_desk: StartDesk, belongings: Belongings, note_task: Note) -> None:
    desk = start_desk(belongings.first_home)
    last = "0" if belongings.told[-1] != "0" else "1"
    desk.put_on_clipboard(belongings.told[:-1] + last)
    desk.keyboard.start_counting()
    _open_for_check(desk, belongings.hoster / "metadata.xml")
    desk.wait_for_focus("check_fingerprint_edit")
    desk.keyboard.press("ctrl+v")
    _verdict(desk, "Refused:")
    note_task("3  the same with one digit changed", desk)
    assert desk.program.look("check_add_button", name="Add guardian", state="enabled") is None
    assert not _has_guardian(desk)


@pytest.mark.parametrize("different", [0, 9], ids=["all-alike", "group-9-differs"])
def test_4_by_phone(start_desk: StartDesk, belongings: Belongings, note_task: Note, different: int) -> None:
    desk = start_desk(belongings.first_home)
    desk.keyboard.start_counting()
    _open_for_check(desk, belongings.hoster / "metadata.xml")
    desk.wait_for_focus("check_fingerprint_edit")
    _go_to_phone(desk)
    if different:
        desk.keyboard.press(*["space"] * (different - 1), "alt+d")
        _verdict(desk, "Refused:")
        note_task("4b by phone, group 9 differs", desk)
        assert not _has_guardian(desk)
        return
    desk.keyboard.press(*["space"] * 12)
    _verdict(desk, "Trusted:")
    note_task("4  by phone", desk)


def _go_to_phone(desk: Desk) -> None:
    desk.keyboard.press("alt+y")
    _focus_begins(desk, "Group 1 of 12")


def test_5_a_key_that_survives_this_laptop(start_desk: StartDesk, note_task: Note) -> None:
    desk = start_desk()
    keyboard = desk.keyboard
    stick = desk.folder / "stick"
    stick.mkdir()
    keyboard.start_counting()
    keyboard.press("alt+p")
    desk.wait_for_focus("purpose_new_card")
    keyboard.press("alt+n")
    desk.wait_for_focus("owner_create_button")
    keyboard.press("Return")
    desk.wait_for_focus("creation_name_edit")
    keyboard.type(OWNER)
    keyboard.press("Return")
    desk.wait_for_focus("creation_passphrase")
    keyboard.type("seven plain words, typed by real keys")
    keyboard.press("Return")
    desk.wait_for_focus("backup_folder")
    keyboard.type(str(stick))
    keyboard.press("alt+w")
    desk.wait_for_focus(name="Finish", patience=SLOW)
    keyboard.press("Return")
    wait_for(lambda: desk.program.look("main_window", state="active"), "the window again")
    note_task("5  a key that survives this laptop", desk)
    assert any(stick.iterdir())


def test_6_protect_a_web_server(start_desk: StartDesk, belongings: Belongings, note_task: Note) -> None:
    desk = start_desk(belongings.home)
    keyboard, program = desk.keyboard, desk.program
    keyboard.start_counting()
    keyboard.press("alt+p")
    desk.wait_for_focus("purpose_new_card")
    keyboard.press("alt+n")
    _focus_begins(desk, OWNER)
    keyboard.press("alt+n")
    _focus_begins(desk, HOSTER)
    keyboard.press("space", "alt+n")
    program.find("disks_page")
    keyboard.press("alt+d")
    _choose_file(desk, belongings.hoster / "volume-id.json")
    wait_for(lambda: program.shows("every newer one"), "the disk")
    keyboard.press("alt+n")
    desk.wait_for_focus("contents_answer")
    keyboard.type(str(belongings.hoster / "unattend.xml"))
    keyboard.press("alt+n")
    desk.wait_for_focus("review_path")
    keyboard.press("alt+m")
    desk.wait_for_focus("unlock_passphrase")
    keyboard.type(PASSPHRASE)
    keyboard.press("Return")
    desk.wait_for_focus("kit_have_check", patience=SLOW)
    keyboard.press("space", "Return")
    program.find("result_page", patience=SLOW)
    note_task("6  protect a web server", desk)
    assert program.shows("Windows hosts cannot")
    assert {path.suffix for path in belongings.hoster.glob("HR-department*")} >= {".pdkx", ".zip"}


def test_7_the_hoster_has_new_keys(start_desk: StartDesk, belongings: Belongings, note_task: Note) -> None:
    desk = start_desk(belongings.home)
    keyboard, program = desk.keyboard, desk.program
    keyboard.start_counting()
    _open_for_check(desk, belongings.hoster / "metadata-new-keys.xml")
    _verdict(desk, f"Your decision: {HOSTER} has new keys")
    desk.wait_for_focus("check_keep_old_card")
    keyboard.press("Right")
    program.find(name="Keep both", role="push button")
    keyboard.press("alt+b")
    wait_for(lambda: len(list((desk.home / "guardians").glob("*"))) > 1, "both guardians in the library")
    note_task("7  the hoster has new keys", desk)


def test_8_what_has_changed_since_the_last_file(start_desk: StartDesk, belongings: Belongings, note_task: Note) -> None:
    desk = start_desk(belongings.home)
    keyboard, program = desk.keyboard, desk.program
    keyboard.start_counting()
    keyboard.press("alt+t")
    wait_for(lambda: program.look(role="menu item", name="Compare two files…"), "the menu")
    keyboard.press("c")
    _choose_file(desk, *belongings.files)
    program.find("compare_banner")
    note_task("8  who can open it, what changed", desk)
    assert program.shows(f"Hoster: {HOSTER}")
    assert program.shows("Wider")
