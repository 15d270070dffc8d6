# SPDX-License-Identifier: Apache-2.0
"""What a command line does, as far as words can tell: opens a door, shuts one, shuts the VM down, carries a secret.

Every gap in these patterns has a bound, so that a hostile text of a quarter of a megabyte costs milliseconds.
"""

import base64
import binascii
import itertools
import re
from collections.abc import Iterator

_I = re.IGNORECASE


class _Pattern:
    """Patterns of which one must be found. A text without any of the words (lower case) is passed over at once."""

    def __init__(self, words: tuple[str, ...], *patterns: str) -> None:
        self._words = words
        self._pattern = re.compile("|".join(patterns), _I)

    def search(self, text: str) -> re.Match[str] | None:
        lower = text.lower()
        return self._pattern.search(text) if any(word in lower for word in self._words) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self._pattern.finditer(text)


_GAP = r"[^\r\n]{0,200}?"
_DENY = r"fDenyTSConnections[^\r\n]{0,60}?"

JOINS_DOMAIN = _Pattern(
    ("add-computer", "djoin", "netdom"),
    rf"Add-Computer\b{_GAP}-DomainName",
    rf"djoin\b{_GAP}/requestodj",
    r"netdom\s+join",
)
MAKES_ADMIN = _Pattern(
    ("/add", "new-localuser", "add-localgroupmember"),
    rf"net1?(?:\.exe)?\s+(?:user|localgroup)\b{_GAP}/add",
    r"\bNew-LocalUser\b",
    r"\bAdd-LocalGroupMember\b",
)
DISABLES_ADMIN = _Pattern(
    ("/active:no", "disable-localuser"),
    rf"net1?(?:\.exe)?\s+user\s+[\"']?administrator[\"']?\b{_GAP}/active:no",
    r"\bDisable-LocalUser\b",
)
OPENS_RDP = _Pattern(
    ("fdenytsconnections", "setallowtsconnections", "scregedit"),
    rf"{_DENY}(?:/d\s+[\"']?0(?:x0+)?(?![\w.])|-Value\s+[\"']?0(?![\w.])|,\s*0(?![\w.]))",
    r"SetAllowTSConnections[^\r\n]{0,40}?\b1\b",
    r"SCRegEdit[^\r\n]{0,60}?/ar\s+0",
)
CLOSES_RDP = _Pattern(
    ("fdenytsconnections", "termservice", "disable-netfirewallrule", "advfirewall"),
    rf"{_DENY}(?:/d\s+[\"']?(?:0x0*)?1(?![\w.])|-Value\s+[\"']?1(?![\w.])|,\s*1(?![\w.]))",
    rf"(?:Stop-Service|net1?(?:\.exe)?\s+stop|sc(?:\.exe)?\s+stop)\b{_GAP}TermService",
    rf"sc(?:\.exe)?\s+config\s+TermService\b{_GAP}disabled",
    rf"Set-Service\b{_GAP}TermService\b{_GAP}Disabled",
    rf"Disable-NetFirewallRule\b{_GAP}(?:Remote\s?Desktop|28752)",
    rf"advfirewall\b{_GAP}remote desktop{_GAP}enable=no",
)
WINRM_ON = _Pattern(
    ("enable-psremoting", "winrm", "set-wsmanquickconfig"),
    r"\bEnable-PSRemoting\b",
    r"\bwinrm(?:\.cmd)?\s+(?:quickconfig|qc|create)\b",
    r"Set-WSManQuickConfig",
)
WINRM_CLEAR = _Pattern(("allowunencrypted",), r"AllowUnencrypted[^\r\n]{0,40}?(?:true|\b1\b)")
SSH_ON = _Pattern(
    ("openssh.server", "sshd"),
    rf"Add-WindowsCapability\b{_GAP}OpenSSH\.Server",
    r"Start-Service\s+[\"']?sshd",
    r"\bsc(?:\.exe)?\s+(?:config|start)\s+sshd",
)
FIREWALL_FOR_RDP = _Pattern(
    ("remote", "28752", "3389"),
    rf"advfirewall\b{_GAP}(?:remote desktop|28752|\b3389\b)(?![^\r\n]{{0,80}}enable=no)",
    rf"Enable-NetFirewallRule\b{_GAP}(?:Remote\s?Desktop|28752)",
    rf"New-NetFirewallRule\b{_GAP}\b3389\b",
    r"firewall\s+set\s+service\s+remotedesktop",
    r"firewall\s+add\s+portopening\s+TCP\s+3389",
)
FIREWALL_OFF = _Pattern(
    ("off", "false", "disable", "mpssvc", "-enabled"),
    r"advfirewall\s+set\s+\w+\s+state\s+off",
    rf"Set-NetFirewallProfile\b{_GAP}-Enabled\s+[\"']?(?:\$?False|0)",
    r"firewall\s+set\s+opmode\s+(?:mode=)?disable",
    rf"(?:Stop-Service|net1?(?:\.exe)?\s+stop)\b{_GAP}mpssvc",
)
SETS_RDP_CERTIFICATE = _Pattern(("sslcertificatesha1hash",), r"SSLCertificateSHA1Hash")
_SETUP_COMPLETE = _Pattern(("setupcomplete.cmd",), r"SetupComplete\.cmd")
_WRITES = _Pattern(
    ("echo", "add-content", "set-content", "out-file"), r"\becho\b", r"Add-Content", r"Set-Content", r"Out-File"
)
MAKES_SCRIPTS_FOLDER = _Pattern(("\\setup\\scripts",), r"(?:\bmd|\bmkdir|New-Item)\b[^\r\n]{0,200}\\Setup\\Scripts")
IS_SCHEDULED = _Pattern(("schtasks", "scheduledtask", "runonce"), r"schtasks", r"ScheduledTask", r"RunOnce")
DELETES_ANSWER_FILE = _Pattern(("unattend.xml",), r"\b(?:del|erase|Remove-Item|rm|ri)\b[^\r\n]{0,300}?unattend\.xml")
BITLOCKER_ON = _Pattern(
    ("-on", "enable-bitlocker"), r"manage-bde(?:\.exe)?\b[^\r\n]{0,80}?\s-on\b", r"\bEnable-BitLocker\b"
)
BITLOCKER_OFF = _Pattern(
    ("-off", "disable-bitlocker"), r"manage-bde(?:\.exe)?\b[^\r\n]{0,80}?\s-off\b", r"\bDisable-BitLocker\b"
)
SETS_ADDRESS = _Pattern(
    ("netsh", "new-netipaddress"), rf"netsh\b{_GAP}\b(?:set|add)\s+address", r"\bNew-NetIPAddress\b"
)
SHARE = re.compile(r"(?<![:\w\\.?*)\]}%$])\\\\(?![.?]\\)[A-Za-z0-9][\w.-]{0,200}\\[\w$.-]", _I)
HTTP = re.compile(r"\bhttp://(?!schemas\.|localhost\b|127\.|www\.w3\.org)", _I)
HTTPS = re.compile(r"\bhttps://", _I)
WMIC = re.compile(r"(?<![\w-])wmic(?:\.exe)?(?=[\s\"'/]|$)", _I)
_DIGIT_BEFORE_ARROW = re.compile(r"(?<=[^\w^>])\d>>?\s{0,9}[\"']?[%\w\\]")
SECRET = _Pattern(
    ("-p", "/p", "user", "-asplaintext", "-password"),
    rf"certutil(?:\.exe)?\b{_GAP}\s[-/]p\s+\S",
    r"\bnet1?(?:\.exe)?\s+user\s+(?:\"[^\"\r\n]{1,64}\"|[^\s\"/]+)\s+(?![/*])\S",
    rf"ConvertTo-SecureString\b{_GAP}-AsPlainText",
    r"-Password\s+[\"'][^\"'\r\n]",
    r"(?<!\S)/p:[^\s*]",
)
NEEDS_SHELL = re.compile(r"\s*(?:echo|copy|md|mkdir|del|if|set|rd|move|type|for|call|start|ren)(?=[\s.(/]|$)", _I)
_SHELL = re.compile(r"\b(?:cmd|powershell|pwsh)(?:\.exe)?\b|%comspec%", _I)
_ECHO = re.compile(r"\becho\b[^>]*$", _I)
_SHELL_SIGNS = re.compile(r">|\||&&")
_SHUTDOWN = re.compile(r"(?<![\w-])shutdown(?:\.exe)?[\"']?((?:[ \t]+[^\s\"'&|;<>]{1,60}){1,12})", _I)
_LINUX_SHUTDOWN = re.compile(
    r"(?:^|[;&|\s/])(?:shutdown|reboot|poweroff|halt|systemctl\s+(?:reboot|poweroff|halt)|init\s+[06])(?:\s|$|;)"
)
_PFX_PASSWORDS = (
    re.compile(rf"certutil(?:\.exe)?\b{_GAP}\s[-/]p\s+[\"']?([^\s\"']{{1,128}})", _I),
    re.compile(r"ConvertTo-SecureString\b[^\r\n'\"]{0,80}'((?:[^'\r\n]|''){1,128})'(?!')", _I),
    re.compile(r"ConvertTo-SecureString\b[^\r\n'\"]{0,80}\"([^\"\r\n]{1,128})\"", _I),
)
_ENCODED = re.compile(r"FromBase64String\(\s*[\"']([A-Za-z0-9+/=]{4,512})[\"']", _I)


def shuts_down(text: str) -> bool:
    """Whether it switches the VM off."""
    return _switches(text, "sp") or re.search(r"\bStop-Computer\b", text, _I) is not None


def restarts(text: str) -> bool:
    """Whether it restarts the VM."""
    return _switches(text, "rg") or re.search(r"\bRestart-Computer\b", text, _I) is not None


def _switches(text: str, letters: str) -> bool:
    return any(
        re.fullmatch(rf"[-/][{letters}]", word, _I) for found in _SHUTDOWN.finditer(text) for word in found[1].split()
    )


def ends_linux(text: str) -> bool:
    """Whether a Linux command shuts down or restarts."""
    return _LINUX_SHUTDOWN.search(text) is not None


def writes_setup_complete(text: str) -> bool:
    """Whether it puts a line into SetupComplete.cmd."""
    return any(
        _WRITES.search(text[max(0, found.start() - 1000) : found.start()].rpartition("\n")[2])
        or _WRITES.search(text[found.end() : found.end() + 1000].partition("\n")[0])
        for found in itertools.islice(_SETUP_COMPLETE.finditer(text), 20)
    )


def echoes_a_digit(text: str) -> bool:
    """Whether cmd.exe takes a digit before > for a handle."""
    return any(
        _ECHO.search(text[max(0, found.start() - 500) : found.start()].rpartition("\n")[2])
        for found in itertools.islice(_DIGIT_BEFORE_ARROW.finditer(text), 100)
    )


def lacks_shell(text: str) -> bool:
    """Whether only a shell could run this, and none is called."""
    if _SHELL.search(text) is not None:
        return False
    return NEEDS_SHELL.match(text) is not None or _SHELL_SIGNS.search(text) is not None


def pfx_passwords(text: str) -> Iterator[str]:
    """The passwords with which a command or script opens a PFX."""
    for pattern in _PFX_PASSWORDS:
        yield from (found[1].replace("''", "'") for found in pattern.finditer(text))
    for found in _ENCODED.finditer(text):
        try:
            yield base64.b64decode(found[1], validate=True).decode("utf-16-le")
        except (binascii.Error, UnicodeDecodeError):
            continue
