# SPDX-License-Identifier: Apache-2.0
"""Certificates in the files that people have: DER, PEM, P7B, PFX, bare base64; and plain words for any other file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.der import read_tlv
from shieldwiz.certificates.pfx_attributes import PfxFacts, read_pfx_facts
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.xml_reading import decode_base64

MAX_CERTIFICATES = 64

_PEM_BLOCK = rb"-----BEGIN ([A-Z0-9 ]{1,40})-----\s*([A-Za-z0-9+/=\s]*?)-----END \1-----"
_BASE64_TEXT = rb"[A-Za-z0-9+/\s]+={0,2}\s*"
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")  # 1.2.840.113549.1.7.2, the type of a P7B
_PLAIN_DATA = bytes.fromhex("06092a864886f70d010701")  # 1.2.840.113549.1.7.1, the type inside a PFX
_CERTIFICATE_LABELS = frozenset({b"CERTIFICATE", b"X509 CERTIFICATE", b"TRUSTED CERTIFICATE"})
_ASK = "Ask for the certificate alone, as a .cer, .crt or .pem file."


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFile:
    """What a certificate file holds: one leaf, and the authorities that came with it.

    `container` is `DER`, `PEM`, `P7B`, `PFX` or `base64`. `key_fits` is None where there is no private key.
    """

    leaf: Certificate
    chain: tuple[Certificate, ...] = ()
    container: str
    has_private_key: bool = False
    key_fits: bool | None = None
    pfx: PfxFacts | None = None


def read_certificate_file(data: bytes, *, passphrase: bytes | None = None) -> CertificateFile:
    """The one leaf certificate of a file. `passphrase` is for a PFX.

    Raises `KIND` in plain words where the file is something else, `CERTIFICATE` where it is damaged or holds more than
    one leaf, `PASSPHRASE_NEEDED`, `PASSPHRASE_WRONG`, and `LIMITS` for a PFX that would take too much work.
    """
    if not data.strip():
        raise _kind("The file is empty.")
    if b"-----BEGIN " in data:
        return _from_pem(data)
    if data[:1] == b"\x30":
        return _from_der(data, passphrase)
    bare = _bare_base64(data)
    if bare is not None:
        return _with_container(_from_der(bare, passphrase), "base64")
    raise _something_else(data)


def _from_pem(data: bytes) -> CertificateFile:
    blocks = [(label, body) for label, body in re.findall(_PEM_BLOCK, data)]
    has_key = any(label.endswith(b"PRIVATE KEY") for label, _ in blocks)
    bodies = [body for label, body in blocks if label in _CERTIFICATE_LABELS]
    if bodies:
        leaf, chain = _one_leaf(Certificate.from_der(_pem_body(body)) for body in bodies[: MAX_CERTIFICATES + 1])
        return CertificateFile(leaf=leaf, chain=chain, container="PEM", has_private_key=has_key)
    signed = [body for label, body in blocks if label in (b"PKCS7", b"CMS")]
    if signed:
        return _from_p7b(_pem_body(signed[0]))
    raise _other_pem({label for label, _ in blocks}, has_key=has_key)


def _other_pem(labels: set[bytes], *, has_key: bool) -> ShieldwizError:
    if has_key:
        return _private_key()
    if labels & {b"CERTIFICATE REQUEST", b"NEW CERTIFICATE REQUEST"}:
        return _request()
    if b"X509 CRL" in labels:
        return _kind("This is a revocation list, not a certificate.", "Give it with --crl.")
    if any(label.endswith(b"PUBLIC KEY") for label in labels):
        return _kind("This is a bare public key, not a certificate.")
    if b"AGE ENCRYPTED FILE" in labels:
        return _kind("This is an encrypted age file, not a certificate.")
    return _damaged("the lines between BEGIN and END cannot be read")


def _pem_body(body: bytes) -> bytes:
    der = decode_base64(b"".join(body.split()).decode("ascii"))
    if der is None:
        raise _damaged("the text between BEGIN and END is not base64")
    return der


def _from_der(data: bytes, passphrase: bytes | None) -> CertificateFile:
    head = data[:64]
    if _SIGNED_DATA in head[:32]:
        return _from_p7b(data)
    if _PLAIN_DATA in head and head[2:].lstrip(b"\x80\x81\x82\x83\x84").find(b"\x02\x01\x03") in range(6):
        return _from_pfx(data, passphrase)
    try:
        return CertificateFile(leaf=Certificate.from_der(data), container="DER")
    except ShieldwizError as error:
        raise _other_der(data) or error from error


def _other_der(data: bytes) -> ShieldwizError | None:
    """What a DER file is instead of a certificate; None where it is a damaged or odd one after all."""
    try:
        x509.load_der_x509_csr(data)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        pass
    else:
        return _request()
    try:
        x509.load_der_x509_crl(data)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        pass
    else:
        return _kind("This is a revocation list, not a certificate.", "Give it with --crl.")
    try:
        outer, end = read_tlv(data)
        first = read_tlv(outer.value)[0]
    except ShieldwizError:
        return None
    if first.tag == 0x02:  # PKCS#8 and PKCS#1 private keys begin with a version number, certificates never
        return _private_key()
    return _damaged("bytes stand after it") if end < len(data) else None


def _from_p7b(data: bytes) -> CertificateFile:
    from cryptography.hazmat.primitives.serialization import pkcs7  # noqa: PLC0415 - 8 ms that few files need

    try:
        loaded = pkcs7.load_der_pkcs7_certificates(data)
        certificates = [Certificate.from_der(one.public_bytes(Encoding.DER)) for one in loaded[: MAX_CERTIFICATES + 1]]
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise _damaged("it is no certificate collection (P7B) that can be read") from error
    leaf, chain = _one_leaf(certificates)
    return CertificateFile(leaf=leaf, chain=chain, container="P7B")


def _from_pfx(data: bytes, passphrase: bytes | None) -> CertificateFile:
    facts = read_pfx_facts(data)
    if passphrase is None:
        raise ShieldwizError(
            Problem.PASSPHRASE_NEEDED,
            "This is a PFX file, which opens with a password alone.",
            "Give the password with --passphrase-file FILE, or ask for the certificate alone (.cer).",
        )
    from cryptography.hazmat.primitives.serialization import pkcs12  # noqa: PLC0415 - 8 ms that few files need

    try:
        loaded = pkcs12.load_pkcs12(data, passphrase)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise ShieldwizError(
            Problem.PASSPHRASE_WRONG,
            "The PFX file does not open with this password: wrong password, or damaged.",
            "Check the password, or ask for the file once more.",
        ) from error
    others = [one.certificate for one in loaded.additional_certs]
    if loaded.cert is None:
        leaf, chain = _one_leaf(_certificate(one) for one in others)
        return CertificateFile(
            leaf=leaf, chain=chain, container="PFX", has_private_key=loaded.key is not None, pfx=facts
        )
    leaf = _certificate(loaded.cert.certificate)
    fits = loaded.key is not None and loaded.key.public_key() == leaf.x509.public_key()
    return CertificateFile(
        leaf=leaf,
        chain=tuple(_certificate(one) for one in others[:MAX_CERTIFICATES]),
        container="PFX",
        has_private_key=loaded.key is not None,
        key_fits=fits if loaded.key is not None else None,
        pfx=facts,
    )


def _certificate(loaded: x509.Certificate) -> Certificate:
    return Certificate.from_der(loaded.public_bytes(Encoding.DER))


def _one_leaf(certificates: Iterable[Certificate]) -> tuple[Certificate, tuple[Certificate, ...]]:
    """The certificate that issued none of the others, and the others. Raises `CERTIFICATE` unless there is one."""
    found = tuple(dict.fromkeys(certificates))
    if not found:
        raise _kind("The file holds no certificate.")
    if len(found) > MAX_CERTIFICATES:
        raise _damaged(f"it holds more than {MAX_CERTIFICATES} certificates")
    issuers = {one.x509.issuer.public_bytes() for one in found if one.x509.issuer != one.x509.subject}
    leaves = [one for one in found if one.x509.subject.public_bytes() not in issuers]
    if len(leaves) != 1:
        raise ShieldwizError(
            Problem.CERTIFICATE,
            f"The file holds {len(found)} certificates, and {len(leaves)} of them belong to nobody else in it.",
            "Give a file with one certificate (the authorities above it may come along).",
            rule="V07",
        )
    return leaves[0], tuple(one for one in found if one != leaves[0])


def _bare_base64(data: bytes) -> bytes | None:
    if re.fullmatch(_BASE64_TEXT, data) is None:
        return None
    return decode_base64(b"".join(data.split()).decode("ascii"))


def _with_container(file: CertificateFile, container: str) -> CertificateFile:
    return CertificateFile(
        leaf=file.leaf,
        chain=file.chain,
        container=container,
        has_private_key=file.has_private_key,
        key_fits=file.key_fits,
        pfx=file.pfx,
    )


def _something_else(data: bytes) -> ShieldwizError:
    """In plain words what a file is that is no certificate in any form."""
    text = data[:4096].replace(b"\0", b"")
    if b"age-encryption.org/v1" in text:
        return _kind("This is an encrypted age file (an owner key file?), not a certificate.")
    if b"urn:shieldwiz:shielding-data:" in text:
        return _kind("This is a shielding data file of shieldwiz (.pdkx), not a certificate.")
    if b"http://schemas.microsoft.com/kps/2014/07" in text:
        what = "a key protector" if b"<Wrappings" in text or b"<Protector" in text else "guardian metadata"
        return _kind(f"This is {what}, not a certificate.", "`shieldwiz inspect` shows what is in it.")
    if re.search(rb"<(!doctype )?html", text, re.IGNORECASE):
        return _kind("This is a web page, not a certificate.", "The download probably went wrong.")
    return _kind(
        "This is not a certificate in any form that shieldwiz reads (DER, PEM, P7B, PFX, base64). A Microsoft .pdk, "
        ".vsc or .fsk file is none either."
    )


def _kind(what: str, hint: str = _ASK) -> ShieldwizError:
    return ShieldwizError(Problem.KIND, what, hint)


def _private_key() -> ShieldwizError:
    return _kind(
        "This is a private key, not a certificate; nothing of it is shown.",
        "Keep it secret. If it came by mail, somebody else may have it now. " + _ASK,
    )


def _request() -> ShieldwizError:
    return _kind("This is a certificate request, not a certificate.", "Send it to the authority, and use its answer.")


def _damaged(what: str) -> ShieldwizError:
    return ShieldwizError(
        Problem.CERTIFICATE, f"The certificate file is damaged: {what}.", "Ask for it once more.", rule="V07"
    )
