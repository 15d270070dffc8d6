# SPDX-License-Identifier: Apache-2.0
"""The same work on many files, over all cores: results in order, and memory that does not grow with the number."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

from shieldwiz.other_processes import spawn_context

_CHUNK = 16  # files a worker takes at once
_Result = TypeVar("_Result")


def map_over_processes(work: Callable[[str], _Result], names: Sequence[str]) -> Iterator[_Result]:
    """`work(name)` for each name, in order. `work` and its results must be picklable.

    Only a few chunks are under way at any time, so a slow reader of the results holds the workers up.
    """
    processors = os.cpu_count() or 1
    chunks = (names[at : at + _CHUNK] for at in range(0, len(names), _CHUNK))
    with ProcessPoolExecutor(processors, mp_context=spawn_context()) as pool:
        under_way: deque[Future[list[_Result]]] = deque(
            pool.submit(_work_on, work, chunk) for chunk in islice(chunks, 2 * processors)
        )
        while under_way:
            results = under_way.popleft().result()
            under_way.extend(pool.submit(_work_on, work, chunk) for chunk in islice(chunks, 1))
            yield from results


def _work_on(work: Callable[[str], _Result], names: Sequence[str]) -> list[_Result]:
    return [work(name) for name in names]
