# SPDX-License-Identifier: Apache-2.0
"""The standard age file with a passphrase (C2SP age.md, version 1), so that `age -d` opens what we lock.

One `scrypt` stanza, binary, and one chunk: what we keep in it has at most 64 KiB.
"""

import base64
import hmac
import os
import re

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.owners.passphrases import passphrase_bytes

WORK_FACTOR = 18  # scrypt N = 2^18: age's own default, 256 MiB of memory
MAX_WORK_FACTOR = 20  # 1 GiB
MAX_PLAINTEXT = 64 << 10  # one chunk
MAX_AGE_FILE = 66 << 10  # the chunk, its tag, its nonce, and a header of less than 200 bytes

_LABEL = b"age-encryption.org/v1/scrypt"
_TEXT_FORM = b"-----BEGIN AGE ENCRYPTED FILE-----"
_HEADER = re.compile(
    rb"(?P<signed>age-encryption\.org/v1\n"
    rb"-> scrypt (?P<salt>[A-Za-z0-9+/]{22}) (?P<work>0|[1-9][0-9]{0,9})\n"
    rb"(?P<body>[A-Za-z0-9+/]{43})\n"
    rb"---) (?P<mac>[A-Za-z0-9+/]{43})\n"
)
_KEY = 16  # bytes of a file key, of a salt, of a nonce, and of a tag
_ZERO_NONCE = bytes(12)
_LAST_CHUNK_NONCE = bytes(11) + b"\1"


def lock(plaintext: bytes, passphrase: str, *, work_factor: int = WORK_FACTOR) -> bytes:
    """An age file that holds `plaintext` (at most 64 KiB). scrypt works with N = 2^`work_factor`.

    Raises `PASSPHRASE` for one that cannot be used, `SIZE` for a plaintext that is too long, `KEY_FILE_WORK` where
    this computer lacks the memory.
    """
    if len(plaintext) > MAX_PLAINTEXT:
        raise _too_large()
    salt, file_key, nonce = (os.urandom(_KEY) for _ in range(3))
    body = ChaCha20Poly1305(_stretched(passphrase, salt, work_factor)).encrypt(_ZERO_NONCE, file_key, None)
    signed = b"age-encryption.org/v1\n-> scrypt %b %d\n%b\n---" % (_to_base64(salt), work_factor, _to_base64(body))
    mac = _to_base64(_header_mac(file_key, signed))
    chunk = _payload_cipher(file_key, nonce).encrypt(_LAST_CHUNK_NONCE, plaintext, None)
    return b"%b %b\n%b%b" % (signed, mac, nonce, chunk)


def unlock(data: bytes, passphrase: str) -> bytes:
    """The plaintext of an age file with a passphrase.

    Raises `KEY_FILE_OPEN`, always with the same words, for a wrong passphrase and for any damage; `KEY_FILE_WORK`
    where the header asks for more work than 2^20, before any of it is done; `SIZE` above 64 KiB; `KIND` for age's text
    form; `PASSPHRASE` for one that cannot be right.
    """
    if data.startswith(_TEXT_FORM):
        raise ShieldwizError(
            Problem.KIND,
            "This is an age file in its text form; an owner key file is in the binary form.",
            "Turn it around first: age -d FILE > owner.pem, then age -p owner.pem > owner.key.age",
        )
    header = _HEADER.match(data)
    if header is None:
        raise _does_not_open()
    salt, body, mac = (_from_base64(header[name]) for name in ("salt", "body", "mac"))
    work_factor = _checked_work(header["work"])
    nonce, chunk = data[header.end() :][:_KEY], data[header.end() + _KEY :]
    if len(chunk) > MAX_PLAINTEXT + _KEY:
        raise _too_large()
    try:
        file_key = ChaCha20Poly1305(_stretched(passphrase, salt, work_factor)).decrypt(_ZERO_NONCE, body, None)
        if not hmac.compare_digest(mac, _header_mac(file_key, header["signed"])) or len(nonce) < _KEY:
            raise _does_not_open()
        return _payload_cipher(file_key, nonce).decrypt(_LAST_CHUNK_NONCE, chunk, None)
    except InvalidTag as error:
        raise _does_not_open() from error


def _checked_work(digits: bytes) -> int:
    work_factor = int(digits)
    if not 1 <= work_factor <= MAX_WORK_FACTOR:
        raise ShieldwizError(
            Problem.KEY_FILE_WORK,
            f"This key file asks for a work of 2^{work_factor}; between 2^1 and 2^{MAX_WORK_FACTOR} is allowed.",
            "It was not made by shieldwiz, or somebody changed it. Use your backup.",
        )
    return work_factor


def _stretched(passphrase: str, salt: bytes, work_factor: int) -> bytes:
    secret = passphrase_bytes(passphrase)
    try:
        return Scrypt(salt=_LABEL + salt, length=32, n=1 << work_factor, r=8, p=1).derive(secret)
    except MemoryError as error:
        raise ShieldwizError(
            Problem.KEY_FILE_WORK,
            f"Opening or making this key file needs {(1 << work_factor) >> 10} MiB of memory, and this computer has "
            "not that much left.",
            "Close other programs, then try again.",
        ) from error


def _header_mac(file_key: bytes, signed: bytes) -> bytes:
    return hmac.digest(
        HKDF(algorithm=SHA256(), length=32, salt=None, info=b"header").derive(file_key), signed, "sha256"
    )


def _payload_cipher(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(HKDF(algorithm=SHA256(), length=32, salt=nonce, info=b"payload").derive(file_key))


def _to_base64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _from_base64(text: bytes) -> bytes:
    data = base64.b64decode(text + b"=" * (-len(text) % 4))
    if _to_base64(data) != text:  # a second spelling of the same bytes
        raise _does_not_open()
    return data


def _too_large() -> ShieldwizError:
    return ShieldwizError(
        Problem.SIZE, "An owner key file holds at most 64 KiB, and this is more.", "Check that this is the right file."
    )


def _does_not_open() -> ShieldwizError:
    return ShieldwizError(
        Problem.KEY_FILE_OPEN,
        "The passphrase does not open this key file, or the file is damaged.",
        "Check Caps Lock and the keyboard language, then try again. If it stays shut, use a backup, or another one.",
    )
