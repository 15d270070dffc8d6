# SPDX-License-Identifier: Apache-2.0

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shieldwiz.certificates.der import (
    INTEGER,
    OBJECT_IDENTIFIER,
    OCTET_STRING,
    SEQUENCE,
    SET,
    Tlv,
    encode_tlv,
    read_all,
    read_one,
    read_tlv,
)
from shieldwiz.errors import Problem, ShieldwizError
from tests.certificates.file_making import number, octets, sequence

single_byte_tags = st.integers(0, 255).filter(lambda tag: tag & 0x1F != 0x1F)
# With the sizes at which the length takes one byte more.
contents = st.binary(max_size=300) | st.sampled_from([0, 127, 128, 255, 256, 65_535, 65_536]).map(bytes)


def refused() -> pytest.RaisesExc[ShieldwizError]:
    def is_about_the_structure(error: ShieldwizError) -> bool:
        return error.problem is Problem.VALUE and "binary structure" in error.message

    return pytest.raises(ShieldwizError, check=is_about_the_structure)


@given(single_byte_tags, contents, st.binary(max_size=3), st.binary(max_size=3))
def test_what_is_written_is_read(tag: int, content: bytes, before: bytes, behind: bytes) -> None:
    encoded = encode_tlv(tag, content)
    element, end = read_tlv(before + encoded + behind, len(before))
    assert element == Tlv(tag=tag, value=content, encoded=encoded)
    assert end == len(before) + len(encoded)


@given(st.lists(st.tuples(single_byte_tags, st.binary(max_size=200)), max_size=20))
def test_elements_side_by_side_are_read_in_order(parts: list[tuple[int, bytes]]) -> None:
    data = b"".join(encode_tlv(tag, content) for tag, content in parts)
    assert [(one.tag, one.value) for one in read_all(data)] == parts
    assert read_one(sequence(data), SEQUENCE).children() == tuple(read_all(data))


@given(st.binary(max_size=64), st.integers(0, 70))
def test_any_bytes_are_an_element_in_its_one_form_or_refused(data: bytes, at: int) -> None:
    with suppress(ShieldwizError):
        element, end = read_tlv(data, at)
        assert element.encoded == data[at:end] == encode_tlv(element.tag, element.value)


@given(single_byte_tags, contents, st.integers(min_value=1))
def test_no_beginning_of_an_element_is_one(tag: int, content: bytes, missing: int) -> None:
    encoded = encode_tlv(tag, content)
    with refused():
        read_tlv(encoded[: -(missing % len(encoded)) or -1])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "nothing"),
        (b"\x30", "no length"),
        (b"\x1f\x01\x00", "a tag of several bytes"),
        (b"\xbf\x22\x01\x00", "a tag of several bytes, constructed"),
        (b"\x30\x80\x00\x00", "no definite length"),
        (b"\x04\x81\x7f" + bytes(127), "a length that one byte could hold"),
        (b"\x04\x82\x00\x80" + bytes(128), "a length with a zero before it"),
        (b"\x04\x82\x01", "half a length"),
        (b"\x04\x85\x00\x00\x00\x00\x01\x00", "a length of five bytes"),
        (b"\x04\xff" + bytes(127), "a length of 127 bytes"),
        (b"\x04\x84\xff\xff\xff\xff", "4 GiB that are not there"),
        (b"\x04\x02\x00", "a byte too few"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_forms_are_refused(data: bytes, why: str) -> None:
    with refused():
        read_tlv(data)


def test_an_element_far_away_is_not_there() -> None:
    with refused():
        read_tlv(b"\x05\x00", 7)


def test_nothing_is_no_element_and_no_fault() -> None:
    assert list(read_all(b"")) == []
    assert Tlv(tag=SEQUENCE, value=b"", encoded=b"\x30\x00").children() == ()


def test_4096_elements_are_the_most() -> None:
    assert len(list(read_all(b"\x05\x00" * 4_096))) == 4_096
    with refused():
        read_one(sequence(b"\x05\x00" * 4_097), SEQUENCE).children()


def test_one_element_must_fill_everything_and_be_of_the_kind() -> None:
    assert read_one(octets(b"x"), OCTET_STRING).value == b"x"
    for data, tag in ((octets(b"x") + b"\0", OCTET_STRING), (octets(b"x"), INTEGER)):
        with refused():
            read_one(data, tag)


def test_fields_begin_with_the_tags_asked_for() -> None:
    element = read_one(sequence(number(1), octets(b"x"), b"\x05\x00"), SEQUENCE)
    assert element.fields() == element.fields(INTEGER, OCTET_STRING) == element.children()
    for tags in ((OCTET_STRING,), (INTEGER, SET), (INTEGER, OCTET_STRING, 0x05, OBJECT_IDENTIFIER)):
        with refused():
            element.fields(*tags)


@given(st.integers(min_value=0, max_value=1 << 4_096))
def test_a_number_comes_back(value: int) -> None:
    assert read_one(number(value), INTEGER).number() == value


@pytest.mark.parametrize("value", ["", "80", "ff", "0000", "007f", "ff7f"])
def test_no_number_below_zero_and_in_no_other_form(value: str) -> None:
    with refused():
        read_one(encode_tlv(INTEGER, bytes.fromhex(value)), INTEGER).number()


def test_what_is_not_called_a_number_is_none() -> None:
    with refused():
        read_one(octets(b"\x01"), OCTET_STRING).number()
