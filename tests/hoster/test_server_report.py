# SPDX-License-Identifier: Apache-2.0
"""The report of the server script, judged: what must hold for each of the three certificates."""

import copy
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.issuing import ENCRYPTION, SIGNING
from shieldwiz.certificates.judgement import Vouching
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.hoster.server_report import read_report
from shieldwiz.workflow.hgs_certificates import check_files
from shieldwiz.workflow.hgs_scripts import script_bytes
from tests.schemas import check_schema
from tests.simulated_fabric import NOW, b64, certificate, hoster

ACCOUNT = "CONTOSO\\HGSSVC$"
KSP = "Microsoft Software Key Storage Provider"
CSP = "Microsoft Enhanced Cryptographic Provider v1.0"


def record(role: str, one: Certificate, **changes: Any) -> dict[str, Any]:
    return {
        "role": role, "thumbprint": one.thumbprint, "primary": True, "enabled": True, "certificate": b64(one.der),
        "inStore": True, "hasPrivateKey": True, "keyClass": "RSACng", "provider": KSP,
        "readers": ["NT AUTHORITY\\SYSTEM", ACCOUNT], **changes,
    }  # fmt: skip


def sound() -> dict[str, Any]:
    who = hoster("Contoso Hosting")
    return {
        "schema": "shieldwiz/hgs-report/1", "node": "HGS01", "time": "2026-12-01T00:00:00Z",
        "pool": {"account": ACCOUNT, "state": "Started"},
        "certificates": [
            record("signing", who.signing), record("encryption", who.encryption),
            record("communications", who.signing),
        ],
        "attestationSigners": [], "auditHolders": ["NT AUTHORITY\\LOCAL SERVICE", ACCOUNT], "tlsThumbprint": None,
        "metadata": {"status": 200, "sha256": "ab" * 32}, "skippedKeys": False, "problems": [],
    }  # fmt: skip


def judged(tmp_path: Path, *values: dict[str, Any], encoding: str = "utf-8-sig") -> list[dict[str, Any]]:
    names = []
    for number, value in enumerate(values):
        file = tmp_path / f"node{number}.json"
        file.write_text(json.dumps(value), encoding=encoding)
        names.append(str(file))
    reports = list(check_files(names, (), Vouching(now=NOW)))
    for report in reports:
        check_schema(report)
    return reports


def failures(report: dict[str, Any]) -> set[str]:
    checks = [*report["checks"], *(check for part in report["certificates"] for check in part["checks"])]
    return {check["id"] for check in checks if check["outcome"] == "fail"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_sound_node_can_use_its_certificates(encoding: str, tmp_path: Path) -> None:
    (report,) = judged(tmp_path, sound(), encoding=encoding)
    assert (report["verdict"], report["kind"]) == ("trusted", "report")
    assert "HGS can use its certificates" in report["headline"]
    details = [check["detail"] for part in report["certificates"] for check in part["checks"]]
    assert any("C19" in detail for detail in details), "seeing the signing certificate twice is no fault"


@pytest.mark.parametrize("which", [0, 1, 2])
@pytest.mark.parametrize(
    ("change", "check"),
    [
        ({"hasPrivateKey": False}, "P2"),
        ({"readers": ["NT AUTHORITY\\SYSTEM"]}, "P3"),
        ({"keyClass": "RSACryptoServiceProvider", "provider": CSP}, "P6"),
        ({"inStore": False, "hasPrivateKey": False}, "P8"),
    ],
)
def test_each_condition_for_each_certificate(which: int, change: dict[str, Any], check: str, tmp_path: Path) -> None:
    value = sound()
    value["certificates"][which].update(change)
    (report,) = judged(tmp_path, value)
    assert report["verdict"] == "refused"
    assert failures(report) == {check}


def test_key_size_usage_and_primaries(tmp_path: Path) -> None:
    value = sound()
    wrong = certificate(hoster("Contoso Hosting").signing_key, "x", ENCRYPTION)
    value["certificates"][0] = record("signing", wrong)
    assert failures(judged(tmp_path, value)[0]) == {"key-usage"}
    value = sound()
    value["certificates"][2] = record("communications", certificate(hoster("C").signing_key, "x", SIGNING))
    assert failures(judged(tmp_path, value)[0]) == {"key-usage"}, "communications allows both"
    for change in ({"primary": False}, {"enabled": False}):
        value = sound()
        value["certificates"][1].update(change)
        assert failures(judged(tmp_path, value)[0]) == {"P1"}


def test_pool_right_and_local_answer(tmp_path: Path) -> None:
    for key, bad, check in (
        ("pool", {"account": ACCOUNT, "state": "Stopped"}, "pool"),
        ("auditHolders", ["NT AUTHORITY\\LOCAL SERVICE"], "P9"),
        ("metadata", {"status": 500, "sha256": None}, "H04"),
    ):
        assert failures(judged(tmp_path, {**sound(), key: bad})[0]) == {check}


def test_a_group_is_a_perhaps_and_what_is_not_shown_is_not_passed(tmp_path: Path) -> None:
    value = sound()
    value["certificates"][0]["readers"] = ["CONTOSO\\HGS Nodes"]
    value["certificates"][1].update(readers=None, keyClass=None, provider=None)
    value.update(
        auditHolders=None, skippedKeys=True, problems=["key: \x1b[31mred"], pool={"account": ACCOUNT, "state": None}
    )
    (report,) = judged(tmp_path, value)
    assert failures(report) == set()
    text = json.dumps(report)
    assert "perhaps" in text
    assert "ask the vendor's tool" in text
    assert "not-evaluated" in text
    assert "\\u001b" not in text


def test_expired_is_no_panic_for_the_hoster(tmp_path: Path) -> None:
    who = hoster("Contoso Hosting")
    old = certificate(who.signing_key, "Contoso", SIGNING, begin=NOW - timedelta(9), end=NOW - timedelta(1))
    value = sound()
    value["certificates"][0], value["certificates"][2] = record("signing", old), record("communications", old)
    (report,) = judged(tmp_path, value)
    assert failures(report) == set()
    assert "Existing VMs keep working" in json.dumps(report)


def test_several_nodes_are_compared(tmp_path: Path) -> None:
    same = judged(tmp_path, sound(), sound())
    assert [report["kind"] for report in same] == ["report", "report", "comparison"]
    assert same[2]["verdict"] == "trusted"
    other = copy.deepcopy(sound())
    other["node"], other["tlsThumbprint"] = "HGS02", "AB"
    other["certificates"][1].update(hasPrivateKey=False)
    compared = judged(tmp_path, sound(), other)[2]
    assert failures(compared) == {"P8"}
    assert "HGS02" in compared["headline"]
    assert "HTTPS" in json.dumps(compared)


@pytest.mark.parametrize("data", [b"{", b'{"schema":"x"}', b"[" * 9, b'{"schema":"shieldwiz/hgs-report/1"}'])
def test_what_is_no_report_is_refused(data: bytes) -> None:
    with pytest.raises(ShieldwizError) as caught:
        read_report(data)
    assert caught.value.problem in (Problem.KIND, Problem.VALUE)


def test_the_script_writes_the_keys_that_are_read() -> None:
    source = script_bytes("test-certificates").decode("utf-8-sig")
    for key in sound():
        assert f"    {key} = " in source
    for key in sound()["certificates"][0]:
        assert f"        {key} = " in source


def test_files_by_their_look(tmp_path: Path) -> None:
    who = hoster("Contoso Hosting")
    for one, roles in (
        (who.signing, ["signing"]),
        (who.encryption, ["encryption"]),
        (who.communications, ["communications"]),
    ):
        file = tmp_path / "one.cer"
        file.write_bytes(one.der)
        (report,) = check_files([str(file)], (), Vouching(now=NOW))
        check_schema(report)
        assert report["certificates"][0]["roles"] == roles
        assert report["verdict"] == "decide"
    (report,) = check_files([str(file)], ("dump-encryption",), Vouching(now=NOW))
    dump = report["certificates"][0]["dump_encryption"]
    assert any(f"-PublicKeyHash '{dump['hash']}'" in line for line in dump["commands"])
    assert any("DumpEncryptionEnabled" in line for line in dump["commands"])
    assert any("Hgs_NoDumps" in line for line in dump["commands"])
    file.write_bytes(b"no certificate")
    (report,) = check_files([str(file)], (), Vouching(now=NOW))
    assert report["verdict"] == "refused"
    maker = certificate(who.signing_key, "Microsoft Remote Attestation Service", SIGNING)
    file.write_bytes(maker.der)
    (report,) = check_files([str(file)], (), Vouching(now=NOW))
    assert report["certificates"][0]["roles"] == ["attestation-signer"]
    assert "leave it alone" in json.dumps(report)
