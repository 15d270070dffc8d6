# SPDX-License-Identifier: Apache-2.0
"""Files that are opened in the window: looked into, unlocked, compared, changed."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from shieldwiz.errors import REFUSALS, ShieldwizError
from shieldwiz.files import read_file, write_folder
from shieldwiz.keyprotector.encoding import MAX_FILE
from shieldwiz.shieldingdata.compare import Change, Difference
from shieldwiz.shieldingdata.compare import compare as compare_files
from shieldwiz.shieldingdata.shielding_data import Contents, Policy
from shieldwiz.workflow import changing, inspection, report_texts, shielding
from shieldwiz.workflow.draft import DraftDisk
from shieldwiz.workflow.file_banner import add_badges, banner_over, refused_file
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.judged_document import as_text
from shieldwiz.workflow.progress import Progress, no_progress
from shieldwiz.workflow.shielding_report import Known, difference_report, known_fields

look_text = report_texts.look_text
compare_text = report_texts.compare_text
_MAX_TEXT = 256 << 10  # characters that the window shows


def look(home: str, now: datetime, file: str) -> dict[str, Any]:
    """What a file is and says, with a `banner` over it: genuine, by an unknown owner, or not genuine.

    A damaged file is a banner and an `error`, not an exception. Raises what reading a file raises.
    """
    place = Home(folder=Path(home))
    data = read_file(Path(file), MAX_FILE)
    text, encoding = as_text(data)
    is_text = bool(encoding) and "\0" not in text
    found: dict[str, Any] = {
        "data_size": len(data),
        "text": text[:_MAX_TEXT] if is_text else "",
        "text_cut": is_text and len(text) > _MAX_TEXT,
        "notes": [],
        "error": None,
    }
    try:
        found |= inspection.inspect_file(place, file, now)
        if found["kind"] != "recipe":  # a recipe names its guardians, and holds none
            add_badges(place, found["report"], now)
        return found | banner_over(place, file, found)
    except ShieldwizError as error:
        if error.problem not in REFUSALS:
            raise
        return found | refused_file(file, data, error)


def unlock(
    home: str,
    file: str,
    *,
    owner: str = "",
    pfx: str = "",
    secret: str = "",
    accept_unknown: bool = False,
    owner_fingerprint: str = "",
) -> dict[str, Any]:
    """Open a file with an owner's key or a PFX, and list what is inside. Writes nothing.

    The answer file comes with its text, to be read and not kept. Raises as `shielding.open_file`.
    """
    key = _key(owner, pfx, secret)
    contents = _opened(home, file, key, accept_unknown=accept_unknown, owner_fingerprint=owner_fingerprint)
    answer = contents.answer_file
    return {
        "answer_file": {"name": answer.name, "size": len(answer.data), "text": as_text(answer.data)[0]}
        if answer is not None
        else None,
        "other_files": [{"name": one.name, "size": len(one.data)} for one in contents.other_files],
        "notes": [],
    }


def extract(
    home: str,
    file: str,
    folder: str,
    *,
    owner: str = "",
    pfx: str = "",
    secret: str = "",
    accept_unknown: bool = False,
    owner_fingerprint: str = "",
) -> dict[str, Any]:
    """Write what is inside into a new folder that only this person can read. Raises as `shielding.open_file`."""
    key = _key(owner, pfx, secret)
    contents = _opened(home, file, key, accept_unknown=accept_unknown, owner_fingerprint=owner_fingerprint)
    write_folder(Path(folder), {one.name: one.data for one in contents.files})
    return {"folder": folder, "files": [one.name for one in contents.files], "notes": []}


def compare(home: str, first: str, second: str, *, owner: str = "", pfx: str = "", secret: str = "") -> dict[str, Any]:
    """What differs between two files; with a key that opens both, their contents too.

    `differences` are the lines that are not the same, `all` every line.
    """
    place = Home(folder=Path(home))
    files = (shielding.read_whole(first), shielding.read_whole(second))
    contents = None
    if owner or pfx:
        opened = [_opened(home, name, _key(owner, pfx, secret)) for name in (first, second)]
        contents = (opened[0], opened[1])
    lines = compare_files(files[0], files[1], contents)
    different = [line for line in lines if line.change is not Change.SAME]
    names = shielding.known_names(place)
    report = difference_report(first, second, different, names=names, opened=contents is not None)
    everything = difference_report(first, second, lines, names=names, opened=contents is not None)
    return {
        **report,
        "headline": _headline(different),
        "all": everything["differences"],
        "opened": contents is not None,
    }


def plan_change(
    home: str,
    now: datetime,
    file: str,
    *,
    grant: Sequence[str] = (),
    revoke: Sequence[str] = (),
    policy: str | None = None,
    description: str | None = None,
    add_disks: Sequence[DraftDisk] = (),
    remove_disks: Sequence[int] = (),
    answer_file: str | None = None,
    add_files: Sequence[str] = (),
    remove_files: Sequence[str] = (),
) -> dict[str, Any]:
    """What a change would do, before and after, as `rows` with same, added, removed or changed. Needs no key.

    `from_older` says whether this computer has seen a newer revision: then `change` needs the person's word.

    Raises what looking up guardians and disks raises.
    """
    place = Home(folder=Path(home))
    verified = shielding.read_whole(file)
    known, notes = shielding.recipients(place, grant, now)
    gone = {shielding.find_recipient(place, verified.recipients, one).hex for one in revoke}
    names = shielding.known_names(place)
    rows = []
    for one in verified.guardians:
        word = "removed" if one.fingerprint.hex in gone else "same"
        rows.append(_row("recipient", one.fingerprint.hex, word, names))
    rows += [_row("recipient", one.guardian.fingerprint.hex, "added", names) for one in known]
    edit = changing.Edit(add_disks=tuple(add_disks), remove_volume_ids=tuple(remove_disks))
    before, after = verified.header.volume_id_qualifiers, changing.edited_qualifiers(verified, edit)
    for disk in dict.fromkeys((*before, *after)):
        word = "same" if disk in before and disk in after else "added" if disk in after else "removed"
        rows.append(_row("disk", f"{disk.disk_name} {disk.version}", word, names))
    header = verified.header
    rows.append(_row("policy", policy or header.policy.value, _changed(policy, header.policy.value), names))
    text = header.description if description is None else description
    rows.append(_row("description", text, _changed(description, header.description), names))
    rows += [_row("answer-file", Path(answer_file).name, "changed", names)] if answer_file else []
    rows += [_row("other-file", Path(one).name, "added", names) for one in add_files]
    rows += [_row("other-file", one, "removed", names) for one in remove_files]
    older = changing.older_warning(place, verified)
    revoking = [changing.REVOKING] if gone else []
    return {"rows": rows, "notes": [*([older] if older else []), *notes, *revoking], "from_older": older is not None}


def change(
    home: str,
    now: datetime,
    file: str,
    *,
    owner: str,
    passphrase: str,
    output: str = "",
    overwrite: bool = False,
    grant: Sequence[str] = (),
    revoke: Sequence[str] = (),
    policy: str | None = None,
    description: str | None = None,
    add_disks: Sequence[DraftDisk] = (),
    remove_disks: Sequence[int] = (),
    answer_file: str | None = None,
    add_files: Sequence[str] = (),
    remove_files: Sequence[str] = (),
    allow: Sequence[str] = (),
    from_older: bool = False,
    progress: Progress = no_progress,
) -> dict[str, Any]:
    """Write the next revision of a file: one revision, however much changes in it.

    `from_older`: go on from this file although this computer has seen a newer one. Raises as `changing.edit`.
    """
    wanted = changing.Edit(
        policy=Policy(policy) if policy is not None else None,
        description=description,
        add_disks=tuple(add_disks),
        remove_volume_ids=tuple(remove_disks),
        answer_file=answer_file or None,
        add_other_files=tuple(add_files),
        remove_other_files=tuple(remove_files),
        grant=tuple(grant),
        revoke=tuple(revoke),
        allow=tuple(allow),
    )
    saved = changing.edit(
        Home(folder=Path(home)),
        file,
        wanted,
        owner=owner,
        passphrase=passphrase,
        output=output or None,
        overwrite=overwrite,
        now=now,
        from_older=from_older,
        progress=progress,
    )
    return {"report": saved.report, "file": output or file, "notes": list(saved.notes)}


def _opened(
    home: str, file: str, key: shielding.Key, *, accept_unknown: bool = False, owner_fingerprint: str = ""
) -> Contents:
    place = Home(folder=Path(home))
    verified = shielding.read_whole(file)
    confirmed = shielding.confirmed_for(place, verified, owner_fingerprint or None, accept_unknown=accept_unknown)
    return shielding.open_with(place, confirmed, key)


def _key(owner: str, pfx: str, secret: str) -> shielding.Key:
    return shielding.Key(owner=owner or None, pfx=pfx or None, secret=secret)


def _headline(different: Sequence[Difference]) -> str:
    if not different:
        return "No differences."
    subjects = ", ".join(dict.fromkeys(line.subject.value.replace("-", " ") for line in different))
    return f"{len(different)} difference{'s' if len(different) > 1 else ''}: {subjects}."


def _row(subject: str, name: str, word: str, names: dict[str, Known]) -> dict[str, Any]:
    return {"subject": subject, "name": name, **known_fields(names, name), "word": word}


def _changed(new: str | None, old: str) -> str:
    return "same" if new is None or new == old else "changed"
