# SPDX-License-Identifier: Apache-2.0
import base64
import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from shieldwiz import xml_reading
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.xml_reading import (
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    MAX_ELEMENTS,
    MAX_NAMESPACES,
    MAX_TAGS,
    canonical,
    decode_base64,
    element_children,
    local_name,
    parse_number,
    parse_xml,
    required_base64,
    required_number,
    required_text,
    take_attributes,
    take_children,
)


def refused(problem: Problem, rule: str = "", words: str = "") -> pytest.RaisesExc[ShieldwizError]:
    return pytest.RaisesExc(
        ShieldwizError,
        check=lambda error: (
            (error.problem, error.rule) == (problem, rule) and words in f"{error.message}{error.detail}"
        ),
    )


def namespaces(count: int) -> str:
    return "".join(f' xmlns:n{number}="urn:{number}"' for number in range(count))


def attributes(count: int) -> str:
    return "".join(f' a{number}=""' for number in range(count))


# The parser

GOOD = {
    "plain": b"<a>x</a>",
    "white space around": b" \t\r\n<a/>\n",
    "byte-order mark": codecs.BOM_UTF8 + b"<a/>",
    "declaration": b'<?xml version="1.0"?><a/>',
    "full declaration": b"<?xml\tversion = '1.0' encoding=\"Utf-8\" standalone='yes' ?>\n<a/>",
    "UTF-16, little end first": codecs.BOM_UTF16_LE
    + '<?xml version="1.0" encoding="UTF-16"?><a>é</a>'.encode("utf-16-le"),
    "UTF-16, big end first": codecs.BOM_UTF16_BE + "<a>é</a>".encode("utf-16-be"),
    "an instruction named xmlx is seen later": b"<a>&lt;?xml</a>",
    "deepest": b"<a>" * MAX_DEPTH + b"</a>" * MAX_DEPTH,
    "most elements": b"<r>" + b"<a/>" * (MAX_ELEMENTS - 1) + b"</r>",
    "most attributes": f"<a{attributes(MAX_ATTRIBUTES)}/>".encode(),
    "most namespaces": f"<a{namespaces(MAX_NAMESPACES)}/>".encode(),
    "many namespaces, never at once": b"<r>"
    + "".join(f'<a xmlns:n{number}="urn:x"/>' for number in range(40)).encode()
    + b"</r>",
}  # fmt: skip
BAD = {
    "empty": (b"", "V03"),
    "no tag": (b"x<a/>", "V03"),
    "latin 1": (b"<a>\xe9</a>", "V02"),
    "a NUL": (b"<a>\0</a>", "V02"),
    "half a character": (codecs.BOM_UTF16_LE + b"<", "V02"),
    "UTF-16 without its mark": ("<a/>".encode("utf-16-le"), "V02"),
    "says UTF-16 and is UTF-8": (b'<?xml version="1.0" encoding="UTF-16"?><a/>', "V02"),
    "says UTF-8 and is UTF-16": (
        codecs.BOM_UTF16_LE + '<?xml version="1.0" encoding="utf-8"?><a/>'.encode("utf-16-le"), "V02"),
    "another encoding": (b'<?xml version="1.0" encoding="utf-7"?><a/>', "V02"),
    "version 1.1": (b'<?xml version="1.1"?><a/>', "V03"),
    "no version": (b'<?xml encoding="utf-8"?><a/>', "V03"),
    "two declarations": (b'<?xml version="1.0"?><?xml version="1.0"?><a/>', "V03"),
    "document type": (b"<!DOCTYPE a><a/>", "V03"),
    "entity": (b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', "V03"),
    "unknown entity": (b"<a>&e;</a>", "V04"),
    "comment before": (b"<!-- --><a/>", "V03"),
    "comment after": (b"<a/><!-- -->", "V03"),
    "instruction before": (b"<?p x?><a/>", "V03"),
    "comment inside": (b"<a><!-- --></a>", "V04"),
    "instruction inside": (b"<a><?p x?></a>", "V04"),
    "CDATA": (b"<a><![CDATA[x]]></a>", "V04"),
    "not closed": (b"<a>", "V04"),
    "two roots": (b"<a/><b/>", "V04"),
    "prefix of nobody": (b"<n:a/>", "V04"),
    "control character": (b"<a>\x01</a>", "V04"),
}  # fmt: skip
FAR_BEYOND = {
    "tags": b"<r>" + b"<a/>" * MAX_TAGS + b"</r>",
    "elements": b"<r>" + b"<a/>" * MAX_ELEMENTS + b"</r>",
    "deep": b"<a>" * (MAX_DEPTH + 1) + b"</a>" * (MAX_DEPTH + 1),
    "attributes": f"<a{attributes(MAX_ATTRIBUTES + 1)}/>".encode(),
    "namespaces": f"<a{namespaces(MAX_NAMESPACES + 1)}/>".encode(),
}


@pytest.mark.parametrize("data", GOOD.values(), ids=GOOD)
def test_elements_and_text_are_read(data: bytes) -> None:
    assert parse_xml(data).tag in {"a", "r"}


@pytest.mark.parametrize(("data", "rule"), BAD.values(), ids=BAD)
def test_everything_else_is_refused_by_its_rule(data: bytes, rule: str) -> None:
    with refused(Problem.XML, rule):
        parse_xml(data)


@pytest.mark.parametrize("data", FAR_BEYOND.values(), ids=FAR_BEYOND)
def test_what_no_such_file_needs_is_refused(data: bytes) -> None:
    with refused(Problem.LIMITS, "V04"):
        parse_xml(data)


def test_utf_16_is_read_only_where_it_is_allowed() -> None:
    with refused(Problem.XML, "V02"):
        parse_xml(codecs.BOM_UTF16_LE + "<a/>".encode("utf-16-le"), utf16=False)


def test_a_document_type_that_the_text_does_not_show_is_refused_too() -> None:
    root = etree.fromstring(b"<!DOCTYPE a><a/>")
    with refused(Problem.XML, "V03", "document type"):
        xml_reading._check_tree(root, "<a/>")


def test_a_parser_without_words_is_named() -> None:
    assert xml_reading._parser_message(ValueError()) == "ValueError"


def test_the_canonical_form_of_the_whole_and_of_a_part() -> None:
    root = parse_xml(b"<?xml version='1.0'?><n:r xmlns:n='urn:n' xmlns:m='urn:m'><n:a b='2' a='1'/></n:r>")
    assert canonical(root, exclusive=False) == (b'<n:r xmlns:m="urn:m" xmlns:n="urn:n"><n:a a="1" b="2"></n:a></n:r>')
    assert canonical(root[0]) == b'<n:a xmlns:n="urn:n" a="1" b="2"></n:a>'


def test_a_relative_namespace_has_no_canonical_form() -> None:
    with refused(Problem.XML, "V04", "canonical"):
        canonical(parse_xml(b"<a xmlns='relative'/>"))


# The small readers


def element(text: str) -> etree._Element:
    return parse_xml(text.encode())


def test_children_are_taken_in_their_order() -> None:
    root = element("<r xmlns='urn:r'> <a/>\n<b/> </r>")
    names = ("{urn:r}a", "{urn:r}x", "{urn:r}b")
    assert list(take_children(root, names, optional=frozenset(names[1:2]))) == ["{urn:r}a", "{urn:r}b"]
    with refused(Problem.STRUCTURE, "", "x is missing or not in its place"):
        take_children(root, names)
    with refused(Problem.STRUCTURE, "", "b does not belong there, or is there twice"):
        take_children(root, names[:1])
    with refused(Problem.STRUCTURE, "", "text stands between"):
        take_children(root, names, optional=frozenset(names), white_space=False)
    with refused(Problem.STRUCTURE, "", "a is missing"):
        take_children(element("<r><b/></r>"), ("a", "b"))


@pytest.mark.parametrize("text", ["<r>x<a/></r>", "<r><a/>x</r>", "<r><a/>\u00a0</r>"])
def test_text_between_elements_is_refused(text: str) -> None:
    with refused(Problem.STRUCTURE, "", "r, line 1"):
        element_children(element(text))


def test_attributes_are_exactly_those_expected() -> None:
    assert take_attributes(element("<a x='1' y='2'/>"), "x", "y") == {"x": "1", "y": "2"}
    assert take_attributes(element("<a y='2' x='1'/>"), "x", "y") == {"x": "1", "y": "2"}
    assert take_attributes(element("<a/>")) == {}
    with refused(Problem.STRUCTURE, "", "attribute y is missing"):
        take_attributes(element("<a x='1'/>"), "x", "y")
    with refused(Problem.STRUCTURE, "", "attribute z does not belong"):
        take_attributes(element("<a x='1' z=''/>"), "x")


def test_a_text_is_a_text() -> None:
    assert required_text(element("<a> x </a>")) == " x "
    with refused(Problem.VALUE, "", "it is empty"):
        required_text(element("<a></a>"))
    with refused(Problem.STRUCTURE, "", "text alone"):
        required_text(element("<a>x<b/></a>"))


@pytest.mark.parametrize("text", ["0", "7", "4294967295"])
def test_numbers(text: str) -> None:
    assert required_number(element(f"<a>{text}</a>")) == int(text)


@pytest.mark.parametrize(
    "text", ["", "01", "-1", "+1", " 1", "1 ", "4294967296", "99999999999", "١", "1_0", "1\n", "0x1"]
)
def test_what_is_no_number(text: str) -> None:
    with refused(Problem.VALUE, "", "Version"):
        parse_number(text, "Version")


def test_leading_zeros_where_they_are_allowed() -> None:
    assert parse_number("0000000007", "Version", leading_zeros=True) == 7
    with refused(Problem.VALUE):
        parse_number("00000000007", "Version", leading_zeros=True)


@given(st.binary(min_size=1, max_size=100))
def test_base64_comes_back(data: bytes) -> None:
    text = base64.b64encode(data).decode()
    assert decode_base64(text) == data
    root = etree.Element("a")
    root.text = f"\n {text[:5]}\t{text[5:]}\r\n"
    assert required_base64(root, limit=len(data)) == data


@pytest.mark.parametrize("text", ["QQ", "QQ=", "QR==", "QQ==QQ==", "QQ-_", "Q Q==", "QQ==\n", "é", "QQ==="])
def test_no_other_spelling_of_base64_is_read(text: str) -> None:
    assert decode_base64(text) is None
    with refused(Problem.VALUE, "", "canonical base64"):
        required_base64(element(f"<a>{text}</a>"), limit=100, white_space=False)


def test_base64_has_a_limit() -> None:
    assert required_base64(element("<a>QUJD</a>"), limit=3) == b"ABC"
    with refused(Problem.VALUE, "", "longer than 3 bytes"):
        required_base64(element("<a>QUJDRA==</a>"), limit=3)
    with refused(Problem.VALUE, "", "longer than 1 bytes"):
        required_base64(element("<a>QUI=</a>"), limit=1)
    with refused(Problem.VALUE, "", "empty"):
        required_base64(element("<a> </a>"), limit=1)


def test_names_are_shown_escaped_and_without_their_namespace() -> None:
    assert local_name(element("<n:a xmlns:n='urn:n'/>")) == "a"
    assert local_name(element(f"<{'a' * 70}/>")) == "a" * 60 + "…"
