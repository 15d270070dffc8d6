# SPDX-License-Identifier: Apache-2.0
"""Whether a window has this home folder open already. Apart from `single_instance`, whose networking costs a start."""

import os
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QDir, QLockFile


def instance_name(home: str) -> str:
    """One name for each user and home folder, fit for a socket or a file."""
    user = os.environ.get("USERNAME", "") if os.name == "nt" else str(os.getuid())
    text = f"{user}\0{Path(home).absolute()}".encode("utf-8", "surrogateescape")
    digest = QCryptographicHash.hash(text, QCryptographicHash.Algorithm.Sha256).toHex()
    return "shieldwiz-" + bytes(digest.data()).decode("ascii")[:24]


def take_place(home: str) -> QLockFile | None:
    """The lock of the first window, to be kept while it lives; None where another one has it."""
    lock = QLockFile(f"{QDir.tempPath()}/{instance_name(home)}.lock")
    lock.setStaleLockTime(0)  # a window may be open for days; only a process that is gone makes a lock stale
    return lock if lock.tryLock(0) else None
