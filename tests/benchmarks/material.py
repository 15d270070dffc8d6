# SPDX-License-Identifier: Apache-2.0
"""Keys, metadata files and sealed files for the benchmarks, made once."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from shieldwiz.certificates.issuing import COMMUNICATIONS, ENCRYPTION, SIGNING, issue_certificate
from shieldwiz.guardians.guardian import Guardian
from shieldwiz.guardians.metadata import write_metadata
from shieldwiz.owners.owner import Owner, SoftwareKey
from shieldwiz.shieldingdata.opening import open_contents
from shieldwiz.shieldingdata.read import accept_unknown_owner, read_shielding_data
from shieldwiz.shieldingdata.shielding_data import Contents, NamedFile, Purpose
from shieldwiz.shieldingdata.write import create_shielding_data

NOW = datetime(2026, 12, 1, tzinfo=UTC)
VECTORS = Path(__file__).resolve().parent.parent / "vectors" / "metadata"
GUARDIANS = 4
KEY_SIZES = (3072, 2048)  # ours by default, and what many hosters have


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the benchmarks work on."""

    metadata: tuple[Path, ...]
    sealing: "tuple[Sealing, ...]"

    @property
    def verify_one(self) -> list[str]:
        """Arguments of `shieldwiz` for one file and its signer."""
        return ["metadata", "verify", str(VECTORS / "good-xmlsec1-id.xml"), "--signer", self.signer]

    @property
    def bare_verify_one(self) -> list[str]:
        """Arguments of Python for the same, written bare."""
        script = Path(__file__).with_name("bare_verify.py")
        return [str(script), str(VECTORS / "good-xmlsec1-id.xml"), self.signer]

    @property
    def signer(self) -> str:
        """The communications certificate of that file."""
        return str(VECTORS / "certs" / "communications.cer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """An owner, four guardians and something to seal, all with keys of one size."""

    bits: int
    owner: Owner
    guardians: tuple[Guardian, ...]
    contents: Contents
    sealed: bytes

    def create(self) -> bytes:
        """Make a shielding data file as `pdk create` does once the keys are open, reading back included."""
        return create_shielding_data(
            owner=self.owner, guardians=self.guardians, contents=self.contents, now=NOW, purpose=Purpose.EXISTING_VM
        ).data

    def open(self) -> Contents:
        """Read, verify and open a shielding data file."""
        confirmed = accept_unknown_owner(read_shielding_data(self.sealed))
        return open_contents(confirmed, self.owner.encryption, self.owner.unwrapper)


def prepare(folder: Path, count: int) -> Material:
    """All of it; metadata files are made where they are missing, on all cores."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / f"metadata-{number:05d}.xml" for number in range(count))
    missing = [path for path in paths if not path.exists()]
    if missing:
        print(f"making {len(missing):,} metadata files of distinct keys, once", flush=True)
        with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
            for _ in pool.map(_make_metadata, missing, chunksize=8):
                pass
    return Material(metadata=paths, sealing=tuple(_sealing(bits) for bits in KEY_SIZES))


def _sealing(bits: int) -> Sealing:
    owner, *others = (_make_owner(f"Bench {number}", bits) for number in range(1 + GUARDIANS))
    guardians = tuple(other.guardian for other in others)
    contents = Contents(other_files=(NamedFile(name="files.bin", data=bytes(range(256)) * 40),))
    sealed = create_shielding_data(
        owner=owner, guardians=guardians, contents=contents, now=NOW, purpose=Purpose.EXISTING_VM
    ).data
    return Sealing(bits=bits, owner=owner, guardians=guardians, contents=contents, sealed=sealed)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _make_metadata(path: Path) -> None:
    """One file: three keys of its own."""
    keys = [rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(3)]
    signing, encryption, communications = (
        issue_certificate(
            key, _name(f"Bench {path.stem}"), usages, begin=NOW - timedelta(days=30), end=NOW + timedelta(days=3650)
        )
        for key, usages in zip(keys, (SIGNING, ENCRYPTION, COMMUNICATIONS), strict=True)
    )
    sign, sign_document = SoftwareKey(keys[0]).sign, SoftwareKey(keys[2]).sign
    data = write_metadata(signing, encryption, sign, communications=(communications, sign_document))
    temporary = path.with_suffix(".tmp")
    temporary.write_bytes(data)
    temporary.rename(path)


def _make_owner(name: str, bits: int) -> Owner:
    keys = [rsa.generate_private_key(public_exponent=65537, key_size=bits) for _ in range(2)]
    begin, end = NOW - timedelta(days=30), NOW + timedelta(days=3650)
    signing, encryption = (
        issue_certificate(key, _name(name), usages, begin=begin, end=end)
        for key, usages in zip(keys, (SIGNING, ENCRYPTION), strict=True)
    )
    signer, unwrapper = (SoftwareKey(key) for key in keys)
    return Owner(name=name, signing=signing, encryption=encryption, signer=signer, unwrapper=unwrapper)
