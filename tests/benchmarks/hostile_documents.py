# SPDX-License-Identifier: Apache-2.0
"""Metadata, key protectors, shielding data files, template disks and recipes that try to take long or much memory."""

import base64
import json
import re
from collections.abc import Iterator

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.guardians.guardian import Guardian
from shieldwiz.guardians.pair_signatures import RSA_SHA256, CertificateSignature
from shieldwiz.guardians.xml_signature import XML_DECLARATION, sign_enveloped
from shieldwiz.keyprotector.encoding import MAX_FILE, Form, frame
from shieldwiz.keyprotector.seal import seal
from shieldwiz.shieldingdata.rules import MAX_SHIELDING_DATA
from shieldwiz.shieldingdata.shielding_data import (
    Contents,
    NamedFile,
    Purpose,
    TemplateVersion,
    VersionRule,
    VolumeIdQualifier,
)
from shieldwiz.shieldingdata.volume_id import MAX_VOLUME_ID, write_volume_id
from shieldwiz.shieldingdata.write import create_shielding_data
from shieldwiz.workflow.recipe import MAX_RECIPE
from shieldwiz.xml_reading import KPS
from tests.attacks.parties import crowd, genuine
from tests.attacks.xml_attacks import attacks as xml_attacks
from tests.benchmarks.hostile_certificates import CAP, Named, certificate_files, filled
from tests.keyprotector.parties import NOW, TRANSPORT_KEY, forged, sample_owner
from tests.simulated_fabric import Hoster, hoster, pkcs1v15


def markup(root: str, namespace: str, cap: int) -> Iterator[Named]:
    """XML that begins like a document of that kind."""
    start = f'<{root} xmlns="{namespace}" Version="1">'.encode()
    end = f"</{root}>".encode()
    many = b" ".join(b'a%d="x"' % number for number in range(cap // 10))
    spaces = b" ".join(b'xmlns:n%d="u%d"' % (number, number) for number in range(cap // 20))
    yield "elements", filled(b"<a/>", start, end, cap=cap)
    yield "as many elements as allowed, and text", filled(b"A", start + b"<a/>" * 1_900, end, cap=cap)
    yield "depth", start + b"<a>" * (cap // 8) + b"</a>" * (cap // 8) + end
    yield "attributes of one element", _cut(start[:-1] + b" " + many, cap)
    yield "namespaces of one element", _cut(start[:-1] + b" " + spaces, cap)
    yield "one long text", filled(b"A", start, end, cap=cap)
    yield "one long attribute", filled(b"A", start[:-1] + b' a="', b'"/>', cap=cap)
    yield "character references", filled(b"&#65;", start, end, cap=cap)
    yield "entity declarations", filled(b'<!ENTITY a "b">', b"<!DOCTYPE x [", b"]>" + start + end, cap=cap)
    yield "white space", filled(b" ", start, end, cap=cap)
    yield "UTF-16", b"\xff\xfe" + filled(b" ", start, end, cap=cap // 2).decode().encode("utf-16-le")


def _cut(tag: bytes, cap: int) -> bytes:
    """A start tag with as many of its attributes as fit."""
    return tag[: cap - 2].rpartition(b" ")[0] + b"/>"


def metadata_files() -> Iterator[Named]:
    yield from markup("Metadata", KPS, CAP)
    crowds = ("64 large", "20 large", "64 usual")
    for one in xml_attacks():
        if one.name.startswith(crowds) or len(one.data) > CAP * 9 // 10:
            yield one.name, one.data


def _guardian(who: Hoster, encryption: Certificate) -> Guardian:
    signature = CertificateSignature(algorithm=RSA_SHA256, value=bytes(256))
    return Guardian(
        name="x",
        signing=who.signing,
        encryption=encryption,
        encryption_signature=_signed(who, encryption),
        self_signature=signature,
    )


def _signed(who: Hoster, encryption: Certificate) -> CertificateSignature:
    return CertificateSignature(algorithm=RSA_SHA256, value=pkcs1v15(who.signing_key, "sha256", encryption.der))


def full_protector(*, bits: int) -> bytes:
    """65 wrappings, all sound as far as anybody without the guardians' keys can see."""
    guardians = [_guardian(hoster("Contoso"), one) for one in crowd(bits)]
    return seal(sample_owner(), guardians, TRANSPORT_KEY)


def large_protector() -> bytes:
    """65 wrappings whose signing keys are all different and as large as they come; signed anew by the owner."""
    values = iter(base64.b64encode(one.der).decode() for one in crowd(8_192, (1 << 63) + 1))
    signature = base64.b64encode(b"\0" + b"\x55" * 1_023).decode()

    def edit(text: str) -> str:
        first, *rest = text.split("</Wrapping>")
        changed = [
            re.sub(r"(<SigningCertificate>)[^<]*", rf"\g<1>{next(values, '')}", one)
            if "<SigningCertificate>" in one
            else one
            for one in rest
        ]
        with_values = [
            re.sub(r"(<EncryptionCertificateSignature .*?<SignatureValue>)[^<]*", rf"\g<1>{signature}", one)
            for one in changed
        ]
        return "</Wrapping>".join([first, *with_values])

    return forged(full_protector(bits=2_048), edit, sample_owner())


def protectors(form: Form) -> Iterator[Named]:
    """In each of the three forms."""
    for name, xml in (
        ("65 wrappings", full_protector(bits=2_048)),
        ("65 wrappings, keys of 8192 bits", full_protector(bits=8_192)),
        ("65 wrappings, large signing keys", large_protector()),
        *markup("Protector", KPS, CAP - 100),
    ):
        yield name, frame(xml, form)
    if form is Form.TEXT:
        yield "10 MiB of zeros", filled(b"0 ", cap=MAX_FILE)
        yield "10 MiB of zeros in UTF-16", filled("0\n".encode("utf-16-le"), b"\xff\xfe", cap=MAX_FILE)
        yield "10 MiB of one number", filled(b"1", cap=MAX_FILE)
        yield "10 MiB of white space behind", filled(b" ", b"60 ", cap=MAX_FILE)
        yield "a protector in UTF-16 with white space", _spread(frame(full_protector(bits=2_048), form))
        yield "1 MiB of zeros", filled(b"0\n", b"0 16 0 0 ", cap=(CAP + 2) * 2)


def _spread(text: bytes) -> bytes:
    words = text.decode().split()
    room = (MAX_FILE - 2) // 2 // len(words) - 3
    return b"\xff\xfe" + "".join(f"{word:<{room}}" for word in words).encode("utf-16-le")


def shielding_data_files() -> Iterator[Named]:
    yield from markup("ShieldingData", "urn:shieldwiz:shielding-data:1", MAX_SHIELDING_DATA)
    long = next(data for name, data in certificate_files() if name == "a name of 2,500 parts")
    signer = Certificate.from_der(long)
    for name, count, bits in (("18 long certificates", 18, 2_048), ("64 wrappings of 8192 bits", 1, 8_192)):
        disks = tuple(
            VolumeIdQualifier(
                disk_name="*a" * 120 + f"{number}",
                version=TemplateVersion.parse("1.0.0.0"),
                rule=VersionRule.EQUALS,
                signer=signer,
            )
            for number in range(count)
        )
        contents = Contents(answer_file=NamedFile(name="unattend.xml", data=b"<a/>" + bytes(200_000)))
        yield (
            name,
            create_shielding_data(
                owner=sample_owner(),
                guardians=[_guardian(hoster("Contoso"), one) for one in crowd(bits)],
                contents=contents,
                now=NOW,
                purpose=Purpose.SHIELDED_TEMPLATE,
                volume_id_qualifiers=disks,
            ).data,
        )


def signed_elements() -> Named:
    """An owner's signature over as much as it can cover: whatever else is wrong, that is looked at first."""
    names = " ".join(f'n{n}:a=""' for n in range(14))
    prefixes = " ".join(f'xmlns:n{n}="urn:{n}"' for n in range(14))
    inside = f"<d {names}/>" * 1_600
    root = f'<ShieldingData xmlns="urn:shieldwiz:shielding-data:1" Version="1" {prefixes}>{inside}</ShieldingData>'
    return "signed, many names", XML_DECLARATION + sign_enveloped(root.encode(), sample_owner().signer.sign)


def volume_ids() -> Iterator[Named]:
    signer = genuine().signing
    sound = json.loads(
        write_volume_id(
            VolumeIdQualifier(
                disk_name="*a" * 127,
                version=TemplateVersion.parse("1.0.0.0"),
                rule=VersionRule.EQUALS,
                signer=signer,
            )
        )
    )
    yield "127 stars", json.dumps(sound).encode()
    room = MAX_VOLUME_ID - 3_000
    yield "lists in each other", filled(b"[", cap=MAX_VOLUME_ID)
    yield "lists", json.dumps(sound)[:-1].encode() + b', "x": [' + b"[]," * (room // 3) + b"[]]}"
    yield "a number of 250,000 digits", json.dumps({**sound, "x": 0})[:-2].encode() + b"7" * room + b"}"
    yield "a version of 250,000 digits", json.dumps({**sound, "version": "1." * (room // 2) + "1"}).encode()
    yield "many keys", json.dumps({**sound, **{str(number): 0 for number in range(20_000)}}).encode()
    for name, data in certificate_files():
        if len(data) < 65_000:
            yield name, json.dumps({**sound, "certificate": base64.b64encode(data).decode()}).encode()


def recipes() -> Iterator[Named]:
    start = b'schema = "shieldwiz/recipe/1"\n'
    yield "many guardians", filled(b'"a",', start + b"guardians = [", b"]\n", cap=MAX_RECIPE)
    yield "many files", filled(b'"a",', start + b"other-files = [", b"]\n", cap=MAX_RECIPE)
    yield "many template disks", filled(b'"a",', start + b"volume-ids = [", b"]\n", cap=MAX_RECIPE)
    yield "lists in each other", filled(b"[", start + b"guardians = ", cap=MAX_RECIPE)
    yield "tables in each other", filled(b"{a=", start + b"guardians = ", cap=MAX_RECIPE)
    yield "a key of many parts", filled(b"a.", start, b"a = 1\n", cap=MAX_RECIPE)
    yield "keys of many parts", start + b"".join(b"a." * 500 + b"k%d = 1\n" % n for n in range(MAX_RECIPE // 1_010))
    yield (
        "headings of many parts",
        start + b"".join(b"[" + b"a." * 500 + b"k%d]\n" % n for n in range(MAX_RECIPE // 1_010)),
    )
    yield "headings", start + b"".join(b"[a%d]\n" % number for number in range(MAX_RECIPE // 10))
    yield "lists of tables", filled(b"[[a]]\n", start, cap=MAX_RECIPE)
    yield "a number of 250,000 digits", filled(b"7", start + b"a = ", cap=MAX_RECIPE)
    yield "a hexadecimal number", filled(b"f", start + b"a = 0x", cap=MAX_RECIPE)
    yield "escapes", filled(b"\\u0041", start + b'owner = "', b'"\n', cap=MAX_RECIPE)
    yield "comments", filled(b"#\n", start, cap=MAX_RECIPE)


def anything() -> Iterator[Named]:
    """For `inspect`, which reads up to 10 MiB before it knows what it has."""
    yield "zeros", bytes(MAX_FILE)
    yield "JSON, lists", filled(b"[],", b"[", b"[]]", cap=MAX_FILE)
    yield "JSON of a receipt", filled(b"[],", b'{"schema": "shieldwiz/shielding-data/1", "a": [', b"[]]}", cap=MAX_FILE)
    yield (
        "JSON of a template disk",
        filled(b"[],", b'{"schema": "shieldwiz/volume-id/1", "a": [', b"[]]}", cap=MAX_FILE),
    )
    yield "JSON, many keys", b"{" + b",".join(b'"%07d":[]' % n for n in range(800_000)) + b"}"
    start = b'schema = "shieldwiz/recipe/1"\n'
    yield "a recipe", filled(b'"a",', start + b"guardians = [", b"]\n", cap=MAX_FILE)
    yield "a recipe of headings", start + b"".join(b"[a%d]\n" % number for number in range(900_000))
    yield "text", filled(b"word ", cap=MAX_FILE)
    yield "base64", filled(b"QUJD\n", b"MII\n", cap=MAX_FILE)
    yield "PEM marks", filled(b"-----BEGIN CERTIFICATE-----\n", cap=MAX_FILE)
    yield "UTF-16", filled(b"A\0", b"\xff\xfe", cap=MAX_FILE)
    yield "age", filled(b"A", b"age-encryption.org/v1\n", cap=MAX_FILE)
    yield "a PFX", b"\x30\x83" + (MAX_FILE - 5).to_bytes(3, "big") + b"\x02\x01\x03" + b"\x30\x00" * (MAX_FILE // 2 - 4)
    for name, namespace, root in (("metadata", KPS, "Metadata"), ("pdkx", "urn:shieldwiz:shielding-data:1", "S")):
        for kind, data in markup(root, namespace, MAX_FILE):
            yield f"{name} of 10 MiB, {kind}", data.replace(b'Version="1">', b'Version="1"><GuardianInformation/>', 1)
