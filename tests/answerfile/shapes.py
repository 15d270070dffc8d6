# SPDX-License-Identifier: Apache-2.0
"""Answer files in hundreds of shapes: encodings, comments, left-over passes, twins for 32 bits; and hostile ones."""

import codecs
from collections.abc import Iterator
from itertools import product

from tests.answerfile.making import IDENTITY, component, lx, win
from tests.answerfile.samples import sample

_U = 'xmlns="urn:schemas-microsoft-com:unattend"'
_SIZE = 262_144
_GOOD = ("good-workgroup.xml", "good-domain.xml", "good-static-two-adapters.xml", "good-encoded-password.xml")
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "us-ascii", "windows-1252")
_TWISTS = {
    "as it is": (),
    "Windows' line ends": (("\n", "\r\n"),),
    "one line": (("\n", " "),),
    "comments": (("<OOBE>", "<!-- P&ssword <secret> --><OOBE>"), ("<Name>vmowner", "<Name>vm<!-- x -->owner")),
    "instructions": (("<OOBE>", "<?tool x?><OOBE>"),),
    "CDATA": (("<Name>vmowner", "<Name><![CDATA[vmowner]]>"),),
    "an installation left over": (
        (
            "</unattend>",
            f'<settings pass="windowsPE">{component("Microsoft-Windows-Setup", "<UserData/>")}</settings></unattend>',
        ),
    ),
    "a twin": (
        (
            '<settings pass="specialize">',
            f'<settings pass="specialize">{component("Microsoft-Windows-LUA-Settings", arch="wow64")}',
        ),
    ),
    "an offline image": (
        ("</unattend>", '<cpi:offlineImage cpi:source="wim:x" xmlns:cpi="urn:schemas-microsoft-com:cpi"/></unattend>'),
    ),
    "capitals": (('processorArchitecture="amd64"', 'processorArchitecture="AMD64"'), ("nonSxS", "NonSxS")),
    "blanks around": (("<fDenyTSConnections>false", "<fDenyTSConnections> False\n"),),
    "prefixed": (("xmlns:wcm=", "xmlns:x="), ("wcm:", "x:")),
}


def good_shapes() -> Iterator[tuple[str, bytes]]:
    """Files in which nothing is wrong, by what is unusual about them."""
    for name, encoding, (twist, changes) in product(_GOOD, _ENCODINGS, _TWISTS.items()):
        text = sample(name).decode()
        for old, new in changes:
            text = text.replace(old, new)
        yield f"{name}, {encoding}, {twist}", _encoded(text, encoding)


def _encoded(text: str, encoding: str) -> bytes:
    said = {"utf-16-le": "utf-16", "utf-16-be": "utf-16", "utf-8-sig": "utf-8"}.get(encoding, encoding)
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    return marks.get(encoding, b"") + text.replace('encoding="utf-8"', f'encoding="{said}"').encode(encoding)


def _filled(head: str, part: str, tail: str) -> bytes:
    """As many parts as fit below the limit."""
    room = _SIZE - len(head.encode()) - len(tail.encode())
    return (head + part * (room // len(part.encode())) + tail).encode()


def _in_command(part: str) -> bytes:
    before, after = win().data.decode().split("shutdown /s /f /t 5", 1)
    return _filled(before, part, after)


def _in_root(part: str, *, system: str = "windows") -> bytes:
    if system == "linux":
        before, after = lx().data.decode().split("<HostName>", 1)
        return _filled(before, part, "<HostName>" + after)
    return _filled(f'<unattend {_U} xmlns:w="http://schemas.microsoft.com/WMIConfig/2002/State">', part, "</unattend>")


def hostile_files() -> Iterator[tuple[str, bytes]]:
    """Files as large as they may be, each made to keep one rule busy."""
    for words in (
        *("certutil ", "net user ", "ConvertTo-SecureString ", "advfirewall ", "fDenyTSConnections ", "shutdown "),
        *(
            "shutdown /a /b ",
            "echo ",
            "echo 1",
            "del ",
            "manage-bde ",
            "New-NetFirewallRule ",
            "@a",
            "@a-1",
            " @Abcdef@",
        ),
        *(
            "\\\\a",
            "C:\\temp\\",
            "C:\\temp\\a.b ",
            "> C:\\temp\\a.b ",
            "Copy-Item ",
            "/p:",
            "net user a ",
            "SetupComplete.cmd ",
        ),
        *(
            "echo SetupComplete.cmd ",
            "FromBase64String('",
            "'",
            "''",
            "Add-Computer ",
            "http://",
            "wmic",
            "copy a ",
            "-Password '",
        ),
        *("ConvertTo-SecureString '", "${", "{{", "##", "%SYSTEMDRIVE%\\temp\\a", "Set-Service TermService "),
    ):
        yield f"command {words!r}", _in_command(words)
    for part in (
        *("<a/>", "<a>@ComputerName@</a>", "<a b='@IP4Addr-1@'/>", "<settings/>", "<settings pass='specialize'/>"),
        *(
            "<settings pass='specialize'><component/></settings>",
            "<a>${x}</a>",
            "<a>@IPAddr-1@</a>",
            "<!-- -->",
            "<a>@@x@@</a>",
        ),
        f"<settings pass='specialize'>{component('Microsoft-Windows-Shell-Setup', '<ComputerName>a b</ComputerName>')}</settings>",
        f"<settings pass='specialize'><component name='Microsoft-Windows-Shell-Setap' {IDENTITY}/></settings>",
        f"<settings pass='specialize'>{component('Microsoft-Windows-Deployment', '<RunSynchronous><RunSynchronousCommand><Path>echo</Path></RunSynchronousCommand></RunSynchronous>')}</settings>",
        f"<settings pass='oobeSystem'>{component('Microsoft-Windows-Shell-Setup', '<UserAccounts><LocalAccounts><LocalAccount/></LocalAccounts></UserAccounts>')}</settings>",
    ):
        yield f"elements {part[:60]!r}", _in_root(part)
        yield f"elements of Linux {part[:60]!r}", _in_root(part, system="linux")
    numbered = "".join(f"<a>@Abcde{n}x@</a>" for n in range(12_000))
    yield "many different strings", f"<unattend {_U}>{numbered}</unattend>".encode()
    yield "deep", f"<unattend {_U}>".encode() + b"<a>" * 40_000
    yield "deep and whole", f"<unattend {_U}>".encode() + b"<a>" * 30_000 + b"</a>" * 30_000 + b"</unattend>"
    yield "a comment that never ends", _filled(f"<unattend {_U}>", "<!--", "")
    yield "CDATA that never ends", _filled(f"<unattend {_U}>", "<![CDATA[", "")
    yield "attributes", f"<unattend {_U} {' '.join(f'a{n}=1' for n in range(20_000))}/>".encode()
    yield (
        "whole attributes",
        f"<unattend {_U} {' '.join(f'a{n}=' + chr(34) + chr(34) for n in range(20_000))}/>".encode(),
    )
    yield (
        "namespaces",
        f"<unattend {_U} {' '.join(f'xmlns:a{n}={chr(34)}a{chr(34)}' for n in range(12_000))}/>".encode(),
    )
    yield "blanks", _filled("<?xml ", " ", f"?><unattend {_U}/>")
    yield "entities", _filled(f"<unattend {_U}>", "&#65;", "</unattend>")
