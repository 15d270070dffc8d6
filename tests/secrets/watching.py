# SPDX-License-Identifier: Apache-2.0
"""Runs `shieldwiz` as a child and keeps all that another program, or somebody later, could see of it.

On Linux under strace where that is allowed: then every byte written anywhere is seen, also to files that are gone
afterwards, and every call that has to do with the network. Elsewhere what Python itself reports.
"""

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
_STRACE = ("strace", "-f", "-qq", "-v", "-y", "-xx", "-s", "4000000", "-e")
_CALLS = "trace=execve,write,pwrite64,writev,sendto,sendmsg,connect,bind,listen,accept,accept4,socket"
_WRITE = re.compile(rb"\b(?:write|pwrite64|writev)\(\d+<([^>]*)>, (.*)")
_TEXT = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"')
_FAMILY = re.compile(rb"sa_family=(AF_[A-Z0-9]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What could be seen of one run."""

    code: int
    out: bytes
    err: bytes
    processes: bytes
    """Arguments and environments of all its processes."""
    written: tuple[tuple[str, bytes], ...] = ()
    """Each write as (path, bytes); the pipe to a worker process, which carries secrets on purpose, left out."""
    network: tuple[str, ...] = ()


@dataclass(slots=True)
class Watcher:
    """Children in a world of their own: home, temporary folder, environment, umask 000."""

    folder: Path
    seen: list[Seen] = field(default_factory=list)

    @property
    def temporary(self) -> Path:
        return self.folder / "temporary"

    def __post_init__(self) -> None:
        for name in ("temporary", "site", "user"):
            (self.folder / name).mkdir(parents=True)
        text = "from tests.secrets.inside import start\n\nstart()\n"
        (self.folder / "site" / "sitecustomize.py").write_text(text, encoding="utf-8")

    def run(
        self, *arguments: str, program: Sequence[str] = ("-m", "shieldwiz"), stdin: bytes = b"", fault: str = ""
    ) -> Seen:
        """One run; kept in `seen`."""
        events, trace = self.folder / "events", self.folder / "trace"
        for old in (events, trace):
            old.unlink(missing_ok=True)
        traced = (*_STRACE, _CALLS, "-o", str(trace)) if can_trace() else ()
        command = [*traced, sys.executable, *program, *arguments]
        with (
            subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=self._environment(events, fault),
                cwd=self.folder,
                umask=0 if os.name != "nt" else -1,
            ) as process,
            _looked_at(process.pid) as processes,
        ):
            out, err = process.communicate(stdin)
        network = events.read_text("utf-8").splitlines() if events.exists() else []
        written: list[tuple[str, bytes]] = []
        executed = b""
        if traced:
            executed, written, calls = _read_trace(trace)
            network += calls
        seen = Seen(
            code=process.returncode,
            out=out,
            err=err,
            processes=b"\n".join(processes) + executed,
            written=tuple(written),
            network=tuple(network),
        )
        self.seen.append(seen)
        return seen

    def _environment(self, events: Path, fault: str) -> Mapping[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        return {
            **kept,
            "HOME": str(self.folder / "user"),
            "USERPROFILE": str(self.folder / "user"),
            "LANG": "C.UTF-8",
            "TMPDIR": str(self.temporary),
            "TEMP": str(self.temporary),
            "PYTHONPATH": os.pathsep.join((str(self.folder / "site"), str(ROOT))),
            "PYTHONDONTWRITEBYTECODE": "1",
            "WATCHED_EVENTS": str(events),
            "WATCHED_FAULT": fault,
        }


@cache
def can_trace() -> bool:
    """Whether strace is there and allowed."""
    if sys.platform != "linux" or shutil.which("strace") is None:
        return False
    return (
        subprocess.run([*_STRACE, _CALLS, "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0
    )


@contextmanager
def _looked_at(pid: int) -> Iterator[set[bytes]]:
    """What /proc shows to others of a process and all below it, again and again while it runs."""
    found: set[bytes] = set()
    is_over = threading.Event()

    def look() -> None:
        while not is_over.wait(0.01):
            for one in _below(pid):
                for name in ("cmdline", "environ"):
                    try:
                        found.add(Path(f"/proc/{one}/{name}").read_bytes())
                    except OSError:  # it ended in the meantime
                        continue

    thread = threading.Thread(target=look, daemon=True)
    if sys.platform == "linux":
        thread.start()
    try:
        yield found
    finally:
        is_over.set()
        if sys.platform == "linux":
            thread.join()


def _below(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return
    for child in children:
        yield from _below(int(child))


def _read_trace(trace: Path) -> tuple[bytes, list[tuple[str, bytes]], list[str]]:
    """Arguments and environments of all programs started, all that was written, all calls about the network."""
    executed: list[bytes] = []
    written: list[tuple[str, bytes]] = []
    network: list[str] = []
    for line in trace.read_bytes().splitlines():
        call = line.partition(b" ")[2].lstrip()
        write = _WRITE.match(call)
        if write is not None:
            path = _plain(write[1]).decode("utf-8", "replace")
            if not path.startswith(("pipe:", "socket:")):
                written.append((path, b"".join(_plain(text) for text in _TEXT.findall(write[2]))))
        elif call.startswith(b"execve("):
            executed += [_plain(text) for text in _TEXT.findall(call)]
        elif call.startswith((b"connect(", b"bind(", b"listen(", b"accept", b"sendto(", b"sendmsg(", b"socket(")):
            network.append(_plain(call).decode("utf-8", "replace"))
    return b"\n".join(executed), written, network


def _plain(text: bytes) -> bytes:
    return re.sub(rb"\\x([0-9a-f]{2})", lambda found: bytes([int(found[1], 16)]), text)
