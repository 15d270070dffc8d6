# SPDX-License-Identifier: Apache-2.0
"""`make fuzz`: mutated files of every kind against their readers, on all cores, for some time.

Prints the seed and a table, keeps the input of each finding in build/fuzz, and ends with 1 where there is one.
`make fuzz ARGS="--seconds 600"`; `--every-bit` turns all eight bits of every byte of a small file instead.
"""

import argparse
import multiprocessing
import os
import secrets
import sys
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from tests.attacks.flips import opened_after_turning
from tests.attacks.flips import targets as flip_targets
from tests.fuzz.all_targets import NAMES, target_named
from tests.fuzz.cases import Finding, Sum, input_of, keep, run_cases
from tests.fuzz.targets import Result, folder

if sys.platform != "win32":
    import resource

BATCH = 100
PATIENCE = 300  # seconds in which no batch ends: something hangs where no signal reaches it
_MAX_MEMORY = 4 << 30


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", default=secrets.token_hex(4), help="the same seed gives the same cases")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--target", action="append", help="only the targets whose names begin like this")
    parser.add_argument("--every-bit", action="store_true", help="turn every bit of a key protector and of a .pdkx")
    chosen = parser.parse_args(arguments)
    if chosen.every_bit:
        return every_bit(chosen.processes)
    names = [name for name in NAMES if not chosen.target or name.startswith(tuple(chosen.target))]
    print(f"seed {chosen.seed}, {chosen.processes} processes, {chosen.seconds:g} seconds")
    sums = fuzz(names, chosen.seed, chosen.seconds, chosen.processes)
    report(sums)
    return 1 if any(total.findings for total in sums) else 0


def prepare() -> None:
    """A worker process: warnings are errors, as in the tests, and memory is not without end."""
    warnings.simplefilter("error")
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _pool(processes: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, mp_context=context, initializer=prepare)


def fuzz(names: Sequence[str], seed: str, seconds: float, processes: int) -> list[Sum]:
    """Batches until the time is over, as much for each target. A batch that ends its process is looked at alone."""
    sums = {name: Sum(target=name) for name in names}
    end = time.monotonic() + seconds
    batches = _batches(sums)
    while time.monotonic() < end:
        for name, first in _run_until(end, batches, sums, seed, processes):
            sums[name].findings += deaths(name, seed, first, BATCH)
    return list(sums.values())


def _run_until(
    end: float, batches: Iterator[tuple[str, int]], sums: dict[str, Sum], seed: str, processes: int
) -> list[tuple[str, int]]:
    """Runs batches until the time is over, or a process dies: then those that were at work."""
    running: dict[Future[Sum], tuple[str, int]] = {}
    try:
        with _pool(processes) as pool:
            while running or time.monotonic() < end:
                while len(running) < processes * 2 and time.monotonic() < end:
                    name, first = next(batches)
                    running[pool.submit(run_cases, name, seed, first, BATCH)] = (name, first)
                done, _ = wait(running, timeout=PATIENCE, return_when=FIRST_COMPLETED)
                if not done:
                    _give_up(list(running.values()))
                for future in done:
                    sums[running[future][0]].add(future.result())
                    del running[future]
    except BrokenProcessPool:
        return list(running.values())
    return []


def deaths(name: str, seed: str, first: int, count: int) -> list[Finding]:
    """The first case of some that ends its process, found by halves in processes of their own."""
    try:
        with _pool(1) as pool:
            pool.submit(run_cases, name, seed, first, count).result()
    except BrokenProcessPool:
        if count == 1:
            data = input_of(target_named(name), seed, first)
            return [Finding(name, first, "death", data, "the process ended without a word")]
        half = count // 2
        found = deaths(name, seed, first, half) or deaths(name, seed, first + half, count - half)
        text = f"the process ended within {count} cases, and in no case alone"
        return found or [Finding(name, first, "death", b"", text)]
    return []


def _batches(sums: Mapping[str, Sum]) -> Iterator[tuple[str, int]]:
    """The target that has had the least time so far, and its next cases."""
    begun = dict.fromkeys(sums, 0)
    while True:
        name = min(sums, key=lambda name: (sums[name].seconds, begun[name]))
        yield name, begun[name]
        begun[name] += BATCH


def _give_up(batches: list[tuple[str, int]]) -> None:
    """Ends the worker processes and says which cases they were at."""
    for process in multiprocessing.active_children():
        process.kill()
    listed = "; ".join(f"{name} {first} to {first + BATCH - 1}" for name, first in batches)
    sys.exit(f"nothing ended for {PATIENCE} seconds, in one of these cases: {listed}")


def report(sums: Sequence[Sum]) -> None:
    """The table, and where the findings are kept."""
    width = max(len(total.target) for total in sums)
    heads = "".join(f"{head:>{room}}" for head, room in (("cases", 10), ("equal", 9), ("other", 9), ("refused", 10)))
    print(f"\n{'target':<{width}}{heads} {'mean':>8} {'slowest':>9} findings")
    everything = Sum(target="together")
    for total in [*sums, everything]:
        results = total.results
        print(
            f"{total.target:<{width}} {total.cases:>9,} {results[Result.EQUAL]:>8,} {results[Result.OTHER]:>8,} "
            f"{results[Result.REFUSED]:>9,} {total.seconds * 1000 / max(1, total.cases):>5.1f} ms "
            f"{total.slowest:>7.3f} s {len(total.findings):>8}"
        )
        if total is not everything:
            everything.add(total)
    if sys.platform != "win32":
        print(f"largest process {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10:,} MiB")
    for finding in everything.findings[:200]:
        print(f"  {finding.kind}: {keep(finding, folder())}: {finding.text.strip().splitlines()[-1][:200]}")


def every_bit(processes: int) -> int:
    """All eight bits of every byte of a small key protector and of a small .pdkx."""
    found = 0
    with _pool(processes) as pool:
        for name, target in flip_targets().items():
            begin = time.monotonic()
            places = [range(part, len(target.data), 64) for part in range(64)]
            parts = list(pool.map(partial(_turned, name), places))
            opened = [place for _, there in parts for place in there]
            found += len(opened)
            tried = sum(number for number, _ in parts)
            print(
                f"{name}: {tried:,} one-bit changes tried, {len(opened)} opened, {time.monotonic() - begin:.0f} s",
                *opened,
            )
    return 1 if found else 0


def _turned(name: str, places: range) -> tuple[int, list[str]]:
    return opened_after_turning(flip_targets()[name], places, range(8))


if __name__ == "__main__":
    sys.exit(main())
