# SPDX-License-Identifier: Apache-2.0
"""A hoster played in memory: authority, keys, certificates, and metadata in every form, right or wrong on purpose.

Documents are made as text, part by part, so that each part can be spoiled and signed all the same.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.x509.oid import NameOID
from lxml import etree

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.issuing import AUTHORITY, COMMUNICATIONS, ENCRYPTION, SIGNING, issue_certificate
from shieldwiz.xml_reading import DS, KPS

NOW = datetime(2026, 12, 1, tzinfo=UTC)
BEGIN = NOW - timedelta(days=1)
END = BEGIN + timedelta(days=3_650)

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

# DigestInfo up to the digest (RFC 8017, 9.2): also of hashes with which no library signs any more.
_DIGEST_INFO = {
    "md5": bytes.fromhex("3020300c06082a864886f70d020505000410"),
    "sha1": bytes.fromhex("3021300906052b0e03021a05000414"),
    "sha224": bytes.fromhex("302d300d06096086480165030402040500041c"),
    "sha256": bytes.fromhex("3031300d060960864801650304020105000420"),
    "sha384": bytes.fromhex("3041300d060960864801650304020205000430"),
    "sha512": bytes.fromhex("3051300d060960864801650304020305000440"),
}
_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hoster:
    """Three RSA keys and a certificate for each."""

    signing_key: rsa.RSAPrivateKey
    encryption_key: rsa.RSAPrivateKey
    communications_key: rsa.RSAPrivateKey
    signing: Certificate
    encryption: Certificate
    communications: Certificate


@cache
def hoster(name: str) -> Hoster:
    """The same hoster for the same name."""
    signing, encryption, communications = (
        rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(3)
    )
    return Hoster(
        signing_key=signing,
        encryption_key=encryption,
        communications_key=communications,
        signing=certificate(signing, f"{name} Signing", SIGNING),
        encryption=certificate(encryption, f"{name} Encryption", ENCRYPTION),
        communications=certificate(communications, f"{name} Communications", COMMUNICATIONS),
    )


@cache
def authority(name: str) -> tuple[Certificate, RSAPrivateKey]:
    """A root of its own, and its key; the same for the same name."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return certificate(key, f"{name} Root", AUTHORITY), key


def certificate(
    key: rsa.RSAPrivateKey,
    common_name: str,
    usages: frozenset[str],
    *,
    begin: datetime = BEGIN,
    end: datetime = END,
    issuer: tuple[Certificate, RSAPrivateKey] | None = None,
) -> Certificate:
    """A certificate that holds for ten years, self-signed unless an authority issues it."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    return issue_certificate(key, subject, usages, begin=begin, end=end, issuer=issuer)


def renewed(
    who: Hoster,
    name: str,
    *,
    begin: datetime = BEGIN,
    end: datetime = END,
    issuer: tuple[Certificate, RSAPrivateKey] | None = None,
) -> Hoster:
    """The same keys in new certificates: of other dates, or issued by an authority."""
    signing, encryption, communications = (
        certificate(key, f"{name} {role}", usages, begin=begin, end=end, issuer=issuer)
        for key, role, usages in (
            (who.signing_key, "Signing", SIGNING),
            (who.encryption_key, "Encryption", ENCRYPTION),
            (who.communications_key, "Communications", COMMUNICATIONS),
        )
    )
    return replace(who, signing=signing, encryption=encryption, communications=communications)


def reusing(who: Hoster) -> Hoster:
    """The hoster as HGS sets it up by itself: its signing certificate is its communications certificate too."""
    return replace(who, communications=who.signing, communications_key=who.signing_key)


def pkcs1v15(key: rsa.RSAPrivateKey, hash_name: str, data: bytes) -> bytes:
    """An RSASSA-PKCS1-v1_5 signature with any hash of the table above."""
    if hash_name in _HASHES:
        return key.sign(data, padding.PKCS1v15(), _HASHES[hash_name])
    return raw_rsa(key, padded(key.public_key(), hash_name, data))


def padded(key: rsa.RSAPublicKey, hash_name: str, data: bytes) -> bytes:
    """What stands in such a signature before RSA is applied."""
    info = _DIGEST_INFO[hash_name] + hashlib.new(hash_name, data, usedforsecurity=False).digest()
    return b"\0\1" + b"\xff" * (key.key_size // 8 - 3 - len(info)) + b"\0" + info


def raw_rsa(key: rsa.RSAPrivateKey, block: bytes) -> bytes:
    """RSA without any padding."""
    n = key.private_numbers()
    number = int.from_bytes(block, "big")
    of_p, of_q = pow(number % n.p, n.dmp1, n.p), pow(number % n.q, n.dmq1, n.q)
    value = of_q + (of_p - of_q) * n.iqmp % n.p * n.q
    return value.to_bytes(key.key_size // 8, "big")


def pss(
    key: rsa.RSAPrivateKey, data: bytes, *, salt_length: int = 32, mgf: hashes.HashAlgorithm | None = None
) -> bytes:
    """An RSASSA-PSS signature with SHA-256."""
    scheme = padding.PSS(mgf=padding.MGF1(mgf or hashes.SHA256()), salt_length=salt_length)
    return key.sign(data, scheme, hashes.SHA256())


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


def value_of(document: str) -> str:
    """The base64 of its first SignatureValue."""
    start = document.index("<ds:SignatureValue>") + len("<ds:SignatureValue>")
    return document[start : document.index("</ds:SignatureValue>")]


def other_certificates(certificates: Iterable[Certificate]) -> str:
    """The list of other signing certificates."""
    inside = "".join(f"<Certificate>{b64(one.der)}</Certificate>" for one in certificates)
    return f"<OtherSigningCertificates>{inside}</OtherSigningCertificates>"


def document(who: Hoster, *, information: Information | None = None, is_named: bool = True, **changes: str) -> bytes:
    """What that hoster gives out, signed with its communications key; `is_named`: KeyInfo says who signed.

    `changes` are parts of the signature's `Form`.
    """
    form = Form(**{"key_info": key_info(who.communications) if is_named else "", **changes})
    root = metadata(information or Information.of(who))
    return (DECLARATION + enveloped(root, who.communications_key, form)).encode()


def unsigned_document(who: Hoster, *, information: Information | None = None) -> bytes:
    """The same without a signature."""
    return (DECLARATION + metadata(information or Information.of(who))).encode()
