# SPDX-License-Identifier: Apache-2.0
"""No secret of the whole job leaves the places that are made for it, also where something fails in the middle."""

import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from shieldwiz.owners.owner import SoftwareKey
from tests.certificates.making import made, rsa_key
from tests.hoster.test_fetch import _send, _server
from tests.secrets.canaries import Canary, key_canaries, text_canary, traces
from tests.secrets.job import FAULTS, Job
from tests.secrets.watching import Watcher, can_trace

if sys.platform != "win32":
    import pty

pytestmark = pytest.mark.timeout(900)  # fifty programs one after the other, under observation
INSIDE = re.compile(
    r"outputs[/\\](\.shieldwiz-[0-9a-f]{16}\.tmp|inside-owner|inside-guardian)[/\\](unattend\.xml|other\.bin)"
)
PUBLIC = re.compile(r"outputs[/\\][^/\\]+\.(pdkx|kp|json|toml)")


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    """The job when it is over."""
    done = Job(Watcher(folder=tmp_path_factory.mktemp("secrets") / "world"))
    done.run()
    return done


@pytest.fixture(scope="module")
def canaries(job: Job) -> tuple[Canary, ...]:
    found = tuple(job.canaries())
    assert len(found) > 40
    assert {"passphrase new", "owner's signing key, d", "transport key of web.pdkx"} <= {one.name for one in found}
    return found


def _left(job: Job) -> Iterator[tuple[str, Path]]:
    """All that lies there when the job is over, but for what the person had before and what watches."""
    folder = job.watcher.folder
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path != job.outputs and not re.match(r"(inputs|site|events|trace)\b", name):
            yield name, path


def _together(parts: Iterable[bytes]) -> bytes:
    return b"\n\0\n".join(parts)


def test_nothing_is_said(job: Job, canaries: tuple[Canary, ...]) -> None:
    # At DEBUG level, all that reads or keeps something says so.
    assert sum(b"shieldwiz.workflow." in seen.err for seen in job.watcher.seen) > 30
    assert sum(b"Traceback" in seen.err for seen in job.watcher.seen) == len(FAULTS)
    assert traces(canaries, _together(part for seen in job.watcher.seen for part in (seen.out, seen.err))) == set()


def test_a_password_that_was_made_is_shown_once(job: Job) -> None:
    made = (job.made_password(),)
    assert len(made[0].secret) > 15
    assert sum(traces(made, seen.out) != set() for seen in job.watcher.seen) == 1
    others = [part for seen in job.watcher.seen for part in (seen.err, seen.processes, *dict(seen.written).values())]
    assert traces(made, _together(others)) == set()
    assert traces(made, _together(path.read_bytes() for _, path in _left(job) if path.is_file())) == set()


def test_other_programs_see_nothing(job: Job, canaries: tuple[Canary, ...]) -> None:
    for seen in job.watcher.seen:
        assert sys.platform != "linux" or b"--debug" in seen.processes
    assert traces(canaries, _together(seen.processes for seen in job.watcher.seen)) == set()


def test_nothing_is_written_but_what_is_opened_into_its_folder(job: Job, canaries: tuple[Canary, ...]) -> None:
    """Also not into files that are gone afterwards."""
    written = [write for seen in job.watcher.seen for write in seen.written]
    assert bool(written) is can_trace()
    opened = [data for path, data in written if INSIDE.search(path)]
    assert traces(canaries, _together(data for path, data in written if not INSIDE.search(path))) == set()
    assert traces(canaries, _together(opened)) <= {"what is sealed 0", "what is sealed 1"}


def test_nothing_is_left_but_what_was_opened(job: Job, canaries: tuple[Canary, ...]) -> None:
    files = [(name, path.read_bytes()) for name, path in _left(job) if path.is_file()]
    assert traces(canaries, _together(data for name, data in files if not INSIDE.search(name))) == set()
    assert traces(canaries, _together(data for name, data in files if INSIDE.search(name))) == {
        "what is sealed 0",
        "what is sealed 1",
    }
    assert traces(canaries, _together(name.encode() for name, _ in _left(job))) == set()
    for name, _ in _left(job):
        assert not re.match(r"(temporary|user)[/\\].", name), name
        assert ".tmp" not in name, name


def test_all_is_for_its_owner_alone_also_under_umask_000(job: Job) -> None:
    """What is made to be given away follows the umask, as with any program."""
    modes = {name: stat.S_IMODE(path.stat().st_mode) for name, path in _left(job)}
    assert len(modes) > 25
    for name, mode in modes.items():
        if os.name != "nt" and not PUBLIC.fullmatch(name) and name not in {"temporary", "user"}:
            assert oct(mode) == oct(0o700 if (job.watcher.folder / name).is_dir() else 0o600), name


def test_nobody_is_called(job: Job) -> None:
    assert [call for seen in job.watcher.seen for call in seen.network] == []


def test_the_one_fetch_calls_the_one_server(tmp_path: Path) -> None:
    watcher = Watcher(folder=tmp_path / "world")
    with _server(_send(200, b"<nothing/>")) as (url, _):
        port = int(url.rpartition(":")[2].partition("/")[0])
        seen = watcher.run("metadata", "fetch", url, "-o", str(tmp_path / "fetched.xml"))
    assert seen.code == 3, seen.err
    assert (tmp_path / "fetched.xml").read_bytes() == b"<nothing/>"
    connected = [call for call in seen.network if call.startswith("socket.connect ")]
    assert connected == [f"socket.connect (('127.0.0.1', {port}),)"]
    for call in seen.network:
        if call.startswith("connect("):
            assert f"htons({port})" in call
        # The library binds one to learn whether the computer knows IPv6, and drops it.
        assert not call.startswith("socket.bind") or call == "socket.bind (('::1', 0),)"
        assert not call.startswith("listen(")


def test_what_is_typed_is_not_shown(tmp_path: Path) -> None:
    """On a terminal, right and wrong, and bytes that are no text."""
    data = serialize_key_and_certificates(
        b"x", rsa_key("typed"), made(rsa_key("typed")).x509, None, BestAvailableEncryption(b"canary Sanduhr 71ce")
    )
    (tmp_path / "typed.pfx").write_bytes(data)
    if sys.platform == "win32":  # which has no such terminals
        return
    for typed, code in (
        (b"canary Sanduhr 71ce", 4),
        (b"canary Nachtfalter 0d", 1),
        (b"canary \xff\xfe Nachtfalter", 2),
    ):
        shown, ended = _typed(tmp_path / "typed.pfx", typed)
        assert b"Password of the PFX file" in shown
        assert (traces([Canary("typed", typed)], shown), ended) == (set(), code), shown


def _typed(pfx: Path, typed: bytes) -> tuple[bytes, int]:
    """All that a terminal shows while somebody types this, and the exit code."""
    terminal, theirs = pty.openpty()
    command = [sys.executable, "-m", "shieldwiz", "--debug", "certificate", "check", str(pfx), "--role", "signing"]
    shown = b""
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True) as process:
        os.close(theirs)
        while b"PFX file: " not in shown:
            shown += os.read(terminal, 1 << 16)
        os.write(terminal, typed + b"\n")
        with suppress(OSError):  # how Linux says that the other side is gone
            while more := os.read(terminal, 1 << 16):
                shown += more
    os.close(terminal)
    return shown, process.returncode


# ---------------------------------------------------------------------------------------- would it be noticed at all?


@pytest.fixture(scope="module")
def samples() -> tuple[Canary, ...]:
    return (text_canary("passphrase", "canary Übermut 12"), *key_canaries("key", SoftwareKey(rsa_key("canary"))))


def test_every_spelling_is_found_wherever_it_stands(samples: tuple[Canary, ...]) -> None:
    for canary in samples:
        assert len(canary.spellings) > 10
        for spelling in canary.spellings:
            assert traces([canary], os.urandom(100) + spelling + os.urandom(100)) == {canary.name}
            cut = spelling[: len(spelling) // 2] + b"\r\n" + spelling[len(spelling) // 2 :]
            assert {b"\r", b"\n"} & {bytes([byte]) for byte in spelling} or traces([canary], cut) == {canary.name}
        assert traces([canary], os.urandom(1 << 16)) == set()


def test_a_whole_key_is_found_in_each_of_its_encodings(samples: tuple[Canary, ...]) -> None:
    key = rsa_key("canary")
    numbers = {canary.name for canary in samples[1:] if "decimal" not in canary.name}
    for form in (PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL):
        for encoding in (Encoding.DER, Encoding.PEM):
            data = key.private_bytes(encoding, form, NoEncryption())
            assert traces(samples, data) == numbers
            assert traces(samples, data.hex().encode()) >= (numbers if encoding is Encoding.DER else set())
            assert traces(samples, repr(data).encode()) >= (numbers if encoding is Encoding.DER else set())
    assert traces(samples, repr(key.private_numbers().p).encode()) == {"key, p in decimal"}


_LEAKS = """
import base64, os, pathlib, socket, subprocess, sys, tempfile, time
secret = "canary " + "\\u00dcbermut 12"
sys.stderr.write("log: " + base64.b64encode(b"x" + secret.encode()).decode())
with tempfile.NamedTemporaryFile() as file:
    file.write(secret.encode().hex().encode())
    file.flush()
pathlib.Path("left.txt").write_text(secret, "utf-8")
subprocess.run([sys.executable, "-S", "-c", "import time; time.sleep(0.5)", secret], env={**os.environ, "LANG": "C"})
subprocess.run([sys.executable, "-S", "-c", "import time; time.sleep(0.5)"], env={**os.environ, "SECRET": secret})
socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("127.0.0.1", 9))
"""


def test_a_program_that_lets_everything_slip_is_caught(tmp_path: Path, samples: tuple[Canary, ...]) -> None:
    watcher = Watcher(folder=tmp_path / "world")
    seen = watcher.run(program=("-c", _LEAKS))
    assert seen.code == 0, seen.err
    passphrase = samples[:1]
    assert traces(passphrase, seen.err) == {"passphrase"}
    assert seen.out == b""
    if sys.platform == "linux":
        assert traces(passphrase, seen.processes) == {"passphrase"}
        assert b"SECRET=canary" in seen.processes
    assert any(call.startswith("socket.connect (('127.0.0.1', 9)") for call in seen.network)
    left = tmp_path / "world" / "left.txt"
    assert traces(passphrase, left.read_bytes()) == {"passphrase"}
    assert os.name == "nt" or stat.S_IMODE(left.stat().st_mode) == 0o666
    if can_trace():
        into = [path for path, data in seen.written if traces(passphrase, data)]
        assert any(path.startswith(str(watcher.temporary)) for path in into)
        assert any(call.startswith("connect(") for call in seen.network)


def test_a_fault_in_the_middle_is_one(tmp_path: Path) -> None:
    watcher = Watcher(folder=tmp_path / "world")
    assert watcher.run("inspect", str(tmp_path / "missing")).code == 1
    seen = watcher.run("inspect", str(tmp_path / "missing"), fault="home.py:open_home")
    assert seen.code == 70
    assert b"UnexpectedError" in seen.err
