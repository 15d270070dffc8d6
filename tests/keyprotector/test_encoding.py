# SPDX-License-Identifier: Apache-2.0

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.keyprotector.encoding import MAX_FILE, MAX_PROTECTOR, Form, frame, read_key_protector
from shieldwiz.keyprotector.verify import judge
from shieldwiz.xml_reading import KPS
from tests.keyprotector.parties import FORMATS

NONE = b"\x00\x00\x00\x04"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
XML = (FORMATS / "existing-vm.kp.xml").read_bytes().removeprefix(DECLARATION)


def refusal(data: bytes) -> ShieldwizError:
    with pytest.raises(ShieldwizError) as caught:
        read_key_protector(data)
    return caught.value


def inside(data: bytes) -> bytes:
    protector = read_key_protector(data).protector
    assert protector is not None
    assert judge(protector).is_verified
    return protector.xml


@pytest.mark.parametrize("form", Form)
def test_what_is_written_is_read(form: Form) -> None:
    file = read_key_protector(frame(XML, form))
    assert file.form is form
    assert file.protector is not None
    assert file.protector.xml == XML


def test_the_forms_are_those_of_the_samples() -> None:
    assert frame(XML, Form.XML) == (FORMATS / "existing-vm.kp.xml").read_bytes()
    assert frame(XML, Form.BINARY) == (FORMATS / "existing-vm.kp").read_bytes()
    sample = (FORMATS / "existing-vm.kp.txt").read_bytes()
    assert frame(XML, Form.TEXT) == sample.decode("utf-16").encode("ascii")


def test_no_protector_is_written_and_read() -> None:
    assert frame(None, Form.BINARY) == NONE
    assert frame(None, Form.TEXT) == b"0\r\n0\r\n0\r\n4\r\n"
    for form in (Form.BINARY, Form.TEXT):
        file = read_key_protector(frame(None, form))
        assert (file.form, file.protector) == (form, None)
    with pytest.raises(ShieldwizError) as caught:
        frame(None, Form.XML)
    assert caught.value.problem is Problem.KIND


@pytest.mark.parametrize(
    "document",
    [
        XML,
        DECLARATION + XML + b"\r\n",
        codecs.BOM_UTF8 + DECLARATION + b"  \t\r\n" + XML + b"\n\n",
        b"<?xml version='1.0' standalone='yes'?>" + XML,
        codecs.BOM_UTF16_LE + XML.decode().encode("utf-16-le"),
        codecs.BOM_UTF16_LE + ('<?xml version="1.0" encoding="UTF-16"?>' + XML.decode()).encode("utf-16-le"),
        (len(XML) + 4).to_bytes(4, "big") + XML,
        " ".join(str(byte) for byte in XML).encode(),
        codecs.BOM_UTF8 + b"\r\n" + "\t".join(str(byte) for byte in (len(XML) + 4).to_bytes(4, "big") + XML).encode(),
        codecs.BOM_UTF16_LE + "\u3000\r\n".join(str(byte) for byte in XML).encode("utf-16-le"),
    ],
    ids=[
        "bare",
        "declared",
        "bom-and-spaces",
        "other-declaration",
        "utf16",
        "utf16-declared",
        "binary",
        "numbers-of-xml",
        "numbers-in-utf8",
        "numbers-in-utf16",
    ],
)
def test_the_bytes_inside_stay_what_they_were(document: bytes) -> None:
    assert inside(document) == XML


def test_a_foreign_spelling_is_kept() -> None:
    foreign = XML.replace(b"<Protector ", b"<k:Protector xmlns:k='" + KPS.encode() + b"' xmlns:unused='urn:x' ")
    foreign = foreign.replace(b"</Protector>", b"\n</k:Protector >")
    assert foreign != XML
    assert inside(DECLARATION + foreign) == foreign
    assert frame(inside(foreign), Form.BINARY)[4:] == foreign


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", Problem.XML),
        (b"   ", Problem.XML),
        (b"no protector at all", Problem.XML),
        (b"\xff\xfe\xd8", Problem.XML),
        (codecs.BOM_UTF16_BE + XML.decode().encode("utf-16-be"), Problem.XML),
        (XML.replace(b"<Wrappings>", b"<!-- hidden --><Wrappings>"), Problem.XML),
        (XML.replace(b"<Wrappings>", b"<?hidden?><Wrappings>"), Problem.XML),
        (b"<?xml version='1.0' encoding='latin-1'?>" + XML, Problem.XML),
        (b"<Metadata xmlns='" + KPS.encode() + b"'/>", Problem.KIND),
        (b"<Protector xmlns='urn:other'/>", Problem.KIND),
        (b"<a/>" * 9000, Problem.LIMITS),
        (b"\x00\x00\x00", Problem.KP_LENGTH),
        (b"\x00\x00\x00\x05", Problem.KP_LENGTH),
        (b"\x00\x00\x00\x04 ", Problem.KP_LENGTH),
        ((len(XML) + 5).to_bytes(4, "big") + XML, Problem.KP_LENGTH),
        ((len(XML) + 4).to_bytes(4, "little") + XML, Problem.XML),
        (b"0 0 0 04", Problem.KP_TEXT),
        (b"0 0 0 256", Problem.KP_TEXT),
        (b"0 0 0 4 x", Problem.KP_TEXT),
        (b"0 0 0 \xff", Problem.KP_TEXT),
        ("0 0 0 ٤".encode(), Problem.KP_TEXT),
        (b"0,0,0,4", Problem.KP_TEXT),
        (codecs.BOM_UTF16_LE + "0 0 0 4".encode("utf-16-le") + b"\x20", Problem.KP_TEXT),
        (b"60 97 62", Problem.XML),
        (b"0 0 0 5", Problem.KP_LENGTH),
    ],
)
def test_what_is_none_is_refused(data: bytes, problem: Problem) -> None:
    assert refusal(data).problem is problem


@pytest.mark.parametrize(
    "data",
    [
        b" " * (MAX_FILE + 1),
        XML + b" " * MAX_PROTECTOR,
        b"32 " * (MAX_PROTECTOR + 5),
        (MAX_PROTECTOR + 5).to_bytes(4, "big") + b" " * (MAX_PROTECTOR + 1),
    ],
    ids=["on-disk", "xml", "numbers", "binary"],
)
def test_too_large_a_file_is_refused(data: bytes) -> None:
    assert refusal(data).problem is Problem.SIZE


def test_too_large_a_protector_is_not_written() -> None:
    with pytest.raises(ShieldwizError) as caught:
        frame(b"x" * (MAX_PROTECTOR + 1), Form.BINARY)
    assert caught.value.problem is Problem.SIZE


@given(st.sampled_from(list(Form)), st.integers(0, 1 << 20), st.integers(0, 255))
def test_any_changed_byte_gives_the_same_protector_or_a_refusal(form: Form, at: int, byte: int) -> None:
    data = bytearray(frame(XML, form))
    data[at % len(data)] = byte
    try:
        file = read_key_protector(bytes(data))
    except ShieldwizError:
        return
    if file.protector is not None and judge(file.protector).is_verified:
        original = read_key_protector(frame(XML, Form.XML)).protector
        assert original is not None
        assert file.protector.signed == original.signed
        assert file.protector.guardian_signature == original.guardian_signature
