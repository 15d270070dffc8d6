# SPDX-License-Identifier: Apache-2.0
"""The RSA signatures over certificates that metadata and key protectors carry, and the algorithms that count."""

from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from shieldwiz.certificates.certificate import Certificate

RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"

_Verify = Callable[[RSAPublicKey, bytes, bytes], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateSignature:
    """A KPS signature over a certificate: algorithm URI, raw signature value, and whether parameters came with it."""

    algorithm: str
    value: bytes
    has_parameters: bool = False


def _pkcs1v15(algorithm: hashes.HashAlgorithm) -> _Verify:
    def verify(key: RSAPublicKey, signature: bytes, data: bytes) -> bool:
        return _verifies(lambda: key.verify(signature, data, padding.PKCS1v15(), algorithm))

    return verify


def _pss(algorithm: hashes.HashAlgorithm) -> _Verify:
    def verify(key: RSAPublicKey, signature: bytes, data: bytes) -> bool:
        scheme = padding.PSS(mgf=padding.MGF1(algorithm), salt_length=algorithm.digest_size)
        return _verifies(lambda: key.verify(signature, data, scheme, algorithm))

    return verify


def _verifies(verify: Callable[[], None]) -> bool:
    try:
        verify()
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True


# The algorithms that count for a signature over certificates (FORMATS: S-list). Any other is never evaluated.
SIGNATURE_ALGORITHMS: dict[str, _Verify] = {
    RSA_SHA256: _pkcs1v15(hashes.SHA256()),
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384": _pkcs1v15(hashes.SHA384()),
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512": _pkcs1v15(hashes.SHA512()),
    "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1": _pss(hashes.SHA256()),
    "http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1": _pss(hashes.SHA384()),
    "http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1": _pss(hashes.SHA512()),
}


def verify_signature(algorithm: str, signer: Certificate, signature: bytes, data: bytes) -> bool | None:
    """Whether `signature` is one by the key of `signer` over `data`.

    `algorithm` is a URI. None means *not evaluated*: the algorithm is not one that counts. A signer without a plain
    RSA key verifies nothing.
    """
    verify = SIGNATURE_ALGORITHMS.get(algorithm)
    if verify is None:
        return None
    key = signer.rsa_key()
    return key is not None and verify(key, signature, data)
