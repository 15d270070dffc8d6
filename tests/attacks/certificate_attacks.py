# SPDX-License-Identifier: Apache-2.0
"""Attacks on the certificates and the signatures between them. Most documents are truly signed by the genuine key, as
if the hoster's own service had been fooled: what the certificates themselves say must refuse them.
"""

import hmac
from collections.abc import Iterator
from dataclasses import replace

from shieldwiz.certificates.der import encode_tlv
from shieldwiz.certificates.issuing import ENCRYPTION, SIGNING
from shieldwiz.xml_reading import DS
from tests.attacks.documents import (
    Attack,
    attack,
    evil_information,
    genuine_document,
    genuine_information,
    genuine_signature,
    signed_by_genuine,
    signed_by_mallory,
)
from tests.attacks.parties import genuine, mallory
from tests.simulated_fabric import (
    MORE,
    PSS_SHA256,
    RSA_SHA256,
    Hoster,
    Information,
    b64,
    certificate,
    inner_signature,
    metadata,
    pkcs1v15,
    pss,
    put,
)


def attacks() -> Iterator[Attack]:
    yield from _split_texts()
    yield from _texts()
    yield from _encodings()
    yield from _mixed_pairs()
    yield from _inner_signatures()
    yield from _inner_methods()
    yield from _lists()


def _split_texts() -> Iterator[Attack]:
    """Nodes inside a certificate's text, put in after signing: the digest fits, some readers see half the text."""
    document = genuine_document()
    ours, hers = genuine(), mallory()
    for element, own, other in (
        ("SigningCertificate", b64(ours.signing.der), b64(hers.signing.der)),
        ("EncryptionCertificate", b64(ours.encryption.der), b64(hers.encryption.der)),
    ):
        for name, node in (
            ("comment", "<!---->"),
            ("comment with Mallory's certificate", f"<!--{other}-->"),
            ("instruction", "<?x?>"),
            ("instruction with Mallory's certificate", f"<?x {other}?>"),
            ("CDATA", "<![CDATA[]]>"),
            ("element", "<x/>"),
            ("element with Mallory's certificate", f"<x>{other}</x>"),
        ):
            for place, at in (("first", 0), ("in the middle", 400), ("last", len(own))):
                text = own[:at] + node + own[at:]
                yield attack(
                    f"{name} {place} in {element}", document.replace(f"<{element}>{own}<", f"<{element}>{text}<")
                )
        yield attack(
            f"CDATA for all of {element}", document.replace(f"<{element}>{own}<", f"<{element}><![CDATA[{own}]]><")
        )
        yield attack(
            f"{other[:4]} behind {element}", document.replace(f"<{element}>{own}<", f"<{element}>{own}{other}<")
        )
        yield attack(f"Mallory's before {element}", document.replace(f"<{element}>{own}<", f"<{element}>{other}{own}<"))


def _texts() -> Iterator[Attack]:
    """Spellings of a certificate that are not its one; truly signed."""
    ours, sound = genuine(), genuine_information()
    for role, der in (("signing", ours.signing.der), ("encryption", ours.encryption.der)):
        value = b64(der)
        element = f"{role.capitalize()}Certificate"
        for name, text in (
            ("empty", ""),
            ("blank", " "),
            ("cut", value[:400]),
            ("no padding", value.rstrip("=") if value.endswith("=") else value + "="),
            ("padding within", value[:4] + "=" + value[4:]),
            ("URL alphabet", value.replace("+", "-").replace("/", "_")),
            ("no-break spaces", value[:8] + "\u00a0" + value[8:]),
            ("line separator", value[:8] + "\u2028" + value[8:]),
            ("full-width", chr(ord("M") + 0xFEE0) + value[1:]),
            ("PEM", f"-----BEGIN CERTIFICATE-----\n{value}\n-----END CERTIFICATE-----"),
            ("hexadecimal", der.hex()),
            ("twice", value + value),
        ):
            changed = replace(sound, **{role: f"<{element}>{text}</{element}>"})
            yield attack(f"{role} certificate, {name}", signed_by_genuine(metadata(changed)))


def _encodings() -> Iterator[Attack]:
    """DER that is not one certificate in its one form, with inner signatures over exactly those bytes."""
    ours = genuine()
    for role, der in (("signing", ours.signing.der), ("encryption", ours.encryption.der)):
        for name, odd in (
            ("a byte behind", der + b"\0"),
            ("a byte in front", b"\0" + der),
            ("two certificates", der + mallory().signing.der),
            ("a piece", der[200:500]),
            ("length in a long form", b"\x30\x83\x00" + der[2:]),
            ("indefinite length", b"\x30\x80" + der[4:] + b"\0\0"),
            ("in an octet string", encode_tlv(0x04, der)),
            ("a set", b"\x31" + der[1:]),
            ("its inner part", der[4:]),
            ("BER booleans", der.replace(b"\x01\x01\xff", b"\x01\x01\x01")),
        ):
            certificates = {"signing": ours.signing.der, "encryption": ours.encryption.der, role: odd}
            yield attack(
                f"DER of the {role} certificate, {name}", signed_by_genuine(metadata(_vouched(**certificates)))
            )


def _vouched(*, signing: bytes, encryption: bytes) -> Information:
    """The parts for these bytes, with both inner signatures made by the genuine signing key."""
    key = genuine().signing_key
    return Information(
        encryption=f"<EncryptionCertificate>{b64(encryption)}</EncryptionCertificate>",
        signing=f"<SigningCertificate>{b64(signing)}</SigningCertificate>",
        encryption_signature=inner_signature(
            "EncryptionCertificateSignature", b64(pkcs1v15(key, "sha256", encryption))
        ),
        self_signature=inner_signature("SigningCertificateSelfSignature", b64(pkcs1v15(key, "sha256", signing))),
    )


def _mixed_pairs() -> Iterator[Attack]:
    """Parts of two hosters in one document."""
    good, evil = genuine_information(), evil_information()
    names = ("encryption", "signing", "encryption_signature", "self_signature")
    for number in range(1, 15):
        chosen = {name: getattr(evil, name) for at, name in enumerate(names) if number >> at & 1}
        mixed = replace(good, **chosen)
        said = ", ".join(chosen)
        yield attack(f"of Mallory: {said}, genuine signature of before", put(metadata(mixed), genuine_signature()))
        yield attack(f"of Mallory: {said}, signed by Mallory", signed_by_mallory(metadata(mixed)))
        yield attack(f"of Mallory: {said}, truly signed", signed_by_genuine(metadata(mixed)))
    turned = replace(
        good,
        encryption=good.signing.replace("Signing", "Encryption"),
        signing=good.encryption.replace("Encryption", "Signing"),
    )
    yield attack("both certificates exchanged", signed_by_genuine(metadata(turned)))
    yield attack(
        "both certificates in the other order",
        signed_by_genuine(metadata(str(good).replace(good.encryption + good.signing, good.signing + good.encryption))),
    )
    for name, mixed_hoster in (
        ("the signing key in the encryption certificate, for signing alone", _hoster(encryption="signing")),
        ("the encryption key in the signing certificate, for encryption alone", _hoster(signing="encryption")),
    ):
        yield attack(name, signed_by_genuine(metadata(Information.of(mixed_hoster))))


def _hoster(*, signing: str = "signing", encryption: str = "encryption") -> Hoster:
    """The genuine hoster with certificates whose key usage is that of the other role."""
    ours = genuine()
    usages = {"signing": SIGNING, "encryption": ENCRYPTION}
    return replace(
        ours,
        signing=certificate(ours.signing_key, "Contoso Signing", usages[signing]),
        encryption=certificate(ours.encryption_key, "Contoso Encryption", usages[encryption]),
    )


def _inner_signatures() -> Iterator[Attack]:
    """Values of the two inner signatures that do not say what they must; truly signed outside."""
    good = genuine_information()
    ours, hers = genuine(), mallory()
    signing, encryption = ours.signing.der, ours.encryption.der
    key = ours.signing_key
    for name, value in (
        ("over nothing", pkcs1v15(key, "sha256", b"")),
        ("over the other certificate", pkcs1v15(key, "sha256", signing)),
        ("by the encryption key", pkcs1v15(ours.encryption_key, "sha256", encryption)),
        ("by the communications key", pkcs1v15(ours.communications_key, "sha256", encryption)),
        ("by Mallory", pkcs1v15(hers.signing_key, "sha256", encryption)),
        ("over Mallory's certificate", pkcs1v15(key, "sha256", hers.encryption.der)),
        ("over both certificates", pkcs1v15(key, "sha256", signing + encryption)),
        ("over the fingerprint", pkcs1v15(key, "sha256", bytes.fromhex(ours.encryption.fingerprint))),
        ("over PEM", pkcs1v15(key, "sha256", ours.encryption.pem)),
        ("with SHA-1", pkcs1v15(key, "sha1", encryption)),
        ("with PSS", pss(key, encryption)),
        ("zeros", bytes(256)),
        ("one byte", b"\1"),
        ("a zero in front", b"\0" + pkcs1v15(key, "sha256", encryption)),
    ):
        changed = replace(good, encryption_signature=inner_signature("EncryptionCertificateSignature", b64(value)))
        yield attack(f"encryption certificate signature, {name}", signed_by_genuine(metadata(changed)))
    for name, value in (
        ("over the other certificate", pkcs1v15(key, "sha256", encryption)),
        ("of the certificate itself", ours.signing.x509.signature),
        ("by Mallory", pkcs1v15(hers.signing_key, "sha256", signing)),
        ("zeros", bytes(256)),
    ):
        changed = replace(good, self_signature=inner_signature("SigningCertificateSelfSignature", b64(value)))
        yield attack(f"self signature, {name}", signed_by_genuine(metadata(changed)))
    turned = replace(
        good,
        encryption_signature=good.self_signature.replace(
            "SigningCertificateSelfSignature", "EncryptionCertificateSignature"
        ),
        self_signature=good.encryption_signature.replace(
            "EncryptionCertificateSignature", "SigningCertificateSelfSignature"
        ),
    )
    yield attack("both inner signatures exchanged", signed_by_genuine(metadata(turned)))
    order = str(good).replace(
        good.encryption_signature + good.self_signature, good.self_signature + good.encryption_signature
    )
    yield attack("inner signatures in the other order", signed_by_genuine(metadata(order)))


def _inner_methods() -> Iterator[Attack]:
    """Algorithms of the inner signatures. An unknown one is nothing to trust, and nothing wrong."""
    good, key, der = genuine_information(), genuine().signing_key, genuine().encryption.der
    right = b64(pkcs1v15(key, "sha256", der))
    public = genuine().signing.der
    for algorithm, value in (
        (f"{DS}rsa-sha1", b64(pkcs1v15(key, "sha1", der))),
        (f"{MORE}rsa-md5", b64(pkcs1v15(key, "md5", der))),
        (f"{MORE}hmac-sha256", b64(hmac.digest(public, der, "sha256"))),
        (f"{MORE}ecdsa-sha256", right),
        ("http://www.w3.org/2001/04/xmlenc#sha256", right),
        ("http://www.w3.org/2009/xmlenc11#rsa-oaep", right),
        ("none", right),
        ("", right),
        (" ", right),
        (RSA_SHA256 + "\u200b", right),
        (RSA_SHA256.upper(), right),
    ):
        changed = replace(
            good, encryption_signature=inner_signature("EncryptionCertificateSignature", value, algorithm=algorithm)
        )
        yield attack(f"inner method {algorithm!r}", signed_by_genuine(metadata(changed)), may_decide=True)
        yield attack(f"inner method {algorithm!r}, Mallory", signed_by_mallory(metadata(changed)))
    for name, text in (
        ("PKCS #1 v1.5 under PSS", inner_signature("EncryptionCertificateSignature", right, algorithm=PSS_SHA256)),
        (
            "SHA-256 under SHA-512",
            inner_signature("EncryptionCertificateSignature", right, algorithm=f"{MORE}rsa-sha512"),
        ),
        (
            "parameters",
            inner_signature("EncryptionCertificateSignature", right, parameters="<Parameters><x/></Parameters>"),
        ),
        (
            "text as parameters",
            inner_signature("EncryptionCertificateSignature", right, parameters="<Parameters>x</Parameters>"),
        ),
        (
            "an attribute of the parameters",
            inner_signature("EncryptionCertificateSignature", right, parameters='<Parameters a="b"/>'),
        ),
        (
            "parameters twice",
            inner_signature("EncryptionCertificateSignature", right, parameters="<Parameters/><Parameters/>"),
        ),
        (
            "the genuine document as parameters",
            inner_signature(
                "EncryptionCertificateSignature", right, parameters=f"<Parameters>{genuine_document()}</Parameters>"
            ),
        ),
        (
            "no algorithm",
            inner_signature("EncryptionCertificateSignature", right).replace(f' Algorithm="{RSA_SHA256}"', ""),
        ),
        (
            "another attribute",
            inner_signature("EncryptionCertificateSignature", right).replace(" Algorithm", ' x="y" Algorithm'),
        ),
        (
            "value twice",
            inner_signature("EncryptionCertificateSignature", f"{right}</SignatureValue><SignatureValue>{right}"),
        ),
        ("empty value", inner_signature("EncryptionCertificateSignature", "")),
        ("no value", f'<EncryptionCertificateSignature Algorithm="{RSA_SHA256}"></EncryptionCertificateSignature>'),
        (
            "one level more, as in a key protector",
            f"<EncryptionCertificateSignature>{inner_signature('Signature', right)}</EncryptionCertificateSignature>",
        ),
    ):
        yield attack(f"inner signature, {name}", signed_by_genuine(metadata(replace(good, encryption_signature=text))))


def _lists() -> Iterator[Attack]:
    """OtherSigningCertificates and missing parts, truly signed."""
    good = genuine_information()
    one = f"<Certificate>{b64(mallory().signing.der)}</Certificate>"
    for name, inside in (
        ("no certificate", "<Certificate>AAAA</Certificate>"),
        ("an empty one", "<Certificate/>"),
        ("another element", f"{one}<x/>"),
        ("text", f"x{one}"),
        ("an attribute", one.replace("<Certificate>", '<Certificate x="y">')),
        ("a certificate of another namespace", one.replace("<Certificate>", '<Certificate xmlns="urn:e">')),
    ):
        changed = replace(good, other=f"<OtherSigningCertificates>{inside}</OtherSigningCertificates>")
        yield attack(f"other certificates, {name}", signed_by_genuine(metadata(changed)))
    listed = f"<OtherSigningCertificates>{one}</OtherSigningCertificates>"
    yield attack("other certificates twice", signed_by_genuine(metadata(replace(good, other=listed * 2))))
    yield attack("other certificates first", signed_by_genuine(metadata(replace(good, version=listed + good.version))))
    for part in ("version", "encryption", "signing", "encryption_signature", "self_signature"):
        yield attack(f"without {part}", signed_by_genuine(metadata(replace(good, **{part: ""}))))
    yield attack(
        "nothing in GuardianInformation", signed_by_genuine(metadata("<GuardianInformation></GuardianInformation>"))
    )
    yield attack("no GuardianInformation", metadata("<x xmlns='urn:e'></x>", genuine_signature()))
