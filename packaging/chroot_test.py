# SPDX-License-Identifier: Apache-2.0
"""Does what a newcomer does, on bare Debian systems: `python3 packaging/bootstrap.py chroot-test [SUITE ...]`.

For each suite (bookworm and trixie unless named): a minimal system in a folder of its own, the committed tree copied
into it, then `make test` as somebody who may not install anything (must print the line to type), `make run` and
`make test` as root (must install what is missing, and pass). Needs root, Debian's debootstrap, and the network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUITES = ("bookworm", "trixie")
# Set in the second start of this program, the one inside a mount namespace of its own.
INSIDE = "SHIELDWIZ_CHROOT_TEST_INSIDE"
HOST_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
# Where the tree and the certificates go, seen from inside.
TREE = "/srv/shieldwiz"
CERTIFICATES = "/etc/host-certificates.crt"
# What every running system has: processes, and terminals for the tests that type a passphrase into other programs.
MOUNTED = {"proc": "proc", "devpts": "dev/pts"}
LONGEST = 1200  # seconds that one step may take


def mirror() -> str:
    """The package source that this machine itself takes Debian's packages from."""
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI) $(ORIGIN) $(LABEL)", "Created-By: Packages"],
        capture_output=True,
        text=True,
        check=True,
    )
    for line in listed.stdout.splitlines():
        address, _, who = line.partition(" ")
        if who == "Debian Debian":
            return address
    raise SystemExit("This machine has no package source of Debian's own. Run `apt-get update` and start again.")


def timed(what: str, command: list[str], log: Path) -> tuple[int, str]:
    """Runs `command`, appends its output to `log`, prints how long it took; its exit code and output."""
    began = time.monotonic()
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        timeout=LONGEST,
        check=False,
    )
    with log.open("a", encoding="utf-8") as out:
        out.write(f"--- {what}\n{done.stdout}\n")
    print(f"  {what}: {time.monotonic() - began:.0f} s, exit code {done.returncode}", flush=True)
    return done.returncode, done.stdout


def inside(folder: Path, user: str, *command: str) -> list[str]:
    """The command line that runs `command` in the bare system as `user`, with nothing of our own environment."""
    environment = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/tmp"]
    if (folder / CERTIFICATES.lstrip("/")).exists():
        environment.append(f"PIP_CERT={CERTIFICATES}")
    line = ["chroot", f"--userspec={user}", str(folder), *command]
    return ["env", "-i", *environment, *line]


def build(suite: str, folder: Path, log: Path) -> None:
    """Makes the bare system in `folder`, with Python, make and the committed tree in it."""
    must("the bare system", ["debootstrap", "--variant=minbase", suite, str(folder), mirror()], log)
    for kind, place in MOUNTED.items():
        subprocess.run(["mount", "-t", kind, kind, str(folder / place)], check=True)
    for name in ("resolv.conf", "hosts"):
        shutil.copy(f"/etc/{name}", folder / "etc" / name)
    if HOST_CERTIFICATES.exists():
        shutil.copy(HOST_CERTIFICATES, folder / CERTIFICATES.lstrip("/"))
    must("apt-get update", inside(folder, "root:root", "apt-get", "update"), log)
    packages = ("apt-get", "install", "-y", "--no-install-recommends", "python3", "make")
    must("python3 and make", inside(folder, "root:root", *packages), log)
    tree = folder / TREE.lstrip("/")
    tree.mkdir(parents=True)
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x", "-C", str(tree)], input=archive, check=True)


def must(what: str, command: list[str], log: Path) -> str:
    """Runs a step that has to succeed; its output. Raises SystemExit with the end of the output otherwise."""
    code, output = timed(what, command, log)
    if code:
        raise SystemExit(f"FAILED: {what}. The end of what it said (all of it in {log}):\n{output[-3000:]}")
    return output


def try_as_newcomer(folder: Path, log: Path) -> None:
    """The two commands, first as somebody who may not install anything. Raises SystemExit where they disappoint."""
    make = ("make", "-C", TREE)
    for task, package in (("run", "-venv"), ("test", "xmlsec1")):
        code, output = timed(f"make {task} as nobody", inside(folder, "nobody:nogroup", *make, task), log)
        lines = [line for line in output.splitlines() if "sudo apt-get install" in line]
        if code == 0 or not lines or package not in lines[0] or "Traceback" in output:
            raise SystemExit(f"FAILED: `make {task}` as nobody does not say what to type:\n{output}")
    for what in ("make run", "make test", "make test again"):
        output = must(what, inside(folder, "root:root", *make, what.split()[1]), log)
        for line in output.splitlines():
            if " passed" in line:
                print(f"    {line}", flush=True)


def try_suite(suite: str) -> None:
    """One suite from nothing to the end, in a folder that is removed afterwards."""
    log = ROOT / "build" / f"chroot-{suite}.log"
    log.parent.mkdir(exist_ok=True)
    log.unlink(missing_ok=True)
    print(f"{suite}:", flush=True)
    folder = Path(tempfile.mkdtemp(prefix=f"shieldwiz-{suite}-"))
    # Somebody else than root must be able to walk into it.
    folder.chmod(0o755)
    # What is mounted inside vanishes with the namespace, whatever fails; so removing the folder touches nothing else.
    command = ["unshare", "--mount", "--fork", "--kill-child", sys.executable, __file__, suite, str(folder), str(log)]
    try:
        done = subprocess.run(command, env={**os.environ, INSIDE: "1"}, check=False)
    finally:
        shutil.rmtree(folder)
    if done.returncode:
        raise SystemExit(done.returncode)


def main(arguments: list[str]) -> None:
    """Tries each suite; stops at the first that fails."""
    if os.environ.get(INSIDE):
        suite, folder, log = arguments[0], Path(arguments[1]), Path(arguments[2])
        build(suite, folder, log)
        try_as_newcomer(folder, log)
        return
    if os.geteuid() != 0:
        raise SystemExit("This makes whole systems in a folder and needs root. Start it again as root.")
    for suite in arguments or SUITES:
        try_suite(suite)
    print("A newcomer gets along on " + " and ".join(arguments or SUITES) + ".")


if __name__ == "__main__":
    main(sys.argv[1:])
