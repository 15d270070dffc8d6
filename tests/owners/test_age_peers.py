# SPDX-License-Identifier: Apache-2.0
"""Both ways with the age program and with pyrage, which share no code with us or with each other."""

from pathlib import Path

import pytest

from shieldwiz.owners.age import lock, unlock

# Neither is to be had everywhere on Windows: there is no terminal to type on, and no pyrage for ARM.
peers = pytest.importorskip("tests.owners.peers", reason="age reads a passphrase from a terminal alone")
pyrage_passphrase = pytest.importorskip("pyrage").passphrase

PASSPHRASE = "Über-passphrase 42"
SIZES = [0, 1, 5_800, 64 << 10]


@pytest.mark.parametrize("size", SIZES[1:])  # it makes no file where there is nothing to put into it
def test_age_opens_what_we_lock(tmp_path: Path, size: int) -> None:
    plaintext = b"k" * size
    (tmp_path / "ours.age").write_bytes(lock(plaintext, PASSPHRASE, work_factor=10))
    peers.on_a_terminal(["age", "-d", "-o", "plain", "ours.age"], PASSPHRASE, folder=tmp_path)
    assert (tmp_path / "plain").read_bytes() == plaintext


@pytest.mark.parametrize("size", SIZES)
def test_we_open_what_age_locks(tmp_path: Path, size: int) -> None:
    (tmp_path / "plain").write_bytes(b"k" * size)
    peers.on_a_terminal(["age", "-p", "-o", "theirs.age", "plain"], PASSPHRASE, folder=tmp_path)
    assert unlock((tmp_path / "theirs.age").read_bytes(), PASSPHRASE) == b"k" * size


@pytest.mark.parametrize("size", SIZES)
def test_pyrage_opens_what_we_lock(size: int) -> None:
    assert pyrage_passphrase.decrypt(lock(b"k" * size, PASSPHRASE, work_factor=10), PASSPHRASE) == b"k" * size


def test_we_open_what_pyrage_locks() -> None:
    # The work is chosen by the speed of the machine there: one file is slow enough.
    theirs = pyrage_passphrase.encrypt(b"k" * 5_800, PASSPHRASE)
    assert unlock(theirs, PASSPHRASE) == b"k" * 5_800
