# SPDX-License-Identifier: Apache-2.0

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.shieldingdata.shielding_data import TemplateVersion, VersionRule
from shieldwiz.shieldingdata.volume_id import Condition, match_disk, meaning, read_volume_id, write_volume_id
from tests.keyprotector.parties import certificate
from tests.shieldingdata.making import disk

SIGNER = certificate("ec-p256.cer")


def version(text: str) -> TemplateVersion:
    return TemplateVersion.parse(text)


def description(**changes: Any) -> bytes:
    fields = {**json.loads(write_volume_id(disk())), **changes}
    return json.dumps({key: value for key, value in fields.items() if value is not None}).encode()


@pytest.mark.parametrize("rule", VersionRule)
def test_what_is_written_is_read(rule: VersionRule) -> None:
    qualifier = disk("Ubuntu größer", "0.1.2.65535", rule)
    data = write_volume_id(qualifier)
    assert json.loads(data)["schema"] == "shieldwiz/volume-id/1"
    assert read_volume_id(data) == qualifier
    assert read_volume_id(b"\xef\xbb\xbf" + data) == qualifier


def test_further_keys_are_ignored() -> None:
    assert read_volume_id(description(source="wmi", properties={"a": [1]}, fileHash="00")) == disk()


def test_another_rule_may_be_chosen() -> None:
    chosen = read_volume_id(description(), rule=VersionRule.GREATER_THAN)
    assert chosen == disk(rule=VersionRule.GREATER_THAN)
    assert read_volume_id(description(rule=None), rule=VersionRule.EQUALS) == disk()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'{"schema": "shieldwiz/receipt/1"}',
        description(more="x" * (256 << 10)),
    ],
)
def test_another_document_is_of_another_kind(data: bytes) -> None:
    with pytest.raises(ShieldwizError) as caught:
        read_volume_id(data)
    assert caught.value.problem is Problem.KIND


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": None}, Problem.VALUE),
        ({"name": ""}, Problem.VALUE),
        ({"name": 1}, Problem.VALUE),
        ({"name": "a\u202eb"}, Problem.VALUE),
        ({"name": "x" * 256}, Problem.LIMITS),
        ({"version": "1.2.3"}, Problem.VALUE),
        ({"version": "1.2.3.04"}, Problem.VALUE),
        ({"version": None}, Problem.VALUE),
        ({"rule": "Equal"}, Problem.VALUE),
        ({"rule": None}, Problem.VALUE),
        ({"certificate": None}, Problem.VALUE),
        ({"certificate": "AB=="}, Problem.VALUE),
        ({"certificate": "AAAA"}, Problem.CERTIFICATE),
        ({"certificate": "A" * 100_000}, Problem.VALUE),
    ],
)
def test_a_field_that_is_wrong_is_named(changes: dict[str, Any], problem: Problem) -> None:
    with pytest.raises(ShieldwizError) as caught:
        read_volume_id(description(**changes))
    assert caught.value.problem is problem
    if problem is Problem.VALUE:
        assert caught.value.detail in changes or caught.value.detail.lower() in changes


def test_a_name_that_cannot_be_used_is_not_written() -> None:
    with pytest.raises(ShieldwizError) as caught:
        write_volume_id(disk(" x"))
    assert caught.value.problem is Problem.VALUE


def test_each_rule_has_its_sentence() -> None:
    by = f", if signed by {SIGNER.subject}."
    assert meaning(disk(rule=VersionRule.EQUALS)) == f"Trusts WS2025 version 1.2.3.4 only{by}"
    assert meaning(disk(rule=VersionRule.GREATER_THAN_OR_EQUALS)) == (
        f"Trusts WS2025 version 1.2.3.4 and every newer one{by}"
    )
    assert meaning(disk(rule=VersionRule.GREATER_THAN)) == (
        f"Trusts WS2025 in every version newer than 1.2.3.4, but not 1.2.3.4 itself{by}"
    )


@pytest.mark.parametrize(
    ("rule", "older", "same", "newer"),
    [
        (VersionRule.EQUALS, False, True, False),
        (VersionRule.GREATER_THAN_OR_EQUALS, False, True, True),
        (VersionRule.GREATER_THAN, False, False, True),
    ],
)
def test_versions_compare_by_the_rule(rule: VersionRule, older: bool, same: bool, newer: bool) -> None:
    for text, accepted in (("1.2.3.3", older), ("1.2.3.4", same), ("1.2.4.0", newer)):
        result = match_disk((disk(rule=rule),), "WS2025", version(text), SIGNER)
        assert result.is_accepted is accepted
        assert result.failed is (None if accepted else Condition.VERSION)


def test_the_condition_that_fails_is_named() -> None:
    newer = (disk(rule=VersionRule.GREATER_THAN_OR_EQUALS),)
    assert match_disk(newer, "WS2025", version("1.2.3.4"), SIGNER).sentence == "Yes. WS2025 allows it."
    assert match_disk(newer, "WS2025", version("1.2.3.3"), SIGNER).sentence == (
        "Name and signer match WS2025, but version 1.2.3.3 is older than 1.2.3.4."
    )
    other = match_disk(newer, "WS2025", version("1.2.3.4"), certificate("good-signing.cer"))
    assert other.failed is Condition.SIGNER
    assert other.sentence == "The name matches, but the disk is signed by another certificate."
    near = match_disk(newer, "ws2025", version("1.2.3.4"), SIGNER)
    assert near.failed is Condition.NAME
    assert near.sentence == ("No qualifier has the name ws2025. Names must match to the letter: did you mean WS2025?")
    far = match_disk(newer, "Ubuntu", version("1.2.3.4"), SIGNER)
    assert far.sentence == "No qualifier has the name Ubuntu. Names must match to the letter."


def test_the_qualifier_that_comes_nearest_speaks() -> None:
    qualifiers = (
        disk("Other"),
        disk(version="9.0.0.0"),
        disk(version="1.0.0.0"),
    )
    assert match_disk(qualifiers, "WS2025", version("1.0.0.0"), SIGNER).is_accepted
    assert match_disk(qualifiers, "WS2025", version("2.0.0.0"), SIGNER).failed is Condition.VERSION
    assert match_disk((), "WS2025", version("2.0.0.0"), SIGNER).failed is Condition.NAME


@pytest.mark.parametrize(
    ("pattern", "name", "fits"),
    [
        ("WS*", "WS2025", True),
        ("*2025", "WS2025", True),
        ("*", "", True),
        ("**", "anything", True),
        ("W?2025", "WS2025", True),
        ("?", "", False),
        ("WS2025?", "WS2025", False),
        ("WS2025*", "WS2025", True),
        ("a*b*c", "a-b-b-c", True),
        ("a*b*c", "a-b-b", False),
        ("ws*", "WS2025", False),
        ("WS[0-9]*", "WS2025", False),
        ("WS[0-9]*", "WS[0-9]5", True),
        ("a.c", "abc", False),
        ("W", "WS2025", False),
        ("WS2025", "W", False),
    ],
)
def test_names_may_hold_wildcards(pattern: str, name: str, fits: bool) -> None:
    result = match_disk((disk(pattern),), name, version("1.2.3.4"), SIGNER)
    assert result.is_accepted is fits


def test_a_strangers_pattern_costs_no_time() -> None:
    began = time.monotonic()
    result = match_disk((disk("*a" * 127),), "a" * 5_000 + "b", version("1.2.3.4"), SIGNER)
    assert not result.is_accepted
    assert time.monotonic() - began < 5


@given(st.text("ab*?", max_size=8), st.text("ab", max_size=8))
def test_wildcards_mean_what_they_say(pattern: str, name: str) -> None:
    def fits(pattern: str, name: str) -> bool:
        if not pattern:
            return not name
        if pattern[0] == "*":
            return any(fits(pattern[1:], name[at:]) for at in range(len(name) + 1))
        return bool(name) and pattern[0] in ("?", name[0]) and fits(pattern[1:], name[1:])

    result = match_disk((disk(pattern),), name, version("1.2.3.4"), SIGNER)
    assert result.is_accepted is fits(pattern, name)
