# SPDX-License-Identifier: Apache-2.0
"""A seeded mutator of XML that knows elements, attributes and texts, and the ways in which XML is written."""

import codecs
import copy
from collections.abc import Callable
from random import Random

from lxml import etree

from tests.fuzz.mutators import mutate_bytes

_NAMES = ("Metadata", "Wrapping", "Signature", "Parameters", "Certificate", "Object", "Contents", "Id", "x")
_SPACES = ("http://schemas.microsoft.com/kps/2014/07", "http://www.w3.org/2000/09/xmldsig#", "urn:e", "relative", "")
_VALUES = (
    "", " ", "0", "1", "2", "-1", "01", "65", "4294967295", "4294967296", "9" * 40, "true", "#", "#m1",
    "#_metadata", "é", "\u202e", "\u00a0", "AAAA", "AA==", "A" * 400, "none", "../x", "CON", "http://www.w3.org/2000/09/xmldsig#sha1",
    "http://www.w3.org/2000/09/xmldsig#enveloped-signature", "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
    "http://www.w3.org/2001/10/xml-exc-c14n#", "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
    "http://www.w3.org/TR/1999/REC-xslt-19991116", "http://www.w3.org/TR/1999/REC-xpath-19991116",
)  # fmt: skip
_ATTRIBUTES = (
    "ID", "Id", "id", "Algorithm", "URI", "Version", "Type", "WrappingId", "ParentWrappingId", "Name", "x",
    "MaxOfflineUnwraps", "{http://www.w3.org/XML/1998/namespace}base", "{http://www.w3.org/XML/1998/namespace}id",
)  # fmt: skip


def mutate_xml(random: Random, data: bytes, relative: bytes) -> bytes:
    """One to three changes of elements, written again in one of the ways in which XML is written."""
    root, other = _parsed(data), _parsed(relative)
    if root is None or other is None:
        return mutate_bytes(random, data, relative)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        node = random.choice(list(root.iter("*")))
        random.choice(_XML_CHANGES)(random, node, random.choice(list(other.iter("*"))))
    return random.choice(_WRITERS)(root)


def _parsed(data: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        return None


def _copy(node: etree._Element) -> etree._Element:
    return copy.deepcopy(node)


def _no_change(random: Random, node: etree._Element, other: etree._Element) -> None:
    """Only written again."""


def _twice(random: Random, node: etree._Element, other: etree._Element) -> None:
    if node.getparent() is not None:
        for _ in range(random.choice((1, 1, 1, 70))):
            node.addnext(_copy(node))


def _remove(random: Random, node: etree._Element, other: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _move_up(random: Random, node: etree._Element, other: etree._Element) -> None:
    before = node.getprevious()
    if before is not None and node.getparent() is not None:
        before.addprevious(node)


def _graft(random: Random, node: etree._Element, other: etree._Element) -> None:
    """A part of the relative inside, beside, or in the place of this one."""
    where = random.randrange(3)
    parent = node.getparent()
    if where == 0 or parent is None:
        node.insert(random.randrange(len(node) + 1), _copy(other))
    elif where == 1:
        node.addnext(_copy(other))
    else:
        parent.replace(node, _copy(other))


def _same_of_relative(random: Random, node: etree._Element, other: etree._Element) -> None:
    """The relative's element of the same name in the place of this one: what mixing two sound files does."""
    same = [one for one in other.getroottree().getroot().iter("*") if one.tag == node.tag]
    parent = node.getparent()
    if same and parent is not None:
        parent.replace(node, _copy(random.choice(same)))


def _wrap(random: Random, node: etree._Element, other: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        outside = etree.Element(f"{{urn:e}}{random.choice(_NAMES)}")
        parent.replace(node, outside)
        outside.append(node)


def _rename(random: Random, node: etree._Element, other: etree._Element) -> None:
    if isinstance(node.tag, str):
        space = random.choice(_SPACES)
        name = random.choice((etree.QName(node).localname, random.choice(_NAMES)))
        node.tag = f"{{{space}}}{name}" if space else name


def _set_text(random: Random, node: etree._Element, other: etree._Element) -> None:
    text = node.text or ""
    choices = (
        random.choice(_VALUES),
        other.text or "",
        text[:-1],
        text[1:],
        text + "=",
        f" {text}\n",
        text[::-1],
        text * 2,
    )
    node.text = random.choice(choices)


def _letter_of_text(random: Random, node: etree._Element, other: etree._Element) -> None:
    text = node.text or "x"
    at = random.randrange(len(text))
    node.text = text[:at] + random.choice("AZaz09+/=-_ \u00a0") + text[at + 1 :]


def _set_tail(random: Random, node: etree._Element, other: etree._Element) -> None:
    node.tail = random.choice(("\n", " ", "x", "\r", None))


def _set_attribute(random: Random, node: etree._Element, other: etree._Element) -> None:
    name = random.choice((*_ATTRIBUTES, *map(str, node.attrib)))
    node.set(name, random.choice((*_VALUES, *map(str, other.attrib.values()))))


def _drop_attribute(random: Random, node: etree._Element, other: etree._Element) -> None:
    if node.attrib:
        del node.attrib[random.choice(list(node.attrib))]


def _put_node(random: Random, node: etree._Element, other: etree._Element) -> None:
    made = random.choice((etree.Comment("x"), etree.ProcessingInstruction("x", "y"), etree.Element("x")))
    text = node.text
    node.insert(0, made)
    if text and random.random() < 0.7:  # in the midst of the text
        half = random.randrange(len(text) + 1)
        node.text, made.tail = text[:half], text[half:]


def _deepen(random: Random, node: etree._Element, other: etree._Element) -> None:
    for _ in range(random.choice((5, 31, 40, 300))):
        node = etree.SubElement(node, "{urn:e}d")


_XML_CHANGES: tuple[Callable[[Random, etree._Element, etree._Element], None], ...] = (
    _no_change, _twice, _remove, _move_up, _graft, _same_of_relative, _same_of_relative, _wrap, _rename, _set_text,
    _letter_of_text, _letter_of_text, _set_tail, _set_attribute, _set_attribute, _drop_attribute, _put_node, _deepen,
)  # fmt: skip


def _canonical(root: etree._Element) -> bytes:
    try:
        return etree.tostring(root, method="c14n", exclusive=True, with_comments=True)
    except (etree.LxmlError, ValueError):  # a relative namespace
        return etree.tostring(root)


def _declared(root: etree._Element) -> bytes:
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + _canonical(root)


_WRITERS: tuple[Callable[[etree._Element], bytes], ...] = (
    _declared,
    _declared,
    _canonical,
    etree.tostring,
    lambda root: codecs.BOM_UTF8 + etree.tostring(root, encoding="utf-8"),
    lambda root: etree.tostring(root, encoding="utf-16"),
    lambda root: etree.tostring(root, encoding="utf-8", xml_declaration=True, standalone=True),
    lambda root: etree.tostring(root, pretty_print=True),
    lambda root: etree.tostring(root, encoding="utf-8").replace(b"\n", b"\r\n"),
    lambda root: etree.tostring(root, encoding="iso-8859-1"),
)
