# SPDX-License-Identifier: Apache-2.0
"""Every algorithm of key protectors and shielding data files, in one table: slot -> URI and parameters -> what it does.

A URI is looked up in its slot only, so a signature algorithm can never stand where a MAC belongs. What a real sample
from Windows shows one day becomes further rows here, not further code.
"""

import base64
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.pair_signatures import RSA_SHA256, SIGNATURE_ALGORITHMS
from shieldwiz.keyprotector.protector import Method, Part
from shieldwiz.owners.owner import cannot_open
from shieldwiz.xml_reading import DS, DSIG_MORE, XENC, XENC11

TRANSPORT_KEY_LENGTH = 32
_IV_LENGTH = 12
_TAG_LENGTH = 16

_MORE_2001 = "http://www.w3.org/2001/04/xmldsig-more#"
_HKDF_URI = f"{DSIG_MORE}hkdf"
_HMAC_URI = f"{_MORE_2001}hmac-sha256"
_OAEP_URI = f"{XENC11}rsa-oaep"

Verify = Callable[[RSAPublicKey, bytes, bytes], bool]
Derive = Callable[[bytes], bytes]
Authenticate = Callable[[bytes, bytes], bytes]

Function = TypeVar("Function")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Generic[Function]):
    """One algorithm in one slot. `strict` = read in a .pdkx too; every row is read in a bare key protector."""

    method: Method
    run: Function
    strict: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot(Generic[Function]):
    """A place that names an algorithm, and what may stand there. The first row is the one that we write."""

    name: str
    rows: tuple[Row[Function], ...]

    @property
    def written(self) -> Row[Function]:
        """The algorithm of open profile 1 in this slot."""
        return self.rows[0]

    def find(self, method: Method) -> Row[Function] | None:
        """The row of exactly this URI and these parameters; None where it does not count here."""
        for row in self.rows:
            if row.method.uri == method.uri and row.method.parameters == method.parameters:
                return row
        return None

    def known(self, method: Method) -> Function:
        """What the algorithm does. Raises `ALGORITHM` (K3) where it does not count in this slot."""
        row = self.find(method)
        if row is None:
            raise foreign_algorithm(self.name, method.uri)
        return row.run

    def require_strict(self, method: Method) -> None:
        """Raise where a .pdkx must not name this: `ALGORITHM` for the URI, `PARAMETERS` for what comes with it."""
        row = self.find(method)
        if row is not None and row.strict:
            return
        if not any(method.uri == other.method.uri and other.strict for other in self.rows):
            raise foreign_algorithm(self.name, method.uri)
        raise ShieldwizError(
            Problem.PARAMETERS,
            f"The parameters of the algorithm for {self.name} are not the ones that are allowed there.",
            "Ask whoever made the file for the original.",
        )

    @property
    def uris(self) -> frozenset[str]:
        """The URIs of all rows."""
        return frozenset(row.method.uri for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Oaep:
    """RSA-OAEP with an empty label; `digest` and `mgf` are `sha1`, `sha256`, `sha384` or `sha512`."""

    digest: str
    mgf: str

    def wrap(self, key: RSAPublicKey, plaintext: bytes) -> bytes:
        """`plaintext` encrypted for `key`, as long as its modulus. Raises `CERTIFICATE` where the key cannot."""
        scheme = padding.OAEP(mgf=padding.MGF1(_HASHES[self.mgf]), algorithm=_HASHES[self.digest], label=None)
        try:
            return key.encrypt(plaintext, scheme)
        except ValueError as error:
            raise ShieldwizError(Problem.CERTIFICATE, "Nothing can be encrypted for this certificate's key.") from error


class AesGcm:
    """AES-256-GCM without associated data, as IV (12 bytes), ciphertext, tag (16 bytes)."""

    overhead = _IV_LENGTH + _TAG_LENGTH

    @staticmethod
    def encrypt(key: bytes, plaintext: bytes) -> bytes:
        """`plaintext` under a key that encrypts nothing else, ever."""
        iv = os.urandom(_IV_LENGTH)
        return iv + AESGCM(key).encrypt(iv, plaintext, None)

    @staticmethod
    def decrypt(key: bytes, encrypted: bytes) -> bytes:
        """The whole plaintext, or `CANNOT_OPEN`. `encrypted` is at least `overhead` long."""
        try:
            return AESGCM(key).decrypt(encrypted[:_IV_LENGTH], encrypted[_IV_LENGTH:], None)
        except InvalidTag as error:
            raise cannot_open() from error


def _hkdf(info: bytes) -> Derive:
    def derive(transport_key: bytes) -> bytes:
        return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=info).derive(transport_key)

    return derive


def _hkdf_parameters(info: bytes) -> tuple[Part, ...]:
    return (
        Part(
            name=f"{{{DSIG_MORE}}}HKDFParams",
            parts=(
                Part(name=f"{{{DSIG_MORE}}}PRF", attributes=(("Algorithm", _HMAC_URI),)),
                Part(name=f"{{{DSIG_MORE}}}Info", text=base64.b64encode(info).decode("ascii")),
                Part(name=f"{{{DSIG_MORE}}}KeyLength", text="32"),
            ),
        ),
    )


def _oaep_row(digest: str, mgf: str) -> Row[Oaep]:
    parameters = (
        Part(name=f"{{{DS}}}DigestMethod", attributes=(("Algorithm", _DIGEST_URIS[digest]),)),
        Part(name=f"{{{XENC11}}}MGF", attributes=(("Algorithm", f"{XENC11}mgf1{mgf}"),)),
    )
    is_profile_1 = (digest, mgf) == ("sha256", "sha256")
    return Row(
        method=Method(uri=_OAEP_URI, parameters=parameters), run=Oaep(digest=digest, mgf=mgf), strict=is_profile_1
    )


_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha1": hashes.SHA1(),  # noqa: S303 - in OAEP it needs no collision resistance, and others may have used it
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
_DIGEST_URIS = {
    "sha1": f"{DS}sha1",
    "sha256": f"{XENC}sha256",
    "sha384": f"{_MORE_2001}sha384",
    "sha512": f"{XENC}sha512",
}
_OAEP_CHOICES = ("sha256", "sha1", "sha384", "sha512")  # the written one first
_S_LIST: tuple[Row[Verify], ...] = tuple(
    Row(method=Method(uri=uri), run=SIGNATURE_ALGORITHMS[uri], strict=True)
    for uri in (RSA_SHA256, *(uri for uri in SIGNATURE_ALGORITHMS if uri != RSA_SHA256))
)
_MAC_KEY_INFO = b"urn:shieldwiz:kdf:1:transport-key-signature"
_PAYLOAD_KEY_INFO = b"urn:shieldwiz:kdf:1:payload"


def _kdf_slot(name: str, info: bytes) -> Slot[Derive]:
    method = Method(uri=_HKDF_URI, parameters=_hkdf_parameters(info))
    return Slot(name=name, rows=(Row(method=method, run=_hkdf(info), strict=True),))


CERTIFICATE_SIGNATURE: Slot[Verify] = Slot(name="a signature over a certificate", rows=_S_LIST)
GUARDIAN_SIGNATURE: Slot[Verify] = Slot(name="the guardian signature", rows=_S_LIST)
TRANSPORT_KEY: Slot[Oaep] = Slot(
    name="the wrapped transport key",
    rows=tuple(_oaep_row(digest, mgf) for digest in _OAEP_CHOICES for mgf in _OAEP_CHOICES),
)
MAC_KEY = _kdf_slot("deriving the key of the transport key signature", _MAC_KEY_INFO)
MAC: Slot[Authenticate] = Slot(
    name="the transport key signature",
    rows=(Row(method=Method(uri=_HMAC_URI), run=lambda key, data: hmac.digest(key, data, "sha256"), strict=True),),
)
PAYLOAD_KEY = _kdf_slot("deriving the key of the contents", _PAYLOAD_KEY_INFO)
PAYLOAD: Slot[AesGcm] = Slot(
    name="the encrypted contents",
    rows=(Row(method=Method(uri=f"{XENC11}aes256-gcm"), run=AesGcm(), strict=True),),
)
_ALL_URIS = frozenset(
    uri
    for uris in (
        CERTIFICATE_SIGNATURE.uris,
        GUARDIAN_SIGNATURE.uris,
        TRANSPORT_KEY.uris,
        MAC_KEY.uris,
        MAC.uris,
        PAYLOAD_KEY.uris,
        PAYLOAD.uris,
    )
    for uri in uris
)


def is_misplaced(uri: str, uris_of_slot: frozenset[str]) -> bool:
    """Whether a URI is one we know, but from another slot: a signature where a MAC belongs, or the reverse."""
    return uri in _ALL_URIS and uri not in uris_of_slot


def foreign_algorithm(slot: str, uri: str) -> ShieldwizError:
    """The `ALGORITHM` refusal that names the slot and shows the URI."""
    return ShieldwizError(
        Problem.ALGORITHM,
        f"The algorithm for {slot} is not one that counts there: {shown(uri)}.",
        "Nothing that needs it can be done with this file.",
        detail=shown(uri),
    )
