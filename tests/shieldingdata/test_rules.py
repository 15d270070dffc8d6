# SPDX-License-Identifier: Apache-2.0

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.shieldingdata.rules import check_file_name, check_file_names, check_text
from shieldwiz.shieldingdata.shielding_data import TemplateVersion


@pytest.mark.parametrize(
    "name",
    [
        "unattend.xml",
        "RDP certificate.pfx",
        "Überblick.txt",
        "a.b.c",
        ".hidden",
        "CONSOLE.txt",
        "COM10",
        "com",
        "x" * 255,
        "\U0001f512" * 127,
        "a&b;'$`.ps1",
        "東京",
    ],
)
def test_plain_names_are_allowed(name: str) -> None:
    check_file_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "a.",
        " a",
        "a ",
        "a\u3000",
        "../a",
        "..\\a",
        "/etc/passwd",
        "C:a",
        "a*",
        "a?",
        'a"b',
        "a<b",
        "a>b",
        "a|b",
        "a\nb",
        "a\0b",
        "a\u202eb",
        "a\u200bb",
        "a\u2028b",
        "a\ud800b",
        "a\ufffeb",
        "CON",
        "con",
        "Nul.txt",
        "nul .txt",
        "nul\u00a0.txt",
        "COM0",
        "lpt9.tar.gz",
        "AUX.",
        "x" * 256,
        "\U0001f512" * 128,
    ],
)
def test_names_that_are_no_plain_names_are_refused(name: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        check_file_name(name)
    assert caught.value.problem is Problem.FILE_NAME
    assert all(character.isprintable() for character in caught.value.message)


@pytest.mark.parametrize("names", [("a", "A"), ("straße", "STRASSE"), ("\u00e9", "e\u0301")])
def test_names_that_windows_takes_for_one_are_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(ShieldwizError) as caught:
        check_file_names(names)
    assert caught.value.problem is Problem.FILE_NAME


def test_texts_have_a_length() -> None:
    check_text("x" * 10, "DiskName", 10)
    with pytest.raises(ShieldwizError) as caught:
        check_text("x" * 11, "DiskName", 10)
    assert caught.value.problem is Problem.LIMITS
    with pytest.raises(ShieldwizError) as caught:
        check_text("", "DiskName", 10)
    assert (caught.value.problem, caught.value.detail) == (Problem.VALUE, "DiskName")


@pytest.mark.parametrize("text", ["0.0.0.0", "1.2.3.4", "65535.65535.65535.65535"])
def test_versions_are_written_as_they_are_read(text: str) -> None:
    assert str(TemplateVersion.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "1", "1.2.3", "1.2.3.4.5", "1.2.3.04", "1.2.3.65536", "1.2.3.-1", "1.2.3.٤", "1.2.3.4\n"]
)
def test_other_versions_are_refused(text: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        TemplateVersion.parse(text)
    assert caught.value.problem is Problem.VALUE


def test_versions_compare_by_number() -> None:
    assert TemplateVersion.parse("1.2.3.9") < TemplateVersion.parse("1.2.3.10") < TemplateVersion.parse("1.10.0.0")
