# SPDX-License-Identifier: Apache-2.0
import hashlib
import hmac
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.windowskit.kit_key import KitKey
from shieldwiz.windowskit.locked_file import lock_file, unlock_file
from tests.windowskit.making import KEY

PATH = "inputs/answer-file.enc"
PLAIN = b"<unattend/>"
# Made once; the script on Windows must open exactly this.
KNOWN = (
    "53574b495446310a64646464646464646464646464646464f3ec130418c275a720eefd8e202893369b295c9db32b0813"
    "d2103a1aed498d45b308056a99efb4466d7398438a41d56c"
)


def test_the_parts_stand_where_the_format_says() -> None:
    locked = lock_file(PLAIN, KEY, PATH, iv=b"d" * 16)
    assert locked[:24] == b"SWKITF1\n" + b"d" * 16
    mac_key = hmac.digest(KEY.value, b"shieldwiz kit mac" + PATH.encode(), hashlib.sha256)
    assert locked[-32:] == hmac.digest(mac_key, locked[:-32], hashlib.sha256)
    assert locked.hex() == KNOWN
    assert unlock_file(bytes.fromhex(KNOWN), KEY, PATH) == PLAIN


def test_openssl_opens_it(tmp_path: Path) -> None:
    locked = lock_file(PLAIN * 100, KEY, PATH)
    (tmp_path / "body").write_bytes(locked[24:-32])
    (tmp_path / "all").write_bytes(locked[:-32])
    keys = {
        use: hmac.digest(KEY.value, f"shieldwiz kit {use}{PATH}".encode(), hashlib.sha256) for use in ("enc", "mac")
    }
    command = [
        "openssl",
        "enc",
        "-d",
        "-aes-256-cbc",
        "-K",
        keys["enc"].hex(),
        "-iv",
        locked[8:24].hex(),
        "-in",
        "body",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert done.stdout == PLAIN * 100
    command = ["openssl", "dgst", "-sha256", "-mac", "HMAC", "-macopt", f"hexkey:{keys['mac'].hex()}", "-binary", "all"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout == locked[-32:]


@given(st.binary(max_size=100))
def test_any_bytes_come_back(data: bytes) -> None:
    assert unlock_file(lock_file(data, KEY, PATH), KEY, PATH) == data


def test_the_same_bytes_never_look_the_same() -> None:
    assert lock_file(PLAIN, KEY, PATH) != lock_file(PLAIN, KEY, PATH)


def test_every_flipped_bit_another_key_and_another_place_are_noticed() -> None:
    locked = lock_file(PLAIN, KEY, PATH)
    spoilt = [locked[:at] + bytes([locked[at] ^ 1]) + locked[at + 1 :] for at in range(len(locked))]
    cases = [(one, KEY, PATH) for one in (*spoilt, b"", locked[:-1], locked[:56], b"x" * 100)]
    cases += [(locked, KitKey.random(), PATH), (locked, KEY, "inputs/other/file-1.enc")]
    for data, key, path in cases:
        with pytest.raises(ShieldwizError) as caught:
            unlock_file(data, key, path)
        assert caught.value.problem is Problem.CANNOT_OPEN
