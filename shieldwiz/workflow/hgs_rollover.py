# SPDX-License-Identifier: Apache-2.0
"""The guide through a change of keys, which remembers where one is. Nothing in it touches a server."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.hoster.rollover import STEPS
from shieldwiz.named_folders import NamedFolder, NamedFolders, check_name
from shieldwiz.workflow.home import Home, open_home
from shieldwiz.workflow.report import schema, time_text


def rollover(
    home: Home, name: str, now: datetime, *, done: Sequence[int] = (), undo: Sequence[int] = ()
) -> dict[str, Any]:
    """The JSON object of `hgs rollover`, after ticking and unticking steps. Raises `NAME`, `USAGE` for no such step."""
    check_name(name)
    known = {step.number for step in STEPS}
    if not {*done, *undo} <= known or set(done) & set(undo):
        raise ShieldwizError(
            Problem.USAGE, "There is no such step, or one was given both ways.", "The steps have the numbers 1 to 10."
        )
    folders = NamedFolders(home.folder / "rollover", "rollover")
    entry = _find(folders, name)
    record: Mapping[str, Any] = entry.record if entry is not None else {"done": {}}
    if done or undo:
        record = _ticked(record, done, undo, now)
        if entry is None:
            folders.add(name, record, {})
        else:
            record = folders.change(name, lambda found: _ticked(found.record, done, undo, now)).record
    ticks = _ticks(record)
    left = [step for step in STEPS if str(step.number) not in ticks]
    return {
        "schema": schema("hgs-rollover"),
        "name": name,
        "steps": [
            {
                "number": step.number,
                "title": step.title,
                "text": step.text,
                "commands": list(step.commands),
                "done": ticks.get(str(step.number)),
            }
            for step in STEPS
        ],
        "next": left[0].number if left else None,
    }


def rollover_in(
    home: str, now: datetime, name: str, *, done: Sequence[int] = (), undo: Sequence[int] = ()
) -> dict[str, Any]:
    """As `rollover`, in the home folder of that path."""
    return rollover(open_home(home), name, now, done=done, undo=undo)


def _find(folders: NamedFolders, name: str) -> NamedFolder | None:
    try:
        return folders.find(name)
    except ShieldwizError as error:
        if error.problem is Problem.NAME_UNKNOWN:
            return None
        raise


def _ticks(record: Mapping[str, Any]) -> dict[str, str]:
    found = record.get("done")
    return {str(step): str(moment) for step, moment in found.items()} if isinstance(found, dict) else {}


def _ticked(record: Mapping[str, Any], done: Sequence[int], undo: Sequence[int], now: datetime) -> dict[str, Any]:
    ticks = {**{str(step): time_text(now) for step in done}, **_ticks(record)}
    return {"done": {step: moment for step, moment in ticks.items() if int(step) not in undo}}
