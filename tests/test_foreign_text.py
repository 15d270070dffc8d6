# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shieldwiz.foreign_text import is_hidden, is_plain, shown


@pytest.mark.parametrize("character", ["\0", "\n", "\x1b", "\x7f", "\u202e", "\u200b", "\u2028", "\u2029", "\udc80"])
def test_what_a_person_cannot_see_is_hidden(character: str) -> None:
    assert is_hidden(character)
    assert shown(f"a{character}b") == f"a\\u{{{ord(character):x}}}b"
    assert not is_plain(f"a{character}b")
    assert is_plain(f"a{character}b", allowed=character)


@pytest.mark.parametrize("text", ["Contoso", "Zürich 東京", "a  b", "", "a\u0301"])
def test_text_of_any_language_is_shown_as_it_is(text: str) -> None:
    assert shown(text) == text
    assert is_plain(text)


@pytest.mark.parametrize("text", [" a", "a ", "\u00a0a", "a\u3000", "\na", "a\n", " "])
def test_spaces_and_line_feeds_at_an_end_are_not_plain(text: str) -> None:
    assert not is_plain(text, allowed="\n")


def test_long_text_is_cut_and_says_so() -> None:
    assert shown("a" * 200) == "a" * 200
    assert shown("a" * 201) == "a" * 200 + "…"
    assert shown("\x1b" * 5, 4) == "\\u{1"[:4] + "…"
    assert shown("a\x1bb", 3) == "a\\u{1b}b"


@given(st.text(alphabet=st.characters(), max_size=300))
def test_nothing_hidden_is_ever_shown(text: str) -> None:
    result = shown(text)
    assert not any(is_hidden(character) for character in result)
    result.encode("utf-8")
