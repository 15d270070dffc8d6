# SPDX-License-Identifier: Apache-2.0
"""The receipt that the script leaves on Windows: what was made there, from what, and by whose word.

Whoever made the .pdk can forge it: it documents, it does not prove. Source: WINDOWS_KIT 8.
"""

from dataclasses import dataclass, field

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.windowskit.json_reading import Fields
from shieldwiz.xml_reading import decode_base64

SCHEMA = "shieldwiz/windows-kit-receipt/1"
MAX_RECEIPT = 4 << 20
_WHAT = "a receipt of a kit for Windows"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedGuardian:
    """An owner or hoster as it stands on that computer, `made` or `reused`, and the switches that were used."""

    name: str
    signing_sha256: str
    encryption_sha256: str
    how: str
    allowed_expired: bool
    allowed_untrusted_root: bool

    @property
    def pair(self) -> tuple[str, str]:
        """What it is known by."""
        return self.signing_sha256, self.encryption_sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogFacts:
    """What Windows itself says that a catalog stands for."""

    name: str
    version: str
    signer_sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedCatalog:
    """A catalog that was used."""

    place: str
    sha256: str
    rule: str
    facts: CatalogFacts | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PdkFile:
    """The finished file."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A receipt, every value of its kind; whether they are true, nothing in it proves.

    `key_protector` are the bytes that Windows read out of the finished file, None where it could not.
    """

    outcome: str
    step: str
    message: str
    kit_id: str | None
    kit_sha256: str | None
    script_sha256: str | None
    pdk: PdkFile | None
    parameter_set: str
    policy: str
    owner: ReceivedGuardian | None
    guardians: tuple[ReceivedGuardian, ...]
    catalogs: tuple[ReceivedCatalog, ...]
    key_protector: bytes | None = field(repr=False)
    key_protector_note: str
    seen: frozenset[str]


def read_receipt(data: bytes) -> Receipt:
    """A receipt.json. Raises `KIND` where it is none or damaged, `SIZE`."""
    fields = Fields.parse(data, SCHEMA, _WHAT, MAX_RECEIPT)

    def text(key: str) -> str:
        return fields.perhaps(key, fields.text) or ""

    return Receipt(
        outcome=fields.text("outcome"),
        step=text("step"),
        message=(fields.perhaps("message", fields.long_text) or "")[:2000],
        kit_id=fields.perhaps("kitId", fields.text),
        kit_sha256=fields.perhaps("kitSha256", fields.sha256),
        script_sha256=fields.perhaps("scriptSha256", fields.sha256),
        pdk=fields.perhaps("pdk", lambda key: _pdk(fields.fields(key))),
        parameter_set=text("parameterSet"),
        policy=text("policy"),
        owner=fields.perhaps("owner", lambda key: _guardian(fields.fields(key))),
        guardians=fields.list_of("guardians", _guardian),
        catalogs=fields.list_of("catalogs", _catalog),
        key_protector=fields.perhaps("keyProtector", lambda key: _bytes(fields.long_text(key))),
        key_protector_note=(fields.perhaps("keyProtectorNote", fields.long_text) or "")[:2000],
        seen=fields.fields("seen").names(),
    )


def _bytes(text: str) -> bytes:
    data = decode_base64(text)
    if data is None:
        raise ShieldwizError(
            Problem.KIND, "The key protector in the receipt is no base64.", "Take the receipt again as it was."
        )
    return data


def _pdk(fields: Fields) -> PdkFile:
    return PdkFile(name=fields.text("fileName"), size=fields.number("size"), sha256=fields.sha256("sha256"))


def _guardian(fields: Fields) -> ReceivedGuardian:
    return ReceivedGuardian(
        name=fields.text("name"),
        signing_sha256=fields.sha256("signingSha256"),
        encryption_sha256=fields.sha256("encryptionSha256"),
        how=fields.text("how"),
        allowed_expired=fields.flag("allowExpired"),
        allowed_untrusted_root=fields.flag("allowUntrustedRoot"),
    )


def _catalog(fields: Fields) -> ReceivedCatalog:
    return ReceivedCatalog(
        place=fields.text("place"),
        sha256=fields.sha256("sha256"),
        rule=fields.text("versionRule"),
        facts=fields.perhaps("facts", lambda key: _facts(fields.fields(key))),
    )


def _facts(fields: Fields) -> CatalogFacts:
    return CatalogFacts(
        name=fields.text("name"),
        version=fields.text("version"),
        signer_sha256=fields.perhaps("signerSha256", fields.sha256),
    )
