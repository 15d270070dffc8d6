# SPDX-License-Identifier: Apache-2.0
"""Attacks on the form of a signature: SignedInfo, references, transforms, canonical forms, inherited attributes."""

from collections.abc import Iterator
from dataclasses import replace

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
)
from tests.attacks.parties import genuine
from tests.simulated_fabric import (
    ENVELOPED,
    EXCLUSIVE,
    INCLUSIVE,
    INCLUSIVE_11,
    RSA_SHA256,
    SHA256,
    Form,
    canonical_bytes,
    enveloped,
    metadata,
    put,
    sign_with,
    value_of,
)

_COMMENTS = (f"{INCLUSIVE}#WithComments", f"{INCLUSIVE_11}#WithComments", f"{EXCLUSIVE}WithComments")
_ENVELOPED = f'<ds:Transform Algorithm="{ENVELOPED}"></ds:Transform>'
_EXCLUSIVE = f'<ds:Transform Algorithm="{EXCLUSIVE}"></ds:Transform>'


def attacks() -> Iterator[Attack]:
    yield from _signed_infos()
    yield from _references()
    yield from _transforms()
    yield from _canonical_forms()
    yield from _inherited_attributes()


def _signed_infos() -> Iterator[Attack]:
    good_info = Form().signed_info(canonical_bytes(genuine_root()))
    evil_root = metadata(evil_information())
    evil_info = Form().signed_info(canonical_bytes(evil_root))
    value = f"<ds:SignatureValue>{value_of(genuine_document())}</ds:SignatureValue>"
    around = genuine_form().around
    for name, info, tail in (
        ("two, the good one first", good_info + evil_info, ""),
        ("two, the evil one first", evil_info + good_info, ""),
        ("evil in front, good in Object", evil_info, f"<ds:Object>{good_info}</ds:Object>"),
        ("good in front, evil in Object", good_info, f"<ds:Object>{evil_info}</ds:Object>"),
        ("good inside evil", evil_info.replace("</ds:SignedInfo>", good_info + "</ds:SignedInfo>"), ""),
        ("evil inside good", good_info.replace("</ds:SignedInfo>", evil_info + "</ds:SignedInfo>"), ""),
        ("none", "", ""),
        ("empty", "<ds:SignedInfo></ds:SignedInfo>", ""),
        ("good one behind", evil_info, good_info),
        (
            "of another namespace in front",
            evil_info.replace("<ds:SignedInfo>", '<ds:SignedInfo xmlns:ds="urn:e">') + good_info,
            "",
        ),
    ):
        yield attack(
            f"SignedInfo, {name}",
            put(evil_root, around(info, value).replace("</ds:Signature>", tail + "</ds:Signature>")),
        )
    c14n, method = genuine_form().canonical_form, f'<ds:SignatureMethod Algorithm="{RSA_SHA256}"></ds:SignatureMethod>'
    for name, info in (
        ("order turned round", good_info.replace(c14n + method, method + c14n)),
        ("no method", good_info.replace(method, "")),
        ("no canonical form", good_info.replace(c14n, "")),
        ("two methods", good_info.replace(method, method * 2)),
        ("two canonical forms", good_info.replace(c14n, c14n * 2)),
        ("a foreign element", good_info.replace(method, method + "<e xmlns='urn:e'/>")),
        ("an attribute", good_info.replace("<ds:SignedInfo>", '<ds:SignedInfo x="y">')),
        ("text", good_info.replace(method, method + "x")),
    ):
        yield attack(f"SignedInfo, {name}, truly signed", put(genuine_root(), genuinely_around(info)))
    for name, tail in (
        ("Object", "<ds:Object></ds:Object>"),
        ("Object with a manifest", f"<ds:Object><ds:Manifest>{Form().reference(b'')}</ds:Manifest></ds:Object>"),
        (
            "SignatureProperties",
            '<ds:Object><ds:SignatureProperties Id="p"><ds:SignatureProperty/></ds:SignatureProperties></ds:Object>',
        ),
        ("a foreign element", "<e xmlns='urn:e'/>"),
        ("text", "x"),
        ("a second Signature", genuine_signature()),
    ):
        yield attack(
            f"{name} in the signature", genuine_document().replace("</ds:Signature>", tail + "</ds:Signature>")
        )


def _references() -> Iterator[Attack]:
    form, covered = genuine_form(), canonical_bytes(genuine_root())
    good = form.reference(covered)
    key_covered = canonical_bytes(form.key_info.replace("<ds:KeyInfo", f'<ds:KeyInfo xmlns:ds="{DS}" Id="k"'))
    to_key = form.reference(key_covered, uri=' URI="#k"')
    for number in (0, 2, 3, 30, 31, 1_000):
        yield attack(f"{number} references", signed_by_genuine(genuine_root(), references=good * number))
    key = form.key_info.replace("<ds:KeyInfo>", '<ds:KeyInfo Id="k">')
    for name, references in (
        ("to the document and KeyInfo", good + to_key),
        ("to KeyInfo and the document", to_key + good),
        ("to KeyInfo alone", to_key),
        ("to a manifest", form.reference(b"", uri=f' URI="#man" Type="{DS}Manifest"')),
        ("in a manifest", f"<ds:Manifest>{good}</ds:Manifest>"),
        (
            "of another namespace",
            good.replace("ds:Reference", "e:Reference").replace("<e:Reference", '<e:Reference xmlns:e="urn:e"'),
        ),
        ("nested", good.replace("</ds:Reference>", good + "</ds:Reference>")),
        ("without digest value", good[: good.index("<ds:DigestValue>")] + "</ds:Reference>"),
        ("without digest method", good.replace(f'<ds:DigestMethod Algorithm="{SHA256}"></ds:DigestMethod>', "")),
        (
            "with two digest values",
            good.replace("</ds:Reference>", "<ds:DigestValue>AAAA</ds:DigestValue></ds:Reference>"),
        ),
        ("with another attribute", good.replace("<ds:Reference", '<ds:Reference x="y"')),
    ):
        text = signed_by_genuine(genuine_root(), references=references, key_info=key)
        yield attack(f"reference {name}", text)
    manifest = f'<ds:Object><ds:Manifest Id="man">{good}</ds:Manifest></ds:Object>'
    over = canonical_bytes(f'<ds:Manifest xmlns:ds="{DS}" Id="man">{good}</ds:Manifest>')
    references = form.reference(over, uri=f' URI="#man" Type="{DS}Manifest"')
    for name, root in (("genuine", genuine_root()), ("evil", metadata(evil_information()))):
        text = enveloped(root, genuine().communications_key, replace(form, references=references, tail=manifest))
        yield attack(f"the {name} document behind a manifest", text)


def _transforms() -> Iterator[Attack]:
    """All signed by the genuine key; digests are those that the transform gives, or of nothing."""
    named = '<ds:Transform Algorithm="{}"/>'
    sheet = (
        '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116">'
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        '<xsl:template match="/">{}</xsl:template></xsl:stylesheet></ds:Transform>'
    )
    path = (
        '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>{}</ds:XPath></ds:Transform>'
    )
    intersect = (
        '<ds:Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2">'
        '<f:XPath xmlns:f="http://www.w3.org/2002/06/xmldsig-filter2" Filter="{}">{}</f:XPath></ds:Transform>'
    )
    prefixes = (
        f'<ds:Transform Algorithm="{EXCLUSIVE}">'
        f'<i:InclusiveNamespaces xmlns:i="{EXCLUSIVE}" PrefixList="{{}}"/></ds:Transform>'
    )
    for name, inside in (
        ("none", ""),
        ("enveloped alone, twice", _ENVELOPED * 2),
        ("canonical alone", _EXCLUSIVE),
        ("canonical first", _EXCLUSIVE + _ENVELOPED),
        ("three", _ENVELOPED + _EXCLUSIVE * 2),
        ("thirty", _ENVELOPED + _EXCLUSIVE * 29),
        ("XSLT that writes nothing", _ENVELOPED + sheet.format("")),
        (
            "XSLT that reads a file",
            _ENVELOPED + sheet.format("<xsl:copy-of select=\"document('file:///etc/passwd')\"/>"),
        ),
        (
            "XSLT that never ends",
            _ENVELOPED
            + sheet.format(
                '<xsl:call-template name="x"/></xsl:template><xsl:template name="x"><xsl:call-template name="x"/>'
            ),
        ),
        (
            "XPath that leaves out",
            _ENVELOPED + path.format("not(ancestor-or-self::*[local-name()='GuardianInformation'])"),
        ),
        ("XPath that takes nothing", path.format("false()")),
        ("XPath that takes all", _ENVELOPED + path.format("true()")),
        ("XPath that counts for ever", _ENVELOPED + path.format("count(//*[count(//*[count(//*)])])")),
        ("filter 2, intersect", _ENVELOPED + intersect.format("intersect", "//*[local-name()='KeyInfo']")),
        ("filter 2, subtract", _ENVELOPED + intersect.format("subtract", "//*")),
        ("filter 2, union", _ENVELOPED + intersect.format("union", "/")),
        ("base64", _ENVELOPED + named.format(f"{DS}base64")),
        ("decryption", _ENVELOPED + named.format("http://www.w3.org/2002/07/decrypt#XML")),
        (
            "STR of WS-Security",
            _ENVELOPED
            + named.format(
                "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#STR-Transform"
            ),
        ),
        ("XPointer", _ENVELOPED + named.format("http://www.w3.org/2001/04/xmldsig-more/xptr")),
        ("unknown", _ENVELOPED + named.format("urn:evil")),
        ("empty", _ENVELOPED + named.format("")),
        ("without algorithm", _ENVELOPED + "<ds:Transform/>"),
        ("an empty PrefixList", _ENVELOPED + prefixes.format("")),
        ("a PrefixList", _ENVELOPED + prefixes.format("ds xs xsi #default")),
        ("a long PrefixList", _ENVELOPED + prefixes.format("a " * 50_000)),
        ("text in one", _ENVELOPED.replace("></", ">x</") + _EXCLUSIVE),
        ("a foreign element", _ENVELOPED + "<e xmlns='urn:e'/>" + _EXCLUSIVE),
        ("text between", _ENVELOPED + "x" + _EXCLUSIVE),
        *((f"{form} with comments", _ENVELOPED + named.format(form)) for form in _COMMENTS),
    ):
        text = f"<ds:Transforms>{inside}</ds:Transforms>"
        yield attack(f"transforms, {name}", signed_by_genuine(genuine_root(), transforms=text))
        if "PrefixList" not in name:
            form = replace(genuine_form(), transforms=text)
            evil = enveloped(metadata(evil_information()), genuine().communications_key, form, covered=b"")
            yield attack(f"transforms, {name}, digest of nothing", evil)
    yield attack("no Transforms", signed_by_genuine(genuine_root(), transforms=""))
    twice = f"<ds:Transforms>{_ENVELOPED}</ds:Transforms><ds:Transforms>{_EXCLUSIVE}</ds:Transforms>"
    yield attack("Transforms twice", signed_by_genuine(genuine_root(), transforms=twice))


def _canonical_forms() -> Iterator[Attack]:
    """Of SignedInfo, and of documents that have no canonical form or one that reads differently."""
    element = '<ds:CanonicalizationMethod Algorithm="{}">{}</ds:CanonicalizationMethod>'
    prefixes = f'<i:InclusiveNamespaces xmlns:i="{EXCLUSIVE}" PrefixList="ds #default"/>'
    for name, text in (
        *((f"{form[-30:]}", element.format(form, "")) for form in _COMMENTS),
        ("PrefixList", element.format(EXCLUSIVE, prefixes)),
        ("unknown", element.format("urn:evil", "")),
        ("empty", element.format("", "")),
        ("without algorithm", "<ds:CanonicalizationMethod/>"),
        ("a transform", element.format(ENVELOPED, "")),
        ("XSLT", element.format("http://www.w3.org/TR/1999/REC-xslt-19991116", "")),
        ("minimal", element.format("http://www.w3.org/2000/09/xmldsig#minimal", "")),
        ("C14N 2.0", element.format("http://www.w3.org/2010/xml-c14n2", "")),
    ):
        yield attack(f"canonical form of SignedInfo, {name}", signed_by_genuine(genuine_root(), canonical_form=text))
    document = genuine_document()
    for name, old, new in (
        ("relative namespace on the root", "<Metadata ", '<Metadata xmlns:r="relative" '),
        ("relative namespace in use", "</Metadata>", '<r:r xmlns:r="relative"/></Metadata>'),
        ("relative namespace in the signature", "<ds:SignedInfo>", '<ds:SignedInfo xmlns:r="relative">'),
        ("undeclared default namespace", "<Version>", '<Version xmlns="">'),
        ("another default namespace", "<Version>", '<Version xmlns="urn:e">'),
        ("undeclared prefix", "<Version>", "<q:Version>"),
        ("prefix bound to nothing", "<Metadata ", '<Metadata xmlns:q="" '),
        ("prefix xml bound anew", "<Metadata ", '<Metadata xmlns:xml="urn:e" '),
        ("prefix xmlns bound", "<Metadata ", '<Metadata xmlns:xmlns="urn:e" '),
        ("prefix ds bound anew", "<ds:SignedInfo>", '<ds:SignedInfo xmlns:ds="urn:e">'),
        ("one attribute twice", "<Metadata ", '<Metadata Version="1" '),
        (
            "one attribute twice under two prefixes",
            "<Metadata ",
            '<Metadata xmlns:a="urn:e" xmlns:b="urn:e" a:x="1" b:x="2" ',
        ),
        ("an attribute of the genuine namespace", ' Version="1"', f' xmlns:k="{genuine_namespace()}" k:Version="1"'),
    ):
        yield attack(name, document.replace(old, new, 1))


def genuine_namespace() -> str:
    root = genuine_root()
    return root[root.index('xmlns="') + 7 : root.index('" Version')]


def _inherited_attributes() -> Iterator[Attack]:
    """Attributes that canonical forms carry down, or that change what a schema sees; signed with them in place."""
    schema = 'xmlns:s="http://www.w3.org/2001/XMLSchema-instance"'
    for text in (
        'xml:base="http://127.0.0.1:9/"',
        'xml:lang="en"',
        'xml:space="preserve"',
        'xml:id="x"',
        f'{schema} s:type="Metadata"',
        f'{schema} s:nil="true"',
        f'{schema} s:schemaLocation="urn:e http://127.0.0.1:9/evil.xsd"',
    ):
        name = text.rpartition(" ")[2]
        root = metadata(genuine_information(), attributes=f' Version="1" ID="m1" {text}')
        yield attack(f"{name} on the root", signed_by_genuine(root))
        for element in ("GuardianInformation", "Version", "SigningCertificate"):
            information = str(genuine_information()).replace(f"<{element}>", f"<{element} {text}>", 1)
            yield attack(f"{name} on {element}", signed_by_genuine(metadata(information)))
    sign = sign_with(genuine().communications_key)
    for attribute in ('xml:base="x"', 'xml:lang="en"', 'x="y"', 'Id="x" Id2="y"'):
        signature = genuine_form().signature(canonical_bytes(genuine_root()), sign)
        yield attack(
            f"{attribute} on the signature",
            put(genuine_root(), signature.replace("<ds:Signature ", f"<ds:Signature {attribute} ", 1)),
        )
