# SPDX-License-Identifier: Apache-2.0
"""Every byte of a small protector and of a small file, one bit or all eight turned: nothing may open."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from shieldwiz.errors import ShieldwizError
from tests.attacks.forgeries import binary, open_file, open_protector, small_file, small_protector


class Target(NamedTuple):
    """Bytes, and what opens them."""

    data: bytes
    opens: Callable[[bytes], object]


def targets() -> dict[str, Target]:
    return {
        "key protector": Target(binary(small_protector()), open_protector),
        ".pdkx": Target(small_file(), open_file),
    }


def is_opened(target: Target, data: bytes) -> bool:
    try:
        target.opens(data)
    except ShieldwizError:
        return False
    return True


def opened_after_turning(
    target: Target, places: Iterable[int], bits: Iterable[int] | None = None
) -> tuple[int, list[str]]:
    """How many changed files were tried, and where one was opened all the same; without `bits` one bit of each byte."""
    tried, opened = 0, []
    for at in places:
        for bit in ((at * 5 + 3) % 8,) if bits is None else bits:
            changed = bytearray(target.data)
            changed[at] ^= 1 << bit
            tried += 1
            if is_opened(target, bytes(changed)):
                opened.append(f"byte {at}, bit {bit}")
    return tried, opened
