# SPDX-License-Identifier: Apache-2.0
"""Whatever the file is: an answer, in time, and without a word of what is secret in it."""

import sys
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shieldwiz.answerfile.findings import Severity
from shieldwiz.answerfile.given import Given, OtherFile
from shieldwiz.answerfile.hoster_values import preview
from shieldwiz.answerfile.masking import masked
from shieldwiz.answerfile.preflight import preflight
from tests.answerfile.making import Case, cmd, dom, end, lx, raw, win
from tests.answerfile.samples import CASES, sample
from tests.answerfile.shapes import good_shapes, hostile_files

_GIVEN = Given(at=datetime(2026, 12, 1, tzinfo=UTC))
_SHAPES = dict(good_shapes())
_HOSTILE = dict(hostile_files())
_MOST_SECONDS = 1.0 if sys.gettrace() is None else 6.0  # measuring coverage takes its time
_MARK = "MARKER"


def test_there_are_hundreds_of_shapes() -> None:
    assert len(_SHAPES) > 250


@pytest.mark.parametrize("shape", _SHAPES)
def test_an_unusual_shape_makes_no_false_error(shape: str) -> None:
    supplied = Given(at=_GIVEN.at, hoster_supplies=frozenset({"ProductKey"}), data_drives=False)
    result = preflight(_SHAPES[shape], supplied)
    assert [one.id for one in result.findings if one.severity is Severity.ERROR] == []
    assert result.reach == "yes", result.reason


@pytest.mark.parametrize("shape", _HOSTILE)
def test_a_large_file_is_judged_in_time(shape: str) -> None:
    begun = time.process_time()
    assert preflight(_HOSTILE[shape], _GIVEN).findings
    assert time.process_time() - begun < _MOST_SECONDS


def test_hostile_scripts_are_read_in_time() -> None:
    files = tuple(OtherFile(name=f"a{n}.ps1", data=f"a{n + 1}.ps1 ".encode() * 600) for n in range(64))
    case = win(cmd("powershell.exe -File C:\\temp\\a0.ps1"))
    begun = time.process_time()
    assert preflight(case.data, Given(at=_GIVEN.at, other_files=files)).findings
    assert time.process_time() - begun < 2 * _MOST_SECONDS


@given(st.binary(max_size=400))
@settings(max_examples=400, deadline=None)
def test_any_bytes_have_an_answer(data: bytes) -> None:
    assert preflight(data, _GIVEN).findings
    preview(data)


@given(
    st.sampled_from(sorted(CASES)),
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 60), st.binary(max_size=12)), max_size=6),
)
@settings(max_examples=400, deadline=None)
def test_any_damage_to_a_file_has_an_answer(name: str, damages: list[tuple[int, int, bytes]]) -> None:
    data = sample(name)
    for place, length, new in damages:
        data = data[:place] + new + data[place + length :]
    assert preflight(data, _GIVEN).findings
    masked(data.decode("utf-8", errors="replace"))


_names = st.sampled_from(
    (
        *("settings", "component", "UserAccounts", "LocalAccount", "Password", "Value", "Path", "Order", "Interface"),
        *("RunSynchronous", "RunSynchronousCommand", "Identification", "JoinDomain", "User", "UserName", "StaticIP"),
    )
)
_SHELL = 'name="Microsoft-Windows-Shell-Setup" processorArchitecture="amd64"'
_texts = st.text(alphabet="@aA1-_${}#\\>/ é", max_size=12) | st.sampled_from(
    ["true", "@ComputerName@", "C:\\temp\\a.cmd"]
)
_trees: st.SearchStrategy[str] = st.recursive(
    st.builds(lambda name, text: f"<{name}>{text.replace('>', '&gt;')}</{name}>", _names, _texts),
    lambda inner: st.builds(
        lambda name, parts, said: f"<{name} {said}>{''.join(parts)}</{name}>",
        _names,
        st.lists(inner, max_size=4),
        st.sampled_from(
            ['pass="specialize"', 'name="Microsoft-Windows-Shell-Setup" processorArchitecture="amd64"', ""]
        ),
    ),
    max_leaves=20,
)


@given(_trees, st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_tree_has_an_answer(tree: str, is_linux: bool) -> None:
    space = "http://www.microsoft.com/schema/linuxvmmst" if is_linux else "urn:schemas-microsoft-com:unattend"
    root = "LinuxOSSpecialization" if is_linux else "unattend"
    result = preflight(f'<{root} xmlns="{space}">{tree}</{root}>'.encode(), _GIVEN)
    assert result.findings


@pytest.mark.parametrize(
    "case",
    [
        win(("Quiet-Harbour-7391", f"{_MARK}-Quiet-7391")),
        win(("Quiet-Harbour-7391", f"@{_MARK}@")),
        win(("Quiet-Harbour-7391", f"@@{_MARK}@@")),
        win(("Quiet-Harbour-7391", f"&{_MARK};")),
        win(("Quiet-Harbour-7391", f"a<{_MARK}>b")),
        win(("Quiet-Harbour-7391", f"<![CDATA[{_MARK}]]>")),
        win(("Quiet-Harbour-7391", f"{_MARK}\n second line")),
        win(("<ComputerName>", f"<ProductKey>{_MARK}</ProductKey><ComputerName>")),
        win(cmd(f"net user helper {_MARK}-1 /add")),
        win(end(f"certutil -p {_MARK} -importpfx x.pfx")),
        win(cmd(f"powershell.exe -Command ConvertTo-SecureString '{_MARK}' -AsPlainText -Force")),
        dom(("Join-Only-Lantern-58", _MARK)),
        dom(("Join-Only-Lantern-58", f"@{_MARK}@")),
        lx(("UXVpZXQtSGFyYm91ci03Mzkx", _MARK)),
        raw(f'<unattend xmlns="urn:schemas-microsoft-com:unattend"><{_MARK} b="{_MARK}"></unattend>'),
    ],
)
def test_a_secret_is_never_repeated(case: Case) -> None:
    assert _MARK not in repr(case.run())


@pytest.mark.parametrize(
    "case",
    [
        win(("Quiet-Harbour-7391", _MARK)),
        win(("Quiet-Harbour-7391", f"<![CDATA[{_MARK}]]>")),
        win(("Quiet-Harbour-7391", f"a<{_MARK}")),
        win(("<ComputerName>", f"<ProductKey>{_MARK}</ProductKey><ComputerName>")),
        win(cmd(f"net user helper {_MARK}-1 /add")),
        dom(("Join-Only-Lantern-58", _MARK)),
        lx(("UXVpZXQtSGFyYm91ci03Mzkx", f"\n{_MARK}\n")),
    ],
)
def test_a_shown_text_has_no_secret_and_the_same_lines(case: Case) -> None:
    text = case.data.decode()
    assert _MARK in text
    assert _MARK not in masked(text)
    assert masked(text).count("\n") == text.count("\n")
    assert "@ProductKey@" in masked("<ProductKey>@ProductKey@</ProductKey>")
