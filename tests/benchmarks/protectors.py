# SPDX-License-Identifier: Apache-2.0
"""Many key protectors: an inventory of ten thousand in flat memory, and letting a guardian into many on all cores."""

import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from shieldwiz.hoster.regrant import Change, OwnerKeys, change_file
from shieldwiz.keyprotector.encoding import Form, frame
from shieldwiz.keyprotector.seal import new_transport_key, seal
from shieldwiz.owners.owner import SoftwareKey
from shieldwiz.workflow.many import map_over_processes
from tests.benchmarks.material import Sealing

MOST_MEMORY = 100.0  # MiB of one process
_OAEP = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)
Row = tuple[str, float, float, float]  # name, our seconds, bare seconds, limit of the ratio


def inventory(folder: Path, sealing: Sealing, count: int) -> bool:
    """One call over `count` protectors. Whether the memory of every process stayed below the limit."""
    protectors = _written(folder / "inventory", sealing, count)
    begin = time.perf_counter()
    command = [sys.executable, "-m", "shieldwiz", "hgs", "inventory", "--json", str(protectors)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        report = json.loads(process.stdout.read())
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    seconds, peak = time.perf_counter() - begin, usage.ru_maxrss / 1024
    print(
        f"hgs inventory, {report['shielded']:,} protectors: {seconds:.1f} s, {count / seconds:,.0f} a second, "
        f"peak memory of one process {peak:.0f} MiB, limit {MOST_MEMORY:.0f}"
    )
    return bool(report["shielded"] == count) and peak < MOST_MEMORY


def grant(folder: Path, sealing: Sealing, count: int) -> Row:
    """Change `count` protectors on all cores, against the private RSA operations of that alone on all cores."""
    protectors = _written(folder / f"grant-{sealing.bits}", sealing, count)
    output = folder / "granted"
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir()
    keys = OwnerKeys.of(sealing.owner)
    change = Change(keys=keys, guardian=sealing.guardians[1], gone=None, output=str(output))
    names = [str(path) for path in sorted(protectors.iterdir())]
    begin = time.perf_counter()
    outcomes = {one.outcome for one in map_over_processes(partial(change_file, change=change), names)}
    ours = time.perf_counter() - begin
    assert outcomes == {"granted"}
    return f"hgs grant, {count:,} protectors, RSA-{sealing.bits}", ours, _bare(sealing, keys, count), 1 / 0.6


def _bare(sealing: Sealing, keys: OwnerKeys, count: int) -> float:
    """Opening, signing and the reading back of each: two decryptions and a signature by the owner's keys."""
    processors = os.cpu_count() or 1
    wrapped = _public(sealing).encrypt(new_transport_key(), _OAEP)
    begin = time.perf_counter()
    with ProcessPoolExecutor(processors, mp_context=multiprocessing.get_context("spawn")) as pool:
        shares = [count // processors] * processors
        list(pool.map(_operations, [keys] * processors, [wrapped] * processors, shares))
    return time.perf_counter() - begin


def _operations(keys: OwnerKeys, wrapped: bytes, count: int) -> None:
    signer, opener = SoftwareKey.from_der(keys.signing_key), SoftwareKey.from_der(keys.encryption_key)
    for _ in range(count):
        opener.private_key.decrypt(wrapped, _OAEP)
        signer.sign(b"bench")
        opener.private_key.decrypt(wrapped, _OAEP)


def _public(sealing: Sealing) -> rsa.RSAPublicKey:
    key = sealing.owner.encryption.rsa_key()
    assert key is not None
    return key


def _written(folder: Path, sealing: Sealing, count: int) -> Path:
    """A folder with that many protectors as Windows exports them, all of one owner and one guardian."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    data = frame(seal(sealing.owner, sealing.guardians[:1], new_transport_key()), Form.TEXT)
    for number in range(count):
        (folder / f"{number:05d}.kp").write_bytes(data)
    return folder
