# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.windowskit.file_names import ascii_name, check_windows_name, check_windows_names, proposed_name

REFUSED = [
    "", ".", "..", "a<b", "a>b", "a:b", 'a"b', "a/b", "a\\b", "a|b", "a?b", "a*b", "a\tb", "a\x1fb", "a\u202eb", "a.",
    "a ", "CON", "con.txt", "nul", "Aux .x", "PRN.tar.gz", "CONIN$", "conout$.log", "COM1", "lpt9.cfg", "COM¹",
    "LPT³.x", "x" * 256, "\U0001f600" * 128,
]  # fmt: skip
TAKEN = ["a", "web.pdk", "O'Brien & Söhne.pfx", "$(calc).txt", "COM0", "COM10", "CONSOLE", "x" * 255, " a", "名前.txt"]


@pytest.mark.parametrize("name", REFUSED, ids=ascii)
def test_what_windows_cannot_store_is_refused_with_a_proposal(name: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        check_windows_name(name)
    assert caught.value.problem is Problem.FILE_NAME
    check_windows_name(proposed_name(name))
    assert proposed_name(name) in caught.value.hint


@pytest.mark.parametrize("name", TAKEN, ids=ascii)
def test_what_windows_can_store_stays(name: str) -> None:
    check_windows_name(name)


def test_the_fault_is_named() -> None:
    with pytest.raises(ShieldwizError, match=r"U\+202E"):
        check_windows_name("a\u202eb")


@pytest.mark.parametrize("twins", [("a.txt", "A.TXT"), ("straße", "STRASSE"), ("\u00e4", "a\u0308")], ids=ascii)
def test_two_names_that_windows_takes_for_one(twins: tuple[str, str]) -> None:
    with pytest.raises(ShieldwizError, match="Two files"):
        check_windows_names(twins)
    check_windows_names(["a", "b"])


@given(st.text(max_size=60))
def test_every_proposal_can_be_used(name: str) -> None:
    check_windows_name(proposed_name(name))


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("web", "web"),
        ("Söhne & Co", "Sohne-Co"),
        ("名前", "kit"),
        ("con", "kit-con"),
        ("../x", "x"),
        ("a" * 99, "a" * 40),
    ],
)
def test_folders_have_plain_names(name: str, folder: str) -> None:
    assert ascii_name(name, "kit") == folder
