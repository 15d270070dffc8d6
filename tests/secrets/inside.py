# SPDX-License-Identifier: Apache-2.0
"""What watches inside the program under test, and makes it fail in the middle. Started by a `sitecustomize`.

`WATCHED_EVENTS` names the file for what concerns the network; `WATCHED_FAULT` a file and function at whose end an
exception is raised that nobody expects, for example `seal.py:seal`.
"""

import os
import sys
from types import FrameType
from typing import Any

_NETWORK = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname")


class UnexpectedError(Exception):
    """A fault of the program, as far as it can tell."""


def start() -> None:
    """Begin to watch."""
    events = os.open(os.environ["WATCHED_EVENTS"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _NETWORK:
            os.write(events, f"{event} {arguments[1:]!r}\n".encode())

    sys.addaudithook(watch)
    fault = os.environ.get("WATCHED_FAULT")
    if fault:
        file, _, function = fault.partition(":")

        def fail(frame: FrameType, event: str, argument: object) -> None:
            code = frame.f_code
            if event == "return" and code.co_name == function and os.path.basename(code.co_filename) == file:  # noqa: PTH119
                sys.setprofile(None)
                raise UnexpectedError

        sys.setprofile(fail)
