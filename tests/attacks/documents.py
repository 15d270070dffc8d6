# SPDX-License-Identifier: Apache-2.0
"""The genuine hoster's metadata and Mallory's, and what an attack on it is."""

from dataclasses import replace
from functools import cache
from typing import NamedTuple

from tests.attacks.parties import genuine, mallory
from tests.simulated_fabric import (
    DECLARATION,
    Form,
    Information,
    b64,
    enveloped,
    key_info,
    metadata,
    pkcs1v15,
    signed_info_bytes,
)


@cache
def genuine_form() -> Form:
    """The form that the genuine hoster uses: its KeyInfo names its communications certificate."""
    return Form(key_info=key_info(genuine().communications))


@cache
def genuine_information() -> Information:
    return Information.of(genuine())


@cache
def evil_information() -> Information:
    return Information.of(mallory())


@cache
def genuine_root() -> str:
    """The genuine document before it is signed."""
    return metadata(genuine_information())


@cache
def genuine_document() -> str:
    """The genuine document, without declaration."""
    return signed_by_genuine(genuine_root())


@cache
def genuine_signature() -> str:
    """Its signature alone."""
    text = genuine_document()
    return text[text.index("<ds:Signature ") : text.index("</ds:Signature>") + len("</ds:Signature>")]


def signed_by_genuine(root: str, **changes: str) -> str:
    """A document that the genuine communications key really signed, whatever stands in it."""
    return enveloped(root, genuine().communications_key, replace(genuine_form(), **changes))


def signed_by_mallory(root: str, **changes: str) -> str:
    """A document signed by Mallory, as far as KeyInfo says by the genuine signer."""
    return enveloped(root, mallory().communications_key, replace(genuine_form(), **changes))


def genuinely_around(info: str) -> str:
    """A signature by the genuine key over SignedInfo as it is."""
    value = pkcs1v15(genuine().communications_key, "sha256", signed_info_bytes(info))
    return genuine_form().around(info, f"<ds:SignatureValue>{b64(value)}</ds:SignatureValue>")


class Attack(NamedTuple):
    """One hostile document. Most must be refused; `may_decide` marks those that prove nothing but are not wrong."""

    name: str
    data: bytes
    may_decide: bool = False


def attack(name: str, text: str, *, may_decide: bool = False) -> Attack:
    """A hostile document in UTF-8 behind the usual declaration."""
    return Attack(name, (DECLARATION + text).encode(), may_decide)
