# SPDX-License-Identifier: Apache-2.0
"""Stories of what comes back from Windows: one that is as decided, and each contradiction on its own."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from shieldwiz.checks import Check, Outcome
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.keyprotector.encoding import Form, frame
from shieldwiz.keyprotector.seal import seal
from shieldwiz.windowskit.assembly import KIT_JSON
from shieldwiz.windowskit.kit_document import read_kit_document
from shieldwiz.windowskit.kit_parts import Kit, OwnerPfx
from shieldwiz.windowskit.receipt import read_receipt
from shieldwiz.windowskit.receipt_checks import Decided, check_receipt
from tests.keyprotector.parties import TRANSPORT_KEY, guardian, party, swap
from tests.schemas import check_schema
from tests.windowskit.making import KEY, PDK, decided, existing, make, protector, receipt, received_guardian


@pytest.fixture(scope="module")
def kit() -> Kit:
    return make(owner_pfx=OwnerPfx.ALWAYS)


def checked(value: dict[str, Any], kit: Kit | None, pdk: bytes | None = PDK) -> tuple[Check, ...]:
    check_schema(value)
    return check_receipt(read_receipt(json.dumps(value).encode()), decided(kit) if kit is not None else None, pdk)


def failed(checks: tuple[Check, ...]) -> list[tuple[str, str]]:
    return [(check.id, check.reason) for check in checks if check.outcome is Outcome.FAIL]


def test_all_as_decided(kit: Kit) -> None:
    checks = checked(receipt(kit), kit)
    assert [check.id for check in checks] == ["R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08", "R09", "R09"]
    assert {check.outcome for check in checks} == {Outcome.PASS}


def test_an_existing_machine_and_a_reused_owner() -> None:
    kit = make(existing(), owner_pfx=OwnerPfx.NEVER)
    value = receipt(kit)
    value["owner"] = received_guardian({**value["owner"], "allowUntrustedRoot": False}, "reused")
    assert not failed(checked(value, kit))


Edit = Callable[[dict[str, Any]], None]


def put(key: str, value: Any) -> Edit:
    return lambda receipt: receipt.__setitem__(key, value)


def inside(*path: Any, value: Any) -> Edit:
    def edit(receipt: dict[str, Any]) -> None:
        for key in path[:-1]:
            receipt = receipt[key]
        receipt[path[-1]] = value

    return edit


STORIES: list[tuple[str, str, Edit]] = [
    ("R01", "other-kit", put("kitId", "f" * 32)),
    ("R02", "kit-changed", put("kitSha256", "0" * 64)),
    ("R02", "script-changed", put("scriptSha256", "0" * 64)),
    ("R02", "script-changed", put("scriptSha256", None)),
    ("R04", "no-file", put("pdk", None)),
    ("R04", "other-file", inside("pdk", "size", value=7)),
    ("R04", "other-file", inside("pdk", "sha256", value="0" * 64)),
    ("R05", "owner", put("owner", None)),
    ("R05", "owner", inside("owner", "signingSha256", value="0" * 64)),
    ("R05", "missing", lambda receipt: receipt["guardians"].pop()),
    ("R05", "missing", inside("guardians", 1, "encryptionSha256", value="0" * 64)),
    ("R05", "additional", lambda receipt: receipt["guardians"].append(stranger())),
    ("R06", "switches", inside("guardians", 0, "allowExpired", value=True)),
    ("R06", "switches", inside("owner", "allowUntrustedRoot", value=False)),
    ("R06", "switches", inside("owner", "how", value="reused")),
    ("R07", "policy", put("policy", "EncryptionSupported")),
    ("R07", "purpose", put("parameterSet", "ExistingVMParameterSet")),
    ("R07", "disks", lambda receipt: receipt["catalogs"].pop()),
    ("R07", "disks", lambda receipt: receipt["catalogs"].append(receipt["catalogs"][0])),
    ("R07", "rule", inside("catalogs", 0, "versionRule", value="GreaterThan")),
    ("R07", "catalog", inside("catalogs", 0, "sha256", value="0" * 64)),
    ("R08", "unreadable", put("keyProtector", base64.b64encode(b"\0\0\0\x07abc").decode())),
    ("R08", "none", put("keyProtector", base64.b64encode(b"\0\0\0\4").decode())),
    ("R08", "owner", lambda receipt: receipt.__setitem__("keyProtector", protector("North", owner="South"))),
    ("R08", "guardians", lambda receipt: receipt.__setitem__("keyProtector", protector("North"))),
    ("R08", "signature", lambda receipt: receipt.__setitem__("keyProtector", broken())),
    ("R09", "other-disk", inside("catalogs", 0, "facts", "name", value="Windows 95")),
    ("R09", "other-disk", inside("catalogs", 0, "facts", "version", value="9.9.9.9")),
    ("R09", "other-disk", inside("catalogs", 0, "facts", "signerSha256", value="0" * 64)),
]


def stranger() -> dict[str, Any]:
    other = party("Stranger")
    pair = {"signingSha256": other.signing.fingerprint, "encryptionSha256": other.encryption.fingerprint}
    return {**pair, "name": "Stranger", "how": "made", "allowExpired": False, "allowUntrustedRoot": True}


def broken() -> str:
    """A protector whose guardian signature is over other bytes."""
    xml = seal(party("Finance"), (guardian("North"), guardian("South")), TRANSPORT_KEY)
    other = seal(party("Finance"), (guardian("North"), guardian("South")), TRANSPORT_KEY)
    start = other.rindex(b"<GuardianSignature")
    return base64.b64encode(frame(xml[: xml.rindex(b"<GuardianSignature")] + other[start:], Form.BINARY)).decode()


@pytest.mark.parametrize(
    ("check_id", "reason", "edit"), STORIES, ids=[f"{i}-{s[0]}-{s[1]}" for i, s in enumerate(STORIES)]
)
def test_one_contradiction_at_a_time(kit: Kit, check_id: str, reason: str, edit: Edit) -> None:
    value = json.loads(json.dumps(receipt(kit)))
    edit(value)
    assert failed(checked(value, kit)) == [(check_id, reason)]


def test_a_failed_run_is_explained(kit: Kit) -> None:
    value = receipt(kit, outcome="failed", step="S31", message="The password is wrong \u202e", pdk=None)
    checks = checked(value, kit)
    assert failed(checks) == [("R03", "failed")]
    (check,) = (check for check in checks if check.outcome is Outcome.FAIL)
    assert "step S31: Windows refused to make the owner" in check.detail
    assert "\\u{202e}" in check.detail
    assert "not known here" in checked(receipt(kit, outcome="failed", step=None), kit)[-1].detail


def test_what_is_absent_is_open_or_a_note(kit: Kit) -> None:
    value = receipt(kit, keyProtector=None, keyProtectorNote="not readable here: Invalid namespace")
    for catalog in value["catalogs"]:
        catalog["facts"] = None
    checks = checked(value, kit, None)
    assert [(check.id, check.reason) for check in checks if check.outcome is Outcome.NOTE] == [
        ("R04", "not-given"),
        ("R09", "not-readable"),
        ("R09", "not-readable"),
    ]
    (check,) = (check for check in checks if check.is_open)
    assert (check.id, check.reason) == ("R08", "absent")
    assert "Invalid namespace" in check.detail
    assert "file, so" in checked(receipt(kit, keyProtector=None, keyProtectorNote=""), kit)[7].detail


def test_without_the_kit_only_what_needs_none(kit: Kit) -> None:
    checks = checked(receipt(kit), None)
    assert [check.id for check in checks] == ["R01", "R03", "R04", "R08"]
    assert [check.reason for check in checks if check.is_open] == ["unknown-kit", "no-kit"]


def test_an_unknown_method_is_not_evaluated_and_news(kit: Kit) -> None:
    xml = seal(party("Finance"), (guardian("North"), guardian("South")), TRANSPORT_KEY).decode()
    known = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
    odd = swap(known, "urn:of:windows", xml.count(known))(xml).encode()
    value = receipt(kit, keyProtector=base64.b64encode(frame(odd, Form.BINARY)).decode(), seen={"newThing": 1})
    checks = checked(value, kit)
    assert not failed(checks)
    assert [(check.id, check.reason) for check in checks if check.is_open] == [("R08", "not-evaluated")]
    news = checks[-1]
    assert (news.id, news.outcome) == ("R10", Outcome.NOTE)
    assert "newThing" in news.detail
    assert "You can help" in news.detail


def test_news_without_a_readable_protector(kit: Kit) -> None:
    value = receipt(kit, keyProtector=base64.b64encode(b"junk").decode(), seen={"newThing": 1})
    assert checked(value, kit)[-1].id == "R10"
    value = receipt(kit, keyProtector=base64.b64encode(b"\0\0\0\4").decode(), seen={})
    assert checked(value, kit)[-1].id == "R09"


def test_a_script_that_was_exchanged_before_the_kit_was_made(kit: Kit) -> None:
    document = read_kit_document(kit.files[KIT_JSON])
    wrong = "0" * 64
    files = tuple((path, size, wrong if path.startswith("Make") else sha256) for path, size, sha256 in document.files)
    odd = Decided(document=replace(document, files=files), sha256=decided(kit).sha256)
    data = json.dumps(receipt(kit, scriptSha256=wrong)).encode()
    assert failed(check_receipt(read_receipt(data), odd, PDK)) == [("R02", "script-unknown")]
    older = Decided(document=replace(odd.document, tool_version="0.0.1"), sha256=odd.sha256)
    assert not failed(check_receipt(read_receipt(data), older, PDK))


BAD: list[Any] = [
    {"outcome": 1},
    {"outcome": "x" * 5000},
    {"kitSha256": "zz"},
    {"pdk": []},
    {"pdk": {"fileName": "a", "size": -1, "sha256": "0" * 64}},
    {"pdk": {"fileName": "a", "size": True, "sha256": "0" * 64}},
    {"owner": {"name": "a"}},
    {"guardians": {}},
    {"guardians": [1]},
    {"keyProtector": "not base64"},
    {"keyProtector": 7},
    {"seen": None},
]


@pytest.mark.parametrize("change", BAD, ids=str)
def test_a_damaged_receipt_is_refused(kit: Kit, change: dict[str, Any]) -> None:
    with pytest.raises(ShieldwizError) as caught:
        read_receipt(json.dumps(receipt(kit, **change)).encode())
    assert caught.value.problem is Problem.KIND


def test_a_flag_must_be_one(kit: Kit) -> None:
    value = json.loads(json.dumps(receipt(kit)))
    value["owner"]["allowExpired"] = 1
    with pytest.raises(ShieldwizError, match="allowExpired"):
        read_receipt(json.dumps(value).encode())


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b'{"schema": "x"}', b"[" * 10_000])
def test_what_is_no_receipt(data: bytes) -> None:
    with pytest.raises(ShieldwizError) as caught:
        read_receipt(data)
    assert caught.value.problem is Problem.KIND


def test_a_receipt_of_any_size_is_not_read() -> None:
    with pytest.raises(ShieldwizError) as caught:
        read_receipt(b" " * (5 << 20))
    assert caught.value.problem is Problem.SIZE


def test_powershell_may_write_a_byte_order_mark(kit: Kit) -> None:
    assert read_receipt(b"\xef\xbb\xbf" + json.dumps(receipt(kit)).encode()).outcome == "done"
    assert KEY.text not in json.dumps(receipt(kit))
