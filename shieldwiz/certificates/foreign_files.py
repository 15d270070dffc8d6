# SPDX-License-Identifier: Apache-2.0
"""In plain words, what a file is that somebody took for a certificate. Its content tells, and none of it is shown."""

import re

from shieldwiz.errors import Problem, ShieldwizError

_HEAD = 8_192  # bytes that are looked at
_KPS = b"http://schemas.microsoft.com/kps/2014/07"
_HTML = rb"(?i)<(?:!doctype\s{1,9}|[a-z]{0,9}:?)html"
_INSPECT = "`shieldwiz inspect` shows what is in it."
_ASK = "Ask for the certificate alone, as a .cer, .crt or .pem file."
_KEY_STORES = (b"\xfe\xed\xfe\xed", b"\xce\xce\xce\xce")  # Java's JKS and JCEKS


def not_a_certificate(what: str, hint: str = _ASK) -> ShieldwizError:
    """The refusal of a file that is `what`, a sentence."""
    return ShieldwizError(Problem.KIND, what, hint)


def private_key() -> ShieldwizError:
    """The refusal of a private key, which somebody may be about to hand around."""
    return not_a_certificate(
        "This is a private key, not a certificate; nothing of it is shown.",
        "Keep it secret. If it came by mail, somebody else may have it now. " + _ASK,
    )


def request() -> ShieldwizError:
    """The refusal of a certificate signing request."""
    return not_a_certificate(
        "This is a certificate request, not a certificate.", "Send it to the authority, and use its answer."
    )


def other_pem(labels: frozenset[bytes]) -> ShieldwizError | None:
    """What a PEM file without a certificate is, by the labels of its blocks; None where they say nothing."""
    if any(label.endswith((b"PRIVATE KEY", b"PRIVATE KEY BLOCK")) for label in labels):
        return private_key()
    if labels & {b"CERTIFICATE REQUEST", b"NEW CERTIFICATE REQUEST"}:
        return request()
    if b"X509 CRL" in labels:
        return not_a_certificate("This is a revocation list, not a certificate.", "Give it with --crl.")
    if any(label.endswith((b"PUBLIC KEY", b"PUBLIC KEY BLOCK")) for label in labels):
        return not_a_certificate("This is a bare public key, not a certificate.")
    if b"AGE ENCRYPTED FILE" in labels:
        return _age()
    return not_a_certificate("This is a text file of another kind, not a certificate.") if labels else None


def other_file(data: bytes) -> ShieldwizError:
    """What a file is that is neither PEM nor DER nor base64."""
    head = data[:_HEAD]
    if head.startswith(b"age-encryption.org/v1"):
        return _age()
    if head.startswith(_KEY_STORES):
        return not_a_certificate("This is a key store of Java, not a certificate.")
    if b"PuTTY-User-Key-File" in head:
        return private_key()
    if b"urn:shieldwiz:shielding-data:" in head:
        return not_a_certificate("This is a shielding data file of shieldwiz (.pdkx), not a certificate.", _INSPECT)
    if _is_key_protector(head):
        return not_a_certificate("This is a key protector, not a certificate.", _INSPECT)
    if _KPS in head:
        return not_a_certificate("This is guardian metadata, not a certificate.", _INSPECT)
    if re.search(_HTML, head) is not None:
        return not_a_certificate("This is a web page, not a certificate.", "The download probably went wrong.")
    return not_a_certificate(
        "This is not a certificate in any form that shieldwiz reads (DER, PEM, P7B, PFX, base64). A Microsoft .pdk, "
        ".vsc or .fsk file is none either."
    )


def _is_key_protector(head: bytes) -> bool:
    """In its three forms: XML, the same behind its length, and one decimal number a byte."""
    numbers = head.split(maxsplit=8)[:8]
    if len(numbers) >= 4 and all(one.isdigit() and len(one) <= 3 for one in numbers):
        return True
    if head == b"\0\0\0\4":  # as a virtual machine that is not shielded answers
        return True
    return _KPS in head and b"Wrappings" in head and b"GuardianInformation" not in head


def _age() -> ShieldwizError:
    return not_a_certificate("This is an encrypted age file (an owner key file?), not a certificate.")
