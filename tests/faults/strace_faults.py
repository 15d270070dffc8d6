# SPDX-License-Identifier: Apache-2.0
"""Every save under strace: the process killed, or the system answering with an error, at each call that writes.

`make faults` runs it. Each trial is a process of its own that is held until strace has attached to it. As root, also a
disk with 0 to 64 KiB of room left, and one that can only be read. Prints the figures; fails where something was lost.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from shieldwiz.errors import ShieldwizError
from tests.faults import saves

ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EROFS")
WRITING = (
    "write,pwrite64,writev,fsync,fdatasync,ftruncate,fallocate,rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
    "unlink,unlinkat,mkdir,mkdirat,rmdir,chmod,fchmod,fchmodat,openat,open,creat"
)
PAGE = 4096
_CALL = re.compile(r"^(\w+)\((.*)")
_CREATES = re.compile(r"O_(?:CREAT|WRONLY|RDWR)")
_ENDED_WELL, _ENDED_WITH_AN_ERROR, _ENDED_ODDLY = 0, 1, 70


class Bench:
    """One save after the other, each from the same beginning."""

    def __init__(self, folder: Path) -> None:
        self.beginning = folder / "beginning"
        self.place = folder / "place"
        self.log = folder / "strace.log"
        self.problems: list[str] = []
        saves.prepare(self.beginning)

    def begin(self) -> None:
        """The beginning again."""
        for old in self.place.iterdir() if self.place.exists() else ():
            shutil.rmtree(old)
        shutil.copytree(self.beginning, self.place, dirs_exist_ok=True)

    def judge(self, name: str, fault: str, ended: int, before: saves.State, after: saves.State) -> str:
        """What is there after a trial, and after the next start."""
        now = saves.state(self.place)
        word = saves.judged(before, after, now)
        saves.next_start(self.place)
        left = saves.strays(self.place)
        if word == "lost" or left or ended == _ENDED_ODDLY or (ended == _ENDED_WELL and word == "old"):
            self.problems.append(f"{name}, {fault}: exit {ended}, {word}, left {left}, {now}")
        return word


def traced(bench: Bench, save: Callable[[Path], object], *options: str) -> int:
    """Run a save in a process of its own under strace; its exit code, or minus the signal that ended it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(writing)
        os.read(reading, 1)
        _save_and_exit(bench, save)
    os.close(reading)
    command = ["strace", "-q", "-o", str(bench.log), "-e", f"trace={WRITING}", *options, "-p", str(child)]
    strace = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while _is_untraced(child):
        if strace.poll() is not None:
            raise SystemExit("strace could not attach; is tracing forbidden here?")
        time.sleep(0.001)
    os.write(writing, b"1")
    os.close(writing)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    strace.wait()
    return code


def _save_and_exit(bench: Bench, save: Callable[[Path], object]) -> None:
    """In the new process: leaves without the clean-up that belongs to the old one."""
    try:
        save(bench.place)
    except ShieldwizError:
        os._exit(_ENDED_WITH_AN_ERROR)
    except BaseException as error:  # noqa: BLE001 - told by the exit code
        sys.stderr.write(f"{error!r}\n")
        os._exit(_ENDED_ODDLY)
    os._exit(_ENDED_WELL)


def _is_untraced(process: int) -> bool:
    return "TracerPid:\t0\n" in Path(f"/proc/{process}/status").read_text(encoding="ascii")


def calls_of(log: Path) -> list[tuple[str, int]]:
    """The calls that write, in their order: the name, and the how-manieth of that name it is."""
    counts: dict[str, int] = {}
    found = []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        call = _CALL.match(line)
        if call is None:
            continue
        name, arguments = call.groups()
        counts[name] = counts.get(name, 0) + 1
        if name != "openat" or _CREATES.search(arguments):
            found.append((name, counts[name]))
    return found


def at_every_call(bench: Bench, name: str) -> saves.Figures:
    """One save with each fault at each of its calls."""
    save = saves.SAVES[name]
    before = saves.state(bench.beginning)
    bench.begin()
    assert traced(bench, save) == _ENDED_WELL
    calls = calls_of(bench.log)
    after = saves.state(bench.place)
    figures = saves.Figures()
    for call, number in calls:
        for fault in ("signal=KILL", *(f"error={error}" for error in ERRORS)):
            bench.begin()
            ended = traced(bench, save, "-e", f"inject={call}:{fault}:when={number}")
            if "INJECTED" not in bench.log.read_text("utf-8", errors="replace") and ended != -9:
                bench.problems.append(f"{name}: {fault} did not reach {call} {number}")
            word = bench.judge(name, f"{fault} at {call} {number}", ended, before, after)
            figures.count(word)
    figures.calls = len(calls)
    return figures


@contextmanager
def small_disk(bench: Bench) -> Iterator[Callable[[str], None]]:
    """A disk in memory at the place; the function mounts it again with other options."""
    bench.place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(bench.place)], check=True)

    def mount_again(options: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{options}", str(bench.place)], check=True)

    try:
        yield mount_again
    finally:
        subprocess.run(["umount", str(bench.place)], check=True)


def on_a_small_disk(bench: Bench, name: str) -> saves.Figures:
    """One save with 0, 4, ... 64 KiB of room left, and on a disk that can only be read."""
    save = saves.SAVES[name]
    before = saves.state(bench.beginning)
    bench.begin()
    save(bench.place)
    after = saves.state(bench.place)
    figures = saves.Figures()
    with small_disk(bench) as mount_again:
        for limit in (*range(17), "ro"):
            mount_again("rw,size=4m")
            bench.begin()
            disk = os.statvfs(bench.place)
            used = (disk.f_blocks - disk.f_bfree) * disk.f_frsize
            mount_again("ro" if limit == "ro" else f"size={used + int(limit) * PAGE}")
            try:
                save(bench.place)
                ended = _ENDED_WELL
            except ShieldwizError:
                ended = _ENDED_WITH_AN_ERROR
            mount_again("rw,size=4m")
            fault = "a disk for reading only" if limit == "ro" else f"{int(limit) * PAGE} bytes of room"
            figures.count(bench.judge(name, fault, ended, before, after))
    return figures


def main() -> int:
    """Run what was asked for; 1 where something was lost, left behind, or told wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="saves whose name begins so")
    only = parser.parse_args().only
    for name in ("Finance", "North", "South", "East"):
        saves.owner(name)
    runs: list[tuple[str, Callable[[Bench, str], saves.Figures]]] = [("every call", at_every_call)]
    if os.geteuid() == 0:
        runs.append(("64 KiB disk", on_a_small_disk))
    total = saves.Figures()
    with tempfile.TemporaryDirectory(prefix="shieldwiz-faults-") as folder:
        bench = Bench(Path(folder))
        for title, run in runs:
            for name in saves.SAVES:
                if name.startswith(only):
                    figures = run(bench, name)
                    total.include(figures)
                    print(f"{title}, {name}: {figures.line()}", flush=True)
    print(f"all: {total.line()}")
    print(*bench.problems, sep="\n")
    return 1 if bench.problems else 0


if __name__ == "__main__":
    sys.exit(main())
