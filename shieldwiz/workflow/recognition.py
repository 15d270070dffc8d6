# SPDX-License-Identifier: Apache-2.0
"""What kind of files these are, so that each is shown where it belongs. Content decides, never the name."""

from collections.abc import Sequence
from datetime import datetime

from shieldwiz.errors import ShieldwizError
from shieldwiz.workflow import inspection
from shieldwiz.workflow.home import open_home


def recognise(home: str, now: datetime, paths: Sequence[str]) -> tuple[str, ...]:
    """The kind of each file, as `inspect` names it; `unreadable` where it cannot even be read."""
    return tuple(_kind(home, path, now) for path in paths)


def _kind(home: str, path: str, now: datetime) -> str:
    try:
        return str(inspection.inspect_file(open_home(home), path, now)["kind"])
    except ShieldwizError:
        return "unreadable"
