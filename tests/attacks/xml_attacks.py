# SPDX-License-Identifier: Apache-2.0
"""Attacks below the signature: document types, encodings that lie, floods, compression, NUL, truncation."""

import bz2
import gzip
import lzma
import zlib
from collections.abc import Iterator
from dataclasses import replace

from tests.attacks.documents import (
    Attack,
    attack,
    evil_information,
    genuine_document,
    genuine_form,
    genuine_information,
    signed_by_genuine,
    signed_by_mallory,
)
from tests.attacks.parties import crowd, genuine, mallory
from tests.simulated_fabric import (
    DECLARATION,
    Form,
    canonical_bytes,
    enveloped,
    key_info,
    metadata,
    other_certificates,
    put,
    sign_with,
)

_CAP = 1 << 20


def attacks() -> Iterator[Attack]:
    yield from _document_types()
    yield from _beside_and_inside()
    yield from _encodings()
    yield from _declarations()
    yield from _characters()
    yield from _floods()
    yield from _leaf_floods()
    yield from _crowds()
    yield from _cuts()


def _document_types() -> Iterator[Attack]:
    document = genuine_document()
    bomb = '<!ENTITY a "1">' + "".join(
        f"<!ENTITY {b} '{10 * ('&' + a + ';')}'>" for a, b in ("ab", "bc", "cd", "de", "ef")
    )
    types = {
        "empty": "<!DOCTYPE Metadata>",
        "empty subset": "<!DOCTYPE Metadata []>",
        "other name": "<!DOCTYPE x>",
        "lower case": "<!doctype Metadata>",
        "external": '<!DOCTYPE Metadata SYSTEM "http://127.0.0.1:9/evil.dtd">',
        "external file": '<!DOCTYPE Metadata SYSTEM "file:///etc/passwd">',
        "public": '<!DOCTYPE Metadata PUBLIC "-//X//Y" "http://127.0.0.1:9/evil.dtd">',
        "parameter entity": '<!DOCTYPE Metadata [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
        "element": "<!DOCTYPE Metadata [<!ELEMENT Metadata ANY>]>",
        "notation": '<!DOCTYPE Metadata [<!NOTATION n SYSTEM "x">]>',
        "unparsed entity": '<!DOCTYPE Metadata [<!NOTATION n SYSTEM "x"><!ENTITY u SYSTEM "y" NDATA n>]>',
        "attribute of type ID": "<!DOCTYPE Metadata [<!ATTLIST GuardianInformation x ID #IMPLIED>]>",
        "default attribute": '<!DOCTYPE Metadata [<!ATTLIST Metadata Version CDATA "1">]>',
        "default namespace": '<!DOCTYPE Metadata [<!ATTLIST Metadata xmlns CDATA "urn:x">]>',
        "conditional section": "<!DOCTYPE Metadata [<![INCLUDE[<!ELEMENT a ANY>]]>]>",
        "entity that names itself": '<!DOCTYPE Metadata [<!ENTITY a "&a;">]>',
        "entity before the root": '<!ENTITY a "1">',
        "behind a comment": "<!--x--><!DOCTYPE Metadata>",
        "never closed": "<!DOCTYPE Metadata [",
    }
    for name, text in types.items():
        yield attack(f"document type, {name}", text + document)
    entity = f'<!DOCTYPE Metadata [<!ENTITY v "1"><!ENTITY x SYSTEM "file:///etc/passwd">{bomb}]>'
    for name, old, new in (
        ("entity in text", "<Version>1<", "<Version>&v;<"),
        ("entity in an attribute", ' Version="1"', ' Version="&v;"'),
        ("external entity in text", "<Version>1<", "<Version>&x;<"),
        ("external entity in an attribute", ' Version="1"', ' Version="&x;"'),
        ("bomb in text", "<Version>1<", "<Version>&f;<"),
        ("bomb in an attribute", ' Version="1"', ' Version="&f;"'),
        ("bomb squared", "</SigningCertificate>", f"{'&f;' * 20_000}</SigningCertificate>"),
    ):
        yield attack(name, entity + document.replace(old, new, 1))
        yield attack(f"{name}, undeclared", document.replace(old, new, 1))
    yield attack("document type behind the root", document + "<!DOCTYPE Metadata>")
    yield attack("document type inside the root", document.replace("<Version>", "<!DOCTYPE x><Version>"))
    yield attack("entity inside the root", document.replace("<Version>", '<!ENTITY a "b"><Version>'))
    yield Attack("document type in UTF-16", ("<!DOCTYPE Metadata>" + document).encode("utf-16"))


def _beside_and_inside() -> Iterator[Attack]:
    """Comments, instructions, CDATA: canonical XML drops the first and dissolves the last, so digests still fit."""
    document = genuine_document()
    comment, instruction, cdata = "<!-- x -->", "<?x y?>", "<![CDATA[ ]]>"
    for name, node in (("comment", comment), ("instruction", instruction), ("CDATA", cdata)):
        yield attack(f"{name} before the root", node + document)
        yield attack(f"{name} behind the root", document + node)
        yield attack(
            f"{name} as first child", document.replace("<GuardianInformation>", node + "<GuardianInformation>")
        )
        yield attack(f"{name} as last child", document.replace("</Metadata>", node + "</Metadata>"))
        yield attack(f"{name} before the signature", document.replace("<ds:Signature ", node + "<ds:Signature "))
        yield attack(f"{name} in SignedInfo", document.replace("<ds:SignatureMethod ", node + "<ds:SignatureMethod "))
        yield attack(f"{name} in DigestValue", document.replace("<ds:DigestValue>", "<ds:DigestValue>" + node))
        yield attack(
            f"{name} in SignatureValue", document.replace("</ds:SignatureValue>", node + "</ds:SignatureValue>")
        )
        yield attack(f"{name} in KeyInfo", document.replace("<ds:X509Data>", node + "<ds:X509Data>"))
    yield attack("style sheet", '<?xml-stylesheet href="http://127.0.0.1:9/x.xsl" type="text/xsl"?>' + document)
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    yield attack("XInclude after signing", document.replace("</Metadata>", include + "</Metadata>"))
    yield attack(
        "XInclude in a certificate", document.replace("<SigningCertificate>", f"<SigningCertificate>{include}")
    )
    yield attack("text beside the children", document.replace("<GuardianInformation>", "x<GuardianInformation>"))
    yield attack("text behind the root", document + "x")
    yield attack("second root", document + document)
    yield attack("text before the root", "x" + document)


def _encodings() -> Iterator[Attack]:
    document = genuine_document()
    for name, data in (
        ("UTF-16 LE without mark", document.encode("utf-16-le")),
        ("UTF-16 BE without mark", document.encode("utf-16-be")),
        ("UTF-32 with mark", document.encode("utf-32")),
        ("UTF-32 LE without mark", document.encode("utf-32-le")),
        ("EBCDIC", document.encode("cp037")),
        ("UTF-7", document.encode("utf-7")),
        ("two marks", b"\xef\xbb\xbf\xef\xbb\xbf" + document.encode()),
        ("two UTF-16 marks", b"\xff\xfe\xff\xfe" + document.encode("utf-16-le")),
        ("UTF-8 mark before UTF-16", b"\xef\xbb\xbf" + document.encode("utf-16")),
        ("UTF-16 mark before UTF-8", b"\xff\xfe" + document.encode()),
        ("wrong UTF-16 mark", b"\xfe\xff" + document.encode("utf-16-le")),
        ("half a UTF-16 unit", document.encode("utf-16") + b" "),
        ("lone surrogate in UTF-16", document.encode("utf-16") + b"\x00\xd8"),
        ("overlong tag", document.encode().replace(b"<Version>", b"\xc0\xbcVersion>", 1)),
        ("overlong NUL", document.encode().replace(b"<Version>1", b"<Version>1\xc0\x80", 1)),
        ("surrogates in UTF-8", document.encode().replace(b"<Version>1", b"<Version>1\xed\xa0\x80", 1)),
        ("cut character", document.encode() + b"\xe2\x82"),
        ("Latin-1 byte", document.encode().replace(b"<Version>1", b"<Version>1\xa0", 1)),
        ("gzip", gzip.compress(document.encode())),
        ("zlib", zlib.compress(document.encode())),
        ("bzip2", bz2.compress(document.encode())),
        ("xz", lzma.compress(document.encode())),
        ("base64", document.encode().hex().encode()),
        ("gzip bomb", gzip.compress(bytes(50 << 20))),
        ("nothing", b""),
        ("white space alone", b" \n\t "),
        ("mark alone", b"\xef\xbb\xbf"),
        ("UTF-16 mark alone", b"\xff\xfe"),
        ("NUL before", b"\0" + document.encode()),
        ("NUL behind", document.encode() + b"\0"),
        ("NUL in a certificate", document.encode().replace(b"<SigningCertificate>", b"<SigningCertificate>\0", 1)),
        ("NUL in UTF-16", (document + "\0").encode("utf-16")),
    ):
        yield Attack(name, data)


def _declarations() -> Iterator[Attack]:
    document = genuine_document()
    for name, encoding, encoded in (
        ("ISO-8859-1", "ISO-8859-1", "utf-8"),
        ("windows-1252", "windows-1252", "utf-8"),
        ("ASCII", "US-ASCII", "utf-8"),
        ("utf8, which is no name", "utf8", "utf-8"),
        ("UTF-7", "UTF-7", "utf-8"),
        ("UTF-16 where it is UTF-8", "UTF-16", "utf-8"),
        ("UTF-16 behind a UTF-8 mark", "UTF-16", "utf-8-sig"),
        ("UTF-8 where it is UTF-16", "UTF-8", "utf-16"),
        ("UTF-16LE", "UTF-16LE", "utf-16"),
        ("UCS-4", "ISO-10646-UCS-4", "utf-8"),
        ("EBCDIC", "IBM037", "utf-8"),
        ("nobody's", "x-evil", "utf-8"),
        ("rot13", "rot13", "utf-8"),
        ("an empty one", "", "utf-8"),
    ):
        yield Attack(f"says {name}", f'<?xml version="1.0" encoding="{encoding}"?>{document}'.encode(encoded))
    for name, text in (
        ("version 1.1", '<?xml version="1.1"?>'),
        ("version 2.0", '<?xml version="2.0"?>'),
        ("no version", '<?xml encoding="UTF-8"?>'),
        ("white space before it", ' <?xml version="1.0"?>'),
        ("two of them", DECLARATION * 2),
        ("upper case", '<?XML version="1.0"?>'),
        ("two encodings", '<?xml version="1.0" encoding="UTF-8" encoding="UTF-7"?>'),
        ("order", '<?xml encoding="UTF-8" version="1.0"?>'),
        ("standalone maybe", '<?xml version="1.0" standalone="maybe"?>'),
        ("never closed", '<?xml version="1.0" encoding="UTF-8"'),
        ("behind the root", ""),
    ):
        tail = DECLARATION if name == "behind the root" else ""
        yield Attack(f"declaration, {name}", (text + document + tail).encode())


def _characters() -> Iterator[Attack]:
    """Characters that XML does not know; look-alikes of digits and spaces, signed as they are."""
    document = genuine_document()
    for name, text in (
        ("control character", "\x01"),
        ("reference to NUL", "&#0;"),
        ("reference to a control character", "&#1;"),
        ("reference to a surrogate", "&#xD800;"),
        ("non-character", "\ufffe"),
        ("reference beyond Unicode", "&#x110000;"),
        ("reference without number", "&#;"),
        ("unclosed reference", "&#49"),
        ("huge reference", f"&#{'9' * 100_000};"),
    ):
        yield attack(name, document.replace("<Version>1", f"<Version>{text}1", 1))
    for name, text in (
        ("full-width digit", "\uff11"),
        ("Arabic digit", "\u0661"),
        ("superscript", "\u00b9"),
        ("no-break space", "1\u00a0"),
        ("zero-width space", "1\u200b"),
        ("minus", "-1"),
        ("plus", "+1"),
        ("fraction", "1.0"),
        ("exponent", "1e0"),
        ("hexadecimal", "0x1"),
        ("underscore", "1_0"),
        ("beyond 32 bits", "4294967296"),
        ("very long", "1" * 5_000),
        ("empty", ""),
        ("white space", " 1"),
    ):
        information = str(genuine_information()).replace("<Version>1<", f"<Version>{text}<")
        yield attack(f"version number, {name}", signed_by_genuine(metadata(information)))
        root = metadata(genuine_information(), attributes=f' Version="{text}" ID="m1"')
        yield attack(f"version attribute, {name}", signed_by_genuine(root))
    yield attack("no version attribute", signed_by_genuine(metadata(genuine_information(), attributes=' ID="m1"')))


def _floods() -> Iterator[Attack]:
    document = genuine_document()
    start, end = document[: document.index(">") + 1], "</Metadata>"
    inside = document[len(start) : -len(end)]
    extra = "<e:e xmlns:e='urn:e'>{}</e:e>"

    def with_extra(content: str) -> str:
        """Foreign content in the slot for any element, after the genuine signature."""
        return document.replace(end, extra.format(content) + end)

    def filled(unit: str) -> str:
        return with_extra(unit * ((_CAP - len(document) - 200) // len(unit)))

    for depth in (31, 32, 33, 250, 300, 10_000, 60_000):
        yield attack(f"depth {depth}", with_extra("<e:d>" * depth + "</e:d>" * depth))
    for number in (2_000, 8_193, 100_000):
        yield attack(f"{number:,} elements", with_extra("<e:d/>" * number))
    yield attack("unclosed elements", with_extra("<e:d>" * 150_000))
    for number in (16, 17, 1_000, 60_000):
        many = " ".join(f'a{n}="x"' for n in range(number))
        yield attack(f"{number:,} attributes of the root", f"{start[:-1]} {many}>{inside}{end}")
        yield attack(
            f"{number:,} attributes of SignedInfo", document.replace("<ds:SignedInfo>", f"<ds:SignedInfo {many}>")
        )
        declared = " ".join(f'xmlns:n{n}="urn:{n}"' for n in range(number * 2 // 3))
        yield attack(f"{number * 2 // 3:,} namespaces of the root", f"{start[:-1]} {declared} x='y'>{inside}{end}")
    nested = "".join(f'<e:d xmlns:n{n}="urn:{n}">' for n in range(30))
    yield attack("namespaces one inside the other", with_extra(nested + "</e:d>" * 30))
    signed = metadata(genuine_information(), "<e xmlns='urn:e'>" + "<d/>" * 3_000 + "</e>")
    yield attack("too many elements, truly signed", signed_by_genuine(signed))
    deep = metadata(genuine_information(), "<e xmlns='urn:e'>" + "<d>" * 40 + "</d>" * 40 + "</e>")
    yield attack("too deep, truly signed", signed_by_genuine(deep))
    wide = "<e xmlns='urn:e' " + " ".join(f"a{n}='x'" for n in range(17)) + "/>"
    yield attack("too many attributes, truly signed", signed_by_genuine(metadata(genuine_information(), wide)))
    for name, unit in (
        ("text", "x"),
        ("white space", " "),
        ("lines", "\n"),
        ("character references", "&#65;"),
        ("predefined entities", "&amp;"),
        ("comments", "<!---->"),
        ("instructions", "<?x?>"),
        ("CDATA", "<![CDATA[x]]>"),
        ("non-ASCII", "\U0001f512"),
    ):
        yield attack(f"1 MiB of {name}", filled(unit)[: _CAP + 100])
    yield attack("one byte beyond the cap", document + " " * (_CAP + 1 - len(DECLARATION + document)))
    yield attack("long name", with_extra(f"<e:{'n' * 500_000}/>"))
    yield attack("long attribute", f'{start[:-1]} long="{"x" * 900_000}">{inside}{end}')
    yield attack("long namespace", f'{start[:-1]} xmlns:l="urn:{"x" * 900_000}" l:a="">{inside}{end}')


def _leaf_floods() -> Iterator[Attack]:
    """Leaves and lists beyond their limits, in documents that the genuine key signed."""
    sound = genuine_information()
    other = sound.signing.replace("SigningCertificate", "Certificate")
    for name, text in (
        (
            "65 other certificates",
            str(sound).replace(
                "</GuardianInformation>",
                f"<OtherSigningCertificates>{other * 65}</OtherSigningCertificates></GuardianInformation>",
            ),
        ),
        (
            "leaf of 64 KiB and more",
            str(sound).replace("<SigningCertificate>", "<SigningCertificate>" + "AAAA" * 22_000),
        ),
        ("signature of 1 MB", str(sound).replace("<SignatureValue>", "<SignatureValue>" + "AAAA" * 200_000, 1)),
        (
            "zeros for a certificate",
            str(sound).replace(sound.signing, f"<SigningCertificate>{'A' * 40_000}</SigningCertificate>"),
        ),
    ):
        root = metadata(text)
        signature = genuine_form().signature(canonical_bytes(root), sign_with(genuine().communications_key))
        yield attack(name, put(root, signature))


def _crowds() -> Iterator[Attack]:
    """As many keys as a document can list, as large as they come, and a document that is slow to canonicalise."""
    prefixes = " ".join(f'xmlns:n{n}="urn:{n}"' for n in range(14))
    names = " ".join(f'n{n}:a=""' for n in range(14))
    slow = f"<e xmlns='urn:e' {prefixes}>{f'<d {names}/>' * 1_600}</e>"
    texts = f"<e xmlns='urn:e'>{'&amp;' * 150_000}</e>"
    keys = crowd(8_192, (1 << 63) + 1)
    large = replace(evil_information(), other=other_certificates(keys))
    usual = replace(evil_information(), other=other_certificates(crowd(2_048)))
    yield attack("64 large keys", signed_by_mallory(metadata(large)))
    named = Form(key_info=key_info(*keys[:20]))
    yield attack("20 large keys in KeyInfo", enveloped(metadata(large, slow), mallory().communications_key, named))
    for name, information, extra in (
        ("64 large keys, many names", large, slow),
        ("64 usual keys, many names", usual, slow),
        ("64 usual keys, long text", usual, texts),
    ):
        unnamed = enveloped(metadata(information, extra), mallory().communications_key)
        yield attack(f"{name}, nobody in KeyInfo", unnamed, may_decide=True)


def _cuts() -> Iterator[Attack]:
    data = (DECLARATION + genuine_document()).encode()
    for part in range(1, 24):
        yield Attack(f"cut after {part}/24", data[: len(data) * part // 24])
    for part in range(1, 8):
        yield Attack(f"without its first {part}/8", data[len(data) * part // 8 :])
    yield Attack("last byte missing", data[:-1])
    yield Attack("first byte missing", data[1:])
    yield Attack("twice", data * 2)
    yield Attack("backwards", data[::-1])
