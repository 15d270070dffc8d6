# SPDX-License-Identifier: Apache-2.0
"""One case after the other, each from a seed and a number, and what they add up to."""

import signal
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType
from typing import NamedTuple

from shieldwiz.errors import ShieldwizError
from tests.fuzz.all_targets import target_named
from tests.fuzz.mutators import relatives
from tests.fuzz.targets import Result, Target

MAX_SECONDS = 1.0  # of a processor, so that it does not matter what else the computer does
_HOPELESS = 20  # seconds after which a case is broken off, where the system can


class Finding(NamedTuple):
    """An input that must not do what it does."""

    target: str
    number: int
    kind: str  # crash, wrong, slow
    data: bytes
    text: str


@dataclass(slots=True)
class Sum:
    """What a number of cases of one target came to."""

    target: str
    cases: int = 0
    results: dict[Result, int] = field(default_factory=lambda: dict.fromkeys(Result, 0))
    slowest: float = 0.0
    seconds: float = 0.0
    findings: list[Finding] = field(default_factory=list)

    def add(self, other: "Sum") -> None:
        self.cases += other.cases
        self.slowest = max(self.slowest, other.slowest)
        self.seconds += other.seconds
        self.findings += other.findings
        for result, number in other.results.items():
            self.results[result] += number


def input_of(target: Target, seed: str, number: int) -> bytes:
    """The input of one case, the same for the same seed and number."""
    random = Random(f"{seed}/{target.name}/{number}")
    return target.mutate(random, *relatives(target.seeds, random))


def run_cases(name: str, seed: str, first: int, count: int) -> Sum:
    """The cases `first` to `first + count` of a target."""
    target = target_named(name)
    total = Sum(target=name)
    for number in range(first, first + count):
        run_case(target, number, input_of(target, seed, number), total)
    return total


def run_case(target: Target, number: int, data: bytes, total: Sum) -> None:
    """One input, counted in `total`."""
    seconds, result, error = _timed(target, data)
    if seconds > MAX_SECONDS:  # it may have been something that is done once
        again, result, error = _timed(target, data)
        seconds = min(seconds, again)
    total.cases += 1
    total.seconds += seconds
    total.slowest = max(total.slowest, seconds)
    if result is not None:
        total.results[result] += 1
    if result is Result.OTHER and not target.may_differ:
        total.findings.append(
            Finding(target.name, number, "wrong", data, "another content than the seeds' was accepted")
        )
    if error is not None:
        text = "".join(traceback.format_exception(error))
        total.findings.append(Finding(target.name, number, "crash", data, text))
    if seconds > MAX_SECONDS:
        total.findings.append(Finding(target.name, number, "slow", data, f"{seconds:.1f} seconds"))


def _timed(target: Target, data: bytes) -> tuple[float, Result | None, BaseException | None]:
    begin = time.process_time()
    result, caught = None, None
    try:
        with _broken_off():
            result = target.run(data)
    except ShieldwizError:
        result = Result.REFUSED
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - any other is what is looked for; a panic of a library is no Exception
        caught = error
    return time.process_time() - begin, result, caught


@contextmanager
def _broken_off() -> Iterator[None]:
    """Ends what takes hopelessly long, where there are signals and it listens to them."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"broken off after {_HOPELESS} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    rest = signal.setitimer(signal.ITIMER_REAL, _HOPELESS)  # somebody else may have been waiting for it
    try:
        yield
    finally:
        signal.signal(signal.SIGALRM, before)
        signal.setitimer(signal.ITIMER_REAL, *rest)


def keep(finding: Finding, folder: Path) -> Path:
    """Writes the input of a finding, and beside it what it did."""
    folder.mkdir(parents=True, exist_ok=True)
    plain = "".join(letter if letter.isalnum() else "-" for letter in finding.target).strip("-")
    path = folder / f"{plain}-{finding.kind}-{finding.number}.bin"
    path.write_bytes(finding.data)
    path.with_suffix(".txt").write_text(finding.text, "utf-8")
    return path
