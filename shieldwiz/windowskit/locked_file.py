# SPDX-License-Identifier: Apache-2.0
"""A file of a kit locked with the kit key: what every .NET since 3.5 can open with classes that FIPS policy allows.

`SWKITF1` and a line feed, IV (16), AES-256-CBC with PKCS#7 padding, HMAC-SHA256 (32) over all before it. The keys are
HMAC-SHA256 of the kit key over a word and the path in the kit, so that no two files can be exchanged.
Source: WINDOWS_KIT 7.
"""

import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.windowskit.kit_key import KitKey

MAGIC = b"SWKITF1\n"
_IV = 16
_MAC = 32
_BLOCK = 128  # bits


def lock_file(data: bytes, key: KitKey, path: str, *, iv: bytes | None = None) -> bytes:
    """`data` locked for its `path` in the kit. A fixed `iv` is for test vectors alone."""
    iv = secrets.token_bytes(_IV) if iv is None else iv
    padder = PKCS7(_BLOCK).padder()
    encryptor = _cipher(key, path, iv).encryptor()
    padded = padder.update(data) + padder.finalize()
    body = MAGIC + iv + encryptor.update(padded) + encryptor.finalize()
    return body + _mac(key, path, body)


def unlock_file(data: bytes, key: KitKey, path: str) -> bytes:
    """What `lock_file` locked. Raises `CANNOT_OPEN` for another key, another path, or any changed byte."""
    body, mac = data[:-_MAC], data[-_MAC:]
    is_ours = body.startswith(MAGIC) and len(body) > len(MAGIC) + _IV
    if not is_ours or not hmac.compare_digest(mac, _mac(key, path, body)):
        raise ShieldwizError(
            Problem.CANNOT_OPEN,
            "The kit key does not fit, or the file was changed.",
            "Take the kit as it was made, and the key that was shown with it.",
        )
    start = len(MAGIC) + _IV
    decryptor = _cipher(key, path, body[len(MAGIC) : start]).decryptor()
    unpadder = PKCS7(_BLOCK).unpadder()
    padded = decryptor.update(body[start:]) + decryptor.finalize()
    return unpadder.update(padded) + unpadder.finalize()


def _cipher(key: KitKey, path: str, iv: bytes) -> Cipher[modes.CBC]:
    return Cipher(algorithms.AES(_derived(key, "enc", path)), modes.CBC(iv))


def _mac(key: KitKey, path: str, body: bytes) -> bytes:
    return hmac.digest(_derived(key, "mac", path), body, hashlib.sha256)


def _derived(key: KitKey, use: str, path: str) -> bytes:
    return hmac.digest(key.value, f"shieldwiz kit {use}{path}".encode(), hashlib.sha256)
