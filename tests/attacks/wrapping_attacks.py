# SPDX-License-Identifier: Apache-2.0
"""Signature wrapping: the genuine signed parts are all there, somewhere, and Mallory's keys stand where a reader looks.

The eight forms of "On Breaking SAML" (XSW1 to XSW8) are the places and ids below, ported from assertions to Metadata.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from shieldwiz.xml_reading import DS, KPS
from tests.attacks.documents import (
    Attack,
    attack,
    evil_information,
    genuine_document,
    genuine_form,
    genuine_information,
    genuine_root,
    genuine_signature,
    signed_by_genuine,
    signed_by_mallory,
)
from tests.attacks.parties import genuine, mallory
from tests.simulated_fabric import (
    ENVELOPED,
    EXCLUSIVE,
    INCLUSIVE,
    ROOT_ID,
    Form,
    canonical_bytes,
    enveloped,
    metadata,
    put,
    sign_with,
)

_SAME_ID = f' Version="1" ID="{ROOT_ID}"'
_IDS = {
    "the same ID": _SAME_ID,
    "another ID": ' Version="1" ID="evil"',
    "no ID": ' Version="1"',
    "the ID in lower case": f' Version="1" id="{ROOT_ID}"',
    "the ID as Id": f' Version="1" Id="{ROOT_ID}"',
    "the ID as xml:id": f' Version="1" xml:id="{ROOT_ID}"',
}


def attacks() -> Iterator[Attack]:
    yield from _wrapped_roots()
    yield from _wrapped_elsewhere()
    yield from _partial_cover()
    yield from _ids()
    yield from _reference_uris()
    yield from _two_of_a_kind()
    yield from _places_of_the_signature()


def _places(original: str, signature: str) -> Iterator[tuple[str, str, str]]:
    """Where the original can hide: name, the children of the evil root, and the form of Saml's list that it is."""
    evil = str(evil_information())
    open_signature, close = signature[: -len("</ds:Signature>")], "</ds:Signature>"
    yield "in ds:Object (XSW1)", f"{evil}{open_signature}<ds:Object>{original}</ds:Object>{close}", "enveloping"
    yield "before the signature (XSW2)", f"{evil}{original}{signature}", "detached"
    yield "before everything (XSW3)", f"{original}{evil}{signature}", "sibling"
    yield "as last child (XSW5)", f"{evil}{signature}{original}", "moved to the end"
    yield (
        "in ds:Object of a copy (XSW6)",
        f"{evil}{open_signature}<ds:Object>{original}</ds:Object>{close}{signature}",
        "copied",
    )
    yield (
        "in the slot for any element (XSW7)",
        f'{evil}{signature}<e:Extensions xmlns:e="urn:e">{original}</e:Extensions>',
        "lax content",
    )
    yield (
        "as Object beside the evil one (XSW8)",
        f"{evil}{open_signature}<ds:Object>{original}</ds:Object>{close}<e:e xmlns:e='urn:e'>{signature}</e:e>",
        "lax content in Object",
    )
    yield "in KeyInfo", f"{evil}{signature.replace('</ds:KeyInfo>', original + '</ds:KeyInfo>')}", ""
    yield (
        "in SignatureMethod",
        f"{evil}{signature.replace('</ds:SignatureMethod>', original + '</ds:SignatureMethod>')}",
        "",
    )
    parameters = evil.replace("<SignatureValue>", f"<Parameters>{original}</Parameters><SignatureValue>", 1)
    yield "in Parameters", f"{parameters}{signature}", ""
    others = evil.replace(
        "</GuardianInformation>",
        f"<OtherSigningCertificates>{original}</OtherSigningCertificates></GuardianInformation>",
    )
    yield "in OtherSigningCertificates", f"{others}{signature}", ""
    yield (
        "in a foreign element of GuardianInformation",
        (
            evil.replace("</GuardianInformation>", f"<e:e xmlns:e='urn:e'>{original}</e:e></GuardianInformation>")
            + signature
        ),
        "",
    )


def _wrapped_roots() -> Iterator[Attack]:
    """The whole genuine root as a part of an evil one."""
    bare, whole = genuine_root(), genuine_document()
    for place, children, _ in _places(bare, genuine_signature()):
        for name, attributes in _IDS.items():
            yield attack(f"genuine root {place}, evil root with {name}", metadata(children, attributes=attributes))
    for place, children, _ in _places(whole, genuine_signature()):
        yield attack(f"genuine document {place}", metadata(children, attributes=' Version="1" ID="evil"'))
    for place, children, _ in _places(whole, ""):
        if not any(word in place for word in ("Object", "KeyInfo", "SignatureMethod")):
            yield attack(f"genuine document {place}, no other signature", metadata(children, attributes=' Version="1"'))


def _wrapped_elsewhere() -> Iterator[Attack]:
    """XSW4, and roots that are nobody's."""
    evil, document, bare = str(evil_information()), genuine_document(), genuine_root()
    yield attack(
        "the genuine document around an evil one (XSW4)",
        document.replace("</Metadata>", metadata(evil) + "</Metadata>"),
    )
    yield attack(
        "an evil root inside GuardianInformation",
        document.replace("</GuardianInformation>", metadata(evil) + "</GuardianInformation>"),
    )
    yield attack("an evil document in front, one root", f"<r>{metadata(evil)}{document}</r>")
    yield attack("root of another name", f'<Wrapper xmlns="{KPS}">{metadata(evil)}{document}</Wrapper>')
    yield attack(
        "evil GuardianInformation in the signature's Object",
        document.replace("</ds:Signature>", f"<ds:Object>{evil}</ds:Object></ds:Signature>"),
    )
    yield attack(
        "evil GuardianInformation in a manifest",
        document.replace("</ds:Signature>", f"<ds:Object><ds:Manifest>{evil}</ds:Manifest></ds:Object></ds:Signature>"),
    )
    yield attack(
        "the genuine root in a namespace of its own", metadata(evil, genuine_signature(), bare.replace(KPS, "urn:e"))
    )
    yield attack("genuine signature on an evil root", put(metadata(evil), genuine_signature()))
    yield attack(
        "genuine signature on an evil root without ID",
        put(metadata(evil, attributes=' Version="1"'), genuine_signature()),
    )
    for prefix in ("soap", "saml"):
        yield attack(
            f"in an envelope of {prefix}",
            f'<{prefix}:Envelope xmlns:{prefix}="urn:{prefix}">{document}</{prefix}:Envelope>',
        )


def _partial_cover() -> Iterator[Attack]:
    """The genuine key signed a part; the rest is Mallory's."""
    sign = sign_with(genuine().communications_key)
    part = f'<e:e xmlns:e="urn:e" ID="part">{genuine_root()}</e:e>'
    information = str(genuine_information()).replace("<GuardianInformation>", '<GuardianInformation ID="part">')
    covered = canonical_bytes(part)
    for name, transforms in (
        ("enveloped and canonical", genuine_form().transforms),
        ("canonical alone", f'<ds:Transforms><ds:Transform Algorithm="{EXCLUSIVE}"/></ds:Transforms>'),
        ("without transforms", ""),
    ):
        form = replace(genuine_form(), uri=' URI="#part"', transforms=transforms)
        signature = form.signature(covered, sign)
        yield attack(f"a part is signed, {name}", metadata(evil_information(), signature, part))
        yield attack(
            f"a part is signed, {name}, under the same ID",
            metadata(evil_information(), signature, part, attributes=' Version="1" ID="part"'),
        )
        own = form.signature(canonical_bytes(f'<x xmlns="{KPS}">{information}</x>'), sign)
        yield attack(f"GuardianInformation alone is signed, {name}", metadata(information, own))
    inner = metadata(genuine_information(), attributes=' Version="1" ID="part"')
    form = replace(genuine_form(), uri=' URI="#part"')
    yield attack(
        "an inner root is signed", metadata(evil_information(), form.signature(canonical_bytes(inner), sign), inner)
    )
    yield attack("KeyInfo is signed", metadata(evil_information(), _signed_key_info()))
    yield attack(
        "nothing is signed",
        enveloped(metadata(evil_information()), genuine().communications_key, genuine_form(), covered=b""),
    )


def _signed_key_info() -> str:
    form = replace(
        genuine_form(),
        uri=' URI="#k"',
        key_info=genuine_form().key_info.replace("<ds:KeyInfo>", '<ds:KeyInfo Id="k">'),
    )
    covered = canonical_bytes(form.key_info.replace("<ds:KeyInfo", f'<ds:KeyInfo xmlns:ds="{DS}"'))
    return form.signature(covered, sign_with(genuine().communications_key))


def _ids() -> Iterator[Attack]:
    """One ID twice under any spelling, signed with all of them in place by the genuine key."""
    other = '<e:e xmlns:e="urn:e" {}/>'
    for spelling in ("ID", "Id", "id", "iD", "xml:id", "e:ID", "e:id"):
        twice = metadata(genuine_information(), other.format(f'{spelling}="{ROOT_ID}"'))
        yield attack(f"ID twice, as {spelling}", signed_by_genuine(twice))
        if spelling != "ID":
            own = f' Version="1" xmlns:e="urn:e" {spelling}="{ROOT_ID}"'
            yield attack(f"reference to {spelling}", signed_by_genuine(metadata(genuine_information(), attributes=own)))
    yield attack("Signature with the root's ID", signed_by_genuine(genuine_root(), attributes=f' Id="{ROOT_ID}"'))
    information = str(genuine_information()).replace("<Version>", f'<Version ID="{ROOT_ID}">', 1)
    yield attack("Version with the root's ID", signed_by_genuine(metadata(information)))
    for name, text in (
        ("empty", ""),
        ("an XPath", "m1' or '1'='1"),
        ("an XPath of functions", 'm1")or(true())or(concat("'),
        ("white space", " m1"),
        ("a line end", "m1&#10;"),
    ):
        safe = text.replace('"', "&quot;")
        root = metadata(evil_information(), attributes=f' Version="1" ID="{safe}"')
        yield attack(f"ID that is {name}", put(root, genuine_signature()))
        yield attack(f"ID that is {name}, signed by Mallory", signed_by_mallory(root, uri=f' URI="#{safe}"'))


def _reference_uris() -> Iterator[Attack]:
    """Other ways to say "this document"; the digest fits what they would mean."""
    for uri in (
        "#xpointer(/)",
        f"#xpointer(id('{ROOT_ID}'))",
        f"#xpointer(id(&quot;{ROOT_ID}&quot;))",
        "#/1",
        "#",
        f"#{ROOT_ID} ",
        f" #{ROOT_ID}",
        f"# {ROOT_ID}",
        f"##{ROOT_ID}",
        "#%6d1",
        f"#{ROOT_ID.upper()}",
        f"#{ROOT_ID}#",
        f"./#{ROOT_ID}",
        f"metadata.xml#{ROOT_ID}",
        ".",
        " ",
        "?",
        "file:///etc/passwd",
        "http://127.0.0.1:9/metadata.xml",
        "https://127.0.0.1:9/metadata.xml",
        "cid:metadata",
        "data:text/xml;base64,PE1ldGFkYXRhLz4=",
        "#nowhere",
        f"#{'x' * 10_000}",
        "#part' or true() or '",
    ):
        yield attack(f"URI {uri[:40]!r}", signed_by_genuine(genuine_root(), uri=f' URI="{uri}"'))
    yield attack("no URI", signed_by_genuine(genuine_root(), uri=""))
    yield attack("URI in lower case", signed_by_genuine(genuine_root(), uri=f' uri="#{ROOT_ID}"'))
    yield attack("URI in a namespace", signed_by_genuine(genuine_root(), uri=f' ds:URI="#{ROOT_ID}"'))
    yield attack("URI with a type", signed_by_genuine(genuine_root(), uri=f' URI="#{ROOT_ID}" Type="{DS}Manifest"'))
    yield attack(
        "URI of the root, whose ID is gone",
        put(metadata(genuine_information(), attributes=' Version="1"'), genuine_signature()),
    )


def _two_of_a_kind() -> Iterator[Attack]:
    good, evil, signature = str(genuine_information()), str(evil_information()), genuine_signature()
    by_mallory = signed_by_mallory(metadata(evil))
    by_mallory = by_mallory[by_mallory.index("<ds:Signature ") : by_mallory.index("</Metadata>")]
    bogus = Form().around("<ds:SignedInfo/>", "<ds:SignatureValue/>")
    for name, children in (
        ("evil, good", (evil, good, signature)),
        ("good, evil", (good, evil, signature)),
        ("evil, signature, good", (evil, signature, good)),
        ("good, signature, evil", (good, signature, evil)),
        ("good twice", (good, good, signature)),
        ("good, genuine signature, Mallory's", (good, signature, by_mallory)),
        ("good, Mallory's signature, genuine", (good, by_mallory, signature)),
        ("evil, genuine signature, Mallory's", (evil, signature, by_mallory)),
        ("evil, Mallory's signature, genuine", (evil, by_mallory, signature)),
        ("good, signature twice", (good, signature, signature)),
        ("good, empty signature, genuine", (good, bogus, signature)),
        ("good, genuine signature, empty", (good, signature, bogus)),
        ("signature twice, evil", (signature, evil, signature)),
    ):
        yield attack(name, metadata(*children))
    yield attack("two GuardianInformation, truly signed", signed_by_genuine(metadata(good, evil)))
    yield attack("two GuardianInformation, the evil one first, truly signed", signed_by_genuine(metadata(evil, good)))
    foreign = evil.replace("<GuardianInformation>", '<GuardianInformation xmlns="urn:e">')
    yield attack("GuardianInformation of another namespace first", metadata(foreign, good, signature))
    hidden = f"<e:e xmlns:e='urn:e'>{by_mallory}</e:e>"
    yield attack(
        "second signature in the slot for any element, truly signed", signed_by_genuine(metadata(good, hidden))
    )
    for element in ("Version", "EncryptionCertificate", "SigningCertificate", "SigningCertificateSelfSignature"):
        both = (
            re.findall(f"<{element}[ >].*?</{element}>", good)[0],
            re.findall(f"<{element}[ >].*?</{element}>", evil)[0],
        )
        yield attack(
            f"{element} twice, evil first", signed_by_genuine(metadata(good.replace(both[0], both[1] + both[0])))
        )
        yield attack(
            f"{element} twice, evil last", signed_by_genuine(metadata(good.replace(both[0], both[0] + both[1])))
        )
        yield attack(
            f"{element} exchanged",
            put(
                metadata(good.replace(both[0], both[1] if element != "Version" else "<Version>2</Version>")), signature
            ),
        )


def _places_of_the_signature() -> Iterator[Attack]:
    good, signature = str(genuine_information()), genuine_signature()
    yield attack("signature first", metadata(signature, good))
    yield attack(
        "signature inside GuardianInformation",
        metadata(good.replace("</GuardianInformation>", signature + "</GuardianInformation>")),
    )
    foreign = "<e xmlns='urn:e'/>"
    moved = genuine_form().signature(canonical_bytes(metadata(good, foreign)), sign_with(genuine().communications_key))
    yield attack("signature behind a foreign element", metadata(good, foreign, moved))
    yield attack("signature in a foreign element", metadata(good, f"<e xmlns='urn:e'>{signature}</e>"))
    yield attack(
        "signature around everything",
        f'<ds:Signature xmlns:ds="{DS}"><ds:Object>{genuine_document()}</ds:Object></ds:Signature>',
    )
    for name, other in (
        ("no namespace", ""),
        ("another namespace", "urn:e"),
        ("the metadata's namespace", KPS),
        ("almost its namespace", DS[:-1]),
    ):
        moved = (
            signature.replace("ds:", "")
            .replace(f' xmlns:ds="{DS}"', f' xmlns="{other}"')
            .replace(f'xmlns:="{DS}"', f'xmlns="{other}"')
        )
        # Of another namespace it is nobody's signature, only a foreign part of an unsigned document.
        yield attack(f"signature in {name}", metadata(good, moved), may_decide=True)
    yield attack(
        "signature in lower case",
        metadata(good, signature.replace("ds:Signature ", "ds:signature ").replace("ds:Signature>", "ds:signature>")),
    )
    alien = metadata(evil_information(), namespace="urn:e")
    yield attack("root of another namespace, signed by Mallory", signed_by_mallory(alien))
    for name, space in (
        ("slash", KPS + "/"),
        ("upper case", KPS.upper()),
        ("year", KPS.replace("2014", "2015")),
        ("fragment", KPS + "#"),
        ("none", ""),
    ):
        yield attack(
            f"namespace of the root, {name}", signed_by_genuine(metadata(genuine_information(), namespace=space))
        )
    for form, name in ((INCLUSIVE, "inclusive"), (EXCLUSIVE, "exclusive")):
        transforms = (
            f'<ds:Transforms><ds:Transform Algorithm="{ENVELOPED}"/><ds:Transform Algorithm="{form}"/></ds:Transforms>'
        )
        text = enveloped(
            metadata(evil_information()),
            mallory().communications_key,
            replace(genuine_form(), transforms=transforms),
            exclusive=form == EXCLUSIVE,
        )
        yield attack(f"Mallory's own document, {name}, in the genuine name", text)
