# SPDX-License-Identifier: Apache-2.0
"""`shieldwiz hgs`: the hoster's desk on the command line."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from shieldwiz.certificates.issuing import SIGNING
from tests.cli.conftest import AT, NOW, Fabric, Shieldwiz
from tests.hoster.simulated_hgs import node, sends
from tests.simulated_fabric import certificate, document, hoster


@pytest.fixture(autouse=True)
def no_proxy_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


def test_doctor_from_the_first_look_to_monitoring(fabric: Fabric, shieldwiz: Shieldwiz, filled: Path) -> None:
    with node(sends(Path(fabric["metadata.xml"]).read_bytes())) as one:
        first = shieldwiz("hgs", "doctor", one.address, *AT)
        assert first.code == 4
        assert first.out.startswith(f"{one.address}: YOUR DECISION - it answers; signed by ")
        assert f"guardian fingerprint  {fabric.fingerprint}" in first.out
        assert "next: compare the fingerprint" in first.out
        told = ("--guardian-fingerprint", fabric.fingerprint)
        assert shieldwiz("hgs", "doctor", one.address, *told, "--remember", *AT).code == 0
        assert shieldwiz("hgs", "doctor", one.address, "--json", *AT).object["verdict"] == "trusted"
        known = shieldwiz("hgs", "doctor", one.address, "--monitoring", "--expect", "Contoso", *AT)
        assert known.code == 0
        assert known.out.startswith("HGS OK - 1 nodes, guardian unchanged | days_pair=")


def test_doctor_when_keys_changed_and_on_http_500(fabric: Fabric, shieldwiz: Shieldwiz, filled: Path) -> None:
    with node(sends(document(hoster("Contoso other")))) as one:
        changed = shieldwiz("hgs", "doctor", one.address, "--expect", "Contoso", *AT)
        assert changed.code == 3
        assert "REFUSED - The keys changed and the old ones are not listed" in changed.out
        assert shieldwiz("hgs", "doctor", one.address, "--expect", "Contoso", "--monitoring", *AT).code == 2
    with node(sends(b"<p>Keyset does not exist</p>", 500)) as bad:
        fault = shieldwiz("hgs", "doctor", bad.address, *AT)
        assert fault.code == 3
        assert "what the server said: Keyset does not exist" in fault.out
        assert fault.out.index("P2   ") < fault.out.index("P1   ")
    gone = shieldwiz("hgs", "doctor", bad.address, *AT)
    assert gone.code == 1
    assert "NOT REACHED" in gone.out
    with node(sends(b"", 500)) as bad:
        both = shieldwiz("hgs", "doctor", "127.0.0.1:9", bad.address, "--json", *AT)
        assert both.code == 3, "the worst wins"
        assert [one["verdict"] for one in both.objects] == [None, "refused"]


@pytest.mark.parametrize(
    "arguments",
    [("--every-node", "--as-one"), ("--proxy", "http://x", "--system-proxy"), ("--remember", "--state", "x"),
     ("--scheme", "ftp"), ("--port", "0"), ("--at-address", "x y")],
)  # fmt: skip
def test_doctor_refuses_what_makes_no_sense(arguments: tuple[str, ...], shieldwiz: Shieldwiz) -> None:
    assert shieldwiz("hgs", "doctor", "127.0.0.1", *arguments).code == 2


def test_certificates_by_their_look(tmp_path: Path, shieldwiz: Shieldwiz) -> None:
    who = hoster("Contoso Hosting")
    file = tmp_path / "signing.cer"
    file.write_bytes(who.signing.der)
    result = shieldwiz("hgs", "certificates", str(file), *AT)
    assert result.code == 4
    assert "YOUR DECISION" in result.out
    shown = shieldwiz("hgs", "certificates", str(file), "--role", "encryption", "--json", *AT)
    assert (shown.code, shown.object["verdict"]) == (3, "refused")
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    file.write_bytes(certificate(key, "Dumps", frozenset({"key_encipherment"}), begin=NOW - timedelta(1)).der)
    dumps = shieldwiz("hgs", "certificates", str(file), *AT)
    assert "Add-HgsAttestationDumpPolicy -PublicKeyHash '" in dumps.out


def test_expiry_tells_the_truth_and_writes_a_calendar(tmp_path: Path, shieldwiz: Shieldwiz, filled: Path) -> None:
    ics = tmp_path / "contoso.ics"
    result = shieldwiz("hgs", "expiry", "Contoso", "--ics", str(ics), *AT)
    assert result.code == 0
    assert "harmless: VMs and existing shielding data go on" in result.out
    assert ics.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert shieldwiz("hgs", "expiry", "Contoso", "--ics", str(ics), *AT).code == 1, "never overwrites"
    assert {one["role"] for one in shieldwiz("hgs", "expiry", "--json", *AT).objects} >= {"signing", "encryption"}
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    old = certificate(key, "x", SIGNING, begin=NOW - timedelta(9), end=NOW - timedelta(2))
    (tmp_path / "old.cer").write_bytes(old.der)
    expired = shieldwiz("hgs", "expiry", str(tmp_path / "old.cer"), *AT)
    assert (expired.code, "expired 2026-11-29, harmless: " in expired.out) == (0, True)
    assert shieldwiz("hgs", "expiry", "Nobody", *AT).code == 1


def test_byok_request_and_advise(tmp_path: Path, shieldwiz: Shieldwiz, filled: Path) -> None:
    folder = tmp_path / "byok"
    made = shieldwiz("hgs", "byok", "Fabrikam-HGS", "--tenant", "Fabrikam", "-o", str(folder), "--json", *AT)
    assert made.code == 0
    assert len(made.object["files"]) == len(list(folder.iterdir())) == 6
    password = made.err.split("shown once:  ")[1].split()[0]
    check = ("certificate", "check", str(folder / "Fabrikam-HGS-signing.pfx"), "--role", "signing", *AT)
    file = tmp_path / "password.txt"
    file.write_text(password, encoding="utf-8")
    assert shieldwiz(*check, "--passphrase-file", str(file)).code == 4
    assert shieldwiz("hgs", "certificates", check[2], "--passphrase-file", str(file), *AT).code == 4
    assert password not in made.out
    request = ("hgs", "request", "--role", "both", "--subject", "CN=Contoso HGS")
    assert shieldwiz(*request, "--inf", "-o", str(tmp_path / "inf"), "--json").object["form"] == "inf"
    csr = shieldwiz(*request, "--csr", "-o", str(tmp_path / "csr"))
    assert csr.code == 0
    assert "signing.csr" in csr.out
    assert "shown once" in csr.err
    assert shieldwiz(*request, "--csr", "--inf", "-o", "x").code == 2
    advice = shieldwiz("hgs", "advise", "--hsm", "--json")
    assert advice.object["method"] == "thumbprint"
    assert "-CertificatePath" in shieldwiz("hgs", "advise").out


def test_rollover_remembers(shieldwiz: Shieldwiz) -> None:
    assert "step 1 is next" in shieldwiz("hgs", "rollover", "contoso-2026", *AT).out
    assert shieldwiz("hgs", "rollover", "contoso-2026", "--done", "1", "--json", *AT).object["next"] == 2
    assert "[x] 2026-12-01 Take stock" in shieldwiz("hgs", "rollover", "contoso-2026", *AT).out
    assert shieldwiz("hgs", "rollover", "contoso-2026", "--undo", "1", "--json", *AT).object["next"] == 1
    assert shieldwiz("hgs", "rollover", "contoso-2026", "--done", "11").code == 2


def test_inventory_and_grant(
    tmp_path: Path, fabric: Fabric, shieldwiz: Shieldwiz, filled: Path, secret: tuple[str, str]
) -> None:
    folder = tmp_path / "protectors"
    folder.mkdir()
    made = tmp_path / "web.pdkx"
    create = ["pdk", "create", str(made), "--owner", "Fabrikam", "--guardian", "Contoso", "--policy", "Shielded"]
    create += ["--purpose", "ExistingVM", "--key-protector", str(folder / "web.kp"), *secret, *AT]
    assert shieldwiz(*create).code == 0
    shown = shieldwiz("hgs", "inventory", str(folder))
    assert shown.code == 0
    assert "(Contoso)" in shown.out
    assert shown.out.count("not examined: ") == 4
    other = tmp_path / "other.xml"
    other.write_bytes(document(hoster("Contoso new")))
    trusted = ("--allow-untrusted-root", "--reason", "a test", *AT)
    assert shieldwiz("guardian", "import", str(other), "--name", "Contoso-new", *trusted).code == 0
    grant = ("hgs", "grant", str(folder), "--owner", "Fabrikam", "--guardian", "Contoso-new", "--revoke", "Contoso")
    done = shieldwiz(*grant, "-o", str(tmp_path / "out"), *secret, *AT, "--json")
    assert (done.code, done.object["counts"]) == (0, {"granted": 1})
    assert "Granting adds" in done.err
    old = tmp_path / "old.cer"
    old.write_bytes(hoster("Contoso new").encryption.der)
    asked = shieldwiz("hgs", "inventory", str(tmp_path / "out"), "--certificate", str(old), "--json")
    assert (asked.code, asked.object["answer"]["word"]) == (3, "no")
    asked = shieldwiz("hgs", "inventory", str(folder), "--certificate", str(old))
    assert asked.code == 0
    assert "Nothing examined needs it" in asked.out
    compared = shieldwiz("hgs", "inventory", str(tmp_path / "out"), "--compare", str(folder), "--json")
    assert compared.object["changes"] == {"same": 0, "changed": 1, "new": 0, "gone": 0}


def test_scripts_are_always_the_same_bytes(tmp_path: Path, shieldwiz: Shieldwiz) -> None:
    target = tmp_path / "Test-HgsCertificates.ps1"
    result = shieldwiz("hgs", "script", "test-certificates", "-o", str(target))
    assert result.code == 0
    assert "It reads only." in result.err
    assert shieldwiz("hgs", "script", "set-key-protectors", "-o", str(tmp_path / "x")).err.count("-WhatIf first") == 1
    assert shieldwiz("hgs", "script", "test-certificates", "-o", str(target)).code == 1
    assert shieldwiz("hgs", "script", "rm", "-o", str(target)).code == 2


def test_a_report_of_a_node(tmp_path: Path, shieldwiz: Shieldwiz) -> None:
    file = tmp_path / "node.json"
    file.write_text(json.dumps({"schema": "x"}), encoding="utf-8")
    assert shieldwiz("hgs", "certificates", str(file), *AT).code == 3
