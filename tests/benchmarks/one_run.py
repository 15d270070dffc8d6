# SPDX-License-Identifier: Apache-2.0
"""Runs one program within limits, silently; prints seconds, seconds of processor, peak memory in MiB, exit code.

A process of its own because Linux counts the memory of whoever starts a program as the program's: this one is small.
"""

import os
import resource
import subprocess
import sys
import time

_ADDRESS_SPACE = 2 << 30  # bytes; what takes more than this ends there
_HOPELESS = 60  # seconds of one processor


def main() -> None:
    for kind, most in (
        (resource.RLIMIT_AS, _ADDRESS_SPACE),
        (resource.RLIMIT_CPU, _HOPELESS),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    nothing = subprocess.DEVNULL
    begin = time.perf_counter()
    with subprocess.Popen(sys.argv[1:], stdin=nothing, stdout=nothing, stderr=nothing) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
    print(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode)


if __name__ == "__main__":
    main()
