# SPDX-License-Identifier: Apache-2.0
"""Measures how long the main thread does not come back to its event loop."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEventLoop, QTimer

_TICK = 4  # milliseconds
_PATIENCE = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stall:
    """The longest time between two turns of the event loop, in seconds: by the clock, and of the thread's own work."""

    clock: float
    work: float

    @property
    def counts(self) -> float:
        """By the clock; where the machine has more to do than it has processors, what this thread did itself."""
        is_crowded = os.getloadavg()[0] > (os.cpu_count() or 1)
        return self.work if is_crowded else self.clock


def longest_stall(begin: Callable[[], object], is_over: Callable[[], bool]) -> Stall:
    """Watch from `begin` until `is_over`."""
    loop = QEventLoop()
    worst, last = 0.0, time.perf_counter()
    hardest, before = 0.0, time.thread_time()

    def tick() -> None:
        nonlocal worst, last, hardest, before
        now, work = time.perf_counter(), time.thread_time()
        worst, last = max(worst, now - last), now
        hardest, before = max(hardest, work - before), work
        if is_over():
            loop.quit()

    timer = QTimer()
    timer.setInterval(_TICK)
    timer.timeout.connect(tick)
    timer.start()
    QTimer.singleShot(0, begin)
    patience = QTimer()
    patience.setSingleShot(True)
    patience.timeout.connect(loop.quit)
    patience.start(_PATIENCE)
    last, before = time.perf_counter(), time.thread_time()
    loop.exec()
    timer.stop()
    assert patience.isActive(), "it never ended"
    return Stall(clock=worst, work=hardest)
