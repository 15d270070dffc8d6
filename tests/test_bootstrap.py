# SPDX-License-Identifier: Apache-2.0
"""What a newcomer meets first: packaging/bootstrap.py."""

import ast
import importlib.util
import shutil
import subprocess
import sys
import types
from pathlib import Path

import pytest

import bootstrap


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout in a folder of its own, with a made-up lock and a `.venv` that holds just a Python."""
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "LOCK", tmp_path / "requirements.lock")
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / ".venv" / "made-from")
    bootstrap.LOCK.write_text("one==1\n")
    bootstrap.venv_python().parent.mkdir(parents=True)
    bootstrap.venv_python().touch()
    return tmp_path / ".venv"


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Debian system that has apt-get and Python, and nothing else that is needed."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(shutil, "which", lambda program: "apt-get" if program == "apt-get" else None)


@pytest.mark.parametrize("name", ["bootstrap.py", "chroot_test.py"])
def test_old_pythons_can_parse_it(name: str) -> None:
    text = (Path(bootstrap.__file__).parent / name).read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 8))


def test_packaging_never_becomes_a_package() -> None:
    assert not (Path(bootstrap.__file__).parent / "__init__.py").exists()


def test_an_old_python_is_told_which_one_is_needed() -> None:
    sentence = bootstrap.too_old((3, 9))
    assert "needs Python 3.11 or later" in sentence
    assert "this is Python 3.9" in sentence


@pytest.mark.parametrize("version", [(3, 11), (3, 13), (4, 0)])
def test_a_new_python_is_welcome(version: tuple[int, int]) -> None:
    assert bootstrap.too_old(version) == ""


@pytest.mark.usefixtures("nothing_installed")
def test_run_needs_venv_and_test_needs_the_peers_too() -> None:
    venv_package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert bootstrap.missing_packages("run") == [venv_package]
    assert bootstrap.missing_packages("test") == [venv_package, "xmlsec1", "age", "openssl"]


def test_nothing_is_missing_where_all_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name)
    assert bootstrap.missing_packages("test") == []
    bootstrap.provide_packages("test")


@pytest.mark.usefixtures("nothing_installed")
def test_who_may_not_install_gets_the_whole_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "is_root", lambda: False)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("nothing may be started"))
    with pytest.raises(SystemExit) as stopped:
        bootstrap.provide_packages("test")
    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends python"
    assert line in str(stopped.value)
    assert "xmlsec1 age openssl" in str(stopped.value)


@pytest.mark.usefixtures("nothing_installed")
def test_a_system_without_apt_gets_the_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda program: None)
    with pytest.raises(SystemExit, match="xmlsec1 age openssl"):
        bootstrap.provide_packages("test")


@pytest.mark.usefixtures("nothing_installed")
def test_windows_has_no_such_packages_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "os", types.SimpleNamespace(name="nt"))
    bootstrap.provide_packages("test")
    assert "xmlsec1 age openssl" in capsys.readouterr().out


@pytest.mark.usefixtures("nothing_installed")
def test_root_installs_and_a_failure_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        started.append(command)
        return subprocess.CompletedProcess(
            command, 0 if "update" in command else 100, "", "first\nE: no such package\n"
        )

    monkeypatch.setattr(bootstrap, "is_root", lambda: True)
    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(SystemExit, match=r"failed \(E: no such package\)"):
        bootstrap.provide_packages("test")
    assert [command[3] for command in started] == ["update", "install"]
    assert started[1][-3:] == ["xmlsec1", "age", "openssl"]


@pytest.mark.usefixtures("venv")
def test_the_stamp_says_whether_the_environment_is_finished() -> None:
    assert not bootstrap.is_up_to_date()
    bootstrap.STAMP.write_text(bootstrap.stamp_text())
    assert bootstrap.is_up_to_date()


@pytest.mark.parametrize("change", ["lock", "python", "place", "gone"])
@pytest.mark.usefixtures("venv")
def test_the_stamp_is_stale_after_a_change(change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bootstrap.STAMP.write_text(bootstrap.stamp_text())
    if change == "lock":
        bootstrap.LOCK.write_text("one==2\n")
    elif change == "python":
        monkeypatch.setattr(sys, "version", "3.99.0")
    elif change == "place":
        monkeypatch.setattr(bootstrap, "ROOT", Path("elsewhere"))
    else:
        bootstrap.venv_python().unlink()
    assert not bootstrap.is_up_to_date()


@pytest.mark.usefixtures("venv")
def test_an_interrupted_making_starts_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def pip(*_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 0))
    monkeypatch.setattr(bootstrap, "pip", pip)
    with pytest.raises(KeyboardInterrupt):
        bootstrap.make_venv()
    assert not bootstrap.is_up_to_date()


@pytest.mark.usefixtures("venv")
def test_making_goes_by_the_lock_alone_and_leaves_the_stamp(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 0))
    monkeypatch.setattr(bootstrap, "pip", lambda *arguments: calls.append(arguments))
    bootstrap.make_venv()
    assert bootstrap.is_up_to_date()
    assert {"--require-hashes", "--no-deps", "--only-binary"} <= set(calls[0])
    assert "--no-index" in calls[1]
    bootstrap.make_venv()
    assert len(calls) == 2, "what is up to date is not made again"


@pytest.mark.parametrize(
    ("errors", "words"),
    [
        ("SSLError: CERTIFICATE_VERIFY_FAILED", "set PIP_CERT"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "its hash differs"),
        (
            "WARNING: retrying\nERROR: No matching distribution found for lxml\n",
            "No matching distribution found for lxml",
        ),
        ("", "Is the network there"),
    ],
)
def test_a_failing_pip_is_a_sentence(errors: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = subprocess.CompletedProcess([], 1, "", errors)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(SystemExit) as stopped:
        bootstrap.pip("-r", "requirements.lock")
    assert words in str(stopped.value)
    assert "Traceback" not in str(stopped.value)


def test_an_unknown_task_is_answered_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["dance"]) == 2
    assert "|".join(bootstrap.TASKS) in capsys.readouterr().out


def test_check_goes_on_after_a_failure(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, int("mypy" in command[0]), "line 3 is wrong", "")

    monkeypatch.setattr(subprocess, "run", run)
    assert bootstrap.check([]) == 1
    out = capsys.readouterr().out
    assert "mypy: FAILED" in out
    assert "line 3 is wrong" in out
    assert out.index("mypy: FAILED") < out.index("deptry .: well")


@pytest.mark.usefixtures("venv")
@pytest.mark.parametrize(("arguments", "coverage"), [([], True), (["-k", "seal"], False)])
def test_coverage_is_judged_after_the_full_run_only(
    arguments: list[str], coverage: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, ...]] = []

    def start(*command: str) -> int:
        started.append(command)
        return 0

    monkeypatch.setattr(bootstrap, "start", start)
    assert bootstrap.test(arguments) == 0
    assert started[0][:4] == ("-m", "pytest", "-n", "2")
    assert any("--fail-under=100" in command for command in started) is coverage


def test_what_must_be_covered_is_there() -> None:
    package = Path(bootstrap.__file__).parent.parent / "shieldwiz"
    assert all((package / name / "__init__.py").exists() for name in bootstrap.FULLY_COVERED)


@pytest.mark.usefixtures("venv")
def test_missing_coverage_fails_the_task(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(bootstrap, "start", lambda *command: 2 if "--fail-under=100" in command else 0)
    assert bootstrap.test([]) == 1
    assert "must be 100 %" in capsys.readouterr().out
