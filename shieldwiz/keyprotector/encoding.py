# SPDX-License-Identifier: Apache-2.0
"""The three forms of a key protector file: XML, binary with a length before it, and that as decimal text.

Source: FORMATS 5. A form is recognised by content, never by the file's name, and the bytes of the protector inside
stay exactly what they were.
"""

import codecs
from dataclasses import dataclass
from enum import StrEnum

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.xml_signature import XML_DECLARATION
from shieldwiz.keyprotector.protector import KeyProtector
from shieldwiz.keyprotector.reading import read_protector
from shieldwiz.keyprotector.xml_form import PROTECTOR
from shieldwiz.xml_reading import local_name, parse_xml

MAX_FILE = 10 << 20  # on disk: decimal text in UTF-16 is ten times as long
MAX_PROTECTOR = 1 << 20
_LENGTH_BYTES = 4
_NONE = b"\x00\x00\x00\x04"
_LAST_LENGTH_BYTE = 0x08  # no text begins with one of these, and no protector is 150 MiB long
_XML_SPACE = " \t\r\n"
_DIGITS = frozenset("0123456789")
_BYTES = {str(byte): byte for byte in range(256)}
_LINES = tuple(f"{byte}\r\n".encode("ascii") for byte in range(256))


class Form(StrEnum):
    """How a key protector stands in a file."""

    XML = "xml"
    BINARY = "binary"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyProtectorFile:
    """A key protector file: its form, and what it holds.

    `protector` is None for *no protector*, which is how Windows says that a VM is not shielded.
    """

    form: Form
    protector: KeyProtector | None


def read_key_protector(data: bytes) -> KeyProtectorFile:
    """A key protector file of any form, by rules K1 to K7 as they hold for a bare protector.

    Raises `SIZE` above the limits, `KP_TEXT` for numbers that are no bytes, `KP_LENGTH` where the length before a
    binary protector is wrong, `XML` and `LIMITS` from the parser, `KIND` for another document, and the ids of
    `xml_form.read_protector`. Signatures are judged by `verify.judge`.
    """
    form, document = _unframe(data)
    return KeyProtectorFile(form=form, protector=None if document is None else read_bare(document))


def read_bare(document: bytes) -> KeyProtector:
    """The key protector in an XML document, or in the bytes of its root element alone, as `read_key_protector`."""
    if len(document) > MAX_PROTECTOR:
        raise _too_large("1 MiB as XML")
    is_utf16 = document.startswith(codecs.BOM_UTF16_LE)
    root = parse_xml(document, utf16=is_utf16)
    if root.tag != PROTECTOR:
        raise ShieldwizError(
            Problem.KIND,
            f"This is not a key protector: it is XML of another kind, {local_name(root)}.",
            "Choose the file that holds the key protector.",
        )
    return read_protector(root, xml=_root_bytes(document, "utf-16" if is_utf16 else "utf-8-sig"), strict=False)


def frame(xml: bytes | None, form: Form) -> bytes:
    """A key protector file of this form around the bytes of a `Protector` (UTF-8, no declaration).

    None stands for *no protector*, which has no XML form (`KIND`). Raises `SIZE` above 1 MiB.
    """
    if xml is not None and len(xml) > MAX_PROTECTOR:
        raise _too_large("1 MiB as XML")
    if form is Form.XML:
        if xml is None:
            raise ShieldwizError(
                Problem.KIND,
                "There is no key protector in this file, so there is nothing to write as XML.",
                "Such a file belongs to a VM that is not shielded.",
            )
        return XML_DECLARATION + xml
    inner = xml or b""
    binary = (len(inner) + _LENGTH_BYTES).to_bytes(_LENGTH_BYTES, "big") + inner
    return binary if form is Form.BINARY else b"".join(map(_LINES.__getitem__, binary))


def _unframe(data: bytes) -> tuple[Form, bytes | None]:
    """The form of a file, recognised in the order of FORMATS 5, and the XML inside; None for *no protector*."""
    if len(data) > MAX_FILE:
        raise _too_large("10 MiB on disk")
    form = Form.XML
    text = _numbers_text(data)
    if text is not None:
        form, data = Form.TEXT, _bytes_of_numbers(text)
    if not data[:1] or data[0] > _LAST_LENGTH_BYTE:
        return form, data
    return (Form.BINARY if form is Form.XML else form), _strip_length(data)


def _numbers_text(data: bytes) -> str | None:
    """The text of a file whose first visible character is a digit, else None."""
    is_utf16 = data.startswith(codecs.BOM_UTF16_LE)
    start = data[:256].decode("utf-16" if is_utf16 else "utf-8-sig", errors="ignore").lstrip()
    if start[:1] not in _DIGITS:
        return None
    try:
        return data.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise _bad_number("something else than text stands among the numbers") from error


def _bytes_of_numbers(text: str) -> bytes:
    """Numbers from 0 to 255, without leading zeros, split at any white space."""
    most = MAX_PROTECTOR + _LENGTH_BYTES
    words = text.split(None, most)
    if len(words) > most:
        raise _too_large("1 MiB as XML")
    try:
        return bytes(map(_BYTES.__getitem__, words))
    except KeyError as error:
        raise _bad_number("something in it is not a number from 0 to 255") from error


def _strip_length(data: bytes) -> bytes | None:
    """What follows the length, which counts itself; None for *no protector*."""
    if data == _NONE:
        return None
    length = int.from_bytes(data[:_LENGTH_BYTES], "big")
    if len(data) <= _LENGTH_BYTES or length != len(data):
        raise ShieldwizError(
            Problem.KP_LENGTH,
            f"This key protector says that it is {length:,} bytes long, but has {len(data):,}.",
            "It was cut off or put together wrongly. Save it once more where it comes from.",
        )
    return data[_LENGTH_BYTES:]


def _root_bytes(document: bytes, encoding: str) -> bytes:
    """The UTF-8 bytes of a sound document's root: no byte-order mark, no declaration, no white space around it."""
    text = document.decode(encoding)
    if text.startswith("<?xml"):
        text = text[text.index("?>") + 2 :]
    return text.strip(_XML_SPACE).encode("utf-8")


def _too_large(limit: str) -> ShieldwizError:
    return ShieldwizError(
        Problem.SIZE,
        f"This key protector is larger than {limit}, the most that one may have.",
        "Check that this is the right file.",
    )


def _bad_number(what: str) -> ShieldwizError:
    return ShieldwizError(
        Problem.KP_TEXT,
        f"This looks like a key protector as decimal numbers, but {what}.",
        "Save it once more where it comes from.",
    )
