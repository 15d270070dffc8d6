# SPDX-License-Identifier: Apache-2.0
"""Our age module against published vectors, against two other programs, and against damage."""

import hashlib
import re
import subprocess
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given, settings
from hypothesis import strategies as st

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.owners import age
from shieldwiz.owners.age import MAX_AGE_FILE, MAX_PLAINTEXT, lock, unlock

VECTORS = Path(__file__).parent.parent / "vectors" / "cctv-age"
CHEAP = 10  # work factor
PASSPHRASE = "correct horse"


@dataclass(frozen=True)
class Vector:
    name: str
    expect: str
    passphrase: str
    payload: str
    file_key: bytes
    data: bytes


def load(path: Path) -> Vector:
    head, data = path.read_bytes().split(b"\n\n", 1)
    said = dict(line.split(": ", 1) for line in head.decode().splitlines())
    return Vector(
        name=path.name,
        expect=said["expect"],
        passphrase=said.get("passphrase", ""),
        payload=said.get("payload", ""),
        file_key=bytes.fromhex(said.get("file key", "")),
        data=zlib.decompress(data) if said.get("compressed") == "zlib" else data,
    )


SCRYPT = [load(path) for path in sorted(VECTORS.glob("scrypt*"))]
STREAM = [load(path) for path in sorted(VECTORS.glob("stream_*"))]


def problem_of(data: bytes, passphrase: str = PASSPHRASE) -> Problem:
    with pytest.raises(ShieldwizError) as caught:
        unlock(data, passphrase)
    return caught.value.problem


def test_the_vectors_are_all_there() -> None:
    assert (len(SCRYPT), len(STREAM)) == (25, 25)
    assert sum(1 for vector in SCRYPT if vector.expect == "success") == 1


@pytest.mark.parametrize("vector", SCRYPT, ids=lambda vector: vector.name)
def test_vectors_with_a_passphrase(vector: Vector) -> None:
    if vector.expect == "success":
        assert hashlib.sha256(unlock(vector.data, vector.passphrase)).hexdigest() == vector.payload
    elif vector.name in {"scrypt_work_factor_23", "scrypt_work_factor_zero"}:
        assert problem_of(vector.data, vector.passphrase) is Problem.KEY_FILE_WORK
    else:
        assert problem_of(vector.data, vector.passphrase) is Problem.KEY_FILE_OPEN


@pytest.mark.parametrize("vector", STREAM, ids=lambda vector: vector.name)
def test_vectors_of_the_payload(vector: Vector) -> None:
    """Their payload behind a header of ours that holds the same file key."""
    header = re.match(rb".*?\n--- ?[^\n]*\n", vector.data, re.DOTALL)
    assert header is not None
    file = behind_our_header(vector.file_key, vector.data[header.end() :])
    if len(vector.data) - header.end() > 16 + MAX_PLAINTEXT + 16:
        assert problem_of(file) is Problem.SIZE
    elif vector.expect == "success":
        assert hashlib.sha256(unlock(file, PASSPHRASE)).hexdigest() == vector.payload
    else:
        assert problem_of(file) is Problem.KEY_FILE_OPEN


def behind_our_header(file_key: bytes, payload: bytes) -> bytes:
    salt = bytes(16)
    wrap = ChaCha20Poly1305(age._stretched(PASSPHRASE, salt, 1))
    body = age._to_base64(wrap.encrypt(bytes(12), file_key, None))
    signed = b"age-encryption.org/v1\n-> scrypt " + age._to_base64(salt) + b" 1\n" + body + b"\n---"
    return signed + b" " + age._to_base64(age._header_mac(file_key, signed)) + b"\n" + payload


def test_the_text_form_is_named_for_what_it_is() -> None:
    vector = load(VECTORS / "armor_scrypt")
    with pytest.raises(ShieldwizError, match="text form") as caught:
        unlock(vector.data, vector.passphrase)
    assert caught.value.problem is Problem.KIND


@pytest.mark.parametrize("size", [0, 1, 4_096, MAX_PLAINTEXT])
def test_what_was_locked_comes_back(size: int) -> None:
    plaintext = bytes(range(256)) * (size // 256) + bytes(size % 256)
    locked = lock(plaintext, PASSPHRASE, work_factor=CHEAP)
    assert len(locked) <= MAX_AGE_FILE
    assert unlock(locked, PASSPHRASE) == plaintext


def test_more_than_64_kib_is_not_locked() -> None:
    with pytest.raises(ShieldwizError) as caught:
        lock(bytes(MAX_PLAINTEXT + 1), PASSPHRASE, work_factor=CHEAP)
    assert caught.value.problem is Problem.SIZE


def test_nothing_is_the_same_in_two_files() -> None:
    first, second = (lock(b"same", PASSPHRASE, work_factor=CHEAP) for _ in range(2))
    rows = [file.split(b"\n", 4) for file in (first, second)]
    assert [a == b for a, b in zip(*rows, strict=True)] == [True, False, False, False, False]


def test_the_default_work_is_that_of_age_itself() -> None:
    locked = lock(b"x", PASSPHRASE)
    assert re.match(rb"age-encryption\.org/v1\n-> scrypt [\w+/]{22} 18\n", locked)
    assert unlock(locked, PASSPHRASE) == b"x"


def test_wrong_passphrase_and_damage_are_told_in_the_same_words() -> None:
    locked = lock(b"x" * 100, PASSPHRASE, work_factor=CHEAP)
    messages = set()
    for data, passphrase in (
        (locked, "wrong"),
        (locked[:-1], PASSPHRASE),
        (locked[:30], PASSPHRASE),
        (b"", PASSPHRASE),
        (b"something else", PASSPHRASE),
        (locked[: locked.index(b"---") + 50], PASSPHRASE),
    ):
        with pytest.raises(ShieldwizError) as caught:
            unlock(data, passphrase)
        assert caught.value.problem is Problem.KEY_FILE_OPEN
        messages.add((caught.value.message, caught.value.hint, caught.value.rule, caught.value.detail))
    assert len(messages) == 1


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_changed_byte_never_gives_other_content(data: st.DataObject) -> None:
    locked = bytearray(lock(b"the keys", PASSPHRASE, work_factor=1))
    at = data.draw(st.integers(0, len(locked) - 1))
    locked[at] ^= data.draw(st.integers(1, 255))
    assert problem_of(bytes(locked)) in {Problem.KEY_FILE_OPEN, Problem.KEY_FILE_WORK}


@pytest.mark.parametrize("work", [0, 21, 63, 4_294_967_296])
def test_too_much_work_is_refused_before_it_is_done(work: int) -> None:
    locked = lock(b"x", PASSPHRASE, work_factor=CHEAP).replace(b" 10\n", b" %d\n" % work, 1)
    # An empty passphrase would be refused first if any work had begun.
    assert problem_of(locked, "") is Problem.KEY_FILE_WORK


@pytest.mark.parametrize("work", [1, 2, 20])
def test_the_allowed_work_is_done(work: int) -> None:
    assert unlock(lock(b"x", PASSPHRASE, work_factor=work), PASSPHRASE) == b"x"


def test_a_passphrase_is_taken_in_its_composed_form() -> None:
    assert unlock(lock(b"x", "schlu\u0308ssel", work_factor=CHEAP), "schl\u00fcssel") == b"x"


@pytest.mark.parametrize("passphrase", ["", "x" * 1_025])
def test_what_cannot_be_a_passphrase_is_refused(passphrase: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        lock(b"x", passphrase, work_factor=CHEAP)
    assert caught.value.problem is Problem.PASSPHRASE
    assert problem_of(lock(b"x", PASSPHRASE, work_factor=CHEAP), passphrase) is Problem.PASSPHRASE


TOO_LITTLE_MEMORY = """
import resource
from shieldwiz.errors import ShieldwizError
from shieldwiz.owners.age import lock
resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))
try:
    lock(b"x", "passphrase", work_factor=20)
except ShieldwizError as error:
    print(error.problem, error.message)
"""


def test_too_little_memory_is_said(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="Windows cannot take memory away from a program")
    done = subprocess.run(
        [sys.executable, "-c", TOO_LITTLE_MEMORY], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith("key-file-work Opening or making this key file needs 1024 MiB"), done.stderr
