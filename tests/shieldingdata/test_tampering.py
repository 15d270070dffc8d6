# SPDX-License-Identifier: Apache-2.0
"""One byte string per document: no changed, cut or lengthened file is ever accepted, and none breaks the reader."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shieldwiz.errors import ShieldwizError
from shieldwiz.shieldingdata.read import read_shielding_data
from tests.shieldingdata.making import existing

STEPS = 7  # every 7th byte in each of as many tests, so that together they touch every byte


def is_accepted(data: bytes) -> bool:
    try:
        read_shielding_data(data)
    except ShieldwizError:
        return False
    return True


@pytest.mark.parametrize("start", range(STEPS))
def test_one_changed_bit_is_enough(start: int) -> None:
    data = existing().data
    assert is_accepted(data)
    accepted = [
        at
        for at in range(start, len(data), STEPS)
        if is_accepted(data[:at] + bytes([data[at] ^ (1 << at % 8)]) + data[at + 1 :])
    ]
    assert accepted == []


def test_no_part_of_a_file_is_accepted() -> None:
    data = existing().data
    assert not any(is_accepted(data[:length]) for length in range(0, len(data), 11))
    assert not any(is_accepted(data[start:]) for start in range(1, len(data), 101))


@settings(deadline=None)
@given(st.integers(0, 1 << 20), st.integers(0, 40), st.binary(max_size=40))
def test_no_exchanged_piece_is_accepted(at: int, length: int, piece: bytes) -> None:
    data = existing().data
    at %= len(data) + 1
    changed = data[:at] + piece + data[at + length :]
    assert is_accepted(changed) is (changed == data)
