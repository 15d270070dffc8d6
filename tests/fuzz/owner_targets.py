# SPDX-License-Identifier: Apache-2.0
"""PFX and owner key files under fire."""

import zlib
from collections.abc import Callable, Iterator
from functools import cache
from unittest.mock import patch

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateNumbers
from cryptography.hazmat.primitives.serialization import PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import PBES, serialize_key_and_certificates

from shieldwiz.certificates import pfx_opening
from shieldwiz.certificates.containers import read_certificate_file
from shieldwiz.certificates.der import SEQUENCE, encode_tlv, read_one
from shieldwiz.errors import ShieldwizError
from shieldwiz.owners.age import lock, unlock
from shieldwiz.owners.key_file import read_key_file, write_key_file
from shieldwiz.owners.pfx import read_pfx
from shieldwiz.owners.pfx_structure import _content_info, _content_infos, _mac_data
from tests.fuzz.der_mutators import mutate_der
from tests.fuzz.mutators import Mutator, around, in_base64, mutate_bytes, one_of
from tests.fuzz.targets import PASSPHRASE, Result, Target, WrongError, result_of
from tests.keyprotector.parties import sample_key, sample_owner

_REALLY = 100  # one case in so many is also opened by another process
_PFX_KEYS = ("owner.signing", "owner.encryption", "guardian-a.encryption")


@cache
def _pfx_seeds() -> tuple[bytes, ...]:
    """Both forms, with so little work that they can be opened thousands of times."""
    found = []
    for name in _PFX_KEYS:
        certificate, key = sample_key(name)
        for encryption, mac in (
            (PBES.PBESv2SHA256AndAES256CBC, hashes.SHA256()),
            (PBES.PBESv1SHA1And3KeyTripleDESCBC, hashes.SHA1()),
        ):
            builder = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(1).key_cert_algorithm(encryption)
            built = builder.hmac_hash(mac).build(PASSPHRASE.encode())
            found.append(serialize_key_and_certificates(b"x", key.private_key, certificate.x509, None, built))
    return tuple(found)


def _run_pfx(data: bytes) -> Result:
    """Both readers; opened in this process, and now and then as it is really done, which must come to the same."""
    with patch.object(pfx_opening, "_load_elsewhere", _load_here):
        leaf, key = _outcome(_read_leaf, data), _outcome(_read_key, data)
    if zlib.crc32(data) % _REALLY == 0 and _outcome(_read_key, data) != key:
        raise WrongError("another process makes something else of it")
    return leaf if leaf is Result.OTHER else key


def _load_here(data: bytes, password: bytes) -> pfx_opening._Loaded | None:
    """As if a panic of the library had ended its process."""
    try:
        return pfx_opening.load_pfx(data, password)
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            return None
        raise


def _outcome(read: Callable[[bytes], bool], data: bytes) -> Result:
    try:
        return result_of(is_equal=read(data))
    except ShieldwizError:
        return Result.REFUSED


@cache
def _known_pfx_keys() -> dict[bytes, RSAPrivateNumbers]:
    return {certificate.der: key.private_key.private_numbers() for certificate, key in map(sample_key, _PFX_KEYS)}


def _read_leaf(data: bytes) -> bool:
    return read_certificate_file(data, passphrase=PASSPHRASE.encode()).leaf.der in _known_pfx_keys()


def _read_key(data: bytes) -> bool:
    """An accepted key is one of the seeds', under its own certificate."""
    entry = read_pfx(data, PASSPHRASE)
    return _known_pfx_keys().get(entry.certificate.der) == entry.key.private_key.private_numbers()


def _inside_pfx(data: bytes) -> bytes:
    """What the MAC of a PFX is made over."""
    wrapped = read_one(data, SEQUENCE).children()[1]
    return encode_tlv(SEQUENCE, b"".join(info.encoded for info in _content_infos(wrapped)))


def _with_new_mac(safes: bytes) -> bytes:
    version, _, mac_data = read_one(_pfx_seeds()[0], SEQUENCE).children()
    parts = version.encoded, _content_info(safes), _mac_data(mac_data, safes, PASSPHRASE)
    return encode_tlv(SEQUENCE, b"".join(parts))


@cache
def _key_file_seeds(work_factor: int) -> tuple[bytes, ...]:
    return tuple(write_key_file(sample_owner(), PASSPHRASE, work_factor=work_factor) for _ in range(2))


def _run_key_file(data: bytes) -> Result:
    if _asks_for_much_work(data):
        return Result.REFUSED
    owner = read_key_file(data, PASSPHRASE, name="x")
    known = sample_owner()
    keys = [key.private_key.private_numbers() for one in (owner, known) for key in one.software_keys()]
    return result_of(is_equal=owner == known and keys[:2] == keys[2:])


def _asks_for_much_work(data: bytes) -> bool:
    """Between 2^13 and 2^20, which is allowed, and takes seconds and a gigabyte on purpose."""
    line = data.partition(b"-> scrypt ")[2].partition(b"\n")[0].split(b" ")
    return len(line) == 2 and line[1].isdigit() and 12 < int(line[1]) <= 20


def _inside_key_file(inner: Mutator) -> Mutator:
    return around(
        inner,
        unwrap=lambda data: unlock(data, PASSPHRASE),
        wrap=lambda plaintext: lock(plaintext[: 64 << 10], PASSPHRASE, work_factor=1),
    )


def targets() -> Iterator[Target]:
    yield Target(name="PFX", seeds=_pfx_seeds(), mutate=one_of(mutate_bytes, mutate_der, mutate_der), run=_run_pfx)
    yield Target(
        name="PFX, MAC anew",
        seeds=_pfx_seeds(),
        mutate=around(one_of(mutate_bytes, mutate_der, mutate_der), _inside_pfx, _with_new_mac),
        run=_run_pfx,
        may_differ=True,
    )
    yield Target(name="key file", seeds=_key_file_seeds(10), mutate=mutate_bytes, run=_run_key_file)
    yield Target(
        name="inside a key file",
        seeds=_key_file_seeds(1),
        mutate=_inside_key_file(one_of(mutate_bytes, in_base64(mutate_der))),
        run=_run_key_file,
        may_differ=True,
    )
