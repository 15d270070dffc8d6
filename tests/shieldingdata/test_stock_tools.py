# SPDX-License-Identifier: Apache-2.0
"""Programs that never heard of shieldwiz agree on its files (FORMATS 4.9)."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.exceptions import InvalidSignature
from signxml.verifier import SignatureConfiguration, XMLVerifier

from shieldwiz.keyprotector.algorithms import PAYLOAD_KEY
from shieldwiz.keyprotector.unseal import unseal
from shieldwiz.shieldingdata.contents_form import contents_xml
from shieldwiz.shieldingdata.shielding_data import VerifiedShieldingData
from shieldwiz.xml_reading import XENC
from tests.keyprotector.parties import NOW, party
from tests.shieldingdata.making import CONTENTS, existing, template

needs_xmlsec1 = pytest.mark.skipif(
    sys.platform == "win32" and shutil.which("xmlsec1") is None, reason="xmlsec1 is not to be had there"
)
FILES = pytest.mark.parametrize("verified", [template, existing], ids=["template", "existing"])


def xmlsec1(*arguments: str | Path) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(["xmlsec1", *map(str, arguments)], capture_output=True, check=False, timeout=30)


def signed_by_signxml(data: bytes) -> bytes:
    """What signxml says the owner signed."""
    configuration = SignatureConfiguration(
        location="./",
        expect_references=1,
        signature_methods=frozenset({SignatureMethod.RSA_SHA256}),
        digest_algorithms=frozenset({DigestAlgorithm.SHA256}),
        verification_time=NOW,
    )
    result = XMLVerifier().verify(
        etree.fromstring(data), x509_cert=party("Finance").signing.x509, expect_config=configuration
    )
    assert not isinstance(result, list)
    return result.signed_data


@FILES
def test_signxml_sees_the_same_signed_bytes(verified: Callable[[], VerifiedShieldingData]) -> None:
    data = verified().data
    at = data.rindex(b"<ds:Signature ")
    assert signed_by_signxml(data) == data[data.index(b"<ShieldingData") : at] + b"</ShieldingData>"


def test_signxml_refuses_what_we_refuse() -> None:
    changed = template().data.replace(b"<Policy>Shielded<", b"<Policy>EncryptionSupported<")
    with pytest.raises(InvalidSignature):
        signed_by_signxml(changed)


@needs_xmlsec1
@FILES
def test_xmlsec1_verifies_the_owner(verified: Callable[[], VerifiedShieldingData], tmp_path: Path) -> None:
    (tmp_path / "owner.crt").write_bytes(party("Finance").signing.x509.public_bytes(Encoding.PEM))
    (tmp_path / "good.pdkx").write_bytes(verified().data)
    (tmp_path / "bad.pdkx").write_bytes(verified().data.replace(b"<Revision>1<", b"<Revision>2<"))
    verify = ("--verify", "--enabled-key-data", "key-name", "--pubkey-cert-pem", tmp_path / "owner.crt")
    good = xmlsec1(*verify, tmp_path / "good.pdkx")
    assert good.returncode == 0, good.stderr
    assert xmlsec1(*verify, tmp_path / "bad.pdkx").returncode != 0


@needs_xmlsec1
def test_xmlsec1_decrypts_the_contents(tmp_path: Path) -> None:
    north = party("North")
    transport_key = unseal(template().verdict, north.encryption, north.unwrapper)
    (tmp_path / "payload.key").write_bytes(PAYLOAD_KEY.written.run(transport_key))
    (tmp_path / "file.pdkx").write_bytes(template().data)
    done = xmlsec1("--decrypt", "--aeskey", tmp_path / "payload.key", tmp_path / "file.pdkx")
    assert done.returncode == 0, done.stderr
    root = etree.fromstring(done.stdout)
    assert root.find(f"{{{XENC}}}EncryptedData") is None
    assert etree.tostring(root[2], method="c14n", exclusive=True) == contents_xml(CONTENTS)
