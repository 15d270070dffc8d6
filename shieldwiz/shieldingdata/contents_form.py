# SPDX-License-Identifier: Apache-2.0
"""The secrets as the one element `Contents`, written before they are encrypted and read after (rule D16).

Source: FORMATS 4.4.
"""

import base64

from lxml import etree

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.shieldingdata.header_form import SHIELDING_DATA, escaped
from shieldwiz.shieldingdata.rules import MAX_SHIELDING_DATA, check_contents, under_rule
from shieldwiz.shieldingdata.shielding_data import Contents, NamedFile, Purpose
from shieldwiz.xml_reading import canonical, element_children, local_name, parse_xml, required_base64, take_attributes

_CONTENTS = f"{{{SHIELDING_DATA}}}Contents"
_ANSWER_FILE = f"{{{SHIELDING_DATA}}}AnswerFile"
_OTHER_FILE = f"{{{SHIELDING_DATA}}}OtherFile"


def contents_xml(contents: Contents) -> bytes:
    """The canonical element, without declaration. The contents were checked before."""
    answer = "" if contents.answer_file is None else _file_xml("AnswerFile", contents.answer_file)
    others = "".join(_file_xml("OtherFile", file) for file in contents.other_files)
    return f'<Contents xmlns="{SHIELDING_DATA}">{answer}{others}</Contents>'.encode()


def _file_xml(element: str, file: NamedFile) -> str:
    # A file name holds no quotation mark, so that an attribute needs the same care as text.
    data = base64.b64encode(file.data).decode("ascii")
    return f'<{element} Name="{escaped(file.name)}">{data}</{element}>'


def read_contents(plaintext: bytes, purpose: Purpose) -> Contents:
    """The secrets behind the decrypted bytes.

    Raises `CONTENTS` where they are not one canonical `Contents`, then `STRUCTURE`, `VALUE`, `FILE_NAME`, `LIMITS`,
    `MEANING`; rule D16.
    """
    try:
        root = parse_xml(plaintext, utf16=False)
        is_canonical = root.tag == _CONTENTS and canonical(root) == plaintext
    except ShieldwizError as error:
        raise _not_contents() from error
    if not is_canonical:
        raise _not_contents()
    with under_rule("D16"):
        contents = _files(root)
        check_contents(contents, purpose)
    return contents


def _files(root: etree._Element) -> Contents:
    take_attributes(root)
    children = element_children(root, white_space=False)
    answer = _named_file(children.pop(0)) if children and children[0].tag == _ANSWER_FILE else None
    for child in children:
        if child.tag != _OTHER_FILE:
            raise ShieldwizError(
                Problem.STRUCTURE,
                f"The structure of Contents is not allowed: {local_name(child)} does not belong there.",
                detail="Contents",
            )
    return Contents(answer_file=answer, other_files=tuple(_named_file(child) for child in children))


def _named_file(element: etree._Element) -> NamedFile:
    name = take_attributes(element, "Name")["Name"]
    is_empty = not len(element) and not element.text
    data = b"" if is_empty else required_base64(element, limit=MAX_SHIELDING_DATA, white_space=False)
    return NamedFile(name=name, data=data)


def _not_contents() -> ShieldwizError:
    return ShieldwizError(
        Problem.CONTENTS,
        "The secrets inside are not written as they must be, though they are the owner's own.",
        "Ask the owner to make the file once more.",
        rule="D16",
        detail="Contents",
    )
