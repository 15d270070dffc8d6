# SPDX-License-Identifier: Apache-2.0
"""The same work written bare: the library calls alone, no checks, no reports. Ratios are taken against it."""

import base64
import contextlib
import hashlib
import hmac
import os

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree
from signxml.verifier import SignatureConfiguration, XMLVerifier

from shieldwiz.certificates.weak_keys import weak_modulus
from shieldwiz.owners.owner import SoftwareKey
from tests.benchmarks.material import Material, Sealing

_KPS = "{http://schemas.microsoft.com/kps/2014/07}"
_DS = "{http://www.w3.org/2000/09/xmldsig#}"
_OAEP = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)


def verify_all(made: Material) -> None:
    """For each metadata file: signxml once, two inner signatures, W5 to W7 of three keys, two canonicalisations."""
    for path in made.metadata:
        root = etree.fromstring(path.read_bytes())
        signer = _certificate(root.find(f".//{_DS}X509Certificate"))
        XMLVerifier().verify(root, x509_cert=signer, expect_config=SignatureConfiguration(location="./"))
        information = root[0]
        signing = _certificate(information.find(f"{_KPS}SigningCertificate"))
        encryption = _certificate(information.find(f"{_KPS}EncryptionCertificate"))
        for name, over in (
            ("EncryptionCertificateSignature", encryption),
            ("SigningCertificateSelfSignature", signing),
        ):
            value = base64.b64decode(information.findtext(f"{_KPS}{name}/{_KPS}SignatureValue") or "")
            _rsa_key(signing).verify(value, over.public_bytes(Encoding.DER), padding.PKCS1v15(), hashes.SHA256())
        for certificate in (signing, encryption, signer):
            weak_modulus(_rsa_key(certificate).public_numbers().n)
        for _ in range(2):
            etree.tostring(root, method="c14n", exclusive=True)


def _certificate(element: etree._Element | None) -> x509.Certificate:
    assert element is not None
    return x509.load_der_x509_certificate(base64.b64decode(element.text or ""))


def _rsa_key(certificate: x509.Certificate) -> rsa.RSAPublicKey:
    key = certificate.public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    return key


def create(made: Sealing) -> bytes:
    """The RSA, AES and XML operations of one file, and those of reading it back, as the format demands."""
    transport_key = os.urandom(32)
    pairs = [(made.owner.signing, made.owner.encryption), *((one.signing, one.encryption) for one in made.guardians)]
    keys = [_rsa_key(encryption.x509) for _, encryption in pairs]
    wrapped = [key.encrypt(transport_key, _OAEP) for key in keys]
    sign = made.owner.signer.sign
    signatures = [sign(signing.der) for signing, _ in pairs]
    signatures.append(sign(made.owner.encryption.der))
    payload = b"".join(base64.b64encode(file.data) for file in made.contents.other_files)
    iv = os.urandom(12)
    encrypted = base64.b64encode(iv + AESGCM(_derive(transport_key)).encrypt(iv, payload, None))
    mac = hmac.digest(_derive(transport_key), b"".join(wrapped), "sha256")
    signatures += [sign(mac), sign(hashlib.sha256(encrypted).digest())]
    document = b"<a>" + encrypted + b"".join(base64.b64encode(one) for one in (*wrapped, *signatures)) + b"</a>"
    _read_back(made, document, wrapped[0], iv, encrypted)
    return document


def open_file(made: Sealing) -> None:
    """The RSA, AES and XML operations of reading and opening one file."""
    root = etree.fromstring(made.sealed)
    etree.tostring(root, method="c14n", exclusive=True)
    wrappings = root.find(f".//{_KPS}Wrappings")
    assert wrappings is not None
    signed = etree.tostring(wrappings, method="c14n", exclusive=True)
    signing = [_certificate(element) for element in wrappings.iter(f"{_KPS}SigningCertificate")]
    encryption = [_certificate(element) for element in wrappings.iter(f"{_KPS}EncryptionCertificate")]
    owner = _rsa_key(signing[0])
    for own, wrapped in zip(signing, encryption, strict=True):
        _verify_any(owner, own.public_bytes(Encoding.DER))
        _verify_any(_rsa_key(own), wrapped.public_bytes(Encoding.DER))
    _verify_any(owner, signed)
    _verify_any(owner, hashlib.sha256(made.sealed).digest())
    ciphers = [base64.b64decode(element.text or "") for element in wrappings.iter(f"{_KPS}CipherValue")]
    unwrapper = made.owner.unwrapper
    assert isinstance(unwrapper, SoftwareKey)
    transport_key = unwrapper.private_key.decrypt(ciphers[0], _OAEP)
    hmac.digest(_derive(transport_key), signed, "sha256")
    payload = base64.b64decode(root.findtext(".//{http://www.w3.org/2001/04/xmlenc#}CipherValue") or "")
    info = b"urn:shieldwiz:kdf:1:payload"
    plaintext = AESGCM(_derive(transport_key, info)).decrypt(payload[:12], payload[12:], None)
    contents = etree.fromstring(plaintext)
    etree.tostring(contents, method="c14n", exclusive=True)
    for element in contents:
        base64.b64decode(element.text or "")


def _verify_any(key: rsa.RSAPublicKey, data: bytes) -> None:
    """One RSA verification; what it finds does not matter here, only what it costs."""
    signature = b"\0" + bytes(key.key_size // 8 - 1)
    with contextlib.suppress(InvalidSignature):
        key.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())


def _read_back(made: Sealing, document: bytes, wrapped: bytes, iv: bytes, encrypted: bytes) -> None:
    open_file(made)
    assert len(document) > len(wrapped) + len(iv) + len(encrypted)


def _derive(transport_key: bytes, info: bytes = b"bench") -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=info).derive(transport_key)
