# SPDX-License-Identifier: Apache-2.0
"""What runs in a worker process: one piece of work at a time, told by name, its outcome sent back. No Qt here.

The window's process stays free to draw while keys are made, and hostile files are read outside it.
"""

import importlib
import inspect
import logging
import traceback
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from shieldwiz.errors import Cancelled, ShieldwizError
from shieldwiz.gui.messages import STOP, Order, Outcome, Ready, Step

if TYPE_CHECKING:
    from collections.abc import Callable

_OFFERED = ("home", "now")


def serve(pipe: Connection, preload: tuple[str, ...]) -> None:
    """Take orders from the pipe until it is closed. `preload` names modules to import before the first one."""
    logging.disable()  # nobody reads it, and what is not written cannot leak
    for module in preload:
        importlib.import_module(module)
    try:
        pipe.send(Ready())
        while True:
            order = pipe.recv()
            if isinstance(order, Order):  # a late STOP is for work that has already ended
                pipe.send(_outcome(order, pipe))
    except (EOFError, BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
        return  # the window is gone


def _outcome(order: Order, pipe: Connection) -> Outcome:
    try:
        return Outcome(result=_run(order, pipe))
    except ShieldwizError as error:
        return Outcome(error=_without_cause(error))
    except Cancelled:
        return Outcome(was_cancelled=True)
    except Exception as error:  # noqa: BLE001 - a bug: its place goes to the window, its values do not
        return Outcome(bug=_place_of(error))


def _run(order: Order, pipe: Connection) -> Any:
    module, _, name = order.work.partition(":")
    work: Callable[..., Any] = getattr(importlib.import_module(module), name)
    wanted = inspect.signature(work).parameters
    # Every order brings the home folder and the moment; not all work wants them.
    arguments = {key: value for key, value in order.arguments.items() if key in wanted or key not in _OFFERED}
    if "progress" in wanted:
        arguments["progress"] = _Progress(pipe)
    return work(**arguments)


class _Progress:
    """Sends each step to the window, and raises `Cancelled` where the person pressed Stop."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def __call__(self, done: int, total: int, activity: str) -> None:
        while self._pipe.poll():
            if self._pipe.recv() == STOP:
                raise Cancelled
        self._pipe.send(Step(done=done, total=total, activity=activity))


def _without_cause(error: ShieldwizError) -> ShieldwizError:
    """The same error alone: causes may not be picklable, and the window shows none."""
    return type(error)(error.problem, error.message, error.hint, rule=error.rule, detail=error.detail)


def _place_of(error: Exception) -> str:
    """The kind of the exception and the lines that it passed; no values, which might be secrets."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [
        f"{frame.filename.replace(chr(92), '/').rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames
    ]
    return "\n".join([type(error).__name__, *lines])
