# SPDX-License-Identifier: Apache-2.0
"""Genuine documents in all the spellings that say the same. A program that refuses these is soon overruled by habit."""

import re
from collections.abc import Iterator
from dataclasses import replace

from shieldwiz.xml_reading import DS, KPS
from tests.attacks.documents import genuine_document, genuine_form, genuine_information, genuine_root, signed_by_genuine
from tests.attacks.parties import genuine, mallory
from tests.simulated_fabric import (
    DECLARATION,
    ENVELOPED,
    INCLUSIVE,
    INCLUSIVE_11,
    MORE,
    PSS_SHA256,
    b64,
    canonical_bytes,
    enveloped,
    key_info,
    metadata,
    put,
    sign_with,
    start_tag,
)

_SCHEMA = "http://www.w3.org/2001/XMLSchema"


def rewritings() -> Iterator[tuple[str, bytes]]:
    """Name and bytes; each must be trusted, and give the genuine guardian."""
    yield from _encodings()
    yield from _spellings()
    yield from _white_space()
    yield from _forms()
    yield from _unsigned_extras()


def _encodings() -> Iterator[tuple[str, bytes]]:
    document = genuine_document()
    yield "as written", (DECLARATION + document).encode()
    yield "no declaration", document.encode()
    yield "UTF-8 with mark", (DECLARATION + document).encode("utf-8-sig")
    yield "UTF-16 little-endian", b"\xff\xfe" + document.encode("utf-16-le")
    yield "UTF-16 big-endian", b"\xfe\xff" + document.encode("utf-16-be")
    declared = DECLARATION.replace("UTF-8", "UTF-16") + document
    yield "UTF-16 little-endian, declared", b"\xff\xfe" + declared.encode("utf-16-le")
    yield "UTF-16 big-endian, declared", b"\xfe\xff" + declared.encode("utf-16-be")
    yield "declaration in single quotes", f"<?xml version='1.0' encoding='utf-8' standalone='yes'?>{document}".encode()
    yield "declaration without encoding", f'<?xml version="1.0"?>\n{document}'.encode()
    yield "declaration over lines", f'<?xml\n version = "1.0"\n encoding\t=\t"UTF-8"\n?>\n{document}'.encode()


def _spellings() -> Iterator[tuple[str, bytes]]:
    """Other bytes, the same canonical form."""
    document = genuine_document()
    root = start_tag(document)
    turned = re.sub(r"<Metadata (\S+) (\S+) ([^\s>]+)>", r"<Metadata \3 \2 \1>", root)
    assert turned != root
    yield "order of attributes", document.replace(root, turned).encode()
    yield "white space inside tags", document.replace(root, root.replace(" ", "\n\t  ").replace(">", " >")).encode()
    yield "white space inside end tags", document.replace("</Version>", "</Version \n>").encode()
    yield "single quotes", document.replace(root, root.replace('"', "'")).encode()
    yield (
        "redundant namespace",
        document.replace("<GuardianInformation>", f'<GuardianInformation xmlns="{KPS}">').encode(),
    )
    yield "unused namespace", document.replace("<Metadata ", '<Metadata xmlns:unused="urn:e" ').encode()
    yield (
        "unused namespaces of .NET",
        document.replace(
            "<Metadata ",
            f'<Metadata xmlns:xsi="{_SCHEMA}-instance" xmlns:xsd="{_SCHEMA}" ',
        ).encode(),
    )
    yield (
        "empty-element tags",
        re.sub(r"></ds:[A-Za-z]+Method>", "/>", document.replace("></ds:Transform>", "/>")).encode(),
    )
    yield "digits as references", document.replace("<Version>1<", "<Version>&#x31;<").encode()
    yield (
        "letters of a certificate as references",
        document.replace("<SigningCertificate>M", "<SigningCertificate>&#77;").encode(),
    )


def _white_space() -> Iterator[tuple[str, bytes]]:
    document = genuine_document()
    yield "lines before and after the root", (DECLARATION + "\n\n" + document + "\r\n \t\n").encode()
    info = str(genuine_information())
    lines = re.sub(r"(?<=>)(?=<)", "\n  ", info)
    for name, ending in (("LF", "\n"), ("CR LF", "\r\n"), ("CR", "\r")):
        root = metadata("\n  ", lines, "\n").replace("\n", ending)
        yield f"lines by {name} before signing", (DECLARATION + signed_by_genuine(root)).encode()
    indented = signed_by_genuine(metadata("\n  ", lines, "\n"))
    yield "line ends changed after signing", indented.replace("\n", "\r\n").encode()
    wrapped = re.sub("([A-Za-z0-9+/=]{64})", r"\1\n", info)
    yield "certificates in lines before signing", signed_by_genuine(metadata(wrapped)).encode()
    value = document[document.index("<ds:SignatureValue>") :]
    yield "signature value in lines", document.replace(value, re.sub("([A-Za-z0-9+/=]{64})", r"\1\n", value)).encode()
    yield (
        "white space around SignatureValue",
        document.replace("<ds:SignatureValue>", "\n  <ds:SignatureValue>\n")
        .replace("</ds:SignatureValue>", "\n</ds:SignatureValue>\n  ")
        .encode(),
    )
    yield "white space in KeyInfo", document.replace("<ds:X509Data>", "\n <ds:X509Data>\n ").encode()


def _forms() -> Iterator[tuple[str, bytes]]:
    """The ways to sign that hosters' programs have."""
    ours = genuine()
    form, plain = genuine_form(), ' Version="1"'
    whole = replace(form, uri=' URI=""')
    yield "whole document", enveloped(genuine_root(), ours.communications_key, whole).encode()
    without_id = metadata(genuine_information(), attributes=plain)
    yield "no ID", enveloped(without_id, ours.communications_key, whole).encode()
    for name, uri in (("1.0", INCLUSIVE), ("1.1", INCLUSIVE_11)):
        transforms = (
            f'<ds:Transforms><ds:Transform Algorithm="{ENVELOPED}"/><ds:Transform Algorithm="{uri}"/></ds:Transforms>'
        )
        inclusive = replace(
            form, canonical_form=f'<ds:CanonicalizationMethod Algorithm="{uri}"/>', transforms=transforms
        )
        text = enveloped(genuine_root(), ours.communications_key, inclusive, exclusive=False)
        yield f"canonical XML {name}", text.encode()
    alone = replace(form, transforms=f'<ds:Transforms><ds:Transform Algorithm="{ENVELOPED}"/></ds:Transforms>')
    yield (
        "enveloped alone, as .NET does",
        enveloped(genuine_root(), ours.communications_key, alone, exclusive=False).encode(),
    )
    for method in (f"{MORE}rsa-sha384", f"{MORE}rsa-sha512", PSS_SHA256):
        yield method.rpartition("#")[2], signed_by_genuine(genuine_root(), method=method).encode()
    for digest in (f"{MORE}sha384", "http://www.w3.org/2001/04/xmlenc#sha512"):
        yield f"digest {digest.rpartition('#')[2]}", signed_by_genuine(genuine_root(), digest=digest).encode()
    yield "Id on the signature", signed_by_genuine(genuine_root(), attributes=' Id="s1"').encode()
    yield "unprefixed signature", _unprefixed().encode()
    foreign = metadata(genuine_information(), '<e:e xmlns:e="urn:e"><e:f x="y">text</e:f></e:e>')
    yield "foreign element", signed_by_genuine(foreign).encode()
    attribute = metadata(genuine_information(), attributes=f'{plain} ID="m1" xmlns:e="urn:e" e:x="y"')
    yield "foreign attribute", signed_by_genuine(attribute).encode()


def _unprefixed() -> str:
    """The signature in a default namespace of its own, as .NET writes it; its canonical form is another."""
    form = genuine_form()
    root = genuine_root()
    info = (
        form.signed_info(canonical_bytes(root)).replace("ds:", "").replace("<SignedInfo>", f'<SignedInfo xmlns="{DS}">')
    )
    value = sign_with(genuine().communications_key)(form.method, canonical_bytes(info))
    prefixed = form.around(info, f"<SignatureValue>{b64(value)}</SignatureValue>")
    text = (
        prefixed.replace("xmlns:ds=", "xmlns=").replace("ds:", "").replace(f'<SignedInfo xmlns="{DS}">', "<SignedInfo>")
    )
    return put(root, text)


def _unsigned_extras() -> Iterator[tuple[str, bytes]]:
    """KeyInfo is no authority: whatever it says, the confirmed signer's key made the signature."""
    ours, hers = genuine().communications, mallory().communications
    for name, info in (
        ("KeyInfo with Mallory's certificate too", key_info(hers, ours)),
        (
            "KeyInfo with a name",
            key_info(ours).replace("<ds:X509Data>", "<ds:KeyName>Contoso</ds:KeyName><ds:X509Data>"),
        ),
        (
            "KeyInfo with a subject",
            key_info(ours).replace("<ds:X509Data>", "<ds:X509Data><ds:X509SubjectName>CN=x</ds:X509SubjectName>"),
        ),
    ):
        text = enveloped(genuine_root(), genuine().communications_key, replace(genuine_form(), key_info=info))
        yield name, text.encode()
