# SPDX-License-Identifier: Apache-2.0
"""Attacks on keys, algorithms and values of a signature: KeyInfo, HMAC, weak methods, RSA's other spellings."""

import hmac
from collections.abc import Callable, Iterator
from dataclasses import replace

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.issuing import COMMUNICATIONS
from shieldwiz.xml_reading import DS
from tests.attacks.documents import (
    Attack,
    attack,
    evil_information,
    genuine_document,
    genuine_form,
    genuine_information,
    genuine_root,
    genuine_signature,
    genuinely_around,
    signed_by_genuine,
    signed_by_mallory,
)
from tests.attacks.parties import genuine, mallory
from tests.simulated_fabric import (
    ENVELOPED,
    EXCLUSIVE,
    INCLUSIVE,
    INCLUSIVE_11,
    MORE,
    PSS_SHA256,
    RSA_SHA256,
    SHA256,
    Form,
    b64,
    canonical_bytes,
    certificate,
    enveloped,
    key_info,
    metadata,
    padded,
    pkcs1v15,
    pss,
    put,
    raw_rsa,
    signed_info_bytes,
    value_of,
)

_COMMENTS = (f"{INCLUSIVE}#WithComments", f"{INCLUSIVE_11}#WithComments", f"{EXCLUSIVE}WithComments")
_ENVELOPED = f'<ds:Transform Algorithm="{ENVELOPED}"></ds:Transform>'
_EXCLUSIVE = f'<ds:Transform Algorithm="{EXCLUSIVE}"></ds:Transform>'


def attacks() -> Iterator[Attack]:
    yield from _key_infos()
    yield from _secrets_that_are_public()
    yield from _methods()
    yield from _digests()
    yield from _signature_values()
    yield from _rsa_values()


def _key_infos() -> Iterator[Attack]:
    """Mallory signs; KeyInfo says all it can to look genuine."""
    ours, hers = genuine().communications, mallory().communications
    same_names = certificate(mallory().communications_key, "Contoso Communications", COMMUNICATIONS)
    point = b64(ours.der)
    evil = metadata(evil_information())
    retrieval = '<ds:RetrievalMethod URI="{}" Type="http://www.w3.org/2000/09/xmldsig#X509Data"/>'
    for name, info in (
        ("none", ""),
        ("empty", "<ds:KeyInfo></ds:KeyInfo>"),
        ("Mallory's certificate", key_info(hers)),
        ("the genuine certificate, then Mallory's", key_info(ours, hers)),
        ("Mallory's certificate, then the genuine", key_info(hers, ours)),
        ("the genuine subject on Mallory's key", key_info(same_names)),
        ("both of that subject", key_info(ours, same_names)),
        ("two X509Data", key_info(hers).replace("</ds:KeyInfo>", "") + key_info(ours).replace("<ds:KeyInfo>", "")),
        ("KeyName", f"<ds:KeyInfo><ds:KeyName>{ours.fingerprint}</ds:KeyName></ds:KeyInfo>"),
        ("KeyValue", _key_value(hers)),
        (
            "the genuine KeyValue and Mallory's certificate",
            _key_value(ours).replace("</ds:KeyInfo>", "") + key_info(hers).replace("<ds:KeyInfo>", ""),
        ),
        (
            "issuer and serial number",
            f"<ds:KeyInfo><ds:X509Data><ds:X509IssuerSerial><ds:X509IssuerName>{ours.subject}</ds:X509IssuerName><ds:X509SerialNumber>1</ds:X509SerialNumber></ds:X509IssuerSerial></ds:X509Data></ds:KeyInfo>",
        ),
        ("a place on the web", f"<ds:KeyInfo>{retrieval.format('http://127.0.0.1:9/key.cer')}</ds:KeyInfo>"),
        ("a file", f"<ds:KeyInfo>{retrieval.format('file:///etc/passwd')}</ds:KeyInfo>"),
        ("a place in the document", f"<ds:KeyInfo>{retrieval.format('#m1')}</ds:KeyInfo>"),
        ("two KeyInfo", key_info(ours) + key_info(hers)),
        ("the genuine certificate in pieces", key_info(ours).replace(point, point[:40] + " " + point[40:])),
        ("Mallory's certificate nine times", key_info(*(hers,) * 9)),
        ("a hundred certificates", key_info(*(ours,) * 100, hers)),
        ("no certificate", key_info(ours).replace(point, "AAAA")),
        ("a bomb of certificates", key_info(ours).replace(point, "A" * 300_000)),
    ):
        yield attack(
            f"KeyInfo, {name}",
            enveloped(evil, mallory().communications_key, Form(key_info=info)),
            may_decide=point not in info,
        )
    with_ours = replace(
        evil_information(),
        other=f"<OtherSigningCertificates><Certificate>{point}</Certificate></OtherSigningCertificates>",
    )
    yield attack("the genuine certificate under OtherSigningCertificates", signed_by_mallory(metadata(with_ours)))
    yield attack(
        "the same, KeyInfo of Mallory",
        enveloped(metadata(with_ours), mallory().communications_key, Form(key_info=key_info(hers))),
    )
    by_signing = enveloped(evil, mallory().signing_key, Form(key_info=key_info(mallory().signing)))
    yield attack("signed with Mallory's signing key", by_signing)
    yield attack("the genuine pair, signed by Mallory", signed_by_mallory(genuine_root()))
    yield attack(
        "the genuine pair, signed with its own signing key",
        enveloped(genuine_root(), genuine().signing_key, genuine_form()),
    )
    yield attack("unsigned", metadata(evil_information()), may_decide=True)
    yield attack("the genuine pair, unsigned", genuine_root(), may_decide=True)


def _key_value(certificate_: Certificate) -> str:
    key = certificate_.rsa_key()
    assert key is not None
    modulus = b64(key.public_numbers().n.to_bytes(key.key_size // 8, "big"))
    value = f"<ds:RSAKeyValue><ds:Modulus>{modulus}</ds:Modulus><ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue>"
    return f"<ds:KeyInfo><ds:KeyValue>{value}</ds:KeyValue></ds:KeyInfo>"


def _secrets_that_are_public() -> Iterator[Attack]:
    """HMAC under everything that anybody can know of the genuine key."""
    ours = genuine().communications
    key = ours.rsa_key()
    assert key is not None
    secrets = {
        "SPKI in DER": key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        "SPKI in PEM": key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        "PKCS #1 in DER": key.public_bytes(Encoding.DER, PublicFormat.PKCS1),
        "PKCS #1 in PEM": key.public_bytes(Encoding.PEM, PublicFormat.PKCS1),
        "the certificate": ours.der,
        "the certificate in PEM": ours.pem,
        "the certificate in base64": ours.base64,
        "the modulus": key.public_numbers().n.to_bytes(256, "big"),
        "nothing": b"",
    }
    root = metadata(evil_information())
    for name, secret in secrets.items():
        for method, digest in (
            (f"{DS}hmac-sha1", "sha1"),
            (f"{MORE}hmac-sha256", "sha256"),
            (f"{MORE}hmac-sha512", "sha512"),
        ):
            form = replace(genuine_form(), method=method)
            yield attack(
                f"{method.rpartition('#')[2]} under {name}",
                put(root, form.signature(canonical_bytes(root), _hmac(secret, digest))),
                may_decide=True,
            )
    for length in ("0", "1", "8", "-1", "160"):
        short = (
            Form(method=f"{DS}hmac-sha1")
            .signed_info(canonical_bytes(root))
            .replace(
                "></ds:SignatureMethod>", f"><ds:HMACOutputLength>{length}</ds:HMACOutputLength></ds:SignatureMethod>"
            )
        )
        value = hmac.digest(b"", signed_info_bytes(short), "sha1")[: max(0, int(length)) // 8]
        yield attack(
            f"HMAC of {length} bits",
            put(root, genuine_form().around(short, f"<ds:SignatureValue>{b64(value)}</ds:SignatureValue>")),
        )


def _hmac(secret: bytes, digest: str) -> Callable[[str, bytes], bytes]:
    return lambda _, data: hmac.digest(secret, data, digest)


def _methods() -> Iterator[Attack]:
    """Algorithms that are weak, unknown or none: what the genuine key made under them, and what Mallory made."""
    for method in (
        f"{MORE}rsa-md5",
        f"{MORE}rsa-sha224",
        f"{MORE}rsa-ripemd160",
        f"{DS}rsa-sha1",
        f"{DS}dsa-sha1",
        "http://www.w3.org/2009/xmldsig11#dsa-sha256",
        f"{MORE}ecdsa-sha256",
        "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519",
        "http://www.w3.org/2007/05/xmldsig-more#rsa-pss",
        "http://www.w3.org/2007/05/xmldsig-more#sha1-rsa-MGF1",
        "http://www.w3.org/2007/05/xmldsig-more#sha3-256-rsa-MGF1",
        "http://www.w3.org/2007/05/xmldsig-more#sha224-rsa-MGF1",
        "http://www.w3.org/2000/09/xmldsig#none",
        "none",
        "urn:evil",
        "",
        " ",
        RSA_SHA256.upper(),
        RSA_SHA256 + " ",
        RSA_SHA256[:-1],
        RSA_SHA256.replace("#", "%23"),
        ENVELOPED,
        EXCLUSIVE,
    ):
        yield attack(
            f"method {method!r}, genuine key", signed_by_genuine(genuine_root(), method=method), may_decide=True
        )
        evil = signed_by_mallory(metadata(evil_information()), method=method)
        yield attack(f"method {method!r}, Mallory", evil, may_decide=True)
    document = genuine_document()
    named = f'<ds:SignatureMethod Algorithm="{RSA_SHA256}">'
    for name, text in (
        ("no algorithm", "<ds:SignatureMethod>"),
        ("algorithm in a namespace", named.replace("Algorithm", "ds:Algorithm")),
        ("another attribute too", named.replace(">", ' x="y">')),
        ("text", named + "x"),
        ("a parameter", named + "<ds:x/>"),
    ):
        info = Form().signed_info(canonical_bytes(genuine_root())).replace(named, text)
        yield attack(f"SignatureMethod with {name}", put(genuine_root(), genuinely_around(info)))
        yield attack(f"SignatureMethod with {name}, after signing", document.replace(named, text))


def _digests() -> Iterator[Attack]:
    for digest in (
        f"{MORE}md5",
        f"{DS}sha1",
        f"{MORE}sha224",
        "http://www.w3.org/2007/05/xmldsig-more#sha3-256",
        "http://www.w3.org/2001/04/xmlenc#ripemd160",
        "urn:evil",
        "",
        SHA256.upper(),
        RSA_SHA256,
    ):
        yield attack(
            f"digest {digest!r}, genuine key", signed_by_genuine(genuine_root(), digest=digest), may_decide=True
        )
    document = genuine_document()
    value = document[document.index("<ds:DigestValue>") + 16 : document.index("</ds:DigestValue>")]
    for name, text in (
        ("empty", ""),
        ("blank", " "),
        ("cut", value[:20]),
        ("of zeros", b64(bytes(32))),
        ("without padding", value.rstrip("=")),
        ("in hexadecimal", "00" * 32),
        ("in lower case", value.lower()),
    ):
        info = Form().signed_info(canonical_bytes(genuine_root())).replace(value, text)
        yield attack(f"digest value {name}", put(genuine_root(), genuinely_around(info)))
    evil = metadata(evil_information())
    yield attack(
        "digest of the evil document put in", put(evil, genuine_signature().replace(value, _digest_value(evil)))
    )


def _digest_value(root: str) -> str:
    info = Form().signed_info(canonical_bytes(root))
    return info[info.index("<ds:DigestValue>") + 16 : info.index("</ds:DigestValue>")]


def _signature_values() -> Iterator[Attack]:
    """SignatureValue as text: what stands there is not the one spelling of one number."""
    document = genuine_document()
    start = document.index("<ds:SignatureValue>") + len("<ds:SignatureValue>")
    value = document[start : document.index("</ds:SignatureValue>")]
    raw = genuine().communications_key.key_size // 8
    for name, text in (
        ("empty", ""),
        ("blank", " \n "),
        ("one byte", "AA=="),
        ("zeros", b64(bytes(raw))),
        ("ones", b64(b"\xff" * raw)),
        ("one", b64(bytes(raw - 1) + b"\1")),
        ("cut", value[:-8]),
        ("twice", value[:-2] + value),
        ("without padding", value.rstrip("=")),
        ("too much padding", value + "="),
        ("padding within", value[:4] + "==" + value[4:]),
        ("spare bits", value[:-3] + chr(ord(value[-3]) + 1) + value[-2:]),
        ("URL alphabet", value.replace("+", "-").replace("/", "_")),
        ("foreign character", value[:9] + "*" + value[9:]),
        ("no-break space", value[:9] + "\u00a0" + value[9:]),
        ("zero-width space", value[:9] + "\u200b" + value[9:]),
        ("full-width letters", value[:9] + chr(ord(value[9]) + 0xFEE0) + value[10:]),
        ("a tail", value + "!"),
        ("an element", value + "<ds:x/>"),
        ("hexadecimal", value.encode().hex()),
        ("a quarter of a megabyte", "AAAA" * 65_536),
        (
            "of another document",
            value_of(signed_by_genuine(metadata(genuine_information(), attributes=' Version="2" ID="m1"'))),
        ),
    ):
        yield attack(f"SignatureValue, {name}", document[:start] + text + document[start + len(value) :])
    element = f"<ds:SignatureValue>{value}</ds:SignatureValue>"
    for name, text in (
        ("missing", ""),
        ("twice", element * 2),
        ("empty one first", "<ds:SignatureValue/>" + element),
        ("before SignedInfo", element),
        ("with another attribute", element.replace(">", ' x="y">', 1)),
        (
            "of another namespace",
            element.replace("<ds:SignatureValue>", '<SignatureValue xmlns="urn:e">').replace("/ds:", "/"),
        ),
    ):
        changed = document.replace(element, "" if name == "before SignedInfo" else text)
        if name == "before SignedInfo":
            changed = changed.replace("<ds:SignedInfo>", element + "<ds:SignedInfo>")
        yield attack(f"SignatureValue {name}", changed)


def _rsa_values() -> Iterator[Attack]:
    """SignatureValue as a number: RSA's other spellings, and paddings that a lax verifier takes."""
    key = genuine().communications_key
    public = key.public_key()
    modulus = public.public_numbers().n
    info = signed_info_bytes(Form().signed_info(canonical_bytes(genuine_root())))
    block = padded(public, "sha256", info)
    value = raw_rsa(key, block)
    number = int.from_bytes(value, "big")
    end = block.index(b"\0", 2)
    digest_info = block[end + 1 :]
    for name, raw in (
        ("plus the modulus", (number + modulus).to_bytes(257, "big")),
        ("minus", (modulus - number).to_bytes(256, "big")),
        ("a zero in front", b"\0" + value),
        ("a zero behind", value + b"\0"),
        ("backwards", value[::-1]),
        ("no padding at all", raw_rsa(key, digest_info.rjust(256, b"\0"))),
        (
            "short padding, a tail",
            raw_rsa(key, b"\0\1" + b"\xff" * 8 + b"\0" + digest_info + bytes(256 - 11 - len(digest_info))),
        ),
        ("padding of encryption", raw_rsa(key, b"\0\2" + block[2:])),
        ("no DigestInfo", raw_rsa(key, b"\0\1" + b"\xff" * 221 + b"\0" + digest_info[-32:])),
        (
            "DigestInfo without NULL",
            raw_rsa(
                key,
                b"\0\1"
                + b"\xff" * 204
                + b"\0"
                + digest_info.replace(b"\x05\0", b"").replace(b"\x30\x31\x30\x0d", b"\x30\x2f\x30\x0b"),
            ),
        ),
        ("SHA-1 in DigestInfo", pkcs1v15(key, "sha1", info)),
        ("SHA-512 in DigestInfo", pkcs1v15(key, "sha512", info)),
        ("MD5 in DigestInfo", pkcs1v15(key, "md5", info)),
        ("PSS", pss(key, info)),
        ("of Mallory", pkcs1v15(mallory().communications_key, "sha256", info)),
        (
            "over SignedInfo as it stands",
            pkcs1v15(key, "sha256", Form().signed_info(canonical_bytes(genuine_root())).encode()),
        ),
        ("over the document", pkcs1v15(key, "sha256", canonical_bytes(genuine_root()))),
    ):
        signature = genuine_form().around(
            Form().signed_info(canonical_bytes(genuine_root())), f"<ds:SignatureValue>{b64(raw)}</ds:SignatureValue>"
        )
        yield attack(f"RSA value, {name}", put(genuine_root(), signature))
    form = replace(genuine_form(), method=PSS_SHA256)
    for name, sign in (
        ("PKCS #1 v1.5 under PSS", lambda _, data: pkcs1v15(key, "sha256", data)),
        ("PSS without salt", lambda _, data: pss(key, data, salt_length=0)),
        ("PSS with a short salt", lambda _, data: pss(key, data, salt_length=20)),
        ("PSS with a long salt", lambda _, data: pss(key, data, salt_length=222)),
        ("PSS of Mallory", lambda _, data: pss(mallory().communications_key, data)),
    ):
        yield attack(name, put(genuine_root(), form.signature(canonical_bytes(genuine_root()), sign)))
