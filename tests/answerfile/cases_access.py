# SPDX-License-Identifier: Apache-2.0
"""For each rule of groups E and F a file that breaks it, and one that nearly does."""

from shieldwiz.answerfile.doors import View, way_in
from shieldwiz.answerfile.passwords import encode_password
from shieldwiz.answerfile.reading import read_document
from tests.answerfile.making import LSM, Case, cmd, dom, end, lx, oobe, win

_PW = "Quiet-Harbour-7391"
_GROUP = "<Group>Administrators"
_ENCODED = encode_password(_PW, "Password")
_RDP_ON = (">false</fDeny", ">true</fDeny")
_NO_DENY = (f'<component name="{LSM}"', '<component name="Microsoft-Windows-LUA-Settings"')
_PROFILE = "<Profile>all</Profile>"
_MPS = ("Networking-MPSSVC-Svc", "Microsoft-Windows-LUA-Settings")
_WINRM = cmd("powershell.exe -Command Enable-PSRemoting -Force")
_LOGON = "<AutoLogon><Enabled>true</Enabled>{}</AutoLogon>"


def _auto(inner: str = "<LogonCount>1</LogonCount><Username>vmowner</Username>") -> Case:
    return win(oobe(_LOGON.format(inner)))


def _account(inner: str) -> tuple[str, str]:
    return "</LocalAccounts>", f'<LocalAccount wcm:action="add">{inner}</LocalAccount></LocalAccounts>'


def _admin(value: str, plain: str = "true") -> tuple[tuple[str, str], tuple[str, str]]:
    """The built-in Administrator instead of the account."""
    password = f"<AdministratorPassword><Value>{value}</Value><PlainText>{plain}</PlainText></AdministratorPassword>"
    return ("<LocalAccounts>", f"{password}<X>"), ("</LocalAccounts>", "</X>")


CASES: dict[str, tuple[Case, Case]] = {
    "AF-ADMIN-NONE": (win((_GROUP, "<Group>Users")), win((_GROUP, "<Group>Administrators;Remote Desktop Users"))),
    "AF-ADMIN-DOMAIN-ONLY": (dom((_GROUP, "<Group>Users")), win((_GROUP, "<Group>Users"))),
    "AF-ADMIN-DISABLED": (
        win(*_admin(_PW), end("net user administrator /active:no")),
        win(end("net user administrator /active:no")),
    ),
    "AF-ADMIN-BUILTIN": (win(*_admin(_PW)), win()),
    "AF-ACCOUNT-NAME": (win(("<Name>vmowner", "<Name>vm/owner")), win(("<Name>vmowner", "<Name>vm owner"))),
    "AF-ACCOUNT-NO-RDP": (
        win(_account("<Name>a</Name><Group>Users</Group>")),
        win(_account("<Name>a</Name><Group>Remote Desktop Users</Group>")),
    ),
    "AF-ACCOUNT-NO-ADMIN": (win(_account("<Name>a</Name><Group>remote desktop users</Group>")), win()),
    "AF-PW-EMPTY": (win((_PW, "")), win((_PW, "{{password}}"))),
    "AF-PW-ENCODING": (
        win((_PW, _ENCODED[:-8]), ("<PlainText>true", "<PlainText>false")),
        win((_PW, _ENCODED.rstrip("=")), ("<PlainText>true", "<PlainText>false")),
    ),
    "AF-PW-FLAG": (win(("<PlainText>true", "<PlainText>yes")), win(("<PlainText>true", "<PlainText>${plain}"))),
    "AF-PW-LOOKS-ENCODED": (win((_PW, _ENCODED)), win((_PW, _ENCODED), ("<PlainText>true", "<PlainText>false"))),
    "AF-PW-COMPLEXITY": (win((_PW, "quietharbour")), win((_PW, "Quietharbour7"))),
    "AF-PW-WEAK": (win((_PW, "P@ssw0rd123")), win((_PW, "Quiet-Harbo7"))),
    "AF-PW-REUSED": (dom(("Join-Only-Lantern-58", _PW)), dom()),
    "AF-PW-CLEAR": (lx(), lx(("UXVpZXQtSGFyYm91ci03Mzkx", "?"))),
    "AF-AUTOLOGON": (_auto(), win(oobe("<AutoLogon><Enabled>false</Enabled></AutoLogon>"))),
    "AF-AUTOLOGON-COUNT": (_auto("<LogonCount>2</LogonCount><Username>a</Username>"), _auto()),
    "AF-AUTOLOGON-USER": (_auto("<LogonCount>1</LogonCount><Username/>"), _auto()),
    "AF-RDP-OFF": (win(_NO_DENY), win(_NO_DENY, _WINRM)),
    "AF-RDP-BY-TEMPLATE": (win(_NO_DENY).told(template_opens=frozenset({"rdp"})), win(_NO_DENY)),
    "AF-RDP-OTHER-DOOR": (win(_NO_DENY, _WINRM), win(_WINRM)),
    "AF-RDP-DENIED": (
        win(_RDP_ON),
        win(_RDP_ON, cmd("reg.exe add HKLM\\x /v fDenyTSConnections /t REG_DWORD /d 0 /f")),
    ),
    "AF-RDP-FIREWALL": (
        win(_MPS),
        win(_MPS, cmd('netsh.exe advfirewall firewall set rule group="remote desktop" new enable=Yes')),
    ),
    "AF-RDP-FIREWALL-INACTIVE": (win(("<Active>true", "<Active>false")), win(("<Active>true", "<Active>1"))),
    "AF-RDP-FIREWALL-PROFILE": (win((_PROFILE, "")), dom()),
    "AF-RDP-FIREWALL-PRIVATE": (win((">all<", ">private<")), win((">all<", ">public<"))),
    "AF-RDP-FIREWALL-NAME": (win(("@FirewallAPI.dll,-28752", "remote desktop")), win(("@FirewallAPI", "@FIREWALLAPI"))),
    "AF-CMD-CLOSES-DOOR": (
        win(cmd("reg.exe add HKLM\\x /v fDenyTSConnections /t REG_DWORD /d 1 /f")),
        win(cmd("reg.exe add HKLM\\x /v fDenyTSConnections /t REG_DWORD /d 0x0 /f")),
    ),
    "AF-FW-OFF": (
        win(("<FirewallGroups>", "<DomainProfile_EnableFirewall>false</DomainProfile_EnableFirewall><FirewallGroups>")),
        win(("<FirewallGroups>", "<DomainProfile_EnableFirewall>true</DomainProfile_EnableFirewall><FirewallGroups>")),
    ),
    "AF-RDP-NLA-OFF": (win((">1</UserA", ">0</UserA")), win()),
    "AF-RDP-NLA-DEFAULT": (
        win(("<UserAuthentication>1</UserAuthentication>", "")),
        win(("<UserAuthentication>1</UserAuthentication>", ""), cmd("reg.exe add x /v UserAuthentication /d 1")),
    ),
    "AF-RDP-SECLAYER": (win((">2</SecurityLayer", ">0</SecurityLayer")), win()),
    "AF-RDP-CERT-NONE": (win(), dom()),
    "AF-WINRM-CLEAR": (
        win(_WINRM, cmd("winrm.cmd set winrm/config/service @{AllowUnencrypted=true}", "10")),
        win(_WINRM, cmd("winrm.cmd set winrm/config/service @{AllowUnencrypted=false}", "10")),
    ),
}

MORE_BROKEN: tuple[tuple[str, Case], ...] = (
    ("AF-PW-EMPTY", win(_account("<Name>a</Name><Group>Users</Group>"))),
    ("AF-PW-EMPTY", win(*_admin(""))),
    ("AF-PW-COMPLEXITY", win((_PW, "Vmowner-Harbour-7"))),
    ("AF-PW-LOOKS-ENCODED", win(*_admin(encode_password(_PW, "Password")))),
    ("AF-PW-FLAG", win(("<PlainText>true</PlainText>", ""))),
    ("AF-AUTOLOGON-COUNT", _auto("<Username>a</Username>")),
    ("AF-CMD-CLOSES-DOOR", win(end("powershell.exe -Command Stop-Service TermService"))),
    ("AF-FW-OFF", win(end("netsh advfirewall set allprofiles state off"))),
    ("AF-ADMIN-DISABLED", dom(*_admin(_PW), end("powershell.exe Disable-LocalUser Administrator"))),
)


def other_doors() -> dict[str, Case]:
    """Files whose door is another one than Remote Desktop, or that open it in another way."""
    return {
        "PowerShell remoting (WinRM)": win(_NO_DENY, _WINRM),
        "SSH on port 22": win(_NO_DENY, cmd("powershell.exe Start-Service sshd")),
        "Remote Desktop on port 3389": win(_NO_DENY, cmd("reg.exe add x /v fDenyTSConnections /d 0")),
        "the account that a command makes": win(
            ("<Name>vmowner", "<Name>{{user}}"), (_GROUP, "<Group>Users"), end("net user helper x /add")
        ),
        "an account of the domain": dom((_GROUP, "<Group>Users")),
        '"Administrator"': win(*_admin(_PW)),
    }


def way_of(case: Case) -> str:
    """How one gets in, whatever else is wrong."""
    document, _ = read_document(case.data)
    assert document is not None
    return way_in(View(document, case.given))
