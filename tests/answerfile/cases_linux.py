# SPDX-License-Identifier: Apache-2.0
"""For each rule of group L a file that breaks it, and one that nearly does."""

import base64

from tests.answerfile.making import Case, lx, raw, win

_PASSWORD = "UXVpZXQtSGFyYm91ci03Mzkx"
_ROOT = "<UserName>root</UserName>"
_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBbIhBGPUQKnmAfZzE2wUXXFlBkC/OW9nFSbG4e/jHmi owner@desk"
_SSH = f"<SSHKey>{_KEY}</SSHKey>"
_ATTRIBUTE = ' lx:AddressType="STATIC"'
_DSS = "ssh-dss " + base64.b64encode(b"\0\0\0\x07ssh-dss").decode()


def _root(text: str) -> Case:
    return lx((_PASSWORD, base64.b64encode(text.encode()).decode()))


def _encoded(encoding: str, bom: str = "") -> Case:
    text = lx().data.decode().split("?>", 1)[1]
    return raw((bom + text).encode(encoding))


CASES: dict[str, tuple[Case, Case]] = {
    "AF-LX-ENCODING": (_encoded("utf-16"), _encoded("utf-8")),
    "AF-LX-BOM": (_encoded("utf-8", "\ufeff"), _encoded("utf-16")),
    "AF-LX-ELEMENT": (lx(("<HostName>", "<Hostname/><HostName>")), lx(("<HostName>", "<DNSDomainName/><HostName>"))),
    "AF-LX-USERNAME": (lx((_ROOT, "<Name>root</Name>")), lx()),
    "AF-LX-NO-ROOT": (lx((">root<", ">admin<")), lx((_ROOT, "<Name>root</Name>"))),
    "AF-LX-USER-IGNORED": (lx(("<User>", "<User><UserName>a</UserName></User><User>")), lx()),
    "AF-LX-KEY-WITHOUT-PASSWORD": (lx((_PASSWORD, "")), lx((_PASSWORD, ""), (_SSH, ""))),
    "AF-LX-PASSWORD-BASE64": (lx((_PASSWORD, "secret!")), lx((_PASSWORD, "${password}"))),
    "AF-LX-PASSWORD-SHELL": (_root("Quiet$Harbour"), _root("Quiet Harbour'7")),
    "AF-LX-NO-SSHKEY": (lx((_SSH, "")), lx()),
    "AF-LX-SSHKEY": (lx((_KEY, _KEY.replace("ssh-ed25519", "ssh-rsa"))), lx((_KEY, _KEY.rsplit(" ", 1)[0]))),
    "AF-LX-SSHKEY-PRIVATE": (lx((_KEY, "-----BEGIN OPENSSH PRIVATE KEY-----")), lx()),
    "AF-LX-SSHKEY-WEAK": (lx((_KEY, _DSS)), lx()),
    "AF-LX-HOSTNAME": (lx(("@ComputerName@", "web_1")), lx(("@ComputerName@", "web-1.example"))),
    "AF-LX-TIMEZONE": (
        lx(("<HostName>", "<TimeZone>@TimeZone@</TimeZone><HostName>")),
        lx(("<HostName>", "<TimeZone>110</TimeZone><HostName>")),
    ),
    "AF-LX-ADDRESSTYPE": (lx((_ATTRIBUTE, "")), lx((_ATTRIBUTE, ' AddressType="DHCP"'))),
    "AF-LX-ADDRESSTYPE-VALUE": (lx((_ATTRIBUTE, ' lx:AddressType="Static"')), lx()),
    "AF-LX-MAC": (lx(("@MACAddr-1@", "00-15-5D-00-00-01")), lx(("@MACAddr-1@", "00:15:5d:00:00:01"))),
    "AF-LX-MAC-FORM": (lx(), lx(("@MACAddr-1@", "00:15:5d:00:00:01"))),
    "AF-LX-RUNONCE": (lx((' lx:Sequence="1"', "")), lx((' lx:Sequence="1"', ' Sequence="7"'))),
    "AF-LX-SHUTDOWN": (
        lx(("systemctl enable sshd", "systemctl reboot")),
        lx(("systemctl enable sshd", "echo shutdowns")),
    ),
    "AF-LX-AGENT": (lx(), win()),
}

MORE_BROKEN: tuple[tuple[str, Case], ...] = (
    ("AF-LX-ELEMENT", raw('<LinuxOSSpecialization xmlns="http://www.microsoft.com/schema/linuxvmmst"/>')),
    ("AF-LX-SSHKEY", lx((_KEY, "ssh-ed25519 ???"))),
    ("AF-LX-SSHKEY", lx((_KEY, f"{_KEY}\n{_KEY}"))),
    ("AF-LX-MAC", lx(("<MACAddress>@MACAddr-1@</MACAddress>", ""))),
    ("AF-LX-RUNONCE", lx(("</RunOnceCommands>", '<RunOnceCommand Sequence="1">x</RunOnceCommand></RunOnceCommands>'))),
    ("AF-LX-PASSWORD-SHELL", _root(" Quiet Harbour")),
    ("AF-LX-PASSWORD-BASE64", lx((_PASSWORD, "/w=="))),
    ("AF-PW-WEAK", _root("toor")),
    ("AF-LX-HOSTNAME", lx(("@ComputerName@", "a" * 65))),
)
