# SPDX-License-Identifier: Apache-2.0
"""Measures how long the main thread does not come back to its event loop."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer

_TICK = 4  # milliseconds
_PATIENCE = 60_000


def longest_stall(begin: Callable[[], object], is_over: Callable[[], bool]) -> float:
    """Seconds of the longest time between two turns of the event loop, from `begin` until `is_over`."""
    loop = QEventLoop()
    worst, last = 0.0, time.perf_counter()

    def tick() -> None:
        nonlocal worst, last
        now = time.perf_counter()
        worst, last = max(worst, now - last), now
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
    last = time.perf_counter()
    loop.exec()
    timer.stop()
    assert patience.isActive(), "it never ended"
    return worst
