# SPDX-License-Identifier: Apache-2.0
"""For each rule of groups G to I a file that breaks it, and one that nearly does."""

from datetime import timedelta

from shieldwiz.answerfile.given import OtherFile
from tests.answerfile.making import (
    Case,
    Change,
    cmd,
    component,
    dom,
    end,
    logon,
    lx,
    net,
    oobe,
    pfx,
    special,
    win,
    with_files,
)
from tests.answerfile.samples import NOW

_STOP = ("shutdown /s /f /t 5", "rem nothing")
_CLEAN = ("del /f /q", "rem /f /q")
_TEMP = r"cmd.exe /c call %SYSTEMDRIVE%\temp\tools.cmd"
_SECRET_LINE = "ConvertTo-SecureString -String 'Pfx-Gravel-2207'"


def _reseal(inner: str) -> Change:
    inner = f"<Reseal>{inner}</Reseal>"
    return '<settings pass="oobeSystem">', '<settings pass="oobeSystem">' + component(
        "Microsoft-Windows-Deployment", inner
    )


def _sized(*sizes: int) -> Case:
    return win().told(other_files=tuple(OtherFile(name=f"f{n}", size=size) for n, size in enumerate(sizes)))


def _joined(inner: str) -> Case:
    return win(special(component("Microsoft-Windows-UnattendedJoin", f"<Identification>{inner}</Identification>")))


_LITERAL = (
    ("@MACAddr-1@", "00-15-5D-00-00-01"),
    ("@IP4Addr-1@", "192.0.2.10/24"),
)
_STATIC_JOIN = net(
    special(
        component(
            "Microsoft-Windows-UnattendedJoin", "<Identification><JoinDomain>a.example</JoinDomain></Identification>"
        )
    ),
    ("Microsoft-Windows-DNS-Client", "Microsoft-Windows-LUA-Settings"),
)

CASES: dict[str, tuple[Case, Case]] = {
    "AF-SHUTDOWN-NONE": (win(_STOP), win(("shutdown /s /f /t 5", "powershell.exe Stop-Computer -Force"))),
    "AF-SHUTDOWN-RESTART": (win(("shutdown /s", "shutdown -r")), win(cmd("cmd.exe /c shutdown /r"))),
    "AF-SHUTDOWN-LOGON": (win(_STOP, logon("shutdown /s")), win(logon("shutdown /s"))),
    "AF-SHUTDOWN-IN-SPECIALIZE": (win(cmd("shutdown.exe /p")), win(cmd("schtasks.exe /create /tr 'shutdown /s'"))),
    "AF-SHUTDOWN-RESEAL": (win(_reseal("<Mode>Audit</Mode>")), win(_reseal("<Mode>OOBE</Mode>"))),
    "AF-SHUTDOWN-LAST": (win(end("tools.exe")), win()),
    "AF-SETUPCOMPLETE-DIR": (win((" md %WINDIR%", " rem %WINDIR%")), win()),
    "AF-SETUPCOMPLETE-OEM": (win(), win(("<RunSynchronous>", "<X>"), ("</RunSynchronous>", "</X>"))),
    "AF-CMD-LENGTH": (win(cmd("tool.exe " + "a" * 251)), win(cmd("tool.exe " + "a" * 250))),
    "AF-CMD-EMPTY": (win(cmd(" ")), win(cmd("x"))),
    "AF-CMD-ORDER": (win(cmd("tool.exe", "4")), win(cmd("tool.exe", "009"))),
    "AF-CMD-SHELL": (win(cmd("copy a b")), win(cmd("%COMSPEC% /c copy a b > c"))),
    "AF-CMD-REDIRECT": (win(cmd("cmd.exe /c echo group 5>>C:\\x.txt")), win(cmd("cmd.exe /c echo group5>>C:\\x.txt"))),
    "AF-CMD-SHARE": (
        win(cmd(r"cmd.exe /c \\server\share\x.exe")),
        win(cmd(r"tool.exe /namespace:\\root\cimv2 \\.\pipe\x \\?\C:\x C:\\a\\b")),
    ),
    "AF-CMD-HTTP": (
        lx(("systemctl enable sshd", "curl http://files.example/x")),
        win(cmd("tool.exe http://schemas.x/y")),
    ),
    "AF-CMD-DOWNLOAD": (win(cmd("curl.exe https://files.example")), win(cmd("curl.exe https://a http://b"))),
    "AF-CMD-SECRET": (win(cmd("net user helper Secret-1 /add")), win(cmd("net user helper /active:no"))),
    "AF-CMD-WMIC": (win(cmd("wmic.exe os get x")), win(cmd("tool-wmic x"))),
    "AF-BITLOCKER-OFF": (win(cmd("manage-bde.exe D: -off")), win(cmd("manage-bde.exe -on D:"))),
    "AF-CLEANUP": (win(_CLEAN), win()),
    "AF-DATA-DRIVES": (win().told(data_drives=True), win(cmd("manage-bde.exe -on D:")).told(data_drives=True)),
    "AF-DATA-DRIVES-HINT": (win().told(data_drives=None), win()),
    "AF-NET-NO-ADDRESS": (
        net(("@IP4Addr-1@", "")),
        net(("@IP4Addr-1@", ""), cmd("netsh.exe interface ip set address x static")),
    ),
    "AF-NET-FIXED": (net(*_LITERAL), net()),
    "AF-NET-ADDRESS": (net(("@IP4Addr-1@", "192.0.2.10")), net(("@IP4Addr-1@", "192.0.2.10/24"))),
    "AF-NET-NO-GATEWAY": (
        net(("@NextHop-1-1@", ""), ("@NextHop-2-1@", "")),
        net(("@NextHop-1-1@", "")),
    ),
    "AF-NET-ORDER": (
        net(
            ("<Identifier>@MACAddr-1@</Identifier>", ""), ("</Routes>", "</Routes><Identifier>@MACAddr-1@</Identifier>")
        ),
        net(),
    ),
    "AF-NET-IDENTIFIER": (net(("@MACAddr-1@", "")), net(("@MACAddr-1@", "Ethernet"))),
    "AF-NET-MAC": (net(("@MACAddr-1@", "00:15:5D:00:00:01")), net(("@MACAddr-1@", "00-15-5D-00-00-01"))),
    "AF-NET-PREFIX-DOUBT": (net(), net(("@Prefix-1-1@", "0.0.0.0/0"), ("@Prefix-2-1@", "0.0.0.0/0"))),
    "AF-JOIN-EMPTY": (_joined("<JoinDomain/>"), _joined("<JoinWorkgroup>x</JoinWorkgroup>")),
    "AF-JOIN-CREDENTIALS": (
        dom(("Join-Only-Lantern-58", "")),
        dom(("Join-Only-Lantern-58", ""), ("<JoinDomain>", "<UnsecureJoin>true</UnsecureJoin><JoinDomain>")),
    ),
    "AF-JOIN-USERNAME": (
        dom((">joiner<", ">joiner@x.example<")),
        dom((">joiner<", ">x\\joiner<"), ("<Domain>corp.tenant.example</Domain>", "")),
    ),
    "AF-JOIN-BOTH": (dom(("<JoinDomain>", "<JoinWorkgroup>x</JoinWorkgroup><JoinDomain>")), dom()),
    "AF-JOIN-PRIVILEGED": (dom((">joiner<", ">Administrator<")), dom()),
    "AF-JOIN-SECRET": (dom(), dom((">joiner<", ">administrator<"))),
    "AF-JOIN-NO-DNS": (_STATIC_JOIN, dom()),
    "AF-OTHER-SIZE": (_sized(200_000, 193_217), _sized(200_000, 193_216)),
    "AF-OTHER-SIZE-NEAR": (_sized(384_001), _sized(384_000)),
    "AF-OTHER-NAME": (
        win().told(other_files=(OtherFile(name="com¹.txt", data=b"x"),)),
        win().told(other_files=(OtherFile(name="com10.txt", data=b"x"),)),
    ),
    "AF-OTHER-NAME-CLASH": (with_files(win(), a_txt=b"x", A_TXT=b"y"), with_files(win(), a_txt=b"x", b_txt=b"y")),
    "AF-OTHER-EMPTY": (with_files(lx(), a_txt=b""), with_files(win(), a_txt=b"x")),
    "AF-OTHER-MISSING": (win(cmd(_TEMP)), with_files(win(cmd(_TEMP)), tools_cmd=b"echo x >C:\\temp\\x.log\n")),
    "AF-OTHER-UNUSED": (
        with_files(win(), a_txt=b"x"),
        with_files(win(cmd(_TEMP)), tools_cmd=b"type a.txt", a_txt=b"x"),
    ),
    "AF-OTHER-PATH": (
        with_files(win(cmd("cmd.exe /c C:\\tools\\tools.cmd")), tools_cmd=b"x"),
        with_files(win(cmd(_TEMP)), tools_cmd=b"type %~dp0a.txt", a_txt=b"x"),
    ),
    "AF-OTHER-LINUX": (with_files(lx(), a_txt=b"x"), lx()),
    "AF-PFX-PASSWORD": (
        pfx(script=("Pfx-Gravel-2207", "wrong")),
        pfx(script=("Pfx-Gravel-2207", "wrong")).told(pfx_passwords=("Pfx-Gravel-2207",)),
    ),
    "AF-PFX-UNCHECKED": (pfx(script=(_SECRET_LINE, "$x")), pfx()),
    "AF-PFX-NOKEY": (win(), pfx()),  # the first is replaced by a PFX that is made for it
    "AF-PFX-EXPIRED": (pfx(name="rdp-expired"), pfx()),
    "AF-PFX-EXPIRES-SOON": (pfx().told(at=NOW + timedelta(days=3300)), pfx()),
    "AF-PFX-EKU": (pfx(name="rdp-expired"), pfx()),
    "AF-PFX-WILDCARD": (pfx(name="rdp-expired"), pfx()),
    "AF-PFX-WEAK": (win(), pfx()),
    "AF-PFX-THUMBPRINT": (
        pfx(script=("SSLCertificateSHA1Hash = $certificate.Thumbprint", f"SSLCertificateSHA1Hash = '{'0' * 40}'")),
        pfx(),
    ),
    "AF-PFX-NOT-BOUND": (pfx(script=("SSLCertificateSHA1Hash", "Nothing")), pfx()),
    "AF-PFX-LEFT": (pfx(script=("Remove-Item", "Get-Item")), pfx()),
}

_PROVISIONED = _joined("<Provisioning><AccountData>x</AccountData></Provisioning>")
MORE_BROKEN: tuple[tuple[str, Case], ...] = (
    ("AF-SHUTDOWN-RESEAL", win(_reseal("<ForceShutdownNow>true</ForceShutdownNow>"))),
    ("AF-CMD-LENGTH", win(logon("tool.exe " + "a" * 1024))),
    ("AF-CMD-ORDER", win(cmd("tool.exe", "first"))),
    ("AF-CMD-SECRET", win(cmd("certutil.exe -f -p Secret-1 -importpfx C:\\temp\\x.pfx"))),
    ("AF-NET-ADDRESS", net(("@DnsAddr-1-1@", "dns.example"))),
    ("AF-NET-ADDRESS", lx(("@NextHop-1-1@", "192.0.2.1/24"))),
    ("AF-NET-NO-ADDRESS", lx(("@IP4Addr-1@", ""))),
    ("AF-NET-NO-GATEWAY", lx(("@NextHop-1-1@", ""))),
    ("AF-NET-FIXED", lx(("@IP4Addr-1@", "192.0.2.10/24"))),
    ("AF-JOIN-USERNAME", dom(("<Domain>corp.tenant.example</Domain>", ""))),
    ("AF-CMD-WMIC", with_files(win(cmd(_TEMP)), tools_cmd="\ufeffwmic os".encode("utf-16"))),
    ("AF-CMD-WMIC", with_files(win(cmd(_TEMP)), tools_cmd=b"wmic os \xff")),
    ("AF-OTHER-MISSING", win(cmd(r"cmd.exe /c copy C:\temp\a.exe C:\x"))),
    ("AF-SHUTDOWN-IN-SPECIALIZE", win(cmd("powershell.exe Restart-Computer"))),
)
WHOLE: tuple[tuple[str, Case], ...] = (
    ("AF-RDP-CERT-NONE", _PROVISIONED),
    ("AF-CMD-ORDER", win(cmd("tool.exe", "{{order}}"))),
    ("AF-OTHER-MISSING", win(cmd(r"cmd.exe /c copy a.exe C:\temp\a.exe"), cmd(r"C:\temp\a.exe", "10"))),
    ("AF-SHUTDOWN-NONE", win(_STOP, logon("shutdown /s"))),
    ("AF-SHUTDOWN-LOGON", win(_STOP, logon("shutdown /s"), oobe("<AutoLogon><Enabled>true</Enabled></AutoLogon>"))),
    (
        "AF-JOIN-CREDENTIALS",
        _joined("<Provisioning><AccountData>x</AccountData></Provisioning><JoinDomain>a.example</JoinDomain>"),
    ),
)
