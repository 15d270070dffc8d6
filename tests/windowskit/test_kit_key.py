# SPDX-License-Identifier: Apache-2.0
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.windowskit.kit_key import KitKey
from tests.windowskit.making import KEY

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_a_known_key() -> None:
    assert KEY.text == "000G-40R4-0M30-E209-185G-R38E-1WQS"
    assert KitKey.parse(KEY.text) == KEY


@given(st.binary(min_size=16, max_size=16))
def test_any_key_comes_back(value: bytes) -> None:
    key = KitKey(value=value)
    assert KitKey.parse(key.text) == key
    assert len(key.password) == 28
    assert set(key.password) <= set(ALPHABET)


@given(st.binary(min_size=16, max_size=16))
def test_as_the_script_reads_it_bit_by_bit(value: bytes) -> None:
    found, number, bits = bytearray(), 0, 0
    for character in KitKey(value=value).password:
        number, bits = number << 5 | ALPHABET.index(character), bits + 5
        if bits >= 8:
            bits -= 8
            found.append(number >> bits & 255)
            number &= (1 << bits) - 1
    assert bytes(found[:16]) == value
    wanted = int(hashlib.sha256(value).hexdigest()[:4], 16) >> 6
    assert found[16] << 4 | number == wanted


def test_what_people_write_is_forgiven() -> None:
    text = KEY.text
    assert KitKey.parse(f" {text.lower().replace('-', ' – ')} \n") == KEY
    assert KitKey.parse(text.replace("0", "o").replace("1", "l")) == KEY
    assert KitKey.parse(text.replace("1", "I")) == KEY


def test_every_wrong_character_is_noticed_or_nearly() -> None:
    password = KEY.password
    missed = 0
    for at in range(28):
        for other in set(ALPHABET) - {password[at]}:
            try:
                KitKey.parse(password[:at] + other + password[at + 1 :])
            except ShieldwizError:
                continue
            missed += 1
    assert missed <= 3, "10 bits let one in 1,024 through"


@pytest.mark.parametrize("text", ["", "K7QD", KEY.text + "0", KEY.text.replace("G", "U"), KEY.text.replace("G", "€")])
def test_another_form_is_a_typing_error(text: str) -> None:
    with pytest.raises(ShieldwizError, match="typing error") as caught:
        KitKey.parse(text)
    assert caught.value.problem is Problem.PASSPHRASE


def test_random_keys_differ_and_say_nothing() -> None:
    first, second = KitKey.random(), KitKey.random()
    assert first != second
    assert first.value.hex() not in repr(first)
    assert first.password not in repr(first)
