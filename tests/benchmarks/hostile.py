# SPDX-License-Identifier: Apache-2.0
"""The worst files up to the cap: seconds and peak memory of judging each, in a process of its own."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CAP = 1 << 20
MAX_SECONDS = 1.0
MAX_MEMORY = 200.0  # MiB
_KPS = "http://schemas.microsoft.com/kps/2014/07"


def documents() -> dict[str, bytes]:
    """Names and bytes of documents that try to take long."""
    start, end = f'<Metadata xmlns="{_KPS}" Version="1">'.encode(), b"</Metadata>"

    def filled(unit: bytes, begin: bytes = start, stop: bytes = end) -> bytes:
        return begin + unit * ((CAP - len(begin) - len(stop)) // len(unit)) + stop

    many = b" ".join(b'a%d="x"' % number for number in range(80_000))
    namespaces = b" ".join(b'xmlns:n%d="u%d"' % (number, number) for number in range(40_000))
    return {
        "elements": filled(b"<a/>"),
        "depth": b"<a>" * 150_000 + b"</a>" * 120_000,
        "attributes of one element": (b"<Metadata " + many + b"/>")[:CAP],
        "namespaces of one element": (b"<Metadata " + namespaces + b"/>")[:CAP],
        "one long text": filled(b"A"),
        "one long attribute": filled(b"A", b'<Metadata a="', b'"/>'),
        "character references": filled(b"&#65;"),
        "entity declarations": filled(b'<!ENTITY a "b">', b"<!DOCTYPE x [", b"]><x/>"),
        "white space": filled(b" ", b"<Metadata>", end),
        "digits, as a key protector in text form": filled(b"1 ", b"", b""),
        "base64 without end": filled(b"QUJD\n", b"", b""),
        "PEM begins": filled(b"-----BEGIN CERTIFICATE-----\n", b"", b""),
        "zeros": bytes(CAP),
        "UTF-16": b"\xff\xfe" + "<a/>".encode("utf-16-le") * 130_000,
    }


def measure() -> bool:
    """Print the slowest and the largest; returns whether all stay below the limits."""
    rows = []
    with tempfile.TemporaryDirectory(prefix="shieldwiz-bench-") as folder:
        file = Path(folder) / "hostile.xml"
        floor = _one([sys.executable, "-m", "shieldwiz", "metadata", "verify", str(Path(folder) / "missing.xml")])
        for name, data in documents().items():
            file.write_bytes(data)
            for command in (["metadata", "verify"], ["inspect"], ["pdk", "inspect"], ["protector", "inspect"]):
                seconds, memory = _one([sys.executable, "-m", "shieldwiz", *command, str(file)])
                rows.append((seconds, memory, f"{' '.join(command)}: {name}"))
    slowest, largest = max(rows), max(rows, key=lambda row: row[1])
    print(f"\nhostile files up to the cap: {len(rows)} runs; a process that finds no file takes {floor[0]:.2f} s")
    print(f"  slowest  {slowest[0]:.2f} s  {slowest[2]}")
    print(f"  largest  {largest[1]:.0f} MiB  {largest[2]}")
    return slowest[0] < MAX_SECONDS and largest[1] < MAX_MEMORY


def _one(command: list[str]) -> tuple[float, float]:
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    return time.perf_counter() - begin, usage.ru_maxrss / 1024
