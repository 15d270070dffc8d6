# SPDX-License-Identifier: Apache-2.0
"""Protectors and files as an outsider, a guardian or a dishonest owner would forge them.

Finance is the owner. North is an honest guardian, whose key opens everything that is tried; South, a guardian too, is
the insider: she knows the transport key and has keys of her own, but not the owner's.
"""

import base64
import re
from collections.abc import Callable
from functools import cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from shieldwiz.guardians.xml_signature import XML_DECLARATION, sign_enveloped
from shieldwiz.keyprotector import algorithms
from shieldwiz.keyprotector.encoding import read_key_protector
from shieldwiz.keyprotector.seal import seal
from shieldwiz.keyprotector.unseal import unseal
from shieldwiz.keyprotector.verify import judge
from shieldwiz.owners.owner import Owner
from shieldwiz.shieldingdata.contents_form import contents_xml
from shieldwiz.shieldingdata.document_form import encrypted_contents_xml
from shieldwiz.shieldingdata.header_form import SHIELDING_DATA, header_xml
from shieldwiz.shieldingdata.opening import open_contents
from shieldwiz.shieldingdata.read import accept_unknown_owner, read_shielding_data
from shieldwiz.shieldingdata.shielding_data import Contents, Header, NamedFile, Policy, Purpose
from tests.keyprotector.parties import NOW, TRANSPORT_KEY, forged, guardian, party

SECRET = b"the secret that nobody may see"
CONTENTS = Contents(other_files=(NamedFile(name="note.txt", data=SECRET),))
Edit = Callable[[str], str]

_WRAPPING = re.compile("<Wrapping>.*?</Wrapping>")


def unchanged(text: str) -> str:
    return text


@cache
def protector(transport_key: bytes = TRANSPORT_KEY, *, owner: str = "Finance") -> bytes:
    """A protector for North and South."""
    return seal(party(owner), (guardian("North"), guardian("South")), transport_key)


@cache
def small_protector() -> bytes:
    """A protector for North alone."""
    return seal(party("Finance"), (guardian("North"),), TRANSPORT_KEY)


def wrappings(xml: bytes) -> list[str]:
    """The rows of a protector."""
    return _WRAPPING.findall(xml.decode())


def with_wrappings(xml: bytes, rows: list[str]) -> bytes:
    """The protector with these rows, everything else as it is."""
    text = xml.decode()
    start, end = text.index("<Wrappings>") + len("<Wrappings>"), text.index("</Wrappings>")
    return (text[:start] + "".join(rows) + text[end:]).encode()


def resealed(
    edit: Edit, *, transport_key: bytes = TRANSPORT_KEY, by: str = "Finance", xml: bytes | None = None
) -> bytes:
    """The protector after an edit, MAC and guardian signature made again with these keys."""
    return forged(protector() if xml is None else xml, edit, party(by), transport_key=transport_key)


def encrypted(contents: bytes | None = None, transport_key: bytes = TRANSPORT_KEY) -> bytes:
    """The secrets under the payload key of a transport key."""
    key = algorithms.PAYLOAD_KEY.written.run(transport_key)
    return algorithms.PAYLOAD.written.run.encrypt(key, contents_xml(CONTENTS) if contents is None else contents)


def header(**changes: object) -> Header:
    said: dict[str, object] = {
        "id": "62912200-dced-4381-bdcb-dbac70620045",
        "revision": 1,
        "created": NOW,
        "purpose": Purpose.EXISTING_VM,
        "policy": Policy.SHIELDED,
    }
    return Header(**(said | changes))  # type: ignore[arg-type]  # names and types as above


def file(
    xml: bytes | None = None,
    payload: bytes | None = None,
    *,
    signed_by: str = "Finance",
    head: Header | None = None,
    edit: Edit = unchanged,
) -> bytes:
    """A whole file of these parts, signed by somebody after an edit of the whole."""
    root = (
        f'<ShieldingData xmlns="{SHIELDING_DATA}" Version="1">{header_xml(head or header())}'
        f"{(protector() if xml is None else xml).decode()}"
        f"{encrypted_contents_xml(encrypted() if payload is None else payload)}</ShieldingData>"
    )
    return XML_DECLARATION + sign_enveloped(edit(root).encode(), party(signed_by).signer.sign)


@cache
def genuine_file() -> bytes:
    return file()


@cache
def small_file() -> bytes:
    """As `genuine_file`, for North alone."""
    return file(small_protector())


def open_file(data: bytes, who: Owner | None = None) -> Contents:
    """The secrets, by all rules D1 to D16, for a person who does not ask whose file it is."""
    keys = who or party("North")
    return open_contents(accept_unknown_owner(read_shielding_data(data)), keys.encryption, keys.unwrapper)


def open_protector(data: bytes, who: Owner | None = None) -> bytes:
    """The transport key in a bare protector of any form, for somebody who asks that the owner has signed it."""
    keys = who or party("North")
    found = read_key_protector(data).protector
    assert found is not None
    verdict = judge(found)
    verdict.require_by_owner()
    return unseal(verdict, keys.encryption, keys.unwrapper)


def binary(xml: bytes) -> bytes:
    """The binary form, of any length."""
    return (len(xml) + 4).to_bytes(4, "big") + xml


def oaep(plaintext: bytes, *, digest: hashes.HashAlgorithm | None = None, who: str = "North") -> bytes:
    """Anything, encrypted for somebody."""
    key = party(who).encryption.rsa_key()
    assert key is not None
    hash_ = digest or hashes.SHA256()
    return key.encrypt(plaintext, padding.OAEP(mgf=padding.MGF1(hash_), algorithm=hash_, label=None))


def cipher_of(number: int, value: bytes) -> Edit:
    """An edit that puts another ciphertext into the row `number` (from 1)."""

    def edit(text: str) -> str:
        parts = re.split("(?<=<CipherValue>)([^<]*)(?=</CipherValue>)", text)
        parts[2 * number - 1] = base64.b64encode(value).decode()
        return "".join(parts)

    return edit
