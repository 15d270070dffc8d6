# SPDX-License-Identifier: Apache-2.0

import math
import unicodedata

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.owners.passphrases import MAX_PASSPHRASE, make_passphrase, passphrase_bytes, word_list


def test_the_word_list_has_2048_different_words_of_one_length() -> None:
    words = word_list()
    assert len(words) == len(set(words)) == 2_048
    assert {len(word) for word in words} == {5}
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)
    assert not {letter for word in words for letter in word} & set("yzqcx")


def test_a_passphrase_has_at_least_77_bits() -> None:
    words = make_passphrase().split("-")
    assert set(words) <= set(word_list())
    assert len(words) * math.log2(len(word_list())) >= 77


def test_each_passphrase_is_another() -> None:
    assert len({make_passphrase() for _ in range(200)}) == 200


def test_every_word_comes_up_about_equally_often() -> None:
    known = {word: number for number, word in enumerate(word_list())}
    drawn = [known[word] for word in make_passphrase(60_000).split("-")]
    # 16 parts of the list, 3,750 draws expected in each with a deviation of 59: seven of those is beyond all chance.
    parts = [sum(1 for number in drawn if number // 128 == part) for part in range(16)]
    assert max(abs(part - 3_750) for part in parts) < 7 * 59


def test_a_longer_passphrase_is_made_where_asked_for() -> None:
    assert len(make_passphrase(10).split("-")) == 10


def test_the_same_letters_give_the_same_bytes_however_they_are_composed() -> None:
    typed = "schlüssel é"
    taken_apart = unicodedata.normalize("NFD", typed)
    assert taken_apart != typed
    assert passphrase_bytes(taken_apart) == passphrase_bytes(typed) == typed.encode()


def test_compatible_letters_stay_different() -> None:
    assert passphrase_bytes("ﬁ²") == "ﬁ²".encode()


def test_the_length_is_counted_in_bytes() -> None:
    assert passphrase_bytes("é" * 512) == "é".encode() * 512
    with pytest.raises(ShieldwizError, match=r"longer than 1,024 bytes") as caught:
        passphrase_bytes("é" * 512 + "x")
    assert caught.value.problem is Problem.PASSPHRASE
    assert MAX_PASSPHRASE == 1_024


@pytest.mark.parametrize("passphrase", ["", "secret\ud800word"])
def test_what_cannot_be_a_passphrase_is_refused_without_showing_it(passphrase: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        passphrase_bytes(passphrase)
    assert caught.value.problem is Problem.PASSPHRASE
    assert "secret" not in repr(caught.value) + caught.value.hint + caught.value.detail
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
