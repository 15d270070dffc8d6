# SPDX-License-Identifier: Apache-2.0
"""Readers for the published test vectors that the package cryptography-vectors carries."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    RSAPrivateNumbers,
    RSAPublicKey,
    RSAPublicNumbers,
    rsa_crt_dmp1,
    rsa_crt_dmq1,
    rsa_crt_iqmp,
)
from cryptography_vectors import open_vector_file

_ASSIGNMENT = re.compile(r"\[?\s*([A-Za-z0-9 ]+?)\s*=\s*(.*?)\s*\]?")


def assignments(name: str, *last: str) -> Iterator[dict[str, str]]:
    """What a file of `name = value` lines says at each line that ends a case; later values replace earlier ones."""
    said: dict[str, str] = {}
    with open_vector_file(name, "r") as file:
        for line in file:
            text = line.strip()
            match = _ASSIGNMENT.fullmatch(text)
            if match is not None:
                said[match[1]] = match[2]
            if text in last or (match is not None and match[1] in last):
                yield dict(said, ended=text)


class SignatureVector(NamedTuple):
    """A case of NIST's SigVer and SigGen files."""

    key: RSAPublicKey
    hash_name: str
    message: bytes
    signature: bytes
    is_valid: bool


def signature_vectors(name: str, last: str = "Result") -> Iterator[SignatureVector]:
    """The cases of a file; those of a file that only lists signatures are all valid."""
    for said in assignments(name, last):
        yield SignatureVector(
            key=RSAPublicNumbers(int(said["e"], 16), int(said["n"], 16)).public_key(),
            hash_name=said["SHAAlg"].lower(),
            message=bytes.fromhex(said["Msg"]),
            signature=bytes.fromhex(said["S"]),
            is_valid=last != "Result" or said["Result"].startswith("P"),
        )


class OaepVector(NamedTuple):
    """A case of the OAEP files: `digest` and `mgf` as in `Unwrapper.unwrap`."""

    key: RSAPrivateKey
    digest: str
    mgf: str
    message: bytes
    ciphertext: bytes


def oaep_vectors(name: str) -> Iterator[OaepVector]:
    """The cases of a file in which a heading stands above each number in hexadecimal."""
    parts: dict[str, str] = {}
    heading = ""
    digest, mgf = "sha1", "sha1"
    with open_vector_file(name, "r") as file:
        for line in (*file, "# end"):
            text = line.strip()
            if text.startswith("#"):
                if heading == "encryption" and parts["encryption"]:
                    yield _oaep_vector(parts, digest, mgf)
                heading = text.strip("# :").lower()
                if heading.startswith("oaep example"):
                    digest, mgf = _named(heading, "alg", digest), _named(heading, "mgf1", mgf)
                parts[heading] = ""
            else:
                parts[heading] = parts.get(heading, "") + text.replace(" ", "")


def _named(heading: str, what: str, otherwise: str) -> str:
    match = re.search(rf"{what}=(\w+)", heading)
    return otherwise if match is None else match[1]


def _oaep_vector(parts: dict[str, str], digest: str, mgf: str) -> OaepVector:
    return OaepVector(
        key=_private_key(*(parts[name] for name in ("modulus", "public exponent", "exponent", "prime 1", "prime 2"))),
        digest=digest,
        mgf=mgf,
        message=bytes.fromhex(parts["message"]),
        ciphertext=bytes.fromhex(parts["encryption"]),
    )


@cache  # the same few keys stand in all files, and each is checked for soundness when it is loaded
def _private_key(*parts: str) -> RSAPrivateKey:
    n, e, d, p, q = (int(part, 16) for part in parts)
    numbers = RSAPrivateNumbers(
        p=p,
        q=q,
        d=d,
        dmp1=rsa_crt_dmp1(d, p),
        dmq1=rsa_crt_dmq1(d, q),
        iqmp=rsa_crt_iqmp(p, q),
        public_numbers=RSAPublicNumbers(e, n),
    )
    return numbers.private_key()
