# SPDX-License-Identifier: Apache-2.0
"""Other people's programs, driven as a person would: what needs a terminal gets one."""

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

# Makes standard input the controlling terminal of the new session, then becomes the program.
_TAKE_TERMINAL = "import os, sys; os.close(os.open(os.ttyname(0), os.O_RDWR)); os.execvp(sys.argv[1], sys.argv[1:])"


def on_a_terminal(command: Sequence[str], answer: str, *, folder: Path, seconds: float = 30) -> str:
    """Run `command` on a terminal of its own, type `answer` at each question for a passphrase; what it printed.

    A question is text that ends in a colon. Raises AssertionError where the program fails.
    """
    main, terminal = pty.openpty()
    try:
        process = subprocess.Popen(
            [sys.executable, "-c", _TAKE_TERMINAL, *command],
            cwd=folder,
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            start_new_session=True,
        )
        os.close(terminal)
        printed = _talk(main, process, answer, time.monotonic() + seconds)
        assert process.wait(timeout=seconds) == 0, printed
        return printed
    finally:
        os.close(main)


def _talk(main: int, process: "subprocess.Popen[bytes]", answer: str, deadline: float) -> str:
    printed = b""
    answered = 0
    while time.monotonic() < deadline:
        ready, _, _ = select.select([main], [], [], 0.05)
        if not ready:
            if process.poll() is not None:
                break
            continue
        try:
            piece = os.read(main, 4096)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        printed += piece
        if printed[answered:].rstrip().endswith(b":"):
            os.write(main, answer.encode() + b"\n")
            answered = len(printed)
    return printed.decode(errors="replace")
