# SPDX-License-Identifier: Apache-2.0
"""`make bench`: how fast shieldwiz is, as ratios against the same work written bare, both measured in one run.

Seconds depend on the machine; ratios hardly do. Keys and files are made once and kept in build/bench.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.benchmarks import bare, hostile, material, protectors

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "build" / "bench"
# Byte code is written, as it is in an installed program.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


_Row = tuple[str, float, float, float]  # name, our seconds, bare seconds, limit of the ratio


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000, help="metadata files of distinct keys")
    parser.add_argument("--runs", type=int, default=15, help="runs of each whole process")
    arguments = parser.parse_args()
    made = material.prepare(FOLDER, arguments.files)
    rows = [
        _processes("metadata verify, one file", 1.3, arguments.runs, made.verify_one, made.bare_verify_one),
        _processes("--help", 1.5, arguments.runs, ["--help"], ["-c", "import click"]),
        _processes("--version", 1.5, arguments.runs, ["--version"], ["-c", "import click"]),
        _many_files(made),
        *(row for sealing in made.sealing for row in _sealing_rows(sealing)),
        protectors.grant(FOLDER, made.sealing[0], 1_000),
        _first_paint(arguments.runs),
    ]
    print(f"\n{'what':<34} {'shieldwiz':>10} {'bare':>10} {'ratio':>7} {'limit':>7}")
    for name, ours, floor, limit in rows:
        mark = "" if ours / floor <= limit else "   ABOVE"
        print(f"{name:<34} {ours * 1000:>7.1f} ms {floor * 1000:>7.1f} ms {ours / floor:>7.2f} {limit:>7.2f}{mark}")
    is_flat = protectors.inventory(FOLDER, made.sealing[-1], 10_000)
    slowest = hostile.measure()
    return 0 if all(ours / floor <= limit for _, ours, floor, limit in rows) and slowest and is_flat else 1


def _sealing_rows(sealing: material.Sealing) -> list[_Row]:
    size = f"RSA-{sealing.bits}"
    return [
        _in_process(f"pdk create, 4 guardians, {size}", 1.5, sealing.create, lambda: bare.create(sealing)),
        _in_process(f"pdk open, {size}", 1.5, sealing.open, lambda: bare.open_file(sealing)),
    ]


def _processes(name: str, limit: float, runs: int, ours: Sequence[str], floor: Sequence[str]) -> _Row:
    """Medians of whole processes, taken in turn so that a machine that slows down slows both."""
    commands = ([sys.executable, "-m", "shieldwiz", *ours], [sys.executable, *floor])
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(runs + 1):
        for command, taken in zip(commands, times, strict=True):
            begin = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=ENVIRONMENT)
            if number:  # the first run writes the byte code
                taken.append(time.perf_counter() - begin)
    return name, statistics.median(times[0]), statistics.median(times[1]), limit


def _first_paint(runs: int) -> _Row:
    """From the start of the process to the first paint, against a process that shows one empty window of Qt."""
    seconds: dict[str, list[float]] = {"window": [], "empty": []}
    memory: dict[str, list[float]] = {"window": [], "empty": []}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(runs + 1):
            for what, taken_before in seconds.items():
                environment = {
                    **ENVIRONMENT,
                    "QT_QPA_PLATFORM": "offscreen",
                    "SHIELDWIZ_HOME": folder,
                    "SHIELDWIZ_SETTINGS": f"{folder}/settings.ini",
                    "SHIELDWIZ_BENCH_BEGIN": str(time.time()),
                }
                command = [sys.executable, "-m", "tests.benchmarks.first_paint", what]
                done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=ROOT)
                if number:  # the first run writes the byte code
                    taken, peak = map(float, done.stdout.split())
                    taken_before.append(taken)
                    memory[what].append(peak)
    ours, floor = (statistics.median(memory[what]) for what in ("window", "empty"))
    print(f"memory of the window {ours:.0f} MiB, of an empty one {floor:.0f} MiB: ratio {ours / floor:.2f}, limit 2.50")
    return "window, first paint", statistics.median(seconds["window"]), statistics.median(seconds["empty"]), 1.5


def _many_files(made: material.Material) -> _Row:
    """One call over all files, against a bare loop over them in one process; and how memory grows with their number."""
    names = [str(path) for path in made.metadata]
    seconds, peak = _measured_process(names)
    _, peak_of_few = _measured_process(names[:100])
    begin = time.perf_counter()
    bare.verify_all(made)
    floor = time.perf_counter() - begin
    print(f"{len(names):,} files: peak memory of one process {peak:.0f} MiB, with 100 files {peak_of_few:.0f} MiB")
    return f"metadata verify, {len(names):,} files", seconds, floor, 1.5


def _measured_process(names: list[str]) -> tuple[float, float]:
    """Seconds of one call, and the peak memory (MiB) of the largest of its processes."""
    begin = time.perf_counter()
    command = [sys.executable, "-m", "shieldwiz", "metadata", "verify", "--json", *names]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=ENVIRONMENT) as process:
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    return time.perf_counter() - begin, usage.ru_maxrss / 1024


def _in_process(name: str, limit: float, ours: Callable[[], object], floor: Callable[[], object]) -> _Row:
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(41):
        for work, taken in zip((ours, floor), times, strict=True):
            begin = time.perf_counter()
            work()
            if number:
                taken.append(time.perf_counter() - begin)
    return name, statistics.median(times[0]), statistics.median(times[1]), limit


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.exit(main())
