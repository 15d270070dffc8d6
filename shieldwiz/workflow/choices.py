# SPDX-License-Identifier: Apache-2.0
"""What a person chose on the way to a verdict about metadata. Costs no cryptography to import."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Everything brought from outside the document, as it was given: names of files, bytes, fingerprints as typed.

    A certificate comes as a file or as bytes (dropped, pasted). `guardian_fingerprint` takes the 64 hex digits or the
    60 digits of the phone. `expected` is the name in the library that the document is meant to be newer of.
    """

    signer_file: str = ""
    signer_data: bytes = b""
    signer_fingerprint: str = ""
    guardian_fingerprint: str = ""
    root_files: tuple[str, ...] = ()
    root_data: tuple[bytes, ...] = ()
    crl_files: tuple[str, ...] = ()
    allow_expired: bool = False
    accept_without_proof: bool = False
    ignore_signature: bool = False
    expected: str = ""
