# SPDX-License-Identifier: Apache-2.0
"""The main job from the start page to a file that a hoster opens, in the real window."""

import pytest

from tests.desktop.conftest import StartDesk
from tests.desktop.desk import SLOW, Desk
from tests.desktop.screen_reader import wait_for

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(170)]

_PASSPHRASE = "seven plain words, typed by real keys"
_OWNER = "HR department"


def test_a_person_protects_a_machine_and_the_hoster_opens_the_file(start_desk: StartDesk) -> None:
    desk = start_desk()
    program, keyboard = desk.program, desk.keyboard
    program.press("start_practice_button")
    program.find("practice_begin_button", patience=SLOW).press()

    _confirm_the_hoster(desk)
    hosters = program.find("hosters_guardians_list")
    wait_for(lambda: [row for row in hosters.rows() if "checked" in row.states], "the new hoster, ticked")

    program.press("wizard_step_2")
    _create_an_owner(desk)
    for step in ("hosters_page", "disks_page", "contents_page", "review_page"):
        program.press("wizard_next_button")
        program.find(step)

    program.find(name="Make the files", role="push button").press()
    program.find("unlock_passphrase").focus()
    keyboard.type(_PASSPHRASE)
    program.press("unlock_button")
    program.find("kit_have_check", patience=SLOW).press()
    program.press("kit_write_button")
    program.find("result_page", patience=SLOW)
    program.find(name="Done. web.pdkx was written, read back and compared.")

    program.press("result_check_button")
    banner = program.find("inspector_banner")
    assert banner.name.startswith(f"Genuine: signed by {_OWNER} and unchanged since.")
    assert _files_inside(desk) == ["unattend.xml", "rdp.pfx"]


def _confirm_the_hoster(desk: Desk) -> None:
    """The metadata is not trusted before the fingerprint, and trusted after it."""
    program = desk.program
    program.press("hosters_practice_copy_button")
    program.press("hosters_practice_check_button")
    verdict = program.find("check_verdict_banner")
    assert verdict.name.startswith("Your decision:")
    assert program.look("check_add_button", state="enabled") is None
    program.press("check_paste_button")
    add = program.find("check_add_button")
    assert program.find("check_verdict_banner").name.startswith("Trusted:")
    add.press()
    program.find("hosters_page")


def _create_an_owner(desk: Desk) -> None:
    """A new owner, whose backup is written and read again."""
    program, keyboard = desk.program, desk.keyboard
    backup = desk.folder / "stick"
    backup.mkdir()
    program.press("owner_create_button")
    program.find("creation_name_edit", state="focused")
    keyboard.type(_OWNER)
    program.press("backup_finish_button")
    program.find("creation_passphrase", state="focused")
    keyboard.type(_PASSPHRASE)
    program.press("backup_finish_button")
    program.find("backup_folder", state="focused")
    keyboard.type(str(backup))
    program.press("backup_finish_button")
    program.find(name="Finish", role="push button", patience=SLOW).press()
    program.find("owner_page")
    assert any(backup.iterdir())


def _files_inside(desk: Desk) -> list[str]:
    """The names of the files inside, as the hoster's PFX opens them."""
    program, keyboard = desk.program, desk.keyboard
    practice = desk.home / "practice"
    program.press("inspector_unlock_button")
    program.find("unlock_who_combo").focus()
    keyboard.press("End")
    program.find("unlock_pfx").focus()
    keyboard.type(str(practice / "hgs-encryption.pfx"))
    program.find("unlock_file_secret").focus()
    keyboard.type((practice / "passphrases.txt").read_text(encoding="utf-8").splitlines()[0])
    program.press("unlock_file_button")
    rows = program.find("unlock_files_list").rows()
    names = [row.name.partition(",")[0] for row in rows]
    program.press("unlock_file_close_button")
    return names
