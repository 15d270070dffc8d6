# SPDX-License-Identifier: Apache-2.0
"""The people of these tests, made once; the samples' keys; and how a forger with a key would work."""

import base64
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates
from lxml import etree

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.guardians.guardian import Guardian
from shieldwiz.keyprotector import algorithms
from shieldwiz.owners.owner import Owner, SoftwareKey, create_owner
from shieldwiz.xml_reading import KPS

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
TRANSPORT_KEY = bytes(range(32))
VECTORS = Path(__file__).parent.parent / "vectors"
FORMATS = VECTORS / "formats"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
HMAC_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"


@cache
def party(name: str) -> Owner:
    """Somebody with a pair of 2048-bit keys; the same one for the same name."""
    return create_owner(name, key_size=2048, now=NOW)


def guardian(name: str) -> Guardian:
    """The same somebody as a guardian."""
    return _guardian(name)


@cache
def _guardian(name: str) -> Guardian:
    return party(name).guardian


@cache
def expected() -> dict[str, Any]:
    """The known answers of the samples."""
    document: dict[str, Any] = json.loads((FORMATS / "expected.json").read_text("utf-8"))
    return document


@cache
def sample_key(name: str) -> tuple[Certificate, SoftwareKey]:
    """A certificate of the samples and its private key: `owner.signing`, `guardian-a.encryption`."""
    password = expected()["passphrase_of_everything"].encode()
    key, certificate, _ = load_key_and_certificates((FORMATS / f"{name}.pfx").read_bytes(), password)
    assert key is not None
    assert certificate is not None
    return (
        Certificate.from_der(certificate.public_bytes(Encoding.DER)),
        SoftwareKey(key),  # type: ignore[arg-type]
    )


@cache
def sample_owner() -> Owner:
    """The samples' owner with both keys."""
    signing, signer = sample_key("owner.signing")
    encryption, unwrapper = sample_key("owner.encryption")
    return Owner(name="Sample", signing=signing, encryption=encryption, signer=signer, unwrapper=unwrapper)


def certificate(name: str) -> Certificate:
    """A certificate of the certificate samples (DER)."""
    return Certificate.from_der((VECTORS / "certificates" / name).read_bytes())


def forged(
    xml: bytes,
    edit: Callable[[str], str],
    owner: Owner,
    *,
    transport_key: bytes = TRANSPORT_KEY,
) -> bytes:
    """The protector after an edit, with MAC and guardian signature made again by somebody who has both keys."""
    root = etree.fromstring(edit(xml.decode()).encode())
    signed = etree.tostring(root[0], method="c14n", exclusive=True)
    mac_key = algorithms.MAC_KEY.written.run(transport_key)
    values = root.findall(f"{{{KPS}}}TransportKeySignature//{{{KPS}}}SignatureValue")
    values += root.findall(f"{{{KPS}}}GuardianSignature//{{{KPS}}}SignatureValue")
    for element, value in zip(values, (hmac.digest(mac_key, signed, "sha256"), owner.signer.sign(signed)), strict=True):
        element.text = base64.b64encode(value).decode()
    return etree.tostring(root, method="c14n", exclusive=True)


def swap(old: str, new: str, count: int = 1) -> Callable[[str], str]:
    """An edit that replaces text which must be there."""

    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, count)

    return edit


def between(text: str, start: str, end: str, nth: int = 0) -> str:
    """What stands between two markers, the nth time."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(start, at + 1)
    return text[at + len(start) : text.index(end, at + len(start))]
