# SPDX-License-Identifier: Apache-2.0
"""What the builders make, the preflight calls reachable: every combination of choices, but for what was shown."""

import copy
import pickle
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shieldwiz.answerfile.choices import Adapter, Domain, LinuxChoices, RdpCertificate, Script, WindowsChoices
from shieldwiz.answerfile.given import Given
from shieldwiz.answerfile.linux_builder import build_linux
from shieldwiz.answerfile.passwords import is_weak, lacks_kinds
from shieldwiz.answerfile.preflight import preflight
from shieldwiz.answerfile.scripts import safe_names
from shieldwiz.answerfile.secret_text import Secret, new_password
from shieldwiz.answerfile.windows_builder import build_windows
from shieldwiz.errors import Problem, ShieldwizError
from tests.answerfile.samples import NOW, sample

_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBbIhBGPUQKnmAfZzE2wUXXFlBkC/OW9nFSbG4e/jHmi owner@desk"
_HOSTER, _DHCP = Adapter(is_hoster=True), Adapter()
_FIXED = Adapter(address="192.0.2.10/24", gateway="192.0.2.1", dns="192.0.2.53")
_FIXED_6 = Adapter(address="2001:db8::10/64", gateway="2001:db8::1")
_HOSTILE = "P'\"</Value>&]]>$(x)`%ä€𝄞-7"

_adapters = st.lists(st.sampled_from([_HOSTER, _DHCP, _FIXED, _FIXED_6]), max_size=8).map(tuple)
_Tuple = tuple[Any, ...]
_scripts = st.lists(
    st.builds(Script, name=st.sampled_from(["a.ps1", "b c.cmd", "winrm-https.ps1", "é.bat"]), data=st.just(b"rem")),
    max_size=3,
).map(tuple)


def _windows(**choices: object) -> WindowsChoices:
    values: dict[str, object] = {"password": Secret(_HOSTILE), **choices}
    return WindowsChoices(**values)  # type: ignore[arg-type]


def _domain(**choices: object) -> Domain:
    values: dict[str, object] = {
        "name": "corp.example.com",
        "account": "joiner",
        "password": Secret("a<b>&'\""),
        **choices,
    }
    return Domain(**values)  # type: ignore[arg-type]


def _linux(**choices: object) -> LinuxChoices:
    values: dict[str, object] = {"password": Secret("Quiet Harbour 7391"), **choices}
    return LinuxChoices(**values)  # type: ignore[arg-type]


def _strip(data: bytes) -> bytes:
    """A file without its passwords."""
    data = re.sub(rb"<Value>.*?</Value>\s*<PlainText>.*?</PlainText>", b"", data)
    return re.sub(rb"<Password>[^<]+</Password>", b"", data)


@given(
    adapters=_adapters,
    scripts=_scripts,
    doors=st.sampled_from([("rdp",), ("winrm",), ("rdp", "winrm")]),
    domain=st.sampled_from([None, _domain(), _domain(unit="OU=x,DC=y", is_firewall_for_domain_only=True)]),
    administrator=st.sampled_from(["vmowner", "Administrator", "Anna Berg"]),
    product_key=st.sampled_from(["", "hoster", "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE"]),
    names=st.sampled_from([("", ""), ("*", "Tokyo Standard Time"), ("WEB-1", "")]),
    language=st.sampled_from(["en-US", "de-DE", "pt-BR"]),
    drives=st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_a_windows_file_is_reachable(
    adapters: _Tuple,
    scripts: _Tuple,
    doors: _Tuple,
    domain: Domain | None,
    administrator: str,
    product_key: str,
    names: tuple[str, str],
    language: str,
    drives: bool,
) -> None:
    if domain is not None:  # without a DNS server it would not be found
        adapters = tuple(_FIXED if one is _FIXED_6 else one for one in adapters)
    built = build_windows(
        _windows(
            adapters=adapters,
            scripts=scripts,
            doors=doors,
            domain=domain,
            administrator=administrator,
            product_key=product_key,
            computer_name=names[0],
            time_zone=names[1],
            language=language,
            protects_data_drives=drives,
        )
    )
    result = preflight(built.data, Given(at=NOW, other_files=built.other_files, data_drives=drives))
    serious = {one.id for one in result.findings if one.severity != "note"}
    shown = {"AF-PRODUCTKEY-STRING"} if product_key == "hoster" else set()
    shown |= {"AF-NAME-FIXED"} if names[0] == "WEB-1" else set()
    shown |= {"AF-NET-FIXED"} if any(one.address for one in adapters) else set()
    assert serious == shown
    assert result.reach == ("unsure" if "AF-PRODUCTKEY-STRING" in shown else "yes")
    assert _HOSTILE not in repr(result)


@given(
    adapters=_adapters,
    key=st.sampled_from(["", _KEY]),
    name=st.sampled_from(["", "web-1"]),
    run_once=st.sampled_from([(), ("systemctl enable sshd", "echo '<&>'")]),
    zone=st.sampled_from(["", "110"]),
)
@settings(max_examples=80, deadline=None)
def test_a_linux_file_is_reachable(adapters: _Tuple, key: str, name: str, run_once: _Tuple, zone: str) -> None:
    built = build_linux(_linux(adapters=adapters, ssh_key=key, computer_name=name, run_once=run_once, time_zone=zone))
    result = preflight(built.data, Given(at=NOW))
    serious = {one.id for one in result.findings if one.severity != "note"}
    shown = set() if key else {"AF-LX-NO-SSHKEY"}
    shown |= {"AF-NAME-FIXED"} if name else set()
    shown |= {"AF-NET-FIXED"} if any(one.address for one in adapters) else set()
    gaps = [one for one in serious if one in {"AF-STR-GAP", "AF-LX-ADDRESSTYPE"}]
    assert not gaps
    assert serious == shown
    assert result.reach == ("yes" if key else "unsure")


def test_the_files_are_as_the_samples_but_for_their_passwords() -> None:
    for name, built in (
        ("good-workgroup.xml", build_windows(_windows())),
        ("good-static-two-adapters.xml", build_windows(_windows(adapters=(_HOSTER, replace(_HOSTER))))),
        (
            "good-encoded-password.xml",
            build_windows(_windows(administrator="Administrator", product_key="hoster")),
        ),
        ("good-linux.xml", build_linux(_linux(adapters=(_HOSTER,), ssh_key=_KEY, run_once=("systemctl enable sshd",)))),
    ):
        assert _strip(built.data) == _strip(sample(name)), name


def test_a_certificate_goes_along_with_its_script() -> None:
    certificate = RdpCertificate(data=sample("rdp.pfx"), password=Secret("Pfx-Gravel-2207"))
    built = build_windows(_windows(certificate=certificate))
    assert [one.name for one in built.other_files] == ["rdp.pfx", "rdp-certificate.ps1"]
    result = preflight(built.data, Given(at=NOW, other_files=built.other_files, data_drives=False))
    assert [one.id for one in result.findings if one.severity != "note"] == []
    assert b"Pfx-Gravel-2207" not in built.other_files[1].data


def test_without_vmm_the_shutdown_may_be_left_out() -> None:
    built = build_windows(_windows(ends_with_shutdown=False))
    assert preflight(built.data, Given(at=NOW, is_vmm=False)).reach == "yes"
    assert preflight(built.data, Given(at=NOW)).reach == "unsure"


def test_names_of_scripts_are_safe_in_a_command() -> None:
    scripts = [Script(name=name, data=b"") for name in ("a.ps1", "A.ps1", "my & script.bat", "x.exe%", "rdp.pfx")]
    assert safe_names(scripts) == ("a.ps1", "script2.ps1", "script3.bat", "script4.ps1", "script5.ps1")
    built = build_windows(_windows(scripts=(Script(name="a b.cmd", data=b"rem"),)))
    assert built.renamed == (("a b.cmd", "script1.cmd"),)


@pytest.mark.parametrize(
    ("choices", "word"),
    [
        ({"computer_name": "A-NAME-THAT-IS-TOO-LONG"}, "computer name"),
        ({"computer_name": "${x}"}, "computer name"),
        ({"product_key": "x"}, "product key"),
        ({"time_zone": "Europe/Berlin"}, "time zone"),
        ({"language": "english language"}, "language"),
        ({"keyboard": "qwerty!"}, "language"),
        ({"administrator": "a@b"}, "administrator"),
        ({"password": Secret("short")}, "password"),
        ({"password": Secret("@IP4Addr-1@-Aa1")}, "password"),
        ({"doors": ()}, "door"),
        ({"doors": ("ssh",)}, "door"),
        ({"scripts": (Script(name="x.txt", data=b""),)}, "Scripts end"),
        ({"domain": _domain(), "adapters": (_FIXED_6,)}, "DNS server"),
        ({"doors": ("winrm",), "certificate": RdpCertificate(data=b"", password=Secret("x"))}, "door rdp"),
        ({"adapters": (_DHCP,) * 9}, "At most 8"),
        ({"adapters": (replace(_FIXED, gateway=""),)}, "fixed address"),
        ({"adapters": (replace(_FIXED, dns="x"),)}, "fixed address"),
        ({"domain": _domain(name="CORP")}, "DNS name"),
        ({"domain": _domain(account="corp\\joiner")}, "name alone"),
        ({"domain": _domain(account="Administrator")}, "Administrator"),
        ({"domain": _domain(password=Secret(""))}, "needs its password"),
        ({"domain": _domain(password=Secret(_HOSTILE))}, "share"),
        ({"domain": _domain(unit="Shielded")}, "organisational unit"),
    ],
)
def test_a_choice_that_makes_no_sense_is_said(choices: dict[str, object], word: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        build_windows(_windows(**choices))
    assert caught.value.problem is Problem.USAGE
    assert word in caught.value.message


@pytest.mark.parametrize(
    ("choices", "word"),
    [
        ({"computer_name": "web_1"}, "host name"),
        ({"time_zone": "UTC"}, "number"),
        ({"password": Secret("Quiet$Harbour7391")}, "root"),
        ({"ssh_key": "ssh-rsa x"}, ".pub"),
        ({"run_once": ("two\nlines",)}, "one line"),
    ],
)
def test_a_linux_choice_that_makes_no_sense_is_said(choices: dict[str, object], word: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        build_linux(_linux(**choices))
    assert word in caught.value.message


def test_a_secret_shows_nothing_and_can_be_overwritten() -> None:
    secret = Secret("Quiet-Harbour-7391")
    assert "Quiet" not in f"{secret!r} {secret} {_windows(password=secret)!r}"
    assert pickle.loads(pickle.dumps(secret)).reveal() == "Quiet-Harbour-7391"
    assert copy.copy(secret)
    buffer = secret._data
    secret.clear()
    assert not secret
    assert bytes(buffer) == b""


def test_made_up_passwords_are_good_ones() -> None:
    made = {new_password() for _ in range(200)}
    assert len(made) == 200
    assert not any(is_weak(one) or lacks_kinds(one, "vmowner") for one in made)
    assert not any(set(one) & set("0O1lI") for one in made)
    assert all(one.isalnum() and len(one) == 20 for one in (new_password(signs="") for _ in range(50)))
