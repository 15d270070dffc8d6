# SPDX-License-Identifier: Apache-2.0
"""Certificates in the files that people have: DER, PEM, P7B, PFX, bare base64; and plain words for any other file."""

import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.der import INTEGER, OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE, read_tlv
from shieldwiz.certificates.foreign_files import not_a_certificate, other_file, other_pem, private_key, request
from shieldwiz.certificates.pfx_attributes import PfxFacts, read_pfx_facts
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.xml_reading import decode_base64

MAX_CERTIFICATES = 64
MAX_CERTIFICATE = 64 << 10  # bytes; a usual one has 1 to 2 KB, and reading a huge one takes memory

# Compiled at their first use: most starts of the program read no certificate file.
_PEM_MARK = rb"-----(BEGIN|END) ([A-Z0-9 #]{1,40})-----"
_BASE64_TEXT = rb"[A-Za-z0-9+/]+={0,2}"
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")  # 1.2.840.113549.1.7.2, the type of a P7B
_PFX_VERSION = bytes.fromhex("02010330")
_CERTIFICATE_LABELS = frozenset({b"CERTIFICATE", b"X509 CERTIFICATE", b"TRUSTED CERTIFICATE"})
_P7B_LABELS = frozenset({b"PKCS7", b"CMS", b"PKCS #7 SIGNED DATA"})


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
    """The one leaf certificate of a file of at most 1 MiB. `passphrase` (UTF-8) is for a PFX.

    Raises `KIND` in plain words where the file is something else, `CERTIFICATE` where it is damaged or holds more than
    one leaf, `PASSPHRASE_NEEDED`, `PASSPHRASE_WRONG`, and for a PFX `LIMITS` where it would take too much work.
    """
    data = _as_octets(data)
    if not data.strip():
        raise not_a_certificate("The file is empty.")
    if b"-----BEGIN " in data and not _is_one_element(data):
        return _from_pem(data, passphrase)
    if _may_be_der(data):
        return _from_der(data, passphrase)
    bare = b"".join(data.split())
    if re.fullmatch(_BASE64_TEXT, bare) is not None and not bare.isdigit():
        der = decode_base64(bare.decode("ascii"))
        if der is not None and der[0] == SEQUENCE:
            return replace(_from_der(der, passphrase), container="base64")
    raise other_file(data)


def _as_octets(data: bytes) -> bytes:
    """The same file as PowerShell would have written it without `>`: text in UTF-16 becomes UTF-8 without a mark."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").encode("utf-8", "replace")
    return data.removeprefix(b"\xef\xbb\xbf")


def _may_be_der(data: bytes) -> bool:
    """A text may begin with the same byte, `0`; but no sign of a plain text says the length of a certificate."""
    return data[0] == SEQUENCE and (data[1:2] >= b"\x80" or _is_one_element(data))


def _is_one_element(data: bytes) -> bool:
    """Whether this is DER after all: a text in a certificate may look like PEM, and then is not what is meant."""
    try:
        return read_tlv(data)[1] == len(data)
    except ShieldwizError:
        return False


def _from_pem(data: bytes, passphrase: bytes | None) -> CertificateFile:
    blocks = list(_pem_blocks(data))
    labels = frozenset(label for label, _ in blocks)
    bodies = [(label, body) for label, body in blocks if label in _CERTIFICATE_LABELS]
    if bodies:
        leaf, chain = _one_leaf(_from_pem_block(*block) for block in bodies[: MAX_CERTIFICATES + 1])
        has_key = any(label.endswith(b"PRIVATE KEY") for label in labels)
        return CertificateFile(leaf=leaf, chain=chain, container="PEM", has_private_key=has_key)
    signed = [body for label, body in blocks if label in _P7B_LABELS]
    if signed:
        return _from_p7b(_pem_octets(signed[0]))
    if b"PKCS12" in labels:
        return _from_pfx(_pem_octets(dict(blocks)[b"PKCS12"]), passphrase)
    raise other_pem(labels) or _damaged("the lines between BEGIN and END cannot be read")


def _pem_blocks(data: bytes) -> Iterator[tuple[bytes, bytes | None]]:
    """Each BEGIN mark's label, and the text up to its END mark, or None where another mark comes first."""
    marks = list(re.finditer(_PEM_MARK, data))
    for at, mark in enumerate(marks):
        if mark[1] == b"BEGIN":
            end = marks[at + 1] if at + 1 < len(marks) else None
            is_whole = end is not None and end[1] == b"END" and end[2] == mark[2]
            yield mark[2], data[mark.end() : end.start()] if is_whole and end is not None else None


def _from_pem_block(label: bytes, body: bytes | None) -> Certificate:
    der = _pem_octets(body)
    if label == b"TRUSTED CERTIFICATE":  # OpenSSL writes its own notes behind the certificate
        der = _first_element(der)
    return _certificate(der)


def _pem_octets(body: bytes | None) -> bytes:
    if body is None:
        raise _damaged("the END line of a certificate is missing")
    der = decode_base64(b"".join(body.split()).decode("ascii", "replace"))
    if not der:
        raise _damaged("the text between BEGIN and END is not base64")
    return der


def _first_element(der: bytes) -> bytes:
    try:
        return read_tlv(der)[0].encoded
    except ShieldwizError:
        return der


def _from_der(data: bytes, passphrase: bytes | None) -> CertificateFile:
    inside = _after_length(data)
    if inside.startswith(_SIGNED_DATA):
        return _from_p7b(data)
    if inside.startswith(_PFX_VERSION):
        return _from_pfx(data, passphrase)
    try:
        return CertificateFile(leaf=_certificate(data), container="DER")
    except ShieldwizError as error:
        raise _other_der(data) or error from error


def _after_length(data: bytes) -> bytes:
    """The beginning of what is inside the first element, in whatever way its length is written."""
    length = data[1] if len(data) > 1 else 0
    return data[2 + (length & 0x7F if length > 0x80 else 0) :][:32]


def _other_der(data: bytes) -> ShieldwizError | None:
    """What a DER file is instead of a certificate; None where it is a damaged or odd one after all."""
    if _loads(x509.load_der_x509_csr, data):
        return request()
    if _loads(x509.load_der_x509_crl, data):
        return not_a_certificate("This is a revocation list, not a certificate.", "Give it with --crl.")
    try:
        outer, end = read_tlv(data)
        first, *others = outer.children()
    except (ShieldwizError, ValueError):
        return None
    tags = [other.tag for other in others]
    if first.tag == INTEGER or (first.tag == SEQUENCE and tags == [OCTET_STRING]):
        return private_key()  # PKCS#1 and PKCS#8 begin with a version number, or are a method and a locked key
    if first.tag == SEQUENCE and tags == [0x03]:
        return not_a_certificate("This is a bare public key, not a certificate.")
    if first.tag == OBJECT_IDENTIFIER:
        return not_a_certificate("This is a signed or encrypted message, not a certificate.")
    return _damaged("bytes stand after it") if end < len(data) else None


def _loads(load: Callable[[bytes], object], data: bytes) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            load(data)
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.InvalidVersion):
        return False
    return True


def _from_p7b(data: bytes) -> CertificateFile:
    from cryptography.hazmat.primitives.serialization import pkcs7  # noqa: PLC0415 - 8 ms that few files need

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is not quite DER is read all the same
            loaded = pkcs7.load_der_pkcs7_certificates(data)[: MAX_CERTIFICATES + 1]
        found = [one.public_bytes(Encoding.DER) for one in loaded]
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.InvalidVersion) as error:
        raise _damaged("it is no certificate collection (P7B) that can be read") from error
    leaf, chain = _one_leaf(_certificate(der) for der in found)
    return CertificateFile(leaf=leaf, chain=chain, container="P7B")


def _from_pfx(data: bytes, passphrase: bytes | None) -> CertificateFile:
    if passphrase is None:
        read_pfx_facts(data)
        raise ShieldwizError(
            Problem.PASSPHRASE_NEEDED,
            "This is a PFX file, which opens with a password alone.",
            "Give the password with --passphrase-file FILE, or ask for the certificate alone (.cer).",
        )
    from shieldwiz.certificates.pfx_opening import open_pfx  # noqa: PLC0415 - likewise

    opened = open_pfx(data, passphrase)
    if opened.certificate is not None:
        leaf, *others = _not_too_many(tuple(dict.fromkeys((opened.certificate, *opened.others))))
        chain = tuple(others)
    else:
        leaf, chain = _one_leaf(opened.others)
    return CertificateFile(
        leaf=leaf,
        chain=chain,
        container="PFX",
        has_private_key=opened.key is not None,
        key_fits=opened.certificate is not None if opened.key is not None else None,
        pfx=opened.facts,
    )


def _certificate(der: bytes) -> Certificate:
    if len(der) > MAX_CERTIFICATE:
        raise _damaged(f"it has {len(der):,} bytes, far more than a certificate needs")
    return Certificate.from_der(der)


def _one_leaf(certificates: Iterable[Certificate]) -> tuple[Certificate, tuple[Certificate, ...]]:
    """The certificate that issued none of the others, and the others. Raises `CERTIFICATE` unless there is one."""
    found = _not_too_many(tuple(dict.fromkeys(certificates)))
    if not found:
        raise not_a_certificate("The file holds no certificate.")
    names = {one: (one.fields()[2].encoded, one.fields()[4].encoded) for one in found}
    issuers = {issuer for issuer, subject in names.values() if issuer != subject}
    leaves = [one for one in found if names[one][1] not in issuers]
    if len(leaves) != 1:
        raise ShieldwizError(
            Problem.CERTIFICATE,
            f"The file holds {len(found)} certificates, and nothing tells which one is meant.",
            "Give a file with one certificate (the authorities above it may come along).",
            rule="V07",
        )
    return leaves[0], tuple(one for one in found if one != leaves[0])


def _not_too_many(found: tuple[Certificate, ...]) -> tuple[Certificate, ...]:
    if len(found) > MAX_CERTIFICATES:
        raise _damaged(f"it holds more than {MAX_CERTIFICATES} certificates")
    return found


def _damaged(what: str) -> ShieldwizError:
    return ShieldwizError(
        Problem.CERTIFICATE, f"The certificate file is damaged: {what}.", "Ask for it once more.", rule="V07"
    )
