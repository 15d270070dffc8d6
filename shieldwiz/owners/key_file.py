# SPDX-License-Identifier: Apache-2.0
"""The owner key file: four PEM blocks in a standard age file, so that a lost program never means lost keys."""

import base64
import binascii
import re

from cryptography.hazmat.primitives.serialization import Encoding

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.weak_keys import malformed_key
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.owners.age import MAX_AGE_FILE, WORK_FACTOR, lock, unlock
from shieldwiz.owners.owner import Owner, SoftwareKey

KEY_FILE_NAME = "owner.key.age"
MAX_KEY_FILE = MAX_AGE_FILE

_LABELS = ("CERTIFICATE", "PRIVATE KEY", "CERTIFICATE", "PRIVATE KEY")
_PLAINTEXT = re.compile(
    "".join(rf"-----BEGIN {label}-----\n([A-Za-z0-9+/=\n]+)-----END {label}-----\n" for label in _LABELS).encode()
)


def write_key_file(owner: Owner, passphrase: str, *, work_factor: int = WORK_FACTOR) -> bytes:
    """The bytes of `owner.key.age`: both certificates and both keys, locked with the passphrase.

    Raises `PASSPHRASE`; `NOT_FIT` where the keys cannot leave their device; `KEY_FILE` where a key does not fit its
    certificate. Source: FORMATS 6.
    """
    signing_key, encryption_key = owner.software_keys()
    _refuse_misfit(owner.signing, signing_key)
    _refuse_misfit(owner.encryption, encryption_key)
    blocks = (
        owner.signing.x509.public_bytes(Encoding.PEM),
        signing_key.pkcs8_pem(),
        owner.encryption.x509.public_bytes(Encoding.PEM),
        encryption_key.pkcs8_pem(),
    )
    return lock(b"".join(blocks), passphrase, work_factor=work_factor)


def read_key_file(data: bytes, passphrase: str, *, name: str) -> Owner:
    """The owner in a key file, under the name `name`.

    Raises `KEY_FILE_OPEN` for a wrong passphrase and for damage, `KEY_FILE_WORK`, `PASSPHRASE`, `SIZE`, `KIND`; and
    `KEY_FILE` where it opens but does not hold exactly two certificates with their RSA keys.
    """
    blocks = _PLAINTEXT.fullmatch(unlock(data, passphrase))
    if blocks is None:
        raise _not_a_key_file("it does not hold two certificates, each followed by its private key")
    first, second, third, fourth = (_decoded(block) for block in blocks.groups())
    signing, encryption = _certificate(first), _certificate(third)
    signing_key, encryption_key = SoftwareKey.from_der(second), SoftwareKey.from_der(fourth)
    _refuse_misfit(signing, signing_key)
    _refuse_misfit(encryption, encryption_key)
    return Owner(name=name, signing=signing, encryption=encryption, signer=signing_key, unwrapper=encryption_key)


def _decoded(block: bytes) -> bytes:
    try:
        return base64.b64decode(block.replace(b"\n", b""), validate=True)
    except binascii.Error:  # without the cause: it may quote a key
        raise _not_a_key_file("one of its parts is not base64") from None


def _certificate(der: bytes) -> Certificate:
    try:
        certificate = Certificate.from_der(der)
    except ShieldwizError as error:
        raise _not_a_key_file("one of its certificates cannot be read") from error
    if malformed_key(certificate) is not None:
        raise _not_a_key_file("one of its certificates does not hold an RSA key of 2048 to 8192 bits")
    return certificate


def _refuse_misfit(certificate: Certificate, key: SoftwareKey) -> None:
    if not key.fits(certificate):
        raise _not_a_key_file("one of its private keys does not belong to its certificate")


def _not_a_key_file(why: str) -> ShieldwizError:
    return ShieldwizError(
        Problem.KEY_FILE, f"This is not an owner key file: {why}.", "Use your backup of the owner's key."
    )
