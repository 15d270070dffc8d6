# SPDX-License-Identifier: Apache-2.0
"""Practice in the window: the make-believe hoster and a practice owner are made, and a draft that lacks the hoster.

Judging the hoster is the one thing that people must try themselves.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import make_private_folder, remove_folder
from shieldwiz.workflow import owners, practice
from shieldwiz.workflow.certificate_facts import fingerprint_facts
from shieldwiz.workflow.draft import Draft
from shieldwiz.workflow.drafts import list_drafts, remove_draft
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.progress import Progress, no_progress
from shieldwiz.workflow.template_disks import read_disk

OWNER = f"{practice.MARK} owner"
_FOLDER = "practice"
_KEYS = 8  # that the make-believe hoster takes
_STEPS = _KEYS + 1


def practice_start(home: str, now: datetime, *, progress: Progress = no_progress) -> dict[str, Any]:
    """Make the practice fabric under the home folder, in place of an earlier one, with its owner and a draft.

    Returns `folder`, `metadata` (the file the hoster "sent"), its `fingerprint`, `owner`, `passphrase` and `draft`.
    """
    practice_clear(home)
    place = Home(folder=Path(home))
    make_private_folder(place.folder)
    folder = place.folder / _FOLDER
    try:
        made = practice.make_practice(folder, now=now, progress=_with_one_more(progress))
        passphrase = (folder / "passphrases.txt").read_text(encoding="utf-8").splitlines()[0]
        progress(_KEYS, _STEPS, "Making the practice owner")
        owners.create(place, OWNER, passphrase, now=now, key_size=2048, for_practice=True)
    except BaseException:
        practice_clear(home)
        raise
    draft = Draft(
        output=str(folder / "web.pdkx"),
        owner=OWNER,
        disks=(read_disk(str(folder / "volume-id.json"))["disk"],),
        answer_file=str(folder / "unattend.xml"),
        other_files=(str(folder / "rdp.pfx"),),
        receipt=str(folder / "web-receipt.json"),
        windows_kit=str(folder / "web-kit.zip"),
        practice=True,
    )
    progress(_STEPS, _STEPS, "Done")
    return {
        "folder": str(folder),
        "metadata": str(folder / "metadata.xml"),
        "fingerprint": fingerprint_facts(made.fingerprint),
        "owner": OWNER,
        "passphrase": passphrase,
        "draft": draft,
    }


def _with_one_more(progress: Progress) -> Progress:
    def told(done: int, total: int, activity: str) -> None:
        progress(done, total + 1, activity)

    return told


def practice_clear(home: str) -> dict[str, Any]:
    """Take away everything of practice: the folder, its guardians, its owners, its drafts. Returns their `names`."""
    place = Home(folder=Path(home))
    folder = place.folder / _FOLDER
    names: list[str] = []
    try:
        names += practice.delete_practice(place, folder)
    except ShieldwizError as error:
        if error.problem is not Problem.KIND:
            raise
        names += practice.remove_marked(place)  # the folder is gone or half made: what bears the mark goes all the same
        if folder.is_dir():
            remove_folder(folder)
    for row in list_drafts(home):
        if row["practice"]:
            remove_draft(home, row["id"])
            names.append(row["name"])
    return {"names": names}
