# SPDX-License-Identifier: Apache-2.0
"""PFX and owner key files under fire."""

from collections.abc import Iterator
from functools import cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import PBES, serialize_key_and_certificates

from shieldwiz.certificates.containers import read_certificate_file
from shieldwiz.errors import ShieldwizError
from shieldwiz.owners.age import lock, unlock
from shieldwiz.owners.key_file import read_key_file, write_key_file
from shieldwiz.owners.pfx import read_pfx
from tests.fuzz.der_mutators import mutate_der
from tests.fuzz.mutators import Mutator, around, in_base64, mutate_bytes, one_of
from tests.fuzz.targets import PASSPHRASE, Result, Target, result_of
from tests.keyprotector.parties import sample_key, sample_owner

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
    """Both readers; an accepted key is one of the seeds', under its own certificate."""
    known = {certificate.der: key.private_key.private_numbers() for certificate, key in map(sample_key, _PFX_KEYS)}
    result = Result.REFUSED
    try:
        leaf = read_certificate_file(data, passphrase=PASSPHRASE.encode()).leaf
        result = result_of(is_equal=leaf.der in known)
    except ShieldwizError:
        pass
    if result is Result.OTHER:
        return result
    entry = read_pfx(data, PASSPHRASE)
    return result_of(is_equal=known.get(entry.certificate.der) == entry.key.private_key.private_numbers())


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
    yield Target(name="key file", seeds=_key_file_seeds(10), mutate=mutate_bytes, run=_run_key_file)
    yield Target(
        name="inside a key file",
        seeds=_key_file_seeds(1),
        mutate=_inside_key_file(one_of(mutate_bytes, in_base64(mutate_der))),
        run=_run_key_file,
        may_differ=True,
    )
