# SPDX-License-Identifier: Apache-2.0
"""Requests to an authority, a tenant's own pair, advice, and the guide through a change of keys."""

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID

from shieldwiz.certificates.containers import read_certificate_file
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.confirmations import Confirmations
from shieldwiz.guardians.guardian import Guardian
from shieldwiz.guardians.verdict import judge
from shieldwiz.hoster.byok import make_tenant_keys, refuse_owners_pair
from shieldwiz.hoster.requests import make_request
from shieldwiz.owners.pfx import read_pfx
from shieldwiz.workflow.hgs_keys import advise
from shieldwiz.workflow.hgs_rollover import rollover
from shieldwiz.workflow.home import Home
from tests.schemas import check_schema
from tests.simulated_fabric import NOW

SUBJECT = "CN=Contoso HGS,O=Contoso"


def test_an_inf_asks_for_what_hgs_needs() -> None:
    files = dict(make_request("both", SUBJECT, (), as_csr=False))
    assert set(files) == {"signing.inf", "signing-template.txt", "encryption.inf", "encryption-template.txt"}
    text = files["signing.inf"].decode("ascii")
    assert "\r\n" in text
    for line in (
        f'Subject = "{SUBJECT}"', "KeyLength = 2048", "HashAlgorithm = SHA256", "KeyUsage = 0xB0",
        'ProviderName = "Microsoft Software Key Storage Provider"', "MachineKeySet = TRUE", "OID = 1.3.6.1.5.5.7.3.1",
    ):  # fmt: skip
        assert f"{line}\r\n" in text
    template = files["encryption-template.txt"].decode()
    assert "renew with the same key" in template
    assert "Key Storage Provider" in template


def test_an_https_request_holds_every_name() -> None:
    files = dict(make_request("https", SUBJECT, ("hgs.contoso.example", "10.0.0.5", "fd00::5"), as_csr=False))
    text = files["https.inf"].decode("ascii")
    for name in ("dns=hgs.contoso.example&", "ipaddress=10.0.0.5&", "ipaddress=fd00::5&"):
        assert f'_continue_ = "{name}"' in text
    assert "Data Encipherment" not in files["https-template.txt"].decode()
    with pytest.raises(ShieldwizError) as caught:
        make_request("https", SUBJECT, (), as_csr=False)
    assert caught.value.problem is Problem.USAGE


def test_a_csr_comes_with_its_locked_key() -> None:
    files = dict(make_request("encryption", SUBJECT, ("hgs.example",), as_csr=True, password="made-up"))
    request = x509.load_pem_x509_csr(files["encryption.csr"])
    assert request.is_signature_valid
    usage = request.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.data_encipherment
    purposes = request.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(purposes) == [ExtendedKeyUsageOID.SERVER_AUTH]
    key = load_pem_private_key(files["encryption.key"], b"made-up")
    assert key.public_key() == request.public_key()
    assert b"ENCRYPTED" in files["encryption.key"]


@pytest.mark.parametrize("subject", ["", "Contoso", 'CN="x', "CN=a\nRequestType = Cert", "CN=%USERNAME%", "CN=\u202e"])
def test_a_subject_cannot_break_the_text(subject: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        make_request("signing", subject, (), as_csr=False)
    assert caught.value.problem is Problem.USAGE


@pytest.mark.parametrize("host", ['a"&x', "a b", "hgs:80", "", "a\r\nb"])
def test_a_host_cannot_break_the_text(host: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        make_request("https", SUBJECT, (host,), as_csr=False)
    assert caught.value.problem is Problem.USAGE


def test_letters_beyond_ascii_are_written_as_windows_reads_them() -> None:
    data = dict(make_request("signing", "CN=Zürich HGS", (), as_csr=False))["signing.inf"]
    assert data.startswith(b"\xff\xfe")
    assert 'Subject = "CN=Zürich HGS"' in data.decode("utf-16")


def test_a_tenants_own_pair() -> None:
    made = make_tenant_keys("Fabrikam's keys", "Fabrikam", "made-up password", now=NOW)
    files = dict(made.files)
    assert len(files) == 6
    pfx = [data for name, data in files.items() if name.endswith(".pfx")]
    entries = [read_pfx(data, "made-up password") for data in pfx]
    cers = {read_certificate_file(data).leaf for name, data in files.items() if name.endswith(".cer")}
    assert {entry.certificate for entry in entries} == cers
    for data in pfx:
        facts = read_certificate_file(data, passphrase=b"made-up password").pfx
        assert facts is not None
        assert facts.key_provider == "Microsoft Software Key Storage Provider"
    verdict = judge(files["guardian.xml"], Confirmations(guardian_fingerprint=made.fingerprint.hex), NOW)
    assert verdict.word.value == "trusted"
    readme = files["README.txt"].decode("utf-8")
    assert made.fingerprint.hex in readme
    assert readme.count("Add-HgsKeyProtectionCertificate") == 2
    assert "-IsPrimary\r\n" not in readme
    assert "its URL will not show this one" in " ".join(readme.split())
    assert "'Fabrikam''s keys'" in readme
    assert "made-up password" not in readme
    assert readme.count("Remove-HgsKeyProtectionCertificate") == 2


def test_the_tenants_owner_pair_is_refused() -> None:
    made = make_tenant_keys("A", "A", "made-up password", now=NOW).guardian
    refuse_owners_pair(made, None)
    with pytest.raises(ShieldwizError) as caught:
        refuse_owners_pair(made, replace_encryption(made))
    assert caught.value.problem is Problem.NOT_FIT


def replace_encryption(pair: Guardian) -> Guardian:
    """Another pair with one key in common."""
    return replace(pair, encryption=pair.signing)


def test_pfx_or_thumbprint() -> None:
    for hsm, stuck, method in ((False, False, "pfx"), (True, False, "thumbprint"), (False, True, "thumbprint")):
        advice = advise(hsm=hsm, not_exportable=stuck)
        check_schema(advice)
        assert advice["method"] == method
        assert len(advice["commands"]) == 2
        assert "not required" in " ".join(advice["why"])
        assert ("-NoCertificateReplication" in str(advice["commands"])) == (method == "thumbprint")
        assert "Only a signing and an encryption certificate are needed" in advice["needed"][0]
    assert "each node" in " ".join(advice["steps"])


def test_the_guide_remembers_where_one_is(tmp_path: Path) -> None:
    home = Home(folder=tmp_path)
    report = rollover(home, "contoso-2026", NOW)
    check_schema(report)
    assert (report["next"], len(report["steps"])) == (1, 10)
    assert not list(tmp_path.iterdir()), "looking writes nothing"
    rollover(home, "contoso-2026", NOW, done=(1, 2))
    report = rollover(home, "CONTOSO-2026", NOW, done=(3,), undo=(2,))
    assert [step["number"] for step in report["steps"] if step["done"]] == [1, 3]
    assert report["next"] == 2
    check_schema(report)
    assert rollover(home, "contoso-2026", NOW)["next"] == 2
    for wrong in ({"done": (11,)}, {"done": (1,), "undo": (1,)}):
        with pytest.raises(ShieldwizError) as caught:
            rollover(home, "contoso-2026", NOW, **wrong)
        assert caught.value.problem is Problem.USAGE


def test_the_guide_never_says_renew_and_removes_last(tmp_path: Path) -> None:
    steps = rollover(Home(folder=tmp_path), "x", NOW)["steps"]
    assert "renew" not in str(steps).lower()
    removing = [step["number"] for step in steps if "Remove-HgsKeyProtectionCertificate" in str(step["commands"])]
    assert removing == [10]
    adding = [step["number"] for step in steps if "Add-HgsKeyProtectionCertificate" in str(step["commands"])]
    primary = [step["number"] for step in steps if "-IsPrimary" in str(step["commands"])]
    assert (adding, primary) == ([4], [6])


def test_the_guide_says_why_old_keys_stay(tmp_path: Path) -> None:
    text = rollover(Home(folder=tmp_path), "x", NOW)["steps"][7]["text"]
    assert "Nobody knows how long a VM runs" in text
    assert "bound to the keys of their time" in text
