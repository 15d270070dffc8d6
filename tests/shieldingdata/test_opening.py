# SPDX-License-Identifier: Apache-2.0
"""Rules D14 to D16: what a private key brings to light, and what is refused even then."""

import base64

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.keyprotector.algorithms import PAYLOAD_KEY, AesGcm
from shieldwiz.owners.owner import Owner
from shieldwiz.shieldingdata.header_form import SHIELDING_DATA
from shieldwiz.shieldingdata.opening import open_contents
from shieldwiz.shieldingdata.read import accept_unknown_owner, read_shielding_data
from shieldwiz.shieldingdata.shielding_data import Contents, NamedFile, Purpose
from tests.keyprotector.parties import TRANSPORT_KEY, between, party, swap
from tests.shieldingdata.making import CONTENTS, signed_again, template, with_plaintext

XMLNS = f'xmlns="{SHIELDING_DATA}"'


def open_as(owner: Owner, data: bytes) -> Contents:
    confirmed = accept_unknown_owner(read_shielding_data(data))
    return open_contents(confirmed, owner.encryption, owner.unwrapper)


def refusal(data: bytes) -> ShieldwizError:
    with pytest.raises(ShieldwizError) as caught:
        open_as(party("North"), data)
    return caught.value


def plaintext_refusal(inside: str, purpose: Purpose = Purpose.EXISTING_VM) -> ShieldwizError:
    return refusal(with_plaintext(f"<Contents {XMLNS}>{inside}</Contents>".encode(), purpose))


@pytest.mark.parametrize("name", ["Finance", "North", "South"])
def test_d14_recipients_get_every_byte(name: str) -> None:
    assert open_as(party(name), template().data) == CONTENTS


def test_d14_a_stranger_is_told_so() -> None:
    with pytest.raises(ShieldwizError) as caught:
        open_as(party("East"), template().data)
    assert (caught.value.problem, caught.value.rule) == (Problem.NOT_A_RECIPIENT, "D14")


def test_d15_damaged_secrets_look_like_a_wrong_key() -> None:
    data = with_plaintext(f"<Contents {XMLNS}></Contents>".encode())
    old = between(data.decode(), "<xenc:CipherValue>", "<")
    encrypted = bytearray(base64.b64decode(old))
    encrypted[-1] ^= 1
    damaged = refusal(signed_again(data, swap(old, base64.b64encode(bytes(encrypted)).decode())))
    other_key = AesGcm.encrypt(PAYLOAD_KEY.written.run(bytes(32)), b"x" * len(encrypted))
    other = refusal(signed_again(data, swap(old, base64.b64encode(other_key).decode())))
    confirmed = accept_unknown_owner(template())
    with pytest.raises(ShieldwizError) as caught:
        open_contents(confirmed, party("North").encryption, party("South").unwrapper)
    for error in (damaged, other):
        assert error.problem is Problem.CANNOT_OPEN
        assert (error.message, error.hint, error.rule, error.detail) == (
            caught.value.message,
            caught.value.hint,
            caught.value.rule,
            caught.value.detail,
        )


@pytest.mark.parametrize(
    "plaintext",
    [
        b"",
        b"not xml",
        b"\xff\xfe",
        b"<Contents></Contents>",
        f"<Other {XMLNS}></Other>".encode(),
        f"<Contents {XMLNS}/>".encode(),
        f"<Contents {XMLNS}></Contents>\n".encode(),
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Contents {XMLNS}></Contents>'.encode(),
        f"<Contents {XMLNS}><!-- hidden --></Contents>".encode(),
        f"<Contents {XMLNS}><a xmlns='relative'></a></Contents>".encode(),
        f"<Contents {XMLNS}>{'<a></a>' * 3000}</Contents>".encode(),
    ],
)
def test_d16_secrets_are_one_canonical_element(plaintext: bytes) -> None:
    error = refusal(with_plaintext(plaintext))
    assert (error.problem, error.rule) == (Problem.CONTENTS, "D16")


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ("text", Problem.STRUCTURE),
        ("<Other></Other>", Problem.STRUCTURE),
        ("<OtherFile>AA==</OtherFile>", Problem.STRUCTURE),
        ('<OtherFile Mode="1" Name="a">AA==</OtherFile>', Problem.STRUCTURE),
        ('<OtherFile Name="a"><b></b></OtherFile>', Problem.STRUCTURE),
        ('<OtherFile Name="a">AA==</OtherFile><AnswerFile Name="b">AA==</AnswerFile>', Problem.STRUCTURE),
        ('<OtherFile Name="a">AB==</OtherFile>', Problem.VALUE),
        ('<OtherFile Name="a"> AA==</OtherFile>', Problem.VALUE),
        ('<OtherFile Name="..">AA==</OtherFile>', Problem.FILE_NAME),
        ('<OtherFile Name="a">AA==</OtherFile><OtherFile Name="A">AA==</OtherFile>', Problem.FILE_NAME),
        ("".join(f'<OtherFile Name="{n}"></OtherFile>' for n in range(65)), Problem.LIMITS),
        ('<AnswerFile Name="a">AA==</AnswerFile>', Problem.MEANING),
    ],
)
def test_d16_only_allowed_files_come_out(inside: str, problem: Problem) -> None:
    error = plaintext_refusal(inside)
    assert (error.problem, error.rule) == (problem, "D16")


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ("", Problem.MEANING),
        ('<AnswerFile Name="a"></AnswerFile>', Problem.LIMITS),
        ('<AnswerFile Name="a">AA==</AnswerFile><AnswerFile Name="b">AA==</AnswerFile>', Problem.STRUCTURE),
        ('<AnswerFile Name="a">AA==</AnswerFile><OtherFile Name="A">AA==</OtherFile>', Problem.FILE_NAME),
    ],
)
def test_d16_a_template_has_one_answer_file(inside: str, problem: Problem) -> None:
    error = plaintext_refusal(inside, Purpose.SHIELDED_TEMPLATE)
    assert (error.problem, error.rule) == (problem, "D16")


def test_an_existing_vm_may_have_no_files_at_all() -> None:
    assert open_as(party("North"), with_plaintext(f"<Contents {XMLNS}></Contents>".encode())) == Contents()


def test_secrets_do_not_show_in_a_repr() -> None:
    opened = open_as(party("North"), template().data)
    assert "unattend.xml" in repr(opened)
    assert "<unattend" not in repr(opened)
    assert "data=" not in repr(NamedFile(name="a", data=TRANSPORT_KEY))
