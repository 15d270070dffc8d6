# SPDX-License-Identifier: Apache-2.0
"""The metadata document: what is read, what is refused by V05 to V07, and what we write."""

from dataclasses import replace
from typing import Any

import pytest

from shieldwiz.checks import VerdictWord
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.confirmations import TrustBasis
from shieldwiz.guardians.metadata import MAX_LEAF, Metadata, read_metadata, signature_element, write_metadata
from shieldwiz.guardians.pair_signatures import RSA_SHA256
from shieldwiz.xml_reading import DS, KPS, canonical, parse_xml
from tests.guardians.judging import contoso, judged, stranger, swap
from tests.simulated_fabric import (
    Information,
    b64,
    document,
    inner_signature,
    metadata,
    other_certificates,
    pkcs1v15,
    unsigned_document,
)


def _read(data: bytes) -> Metadata:
    return read_metadata(parse_xml(data))


def _refused(data: bytes) -> ShieldwizError:
    with pytest.raises(ShieldwizError) as caught:
        _read(data)
    return caught.value


def test_a_document_is_read_whole() -> None:
    read = _read(document(contoso()))
    assert (read.guardian.signing, read.guardian.encryption) == (contoso().signing, contoso().encryption)
    assert read.guardian.name == ""
    assert read.guardian.self_signature.algorithm == RSA_SHA256
    assert read.guardian.self_signature.value == pkcs1v15(contoso().signing_key, "sha256", contoso().signing.der)
    assert read.guardian.encryption_signature.value == pkcs1v15(
        contoso().signing_key, "sha256", contoso().encryption.der
    )
    assert not read.guardian.encryption_signature.has_parameters
    assert (read.root_id, read.version, read.is_signed) == ("m1", 1, True)
    assert (read.other_signing_certificates, read.ignored) == ((), ())


def test_what_may_be_absent_may_be_absent() -> None:
    read = _read(metadata(Information.of(contoso()), attributes=' Version="0042"').encode())
    assert (read.root_id, read.version, read.is_signed) == (None, 42, False)


def test_other_certificates_are_read_in_order() -> None:
    listed = (stranger().signing, contoso().encryption)
    read = _read(metadata(replace(Information.of(contoso()), other=other_certificates(listed))).encode())
    assert read.other_signing_certificates == listed
    assert _read(metadata(replace(Information.of(contoso()), other=other_certificates(()))).encode()) == _read(
        unsigned_document(contoso())
    )


@pytest.mark.parametrize(("count", "is_read"), [(64, True), (65, False)])
def test_there_may_be_64_other_certificates(count: int, is_read: bool) -> None:
    listed = other_certificates((contoso().signing,) * count)
    data = metadata(replace(Information.of(contoso()), other=listed)).encode()
    if is_read:
        assert len(_read(data).other_signing_certificates) == count
    else:
        assert _refused(data).problem is Problem.VALUE


def test_empty_parameters_are_nothing() -> None:
    information = Information.of(contoso())
    for parameters in ("<Parameters/>", "<Parameters>\n </Parameters>"):
        changed = information.self_signature.replace("<SignatureValue>", f"{parameters}<SignatureValue>")
        read = _read(metadata(replace(information, self_signature=changed)).encode())
        assert read.guardian.self_signature == _read(unsigned_document(contoso())).guardian.self_signature


def test_foreign_parts_are_named_and_ignored() -> None:
    extra = '<a:one xmlns:a="urn:a"/><b:two xmlns:b="urn:b">text</b:two>'
    for data in (
        metadata(Information.of(contoso()), extra).encode(),
        swap("</Metadata>", f"{extra}</Metadata>")(document(contoso())),
    ):
        assert _read(data).ignored == ("element one", "element two")
    with_attribute = metadata(Information.of(contoso()), attributes=' Version="1" c:at="" xmlns:c="urn:c" lang=""')
    assert _read(with_attribute.encode()).ignored == ("attribute at", "attribute lang")


NO_NUMBERS = ("", "-1", "+1", "1.0", "4294967296", "0x1", "\u0661", " 1")
LIST = "OtherSigningCertificates"
EXTRA = '<x:x xmlns:x="urn:x"/>'
CERTIFICATE = "<SigningCertificate>"


@pytest.mark.parametrize(
    "edit",
    [
        swap("Metadata", "Metabase", 2),
        swap(KPS, "urn:other"),
        swap(' Version="1"', ""),
        swap("GuardianInformation", "HosterInformation", 2),
        swap("<GuardianInformation>", f"{EXTRA}<GuardianInformation>"),
        swap("<GuardianInformation>", "text<GuardianInformation>"),
        swap("</GuardianInformation>", "</GuardianInformation>text"),
        swap("<GuardianInformation>", f"<GuardianInformation>{EXTRA}"),
        swap("</GuardianInformation>", f"{EXTRA}</GuardianInformation>"),
        swap("<GuardianInformation>", '<GuardianInformation ID="x">'),
        swap("<GuardianInformation><Version>1</Version>", "<GuardianInformation>"),
        swap("<Version>1</Version>", "<Version>1</Version>" * 2),
        swap("<Version>", '<Version a="">'),
        swap("<Version>1<", "<Version><Version>1</Version><"),
        swap(CERTIFICATE, '<SigningCertificate a="">'),
        swap("<SignatureValue>", '<SignatureValue a="">'),
        swap("<SignatureValue>", "<SignatureValue/><SignatureValue>"),
        swap("<SignatureValue>", f"<Parameters>{EXTRA}</Parameters><SignatureValue>"),
        swap("<SignatureValue>", "<Parameters>a</Parameters><SignatureValue>"),
        swap("<SignatureValue>", '<Parameters a=""/><SignatureValue>'),
        swap("<SignatureValue>", "<Parameters/><Parameters/><SignatureValue>"),
        swap(f' Algorithm="{RSA_SHA256}"', ""),
        swap(f' Algorithm="{RSA_SHA256}"', f' Algorithm="{RSA_SHA256}" a=""'),
        swap("</Metadata>", "<GuardianInformation/></Metadata>"),
        swap("</Metadata>", '<x xmlns=""/></Metadata>'),
        swap("</Metadata>", f'<Signature xmlns="{DS}"/></Metadata>'),
        swap("</Metadata>", f'<x:x xmlns:x="urn:x"><Signature xmlns="{DS}"/></x:x></Metadata>'),
        swap("</GuardianInformation>", f"</GuardianInformation>{EXTRA}"),  # before the signature
        swap(' ID="m1"', ' ID="m1" x:id="m1" xmlns:x="urn:x"'),
        swap("</Metadata>", '<x:x xmlns:x="urn:x" Id="m1"/></Metadata>'),
        swap("</Metadata>", '<x:x xmlns:x="urn:x" iD="m1"/></Metadata>'),
        swap("</Metadata>", '<x:x xmlns:x="urn:x" xml:id="m2"/></Metadata>'),
        swap(' ID="m1"', ' ID="m1" xml:base="urn:x"'),
        swap(' ID="m1"', ' ID="m1" xml:lang="en"'),
        swap(' ID="m1"', ' ID="m1" i:nil="1" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'),
        swap("</GuardianInformation>", f"<{LIST}><x/></{LIST}></GuardianInformation>"),
        swap("</GuardianInformation>", "<OtherSigningCertificates>x</OtherSigningCertificates></GuardianInformation>"),
        swap("</GuardianInformation>", '<OtherSigningCertificates a=""/></GuardianInformation>'),
        swap(
            "</GuardianInformation>",
            '<OtherSigningCertificates><Certificate a="">AA==</Certificate></OtherSigningCertificates>'
            "</GuardianInformation>",
        ),
    ],
)
def test_v05_refuses_any_other_structure(edit: Any) -> None:
    error = _refused(edit(document(contoso())))
    assert error.problem is Problem.STRUCTURE
    assert error.message.endswith(".")


def test_two_parts_in_the_wrong_order_are_refused() -> None:
    information = Information.of(contoso())
    swapped = replace(information, signing=information.encryption, encryption=information.signing)
    assert _refused(metadata(swapped).encode()).problem is Problem.STRUCTURE


@pytest.mark.parametrize(
    "edit",
    [
        *(
            swap("<Version>1<", f"<Version>{text}<")
            for text in ("", "-1", "+1", "1.0", "4294967296", "0x1", "\u0661", " 1")
        ),
        *(swap(' Version="1"', f' Version="{text}"') for text in ("", "-1", "4294967296", "one", "1 ")),
        swap(CERTIFICATE, f"{CERTIFICATE}="),
        swap(CERTIFICATE, f"{CERTIFICATE}\u00e4"),
        swap("<SignatureValue>", "<SignatureValue>*"),
        swap("=</SignatureValue>", "</SignatureValue>"),
    ],
)
def test_v06_refuses_any_other_value(edit: Any) -> None:
    assert _refused(edit(document(contoso()))).problem is Problem.VALUE


def test_v06_takes_white_space_and_as_many_bytes_as_allowed() -> None:
    information = Information.of(contoso())
    spaced = information.signing.replace("M", "M\r\n\t ", 20)
    assert _read(metadata(replace(information, signing=spaced)).encode()).guardian.signing == contoso().signing
    for size, is_read in ((MAX_LEAF, True), (MAX_LEAF + 1, False)):
        value = inner_signature("SigningCertificateSelfSignature", b64(bytes(size)))
        data = metadata(replace(information, self_signature=value)).encode()
        if is_read:
            assert len(_read(data).guardian.self_signature.value) == size
        else:
            assert _refused(data).problem is Problem.VALUE


@pytest.mark.parametrize("part", ["EncryptionCertificate", "SigningCertificate", "Certificate"])
@pytest.mark.parametrize("how", ["cut", "longer", "something else"])
def test_v07_names_the_certificate_that_is_none(part: str, how: str) -> None:
    who = contoso().encryption if part == "EncryptionCertificate" else contoso().signing
    wrong = b64({"cut": who.der[:-1], "longer": who.der + b"\0", "something else": b"hello"}[how])
    information = Information.of(contoso())
    if part == "Certificate":
        listed = f"<OtherSigningCertificates><Certificate>{wrong}</Certificate></OtherSigningCertificates>"
        data = metadata(replace(information, other=listed)).encode()
    else:
        data = metadata(information).replace(f"<{part}>{b64(who.der)}", f"<{part}>{wrong}").encode()
    error = _refused(data)
    assert (error.problem, error.rule) == (Problem.CERTIFICATE, "V07")
    assert error.detail.startswith(f"{part}, line ")


# the signature's place


def test_the_signature_stands_second_or_nowhere() -> None:
    root = parse_xml(document(contoso()))
    assert signature_element(root) is root[1]
    assert signature_element(parse_xml(unsigned_document(contoso()))) is None
    assert signature_element(parse_xml(metadata(Information.of(contoso()), EXTRA).encode())) is None


# what we write


def _sign(data: bytes) -> bytes:
    return pkcs1v15(contoso().signing_key, "sha256", data)


def test_what_we_write_is_canonical_and_trusted_by_ourselves() -> None:
    data = write_metadata(contoso().signing, contoso().encryption, _sign)
    declaration, _, rest = data.partition(b"\n")
    assert declaration == b'<?xml version="1.0" encoding="UTF-8"?>'
    assert rest == canonical(parse_xml(data))
    read = _read(data)
    assert (read.version, read.root_id, read.is_signed, read.other_signing_certificates) == (1, None, True, ())
    verdict = judged(data, signer=contoso().signing)
    assert (verdict.word, verdict.trust_basis) == (VerdictWord.TRUSTED, TrustBasis.SIGNER)
    assert verdict.signer is not None
    assert judged(data).signer == replace(verdict.signer, is_confirmed=False)  # it says who signed


def test_a_communications_certificate_of_its_own_signs_instead() -> None:
    who = contoso()
    signer = (who.communications, lambda data: pkcs1v15(who.communications_key, "sha256", data))
    data = write_metadata(who.signing, who.encryption, _sign, communications=signer)
    assert judged(data, signer=who.communications).word is VerdictWord.TRUSTED
    assert judged(data, signer=who.signing).word is VerdictWord.REFUSED
    assert _read(data).guardian.vouches_for_encryption() is True


def test_what_we_write_is_always_the_same() -> None:
    first = write_metadata(contoso().signing, contoso().encryption, _sign)
    assert first == write_metadata(contoso().signing, contoso().encryption, _sign)
