# SPDX-License-Identifier: Apache-2.0
import csv
import io
import json
import os
import stat
from pathlib import Path

import pytest

from tests.answerfile.samples import CASES, FOLDER
from tests.cli.conftest import AT, Shieldwiz
from tests.schemas import check_schema

_FIT_PASSWORD = "Kindle.Marsh.5530"


def _file(name: str) -> str:
    return str(FOLDER / name)


def _words(name: str) -> list[str]:
    """The options with which a sample's circumstances are told."""
    context = CASES[name]["context"]
    words = ["--policy", context["policy"], "--fabric", context["fabric"], "--at", context["at"]]
    words += ["--data-drives", "yes" if context["data_drives"] else "no"]
    words += [word for other in context.get("other_files", ()) for word in ("--other-file", _file(other))]
    return words + [word for one in context.get("hoster_supplies", ()) for word in ("--hoster-supplies", one)]


@pytest.mark.parametrize("name", CASES)
def test_check_says_of_a_sample_what_it_should(name: str, shieldwiz: Shieldwiz) -> None:
    result = shieldwiz("answer-file", "check", _file(name), *_words(name), "--json")
    expected = CASES[name]["expect"]
    assert result.object["verdict"] == CASES[name]["verdict"]
    assert sorted(one["id"] for one in result.object["findings"]) == sorted(
        one for ids in expected.values() for one in ids
    )
    assert result.code == (3 if expected["error"] else 0 if CASES[name]["verdict"] == "yes" else 4)


def test_check_in_words(shieldwiz: Shieldwiz) -> None:
    result = shieldwiz("answer-file", "check", _file("bad-rdp-off.xml"), *AT)
    assert "reachable: no, because: Nothing in this file opens" in result.out
    assert "AF-RDP-OFF" in result.out
    assert "next: Switch Remote Desktop on" in result.out
    assert "Quiet-Harbour" not in result.out


def test_an_accepted_error_leaves_the_verdict(shieldwiz: Shieldwiz) -> None:
    allowed = ("answer-file", "check", _file("bad-rdp-off.xml"), "--allow", "AF-RDP-OFF", *AT)
    result = shieldwiz(*allowed, "--json")
    assert result.code == 4
    assert result.object["verdict"] == "no"
    assert [one["id"] for one in result.object["findings"] if one["accepted"]] == ["AF-RDP-OFF"]
    assert "accepted  AF-RDP-OFF" in shieldwiz(*allowed).out


def test_strict_counts_warnings(shieldwiz: Shieldwiz) -> None:
    file = FOLDER / "bad-hoster-in-command.xml"
    words = ("answer-file", "check", str(file), "--data-drives", "no", *AT)
    assert shieldwiz(*words).code == 0
    assert shieldwiz(*words, "--strict").code == 3


def test_a_rule_that_is_none_and_a_file_that_is_gone(shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    assert shieldwiz("answer-file", "check", _file("good-linux.xml"), "--allow", "AF-NONE").code == 2
    assert shieldwiz("answer-file", "check", str(tmp_path / "gone.xml")).code == 1


def test_a_file_that_is_far_too_large(shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    file = tmp_path / "large.xml"
    file.write_bytes(b"<a>" * 100_000)
    result = shieldwiz("answer-file", "check", str(file), "--json")
    assert [one["id"] for one in result.object["findings"]] == ["AF-FILE-HUGE"]


def test_typed_values_are_put_in_and_checked(shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    values = tmp_path / "values.json"
    file = _file("good-workgroup.xml")
    values.write_text(json.dumps({"@ComputerName@": "WEB-017", "TimeZone": "W. Europe Standard Time"}))
    words = ("answer-file", "check", file, "--values", str(values), "--data-drives", "no", "--json", *AT)
    good = shieldwiz(*words)
    assert good.code == 0
    assert good.object["values"] == []
    assert "AF-STR-NEEDED" not in [one["id"] for one in good.object["findings"]]
    values.write_text(json.dumps({"@ComputerName@": "A-NAME-THAT-IS-TOO-LONG", "@Other@": "x"}))
    bad = shieldwiz(*words)
    assert bad.code == 3
    assert [one["string"] for one in bad.object["values"]] == ["@ComputerName@", "@TimeZone@", "@Other@"]
    assert "There is no value for it." in shieldwiz("answer-file", "check", file, "--values", str(values)).out
    values.write_text("[1]")
    assert shieldwiz(*words).code == 3


def test_values_of_a_file_that_cannot_be_read(shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    file = tmp_path / "broken.xml"
    file.write_text("<unattend>")
    result = shieldwiz("answer-file", "strings", str(file))
    assert result.code == 3
    assert "AF-XML-MALFORMED" in result.err


def test_lists_for_the_hoster(shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    words = ("answer-file", "strings", _file("good-static-two-adapters.xml"))
    assert "@IP4Addr-2@  ____" in shieldwiz(*words).out
    listed = json.loads(shieldwiz(*words, "--format", "json").out)
    check_schema(listed)
    assert [one["string"] for one in listed["values"]][:3] == ["@ComputerName@", "@TimeZone@", "@IP4Addr-1@"]
    target = tmp_path / "values.csv"
    assert shieldwiz(*words, "--format", "csv", "-o", str(target)).code == 0
    rows = list(csv.reader(io.StringIO(target.read_text())))
    assert len(rows) == 1 + len(listed["values"])
    assert all(line.startswith('"') for line in target.read_text().splitlines())
    assert "'@MACAddr-1@' = ''" in shieldwiz(*words, "--format", "powershell").out
    assert "<td>@DnsAddr-1-1@</td>" in shieldwiz(*words, "--format", "html").out
    assert shieldwiz(*words, "--format", "csv", "-o", str(target)).code == 1
    assert shieldwiz(*words, "-o", _file("good-static-two-adapters.xml")).code == 1


def test_new_makes_a_file_that_its_own_check_calls_reachable(shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    file = tmp_path / "unattend.xml"
    made = shieldwiz("answer-file", "new", "-o", str(file), "--adapter", "hoster", "--adapter", "dhcp", *AT)
    assert made.code == 0
    password = made.err.split("shown once: ")[1].split("\n")[0]
    assert len(password) == 20
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert shieldwiz("answer-file", "check", str(file), *AT).code == 0
    assert shieldwiz("answer-file", "new", "-o", str(file)).code == 1
    assert shieldwiz("answer-file", "new", "-o", str(file), "--overwrite").code == 0


def test_new_with_everything(shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    for name, text in (("admin", _FIT_PASSWORD), ("join", "Only-For-Joining-1"), ("pfx", "Pfx-Gravel-2207")):
        (tmp_path / name).write_text(f"{text}\n")
    for name in ("tools.cmd", "my script.ps1"):
        (tmp_path / name).write_text("rem tools\n")
    file = tmp_path / "unattend.xml"
    made = shieldwiz(
        *("answer-file", "new", "-o", str(file), "--administrator-password-file", str(tmp_path / "admin")),
        *("--domain", "corp.example.com", "--join-account", "joiner", "--join-password-file", str(tmp_path / "join")),
        *("--ou", "OU=Shielded,DC=corp,DC=example,DC=com", "--door", "rdp", "--door", "winrm", "--data-drives"),
        *("--rdp-certificate", _file("rdp.pfx"), "--pfx-password-file", str(tmp_path / "pfx"), *AT),
        *("--script", str(tmp_path / "tools.cmd"), "--script", str(tmp_path / "my script.ps1")),
        *("--time-zone", "Tokyo Standard Time", "--language", "de-DE", "--keyboard", "0407:00000407"),
    )
    assert made.code == 0, made.err
    assert "my script.ps1 is added as script2.ps1" in made.err
    assert "shown once" not in made.err
    others = [word for word in made.err.split() if word.endswith((".ps1", ".pfx", ".cmd")) and os.sep in word]
    assert len(others) == 6
    words = [word for other in others for word in ("--other-file", other)]
    result = shieldwiz("answer-file", "check", str(file), *words, "--json", *AT)
    assert result.code == 0
    assert [one["id"] for one in result.object["findings"] if one["severity"] != "note"] == []


def test_new_for_linux(shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    key = tmp_path / "id.pub"
    key.write_text("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBbIhBGPUQKnmAfZzE2wUXXFlBkC/OW9nFSbG4e/jHmi me@desk\n")
    file = tmp_path / "linux.xml"
    words = ("answer-file", "new", "-o", str(file), "--system", "linux", "--overwrite", *AT)
    assert shieldwiz(*words, "--ssh-key", str(key), "--run-once", "systemctl enable sshd").code == 0
    assert shieldwiz("answer-file", "check", str(file), *AT).code == 0
    without = shieldwiz(*words)
    assert without.code == 4
    assert "Add your public key" in without.err


@pytest.mark.parametrize(
    "words",
    [
        ("--adapter", "192.0.2.10"),
        ("--adapter", "192.0.2.10,192.0.2.1"),
        ("--time-zone", "Europe/Berlin"),
        ("--computer-name", "A-NAME-THAT-IS-TOO-LONG"),
        ("--product-key", "12345"),
        ("--administrator", "a@b"),
        ("--ssh-key", "id.pub"),
        ("--system", "linux", "--door", "rdp"),
        ("--system", "linux", "--ou", "OU=x"),
        ("--script", "x.exe"),
        ("--ou", "OU=x"),
    ],
    ids=" ".join,
)
def test_choices_that_make_no_sense(words: tuple[str, ...], shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    file = tmp_path / "unattend.xml"
    result = shieldwiz("answer-file", "new", "-o", str(file), *words)
    assert result.code == 2, result.err
    assert not file.exists()


def test_other_files_need_a_folder(shieldwiz: Shieldwiz) -> None:
    assert shieldwiz("answer-file", "new", "-o", "-", "--door", "winrm").code == 2
    assert "<unattend" in shieldwiz("answer-file", "new", "-o", "-").out


def test_a_missing_password_is_asked_for(shieldwiz: Shieldwiz, tmp_path: Path) -> None:
    words = ("answer-file", "new", "-o", str(tmp_path / "x.xml"), "--domain", "corp.example.com")
    result = shieldwiz(*words, "--join-account", "joiner")
    assert result.code == 2
    assert "--join-password-file" in result.err
