# SPDX-License-Identifier: Apache-2.0
"""How long work says how far it is. A front end may raise `Cancelled` from it: nothing was written yet, then."""

from typing import Protocol


class Progress(Protocol):
    """Called between steps: `done` of `total`, and what is being done now, in words."""

    def __call__(self, done: int, total: int, activity: str) -> None:
        """Take note, or raise `Cancelled`."""
        ...


def no_progress(done: int, total: int, activity: str) -> None:
    """For callers that show none."""
