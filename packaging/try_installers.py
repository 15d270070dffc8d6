# SPDX-License-Identifier: Apache-2.0
"""Tries the packages on bare Debian systems: `python3 packaging/try_installers.py [SUITE ...]`.

After `make installers`. In each suite (bookworm and trixie unless named): installs an older build, runs the self-test
as an ordinary person, keeps a guardian, opens the window offscreen and on a virtual screen, upgrades, puts an
organisation's settings in place, removes, purges, and looks for what is left. Then the same build from its .rpm with
rpm's own tools, and from its .tar.xz. Prints what it measured, and keeps it in build/installers/tried-SUITE.txt. Needs
root, debootstrap and the network.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from chroot_test import MOUNTED, inside, mirror, must, timed

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "installers" / "out"
SUITES = ("bookworm", "trixie")
INSIDE = "SHIELDWIZ_TRY_INSTALLERS_INSIDE"
PERSON = "1000:1000"
HOME = "/home/ada"
ORGANISATION = 'schema = "shieldwiz/organisation/1"\nforbid-overrides = true\ncontact = "the desk"\n'
OLDER = "0.0.1"
# The window on a screen that nobody sees: ready when a window of it can be found.
ON_SCREEN = """
Xvfb :77 -screen 0 1280x800x24 >/dev/null 2>&1 & X=$!
for i in $(seq 50); do [ -e /tmp/.X11-unix/X77 ] && break; sleep 0.1; done
began=$(date +%s%N)
DISPLAY=:77 QT_QPA_PLATFORM=xcb shieldwiz-gui >/tmp/window.txt 2>&1 & W=$!
DISPLAY=:77 timeout 60 xdotool search --sync --onlyvisible --name shieldwiz >/dev/null; found=$?
echo "window after $(( ($(date +%s%N) - began) / 1000000 )) ms"
sleep 5
kill -0 $W || found=9
kill $W $X; wait; cat /tmp/window.txt
exit $found
"""


class Trial:
    """One bare system, and the record of what was done to it."""

    def __init__(self, suite: str, folder: Path, log: Path, record: Path) -> None:
        self.suite, self.folder, self.log, self.record = suite, folder, log, record

    def note(self, text: str) -> None:
        """A line of the record, also shown."""
        print(f"    {text}", flush=True)
        with self.record.open("a", encoding="utf-8") as out:
            out.write(f"{self.suite}: {text}\n")

    def root(self, what: str, *command: str) -> str:
        """A step as root that has to succeed; its output."""
        return must(what, inside(self.folder, "root:root", *command), self.log)

    def person(self, what: str, *command: str, code: int = 0) -> str:
        """A step as an ordinary person that has to end with `code`; its output. Its time goes on record."""
        began = time.monotonic()
        words = ("env", f"HOME={HOME}", "LC_ALL=C.UTF-8", *command)
        found, output = timed(what, inside(self.folder, PERSON, *words), self.log)
        if found != code:
            raise SystemExit(f"FAILED: {what} ended with {found} instead of {code}:\n{output[-3000:]}")
        self.note(f"{what}: well, {time.monotonic() - began:.1f} s")
        return output

    def path(self, inner: str) -> Path:
        """A path of the bare system, seen from here."""
        return self.folder / inner.lstrip("/")


def build(trial: Trial) -> None:
    """The bare system with one ordinary person in it."""
    folder = trial.folder
    must("the bare system", ["debootstrap", "--variant=minbase", trial.suite, str(folder), mirror()], trial.log)
    for kind, place in MOUNTED.items():
        subprocess.run(["mount", "-t", kind, kind, str(folder / place)], check=True)
    for name in ("resolv.conf", "hosts"):
        shutil.copy(f"/etc/{name}", folder / "etc" / name)
    trial.path(HOME).mkdir(parents=True)
    os.chown(trial.path(HOME), 1000, 1000)
    trial.path("/srv/out").mkdir(parents=True)
    for file in OUT.iterdir():
        shutil.copy(file, trial.path("/srv/out"))
    trial.root("apt-get update", "apt-get", "update")


def older_build(deb: Path, target: Path) -> None:
    """The same package under an older version."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["dpkg-deb", "-R", str(deb), f"{folder}/p"], check=True)
        control = Path(folder) / "p" / "DEBIAN" / "control"
        text = re.sub(r"(?m)^Version: .*$", f"Version: {OLDER}", control.read_text(encoding="utf-8"))
        control.write_text(text, encoding="utf-8")
        subprocess.run(["dpkg-deb", "-Znone", "--build", f"{folder}/p", str(target)], check=True, capture_output=True)


def use(trial: Trial, kind: str) -> None:
    """What a person does first: version, self-test, the window."""
    trial.person(f"{kind}: version", "shieldwiz", "--version", "--json")
    trial.person(f"{kind}: self-test", "shieldwiz", "self-test")
    window = ("env", "QT_QPA_PLATFORM=offscreen", "timeout", "12", "shieldwiz-gui")
    said = trial.person(f"{kind}: window offscreen, still there after 12 s", *window, code=124)
    shown = trial.person(f"{kind}: window on a virtual screen", "sh", "-c", ON_SCREEN)
    trial.note(f"{kind}: {shown.splitlines()[0]}")
    for line in (*said.splitlines(), *shown.splitlines()[1:]):
        if line.strip():
            trial.note(f"{kind}: it said: {line}")


def try_deb(trial: Trial) -> None:
    """Install, use, upgrade with the data kept, the organisation's settings, remove, purge."""
    deb = next(OUT.glob("*.deb"))
    older_build(deb, trial.path("/srv/older.deb"))
    install = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "--no-install-recommends")
    trial.root("install the older build", *install, "/srv/older.deb")
    trial.root("a virtual screen", *install, "xvfb", "xdotool")
    use(trial, "deb")
    made = f"{HOME}/fabric"
    trial.person("practice", "shieldwiz", "practice", made)
    told = trial.path(f"{made}/fingerprint.txt").read_text(encoding="utf-8").splitlines()[0]
    keep = ("shieldwiz", "guardian", "import", f"{made}/metadata.xml", "--name")
    trial.person("keep a guardian", *keep, "Contoso", "--guardian-fingerprint", told)
    trial.root("upgrade", *install, f"/srv/out/{deb.name}")
    if "Contoso" not in trial.person("the guardian after the upgrade", "shieldwiz", "guardian", "list"):
        raise SystemExit("FAILED: the guardian is gone after the upgrade.")
    settings = trial.path("/etc/shieldwiz/organisation.toml")
    settings.parent.mkdir()
    settings.write_text(ORGANISATION, encoding="utf-8")
    refused = trial.person("the organisation's settings hold", *keep, "Other", "--allow-untrusted-root", code=3)
    if "the desk" not in refused:
        raise SystemExit(f"FAILED: it is not said whom to ask:\n{refused}")
    trial.person("self-test under the organisation's settings", "shieldwiz", "self-test")
    trial.root("remove", "apt-get", "remove", "-y", "shieldwiz")
    expect_left(trial, "remove", {"/etc/shieldwiz", "/etc/shieldwiz/organisation.toml"})
    trial.root("purge", "apt-get", "purge", "-y", "shieldwiz")
    expect_left(trial, "purge", set())
    if not trial.path(f"{HOME}/.local/share/shieldwiz/guardians").exists():
        raise SystemExit("FAILED: the person's guardians are gone.")


def expect_left(trial: Trial, after: str, allowed: set[str]) -> None:
    """Nothing of the program but `allowed` and the person's own folder. Raises SystemExit for anything else."""
    found = set()
    for folder, folders, files in os.walk(trial.folder):
        inner = "/" + str(Path(folder).relative_to(trial.folder)).lstrip(".")
        if inner.startswith(("/proc", "/srv", HOME, "/tmp", "/dev")):  # noqa: S108 - of the bare system
            folders.clear()
            continue
        found |= {f"{inner.rstrip('/')}/{name}" for name in (*folders, *files) if "shieldwiz" in name.lower()}
        if "/etc/shieldwiz" in inner:
            found |= {f"{inner}/{name}" for name in files}
    dpkg = {path for path in found if path.startswith("/var/lib/dpkg/info/")} if after == "remove" else set()
    if found - allowed - dpkg:
        raise SystemExit(f"FAILED: after {after} this is left: {sorted(found - allowed - dpkg)}")
    trial.note(f"after {after}: nothing left but {', '.join(sorted(allowed)) or 'what is in the home folder'}")


def try_rpm(trial: Trial) -> None:
    """With rpm's own tools. The system's libraries are Debian's here, so what the package asks for is only listed."""
    rpm = next(OUT.glob("*.rpm"), None)
    if rpm is None:
        trial.note("rpm: none was built")
        return
    trial.root("rpm's tools", "apt-get", "install", "-y", "--no-install-recommends", "rpm")
    file = f"/srv/out/{rpm.name}"
    wants = trial.root("what the rpm asks for", "rpm", "-qpR", file)
    trial.note(f"rpm: asks for {len([one for one in wants.splitlines() if '()' in one])} libraries")
    trial.root("install the rpm", "rpm", "-i", "--nodeps", file)
    use(trial, "rpm")
    trial.root("verify the rpm's files", "rpm", "-V", "--nodeps", "shieldwiz")
    trial.root("erase the rpm", "rpm", "-e", "shieldwiz")
    expect_left(trial, "rpm -e", set())


def try_tar(trial: Trial) -> None:
    """Unpacked into a person's own folder."""
    packed = next(OUT.glob("*.tar.xz"))
    trial.root("xz", "apt-get", "install", "-y", "--no-install-recommends", "xz-utils")
    trial.person("tar: unpack", "tar", "-xf", f"/srv/out/{packed.name}", "-C", HOME)
    program = f"{HOME}/{packed.name.removesuffix('.tar.xz')}/usr/bin/shieldwiz"
    trial.person("tar: self-test", program, "self-test")


def try_suite(suite: str) -> None:
    """One suite, in a mount namespace of its own and a folder that is removed afterwards."""
    log = ROOT / "build" / "installers" / f"try-{suite}.log"
    record = ROOT / "build" / "installers" / f"tried-{suite}.txt"
    for file in (log, record):
        file.unlink(missing_ok=True)
    print(f"{suite}:", flush=True)
    folder = Path(tempfile.mkdtemp(prefix=f"shieldwiz-{suite}-"))
    folder.chmod(0o755)
    command = ["unshare", "--mount", "--fork", "--kill-child", sys.executable, __file__]
    try:
        done = subprocess.run(
            [*command, suite, str(folder), str(log), str(record)], env={**os.environ, INSIDE: "1"}, check=False
        )
    finally:
        shutil.rmtree(folder)
    if done.returncode:
        raise SystemExit(done.returncode)


def main(arguments: list[str]) -> None:
    """Tries each suite; stops at the first that fails."""
    if os.environ.get(INSIDE):
        trial = Trial(arguments[0], Path(arguments[1]), Path(arguments[2]), Path(arguments[3]))
        build(trial)
        try_deb(trial)
        try_tar(trial)
        try_rpm(trial)
        return
    if os.geteuid() != 0:
        raise SystemExit("This makes whole systems in a folder and needs root. Start it again as root.")
    if not list(OUT.glob("*.deb")):
        raise SystemExit("There is nothing to try yet: `make installers` first.")
    for suite in arguments or SUITES:
        try_suite(suite)
    print("The packages do what they should on " + " and ".join(arguments or SUITES) + ".")


if __name__ == "__main__":
    main(sys.argv[1:])
