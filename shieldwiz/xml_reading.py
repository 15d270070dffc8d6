# SPDX-License-Identifier: Apache-2.0
"""The one hardened XML parser, and small readers that take exactly what they expect and refuse the rest.

Errors are `ShieldwizError`: `XML` and `LIMITS` name their rule (V02 to V04); `STRUCTURE` and `VALUE` leave it to the
format that reads, since the same fault has another rule number in each format.
"""

import binascii
import codecs
import re
from collections.abc import Iterable

from lxml import etree

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown

KPS = "http://schemas.microsoft.com/kps/2014/07"
DS = "http://www.w3.org/2000/09/xmldsig#"
XENC = "http://www.w3.org/2001/04/xmlenc#"
XENC11 = "http://www.w3.org/2009/xmlenc11#"
DSIG_MORE = "http://www.w3.org/2021/04/xmldsig-more#"

MAX_TAGS = 8_192  # every "<", counted before parsing
MAX_ELEMENTS = 2_000
MAX_DEPTH = 32
MAX_ATTRIBUTES = 16  # canonicalisation is quadratic in the attributes of one element
MAX_NAMESPACES = 16

_DECLARATION = (  # compiled where it is met, by `re` itself
    r"""<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?P<v>["'])(?P<version>[^"'<>]*)(?P=v)"""
    r"""(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?P<e>["'])(?P<encoding>[A-Za-z][A-Za-z0-9._-]*)(?P=e))?"""
    r"""(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*["'](?:yes|no)["'])?[ \t\r\n]*\?>"""
)
_XML_SPACE = " \t\r\n"
_NAMESPACE_DECLARATION = re.compile(r"xmlns(?::[^\s=>]*)?")
_TOO_DEEP = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")


def parse_xml(data: bytes, *, utf16: bool = True) -> etree._Element:
    """The root element of a document that holds nothing but elements and text, within the limits above.

    `data`: strict UTF-8 (a byte-order mark is allowed) or, where `utf16`, UTF-16 with a byte-order mark. Raises `XML`
    (rules V02, V03, V04) and `LIMITS` (V04).
    """
    text = _decode(data, utf16=utf16)
    _check_prolog(text)
    if text.count("<") > MAX_TAGS:
        raise _limits(f"it has more than {MAX_TAGS:,} tags")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=False,
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise _xml("V04", f"it is not well-formed: {shown(_parser_message(error))}") from error
    _check_tree(root, text)
    return root


def _decode(data: bytes, *, utf16: bool) -> str:
    """V02: the text behind the bytes, its declaration removed and checked against them."""
    is_utf16 = utf16 and data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if is_utf16 else "utf-8-sig", errors="strict")
    except UnicodeDecodeError as error:
        raise _xml("V02", "its text is neither UTF-8 nor UTF-16 with a byte-order mark") from error
    if "\0" in text:
        raise _xml("V02", "it contains a NUL character")
    if not text.startswith("<?xml") or text[5:6] not in _XML_SPACE:
        return text
    declaration = re.match(_DECLARATION, text)
    if declaration is None or declaration["version"] != "1.0":
        raise _xml("V03", "its XML declaration is malformed or not of version 1.0")
    encoding = (declaration["encoding"] or "").lower()
    if encoding not in ("", "utf-16" if is_utf16 else "utf-8"):
        raise _xml("V02", f"it says it is encoded as {shown(encoding)}, which it is not or must not be")
    rest = text[declaration.end() :]
    if rest.startswith("<?xml"):  # the parser would take it for the first one
        raise _xml("V03", "it has a second XML declaration")
    return rest


def _check_prolog(text: str) -> None:
    """V03: no DOCTYPE and no entity declaration anywhere, and nothing but white space before the first tag."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise _xml("V03", "it contains a document type or an entity declaration")
    if not text.lstrip(_XML_SPACE).startswith("<"):
        raise _xml("V03", "it does not begin with a tag")


def _check_tree(root: etree._Element, text: str) -> None:
    """V03 for what stands beside the root, V04 for what stands inside it."""
    if root.getprevious() is not None or root.getnext() is not None:
        raise _xml("V03", "a comment or an instruction stands beside the root element")
    if root.getroottree().docinfo.doctype:
        raise _xml("V03", "it contains a document type")
    if "<![CDATA[" in text:
        raise _xml("V04", "it contains a CDATA section")
    nodes = list(root.iter())
    if len(nodes) > MAX_ELEMENTS:
        raise _limits(f"it has more than {MAX_ELEMENTS:,} elements")
    # Collecting what is in scope for every element is slow, and there cannot be more than there are prefixes.
    may_have_many_namespaces = len(set(_NAMESPACE_DECLARATION.findall(text))) > MAX_NAMESPACES
    for node in nodes:
        if not isinstance(node.tag, str):
            raise _xml("V04", f"it contains a comment, an instruction or an entity (line {node.sourceline})")
        if len(node.attrib) > MAX_ATTRIBUTES:
            raise _limits(f"an element has more than {MAX_ATTRIBUTES} attributes")
        if may_have_many_namespaces and len(node.nsmap) > MAX_NAMESPACES:
            raise _limits(f"more than {MAX_NAMESPACES} namespaces are declared at once")
    if _TOO_DEEP(root):
        raise _limits(f"it is nested more than {MAX_DEPTH} deep")


def canonical(element: etree._Element, *, exclusive: bool = True) -> bytes:
    """Canonical XML without comments of a whole document's root, or (exclusive only) of one element in place.

    Raises `XML` where the form does not exist (a relative namespace URI).
    """
    try:
        return etree.tostring(element, method="c14n", exclusive=exclusive, with_comments=False)
    except (etree.LxmlError, ValueError) as error:
        raise _xml("V04", "it has no canonical form") from error


def local_name(element: etree._Element) -> str:
    """The element's name for people, without its namespace."""
    return shown(etree.QName(element).localname, 60)


def take_children(
    parent: etree._Element, names: Iterable[str], *, optional: frozenset[str] = frozenset(), white_space: bool = True
) -> dict[str, etree._Element]:
    """The children of `parent`, which must be exactly `names` in order, `optional` ones possibly absent.

    Names are in Clark notation (`{namespace}local`). Raises `STRUCTURE` for anything else, and for text between the
    children (white space is allowed unless `white_space` is off).
    """
    children = element_children(parent, white_space=white_space)
    found: dict[str, etree._Element] = {}
    at = 0
    for name in names:
        if at < len(children) and children[at].tag == name:
            found[name] = children[at]
            at += 1
        elif name not in optional:
            raise _structure(parent, f"{shown(etree.QName(name).localname, 60)} is missing or not in its place")
    if at < len(children):
        raise _structure(parent, f"{local_name(children[at])} does not belong there, or is there twice")
    return found


def element_children(parent: etree._Element, *, white_space: bool = True) -> list[etree._Element]:
    """All child elements; raises `STRUCTURE` for text between them."""
    children = list(parent)
    for text in (parent.text, *[child.tail for child in children]):
        if text and (not white_space or text.strip(_XML_SPACE)):
            raise _structure(parent, "text stands between its elements")
    return children


def take_attributes(element: etree._Element, *names: str) -> dict[str, str]:
    """The attributes of `element`, which must be exactly `names`. Raises `STRUCTURE`."""
    attributes = dict(element.items())
    if tuple(attributes) == names:
        return attributes
    for name in names:
        if name not in attributes:
            raise _structure(element, f"the attribute {name} is missing")
    for name in attributes:
        if name not in names:
            raise _structure(element, f"the attribute {shown(name, 60)} does not belong there")
    return attributes


def required_text(element: etree._Element) -> str:
    """The text of an element without children, not empty. Raises `STRUCTURE` or `VALUE`."""
    if len(element):
        raise _structure(element, "it must hold text alone")
    if not element.text:
        raise value_error(element, "it is empty")
    return element.text


def required_number(element: etree._Element, *, leading_zeros: bool = False) -> int:
    """A number from 0 to 4294967295. Raises `VALUE`."""
    return parse_number(required_text(element), local_name(element), leading_zeros=leading_zeros)


def parse_number(text: str, place: str, *, leading_zeros: bool = False) -> int:
    """`text` as a number from 0 to 4294967295, ASCII digits alone. Raises `VALUE` naming `place`."""
    pattern = r"[0-9]{1,10}" if leading_zeros else r"0|[1-9][0-9]{0,9}"
    if re.fullmatch(pattern, text) is None or int(text) > 0xFFFF_FFFF:
        raise ShieldwizError(Problem.VALUE, f"{place} is not a number from 0 to 4294967295.", detail=place)
    return int(text)


def required_base64(element: etree._Element, *, limit: int, white_space: bool = True) -> bytes:
    """The bytes behind canonical base64 (RFC 4648 with padding), 1 to `limit` of them.

    Space, tab, CR and LF are removed first unless `white_space` is off. Raises `STRUCTURE` or `VALUE`.
    """
    text = required_text(element)
    if white_space:
        text = text.translate({ord(c): None for c in _XML_SPACE})
    if len(text) > (limit + 2) // 3 * 4:
        raise value_error(element, f"it is longer than {limit:,} bytes")
    data = decode_base64(text)
    if data is None:
        raise value_error(element, "it is not canonical base64")
    if not 0 < len(data) <= limit:
        raise value_error(element, f"it is empty or longer than {limit:,} bytes")
    return data


def decode_base64(text: str) -> bytes | None:
    """The bytes behind one spelling of base64 (padding, no white space, no spare bits), or None."""
    try:
        data = binascii.a2b_base64(text)  # skips what is no base64, so that the comparison below fails
    except ValueError:
        return None
    return data if binascii.b2a_base64(data, newline=False).decode("ascii") == text else None


def value_error(element: etree._Element, what: str) -> ShieldwizError:
    """A `VALUE` refusal that names the element and its line."""
    name = local_name(element)
    return ShieldwizError(Problem.VALUE, f"The value of {name} is not allowed: {what}.", detail=_place(element))


def _structure(element: etree._Element, what: str) -> ShieldwizError:
    return ShieldwizError(
        Problem.STRUCTURE, f"The structure of {local_name(element)} is not allowed: {what}.", detail=_place(element)
    )


def _place(element: etree._Element) -> str:
    return f"{local_name(element)}, line {element.sourceline}"


def _xml(rule: str, what: str) -> ShieldwizError:
    return ShieldwizError(Problem.XML, f"The XML is not acceptable: {what}.", rule=rule)


def _limits(what: str) -> ShieldwizError:
    return ShieldwizError(Problem.LIMITS, f"The XML is far beyond what such a file needs: {what}.", rule="V04")


def _parser_message(error: Exception) -> str:
    return str(getattr(error, "msg", error)) or type(error).__name__  # without lxml's made-up name of the document
