# SPDX-License-Identifier: Apache-2.0
"""A key protector as plain data: who owns it, who may open it, and every algorithm and parameter it names.

Nothing here says that a signature fits: `verify.judge` looks at that. What shieldwiz does not know (a foreign
algorithm, foreign parameters) is kept as it is, so that it can be shown and copied.
"""

from dataclasses import dataclass, field
from typing import Protocol

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.guardians.guardian import GuardianFingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An element inside algorithm parameters. `name` and attribute names are in Clark notation (`{namespace}local`)."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    text: str = ""
    parts: tuple["Part", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """An algorithm URI and what stood in its `Parameters`; an empty `Parameters` is the same as none."""

    uri: str
    parameters: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A KPS `Signature`: how it was made, and its raw value."""

    method: Method
    value: bytes

    @property
    def algorithm(self) -> str:
        """The URI of the algorithm."""
        return self.method.uri

    @property
    def has_parameters(self) -> bool:
        """Whether parameters came with it; none of the signature algorithms that count takes any."""
        return bool(self.method.parameters)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrappedKey:
    """The transport key encrypted for one recipient; `cipher` is the raw RSA ciphertext."""

    method: Method
    cipher: bytes


class PairSignature(Protocol):
    """A guardian's own signature over its encryption certificate, from metadata or from a wrapping."""

    @property
    def algorithm(self) -> str:
        """The URI of the algorithm."""
        ...

    @property
    def value(self) -> bytes:
        """The raw signature."""
        ...

    @property
    def has_parameters(self) -> bool:
        """Whether parameters came with it."""
        ...


class Recipient(Protocol):
    """Whom a key protector can let in: a `Guardian`, or the `Wrapping` of one in an older protector."""

    @property
    def signing(self) -> Certificate:
        """The signing certificate."""
        ...

    @property
    def encryption(self) -> Certificate:
        """The encryption certificate, for which the transport key is wrapped."""
        ...

    @property
    def encryption_signature(self) -> PairSignature:
        """The signature that only the guardian can make; it is carried on."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapping:
    """One recipient: the pair of certificates, who vouches for them, and the transport key wrapped for the pair."""

    id: int
    signing: Certificate
    signing_signature: Signature
    parent_id: int
    encryption: Certificate
    encryption_signature: Signature
    transport_key: WrappedKey

    @property
    def fingerprint(self) -> GuardianFingerprint:
        """The one value that names the pair of certificates."""
        return GuardianFingerprint.of(self.signing, self.encryption)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyProtector:
    """A key protector whose structure, ids and certificates passed rules K1 to K7.

    `xml` are the bytes of the element `Protector` as they came (UTF-8, no declaration), `signed` is W, the exclusive
    canonical form of `Wrappings`, over which MAC and guardian signature are made. `max_offline_unwraps` stands outside
    both and is protected by nothing.
    """

    wrappings: tuple[Wrapping, ...]
    owner_id: int
    key_derivation: Method
    transport_key_signature: Signature
    guardian_signature: Signature
    signed_by_id: int
    max_offline_unwraps: int | None = None
    signed: bytes = field(repr=False)
    xml: bytes = field(repr=False)

    @property
    def owner(self) -> Wrapping:
        """The owner's wrapping: the one that vouches for itself."""
        return self.wrapping(self.owner_id)

    @property
    def guardians(self) -> tuple[Wrapping, ...]:
        """All wrappings but the owner's, in the order of the file."""
        return tuple(wrapping for wrapping in self.wrappings if wrapping.id != self.owner_id)

    def wrapping(self, number: int) -> Wrapping:
        """The wrapping with the id `number`; every id that a protector names exists."""
        return next(wrapping for wrapping in self.wrappings if wrapping.id == number)
