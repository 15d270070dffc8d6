# SPDX-License-Identifier: Apache-2.0
"""From the bytes of an answer file to its elements, or to the reasons why it cannot be read (rules of group A).

It is somebody's own file, so comments and CDATA are fine; document types and entities are refused before parsing.
"""

import codecs
import re
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from shieldwiz.answerfile.tables import LINUX, UNATTEND
from shieldwiz.foreign_text import shown

MAX_ANSWER_FILE = 262_144
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARATION = re.compile(
    r"""\A\s{0,64}<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z][\w.:-]{0,40})["'][^>]{0,200}>"""
)
# Encodings of text; Python knows others, that unpack data or take minutes.
_CODE_PAGE = re.compile(
    r"utf-8|utf-16-[lb]e|(?:windows|cp|ibm)-?[0-9]{3,4}|iso-?8859-[0-9]{1,2}|latin-?1|koi8-[ru]|shift_jis|gbk|gb2312|gb18030"
    r"|big5|euc-(?:jp|kr)"
)
_ANY_DECLARATION = re.compile(r"\A<\?xml\b[^>]{0,400}\?>")
_NOT_READ = re.compile(r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_ROOTS = {"unattend": ("windows", UNATTEND), "LinuxOSSpecialization": ("linux", LINUX)}
_OTHER_SYSTEMS = {
    "profile": "AutoYaST",
    "autoinstall": "another Linux system",
    "domain": "libvirt",
    "DISKDESC": "another program",
}
# The parser's own words would repeat what stands in the file, and that may be half a password.
_WORDS = {
    "ERR_TAG_NAME_MISMATCH": "an element is closed under another name than it was opened",
    "ERR_TAG_NOT_FINISHED": "an element is never closed",
    "ERR_GT_REQUIRED": "a tag does not end with >",
    "ERR_NAME_REQUIRED": "a < or & stands where only text may stand (write &lt; or &amp;)",
    "ERR_LT_REQUIRED": "a tag is not written as it should be",
    "ERR_UNDECLARED_ENTITY": "an & stands in a text (write &amp;)",
    "ERR_ENTITYREF_SEMICOL_MISSING": "an & stands in a text (write &amp;)",
    "ERR_LT_IN_ATTRIBUTE": "a < stands in an attribute (write &lt;)",
    "ERR_ATTRIBUTE_REDEFINED": "an attribute stands twice",
    "ERR_ATTRIBUTE_WITHOUT_VALUE": "an attribute has no value",
    "ERR_ATTRIBUTE_NOT_STARTED": "the value of an attribute has no quotes",
    "ERR_SPACE_REQUIRED": "a blank is missing between two attributes",
    "ERR_DOCUMENT_END": "something stands after the last element",
    "ERR_DOCUMENT_EMPTY": "something stands above the first element",
    "ERR_RESERVED_XML_NAME": "something stands above the XML declaration",
    "ERR_INVALID_CHAR": "it contains a character that XML does not allow",
    "ERR_INVALID_CHARREF": "it contains a character that XML does not allow",
    "NS_ERR_UNDEFINED_NAMESPACE": "a prefix is used that was never declared",
    "ERR_HYPHEN_IN_COMMENT": "two hyphens stand inside a comment",
    "ERR_COMMENT_NOT_FINISHED": "a comment is never closed",
}


class Fault(NamedTuple):
    """A rule of group A that fired: its id, what its message is about, and the line."""

    rule: str
    about: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """The elements of an answer file. `encoding` is utf-8, utf-16-le or utf-16-be, or what it says itself."""

    root: etree._Element
    text: str
    system: str
    encoding: str
    has_bom: bool


def read_document(data: bytes) -> tuple[Document | None, tuple[Fault, ...]]:
    """The document, or None and why; an odd encoding is a fault that does not stop."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        return None, (Fault("AF-FILE-EMPTY"),)
    if len(data) > MAX_ANSWER_FILE:
        return None, (Fault("AF-FILE-HUGE"),)
    text, encoding, has_bom, faults = _decode(data)
    if text is None:
        return None, faults
    bare = _NOT_READ.sub("", text)
    if re.search(r"<!(?:DOCTYPE|ENTITY)", bare, re.IGNORECASE):
        return None, (*faults, Fault("AF-XML-DOCTYPE"))
    root = _parse(text)
    if isinstance(root, Fault):
        return None, (*faults, root)
    wrong = _wrong_root(root)
    if wrong is not None:
        return None, (*faults, wrong)
    system, _ = _ROOTS[etree.QName(root).localname]
    return Document(root, text, system, encoding, has_bom), faults


def decoded(data: bytes) -> str:
    """The text of an answer file as well as it can be shown; never fails."""
    text, _, _, _ = _decode(data)
    return text if text is not None else data.decode("utf-8", errors="replace")


def _decode(data: bytes) -> tuple[str | None, str, bool, tuple[Fault, ...]]:
    marked = next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), None)
    rest = data[len(marked[0]) :] if marked is not None else data
    said = _said_encoding(rest, marked[1] if marked is not None else "ascii")
    if marked is not None:
        name = marked[1]
        if said and said.replace("_", "-") not in _agreeing(name):
            return None, name, True, (Fault("AF-XML-ENCODING"),)
        faults: tuple[Fault, ...] = ()
    elif said.startswith(("utf-16", "ucs")):
        return None, said, False, (Fault("AF-XML-ENCODING"),)
    else:
        name = said if said not in ("", "utf8", "us-ascii", "ascii") else "utf-8"
        faults = () if name == "utf-8" else (Fault("AF-XML-ENCODING-ODD", shown(name, 40)),)
    if _CODE_PAGE.fullmatch(name) is None:
        return None, name, marked is not None, (Fault("AF-XML-ENCODING"),)
    try:
        text = rest.decode(name)
    except (UnicodeError, LookupError):
        return None, name, marked is not None, (Fault("AF-XML-ENCODING"),)
    if "\0" in text:
        return None, name, marked is not None, (Fault("AF-XML-ENCODING"),)
    return text, name, marked is not None, faults


def _said_encoding(data: bytes, encoding: str) -> str:
    """What the XML declaration says, in lower case; "" where it says nothing."""
    beginning = data[:1200].decode(encoding, errors="replace")
    found = _DECLARATION.match(beginning)
    return found[1].lower() if found is not None else ""


def _agreeing(name: str) -> tuple[str, ...]:
    return ("utf-8", "utf8", "us-ascii", "ascii") if name == "utf-8" else ("utf-16", name, name.replace("-", ""))


def _parse(text: str) -> etree._Element | Fault:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    # The declaration gives way to blanks, so that lines keep their numbers; its encoding was dealt with.
    declaration = _ANY_DECLARATION.match(text)
    if declaration is not None:
        text = re.sub(r"[^\r\n]", " ", declaration[0]) + text[declaration.end() :]
        text = _without_blanks_above(text)
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        entries = list(error.error_log)
        first = entries[0] if entries else None
        words = _WORDS.get(first.type_name if first is not None else "", "it is not well-formed XML")
        line, column = error.position
        return Fault("AF-XML-MALFORMED", f"line {line}, column {column}: {words}", line or 0)


def _without_blanks_above(text: str) -> str:
    """Blanks (but not line ends) above the first element left out: they stand for the declaration."""
    head = len(text) - len(text.lstrip(" "))
    return text[head:]


def _wrong_root(root: etree._Element) -> Fault | None:
    name = etree.QName(root)
    if name.localname not in _ROOTS:
        other = _OTHER_SYSTEMS.get(name.localname)
        return Fault("AF-XML-ROOT", f"; it belongs to {other}" if other else "", root.sourceline or 0)
    _, namespace = _ROOTS[name.localname]
    if name.namespace != namespace:
        return Fault("AF-XML-NAMESPACE", "", root.sourceline or 0)
    bare = next((one for one in root.iter() if "}" not in str(one.tag)), None)
    return Fault("AF-XML-NAMESPACE", "", bare.sourceline or 0) if bare is not None else None
