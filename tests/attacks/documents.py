# SPDX-License-Identifier: Apache-2.0
"""Metadata documents as text, part by part, so that each part can be made wrong on purpose and signed all the same."""

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from lxml import etree

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.xml_reading import DS, KPS
from tests.attacks.parties import Hoster, genuine, mallory, pkcs1v15, pss

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
INCLUSIVE_11 = "http://www.w3.org/2006/12/xml-c14n11"
ENVELOPED = f"{DS}enveloped-signature"
MORE = "http://www.w3.org/2001/04/xmldsig-more#"
RSA_SHA256 = f"{MORE}rsa-sha256"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
PSS_SHA256 = "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1"
ROOT_ID = "m1"

_RSA_METHODS = {
    f"{MORE}rsa-md5": "md5",
    f"{DS}rsa-sha1": "sha1",
    f"{MORE}rsa-sha224": "sha224",
    RSA_SHA256: "sha256",
    f"{MORE}rsa-sha384": "sha384",
    f"{MORE}rsa-sha512": "sha512",
}
_DIGESTS = {
    f"{MORE}md5": "md5",
    f"{DS}sha1": "sha1",
    f"{MORE}sha224": "sha224",
    SHA256: "sha256",
    f"{MORE}sha384": "sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
    "http://www.w3.org/2007/05/xmldsig-more#sha3-256": "sha3_256",
}


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def inner_signature(name: str, value: str, *, algorithm: str = RSA_SHA256, parameters: str = "") -> str:
    """One of the two signatures over certificates; `value` is base64."""
    return f'<{name} Algorithm="{algorithm}">{parameters}<SignatureValue>{value}</SignatureValue></{name}>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Information:
    """The parts of `GuardianInformation`, each a whole element."""

    version: str = "<Version>1</Version>"
    encryption: str
    signing: str
    encryption_signature: str
    self_signature: str
    other: str = ""

    @classmethod
    def of(cls, who: Hoster) -> "Information":
        """As that hoster gives it out."""
        return cls(
            encryption=f"<EncryptionCertificate>{b64(who.encryption.der)}</EncryptionCertificate>",
            signing=f"<SigningCertificate>{b64(who.signing.der)}</SigningCertificate>",
            encryption_signature=inner_signature(
                "EncryptionCertificateSignature", _inner_value(who.signing_key, who.encryption.der)
            ),
            self_signature=inner_signature(
                "SigningCertificateSelfSignature", _inner_value(who.signing_key, who.signing.der)
            ),
        )

    def __str__(self) -> str:
        return (
            f"<GuardianInformation>{self.version}{self.encryption}{self.signing}{self.encryption_signature}"
            f"{self.self_signature}{self.other}</GuardianInformation>"
        )


@cache
def _inner_value(key: RSAPrivateKey, data: bytes) -> str:
    return b64(pkcs1v15(key, "sha256", data))


def metadata(*children: object, attributes: str = f' Version="1" ID="{ROOT_ID}"', namespace: str = KPS) -> str:
    """The root element around these children."""
    return f'<Metadata xmlns="{namespace}"{attributes}>{"".join(map(str, children))}</Metadata>'


def canonical_bytes(text: str, form: str = EXCLUSIVE, *, comments: bool = False) -> bytes:
    """The canonical form of a whole document."""
    root = etree.fromstring(text.encode())
    return etree.tostring(root, method="c14n", exclusive=form.startswith(EXCLUSIVE), with_comments=comments)


def sign_with(key: RSAPrivateKey) -> Callable[[str, bytes], bytes]:
    """Makes the signature that a method's URI asks for; for what nobody knows, RSA with SHA-256."""

    def sign(method: str, data: bytes) -> bytes:
        if method == PSS_SHA256:
            return pss(key, data)
        return pkcs1v15(key, _RSA_METHODS.get(method, "sha256"), data)

    return sign


def key_info(*certificates: Certificate) -> str:
    """KeyInfo, in the prefix `ds`, that names these certificates."""
    inside = "".join(f"<ds:X509Certificate>{b64(one.der)}</ds:X509Certificate>" for one in certificates)
    return f"<ds:KeyInfo><ds:X509Data>{inside}</ds:X509Data></ds:KeyInfo>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Every part of a `ds:Signature`, in the prefix `ds`. Texts are written as they are, wrong ones too."""

    canonical_form: str = f'<ds:CanonicalizationMethod Algorithm="{EXCLUSIVE}"></ds:CanonicalizationMethod>'
    method: str = RSA_SHA256
    digest: str = SHA256
    uri: str = f' URI="#{ROOT_ID}"'
    transforms: str = (
        f'<ds:Transforms><ds:Transform Algorithm="{ENVELOPED}"></ds:Transform>'
        f'<ds:Transform Algorithm="{EXCLUSIVE}"></ds:Transform></ds:Transforms>'
    )
    references: str | None = None
    key_info: str = ""
    tail: str = ""
    attributes: str = ""

    def reference(self, covered: bytes, *, uri: str | None = None) -> str:
        """A Reference with the digest of what it covers."""
        value = b64(hashlib.new(_DIGESTS.get(self.digest, "sha256"), covered, usedforsecurity=False).digest())
        return (
            f"<ds:Reference{self.uri if uri is None else uri}>{self.transforms}"
            f'<ds:DigestMethod Algorithm="{self.digest}"></ds:DigestMethod>'
            f"<ds:DigestValue>{value}</ds:DigestValue></ds:Reference>"
        )

    def signed_info(self, covered: bytes) -> str:
        """SignedInfo over what is covered."""
        references = self.reference(covered) if self.references is None else self.references
        return (
            f'<ds:SignedInfo>{self.canonical_form}<ds:SignatureMethod Algorithm="{self.method}"></ds:SignatureMethod>'
            f"{references}</ds:SignedInfo>"
        )

    def signature(self, covered: bytes, sign: Callable[[str, bytes], bytes], *, context: str = "<x>") -> str:
        """The whole element; `context` is the start tag of the root, whose namespaces inclusive forms take in."""
        info = self.signed_info(covered)
        value = b64(sign(self.method, signed_info_bytes(info, context, exclusive=EXCLUSIVE in self.canonical_form)))
        return self.around(info, f"<ds:SignatureValue>{value}</ds:SignatureValue>")

    def around(self, info: str, value: str) -> str:
        """The element around SignedInfo and SignatureValue as they are."""
        return f'<ds:Signature xmlns:ds="{DS}"{self.attributes}>{info}{value}{self.key_info}{self.tail}</ds:Signature>'


def signed_info_bytes(info: str, context: str = "<x>", *, exclusive: bool = True) -> bytes:
    """SignedInfo in canonical form, as it stands inside a root with this start tag."""
    name = re.match(r"<([^\s/>]+)", context)
    assert name is not None
    text = f'{context}<ds:Signature xmlns:ds="{DS}">{info}</ds:Signature></{name[1]}>'
    inner = etree.fromstring(text.encode())[0][0]
    own = etree.fromstring(etree.tostring(inner, with_tail=False))
    return etree.tostring(own, method="c14n", exclusive=exclusive, with_comments=False)


def start_tag(root: str) -> str:
    """The start tag of a document without declaration."""
    return root[: root.index(">") + 1]


def put(root: str, signature: str) -> str:
    """The document with this signature behind its first GuardianInformation."""
    before, end, after = root.partition("</GuardianInformation>")
    return before + end + signature + after


def enveloped(
    root: str, key: RSAPrivateKey, form: Form | None = None, *, exclusive: bool = True, covered: bytes | None = None
) -> str:
    """The document signed as a whole with that key; `exclusive` says how the covered bytes are made."""
    form = form or Form()
    what = canonical_bytes(root, EXCLUSIVE if exclusive else INCLUSIVE) if covered is None else covered
    return put(root, form.signature(what, sign_with(key), context=start_tag(root)))


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


def value_of(document: str) -> str:
    """The base64 of its first SignatureValue."""
    start = document.index("<ds:SignatureValue>") + len("<ds:SignatureValue>")
    return document[start : document.index("</ds:SignatureValue>")]


def other_certificates(certificates: Iterable[Certificate]) -> str:
    """The list of other signing certificates."""
    inside = "".join(f"<Certificate>{b64(one.der)}</Certificate>" for one in certificates)
    return f"<OtherSigningCertificates>{inside}</OtherSigningCertificates>"


class Attack(NamedTuple):
    """One hostile document. Most must be refused; `may_decide` marks those that prove nothing but are not wrong."""

    name: str
    data: bytes
    may_decide: bool = False


def attack(name: str, text: str, *, may_decide: bool = False) -> Attack:
    """A hostile document in UTF-8 behind the usual declaration."""
    return Attack(name, (DECLARATION + text).encode(), may_decide)
