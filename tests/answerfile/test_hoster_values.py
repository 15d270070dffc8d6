# SPDX-License-Identifier: Apache-2.0
import csv
import io
import json

import pytest

from shieldwiz.answerfile.doors import View
from shieldwiz.answerfile.given import Given
from shieldwiz.answerfile.hoster_values import (
    HosterValue,
    check_values,
    hoster_values,
    preview,
    read_values,
    with_values,
)
from shieldwiz.answerfile.preflight import preflight
from shieldwiz.answerfile.reading import Document, decoded, read_document
from shieldwiz.answerfile.value_lists import FORMATS, as_text
from shieldwiz.errors import Problem, ShieldwizError
from tests.answerfile.making import Case, net, win
from tests.answerfile.samples import NOW, sample
from tests.schemas import check_schema

_GOOD = {
    "@ComputerName@": "WEB-017",
    "@TimeZone@": "W. Europe Standard Time",
    "@IP4Addr-1@": "192.0.2.10/24",
    "@MACAddr-1@": "00-15-5D-00-00-01",
    "@Prefix-1-1@": "0.0.0.0/0",
    "@NextHop-1-1@": "192.0.2.1",
    "@DnsAddr-1-1@": "192.0.2.53",
    "@IP4Addr-2@": "198.51.100.10/24",
    "@MACAddr-2@": "Ethernet 2",
    "@Prefix-2-1@": "24",
    "@NextHop-2-1@": "198.51.100.1",
}


def _document(case: Case) -> Document:
    document, _ = read_document(case.data)
    assert document is not None
    return document


def _needed(case: Case) -> tuple[HosterValue, ...]:
    return hoster_values(View(_document(case), case.given))


def test_the_values_come_by_adapter() -> None:
    found = _needed(net())
    assert [one.string for one in found] == list(_GOOD)
    assert [one.adapter for one in found] == [None, None, 1, 1, 1, 1, 1, 2, 2, 2, 2]
    twice = next(one for one in found if one.string == "@MACAddr-1@")
    assert len(twice.lines) == 2
    again = _needed(win(("<Name>vmowner", "<Name>@ComputerName@ @ComputerName@")))
    assert len(next(one for one in again if one.string == "@ComputerName@").lines) == 2


def test_good_values_make_a_file_without_strings() -> None:
    case = net()
    assert check_values(_needed(case), _GOOD) == []
    data = with_values(_document(case), _GOOD)
    result = preflight(data, Given(at=NOW, data_drives=False))
    assert result.reach == "yes"
    assert "AF-STR-NEEDED" not in [one.id for one in result.findings]
    assert data.count(b"\n") == case.data.count(b"\n")


def test_a_value_is_escaped_and_nothing_else_is_replaced() -> None:
    data = with_values(_document(win()), {"@ComputerName@": "<a>&@TimeZone@"})
    assert b"&lt;a&gt;&amp;@TimeZone@" in data
    assert b"<TimeZone>@TimeZone@" in data


@pytest.mark.parametrize(
    ("string", "value"),
    [
        ("@ComputerName@", "A-NAME-THAT-IS-TOO-LONG"),
        ("@ComputerName@", "*"),
        ("@ComputerName@", ""),
        ("@ComputerName@", "a\u202eb"),
        ("@TimeZone@", "Europe/Berlin"),
        ("@IP4Addr-1@", "192.0.2.10"),
        ("@IP4Addr-1@", "2001:db8::1/64"),
        ("@MACAddr-1@", "<x>"),
        ("@Prefix-1-1@", "200"),
        ("@Prefix-1-1@", "x"),
        ("@Prefix-1-1@", "192.0.2.0"),
        ("@NextHop-1-1@", "192.0.2.1/24"),
    ],
)
def test_a_value_that_will_not_do_is_said(string: str, value: str) -> None:
    assert [one["string"] for one in check_values(_needed(net()), {**_GOOD, string: value})] == [string]


@pytest.mark.parametrize(
    ("string", "good", "bad"),
    [
        ("@ProductKey@", "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE", "AAAAA"),
        ("@IP6Addr-1@", "2001:db8::1/64", "192.0.2.1/24"),
    ],
)
def test_the_other_kinds_of_values(string: str, good: str, bad: str) -> None:
    needed = _needed(win(("@ComputerName@", string), ("@TimeZone@", "UTC")))
    assert check_values(needed, {string: good}) == []
    assert len(check_values(needed, {string: bad})) == 1


def test_a_value_that_is_missing_or_not_asked_for_is_said() -> None:
    typed = {name: value for name, value in _GOOD.items() if name != "@TimeZone@"} | {"@Other@": "x"}
    assert [one["string"] for one in check_values(_needed(net()), typed)] == ["@TimeZone@", "@Other@"]
    assert [one.string for one in _needed(win(("@TimeZone@", "@Colour@")))] == ["@ComputerName@"]


def test_values_are_read_from_both_forms() -> None:
    assert read_values(b'{"ComputerName": "a"}') == {"@ComputerName@": "a"}
    listed = {"schema": "x", "values": [{"string": "@ComputerName@", "value": "a"}]}
    assert read_values(json.dumps(listed).encode()) == {"@ComputerName@": "a"}
    for wrong in (b"[]", b"x", b'{"a": 1}', b'{"values": [1]}', b"[" * 100_000):
        with pytest.raises(ShieldwizError) as caught:
            read_values(wrong)
        assert caught.value.problem is Problem.KIND


def test_every_form_names_every_value_and_no_secret() -> None:
    needed = _needed(net())
    for form, write in FORMATS.items():
        text = write(needed)
        assert all(one.string in text for one in needed), form
        assert "Quiet-Harbour" not in text
    check_schema(json.loads(FORMATS["json"](needed)))
    rows = list(csv.reader(io.StringIO(FORMATS["csv"](needed))))
    assert {len(row) for row in rows} == {8}
    assert "None" in as_text(())


def test_a_preview_has_examples_and_no_secret() -> None:
    text = preview(sample("good-static-two-adapters.xml"))
    assert "192.0.2.10/24" in text
    assert "Quiet-Harbour" not in text
    assert "@Colour@" in preview(b"<a>@Colour@</a>")
    assert decoded(b"\xff\xff<a>") == "\ufffd\ufffd<a>"
