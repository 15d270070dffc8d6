# SPDX-License-Identifier: Apache-2.0
"""For each rule of groups A to D a file that breaks it, and one that nearly does."""

from tests.answerfile.making import Case, cmd, component, lx, net, oobe, other_pass, raw, shell, special, win

_U = 'xmlns="urn:schemas-microsoft-com:unattend"'
_NAME = "@ComputerName@"
_SHELL = "Microsoft-Windows-Shell-Setup"
_FIRST = f'<component name="{_SHELL}" processorArchitecture="amd64"'
_RDPX = "Microsoft-Windows-TerminalServices-RDP-WinStationExtensions"


def _named(name: str) -> Case:
    return win((_NAME, name))


def _key(key: str) -> Case:
    return win(shell(f"<ProductKey>{key}</ProductKey>"))


CASES: dict[str, tuple[Case, Case]] = {
    "AF-FILE-EMPTY": (raw(b"\xef\xbb\xbf \r\n\0"), raw("x")),
    "AF-FILE-HUGE": (raw(b"<" + b"a" * 262_144), raw(b"<" + b"a" * 262_143)),
    "AF-XML-ENCODING": (
        raw('<?xml version="1.0" encoding="utf-16"?><a/>'),
        raw('<?xml version="1.0"?><a/>'.encode("utf-16")),
    ),
    "AF-XML-ENCODING-ODD": (
        raw('<?xml version="1.0" encoding="windows-1252"?><a>ä</a>'.encode("cp1252")),
        raw('<?xml version="1.0" encoding="us-ascii"?><a/>'),
    ),
    "AF-XML-DOCTYPE": (raw("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), raw(f"<!-- <!DOCTYPE a> --><unattend {_U}/>")),
    "AF-XML-MALFORMED": (
        raw(f"<unattend {_U}><a>p&ssword</a></unattend>"),
        raw(f"<unattend {_U}><!-- & --></unattend>"),
    ),
    "AF-XML-ROOT": (raw("<autoinstall/>"), raw("<unattend/>")),
    "AF-XML-NAMESPACE": (raw("<unattend/>"), raw(f"<unattend {_U}/>")),
    "AF-TEMPLATE-LEFTOVER": (_named("##Name##"), _named("a##")),
    "AF-TEMPLATE-FOREIGN": (win(("<Name>vmowner", "<Name>{{user}}")), win(cmd("powershell.exe -Command ${x} = 1"))),
    "AF-PASS-UNKNOWN": (win(other_pass("specialise")), win(other_pass("windowsPE"))),
    "AF-PASS-CASE": (win(other_pass("windowspe")), win(other_pass("windowsPE"))),
    "AF-PASS-DUPLICATE": (win(other_pass("oobeSystem")), win(other_pass("windowsPE"))),
    "AF-PASS-NOTHING": (raw(f'<unattend {_U}><settings pass="specialize"/></unattend>'), win()),
    "AF-PASS-UNUSED": (win(other_pass("windowsPE")), win()),
    "AF-PASS-WRONG": (
        win(other_pass("windowsPE", component(_SHELL, "<UserAccounts/>"))),
        win(other_pass("windowsPE", component("Microsoft-Windows-Setup", "<UserData><ProductKey/></UserData>"))),
    ),
    "AF-PASS-IGNORED": (
        win(oobe("<ComputerName>*</ComputerName>")),
        win(shell("<TimeZone>@TimeZone@</TimeZone>")),
    ),
    "AF-COMP-NAME": (
        win(special(component("Microsoft-Windows-Shel-Setup"))),
        win(special(component("Microsoft-Windows-LUA-Settings") + component("microsoft-windows-tcpip"))),
    ),
    "AF-COMP-ARCH": (
        win(special(component("Microsoft-Windows-TCPIP", arch="x86"))),
        win(special(component(_SHELL, arch="x86") + component("Microsoft-Windows-TCPIP", arch="wow64"))),
    ),
    "AF-COMP-ARCH-OTHER": (
        win(special(component("Microsoft-Windows-LUA-Settings", arch="x86"))),
        win(special(component("Microsoft-Windows-LUA-Settings", arch="AMD64"))),
    ),
    "AF-COMP-ARCH-VALUE": (win(special(component(_SHELL, arch="x64"))), win(special(component(_SHELL, arch="arm64")))),
    "AF-COMP-IDENTITY": (win(('versionScope="nonSxS"', 'versionScope="SxS"')), win(('"nonSxS"', '"NonSxS"'))),
    "AF-COMP-DUPLICATE": (win(special(component(_SHELL))), win(special(component(_SHELL, arch="wow64")))),
    "AF-COMP-NESTED": (
        win(shell(component("Microsoft-Windows-TCPIP"))),
        win(shell(f"<!-- {component('Microsoft-Windows-TCPIP')} -->")),
    ),
    "AF-SETTING-CASE": (win(shell("<Productkey/>")), win(shell("<RegisteredOwner/>"))),
    "AF-XML-WCM": (win(("http://schemas.microsoft.com/WMI", "https://schemas.microsoft.com/WMI")), win()),
    "AF-XML-ACTION": (win((' wcm:action="add" wcm:keyValue', " wcm:keyValue")), win()),
    "AF-VALUE-BOOL": (win((">false</fDeny", ">no</fDeny")), win((">false</fDeny", "> FALSE </fDeny"))),
    "AF-VALUE-RANGE": (win((">1</UserA", ">2</UserA")), win((">2</SecurityLayer", ">1</SecurityLayer"))),
    "AF-STR-MISSPELT": (_named("@VMName@"), _named("@Colour@")),
    "AF-STR-CASE": (_named("@Computername@"), _named("@ComputerName@")),
    "AF-STR-DOUBLE-AT": (_named("@@ComputerName@@"), _named("@@Colour@@")),
    "AF-STR-UNKNOWN": (_named("@Colour@"), win(("Quiet-Harbour-7391", "P@ss@word-long-1"))),
    "AF-STR-EMBEDDED": (_named("X-@ComputerName@"), win(cmd("cmd.exe /c echo @ComputerName@"))),
    "AF-STR-ATTRIBUTE": (win((' wcm:keyValue="RemoteDesktop"', ' wcm:keyValue="@Colour@"')), win()),
    "AF-STR-PLACE": (win(("<Name>vmowner", "<Name>@ComputerName@")), win()),
    "AF-STR-IN-COMMAND": (win(cmd("cmd.exe /c tool @Computername@")), win(cmd("cmd.exe /c @echo off & echo me@here"))),
    "AF-STR-IN-SECRET": (win(("Quiet-Harbour-7391", "@Colour@")), win(("Quiet-Harbour-7391", "P@ss@word-long-1"))),
    "AF-STR-IN-JOIN": (
        win(
            special(
                component(
                    "Microsoft-Windows-UnattendedJoin",
                    "<Identification><JoinDomain>@Domain@</JoinDomain></Identification>",
                )
            )
        ),
        win(),
    ),
    "AF-STR-GAP": (
        net(
            ("@MACAddr-1@", "Ethernet"),
            ("@IP4Addr-1@", "192.0.2.9/24"),
            ("@NextHop-1-1@", "192.0.2.1"),
            ("@Prefix-1-1@", "0.0.0.0/0"),
            ("@DnsAddr-1-1@", "192.0.2.1"),
            ("@MACAddr-1@", "x"),
        ),
        net(),
    ),
    "AF-STR-NEEDED": (win(), win((_NAME, "*"), ("@TimeZone@", "UTC"))),
    "AF-STR-NETWORK": (net(), win()),
    "AF-STR-DNS-UNDOCUMENTED": (net(), net(("@DnsAddr-1-1@", "192.0.2.1"))),
    "AF-NAME-LENGTH": (_named("A234567890123456"), _named("A23456789012345")),
    "AF-NAME-CHARS": (_named("WEB_1.x"), _named("*")),
    "AF-NAME-FIXED": (lx((_NAME, "web1")), _named("*")),
    "AF-PRODUCTKEY-EMPTY": (_key(" "), _key("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE")),
    "AF-PRODUCTKEY-FORMAT": (_key("AAAAA-BBBBB"), _key("${key}")),
    "AF-PRODUCTKEY-STRING": (
        _key("@ProductKey@"),
        _key("@ProductKey@").told(hoster_supplies=frozenset({"productkey"})),
    ),
    "AF-PRODUCTKEY-NONE": (win(), _key("@ProductKey@")),
    "AF-TIMEZONE": (win(("@TimeZone@", "Europe/Vienna")), win(("@TimeZone@", "w. europe standard time_dstoff"))),
    "AF-LOCALE-VALUE": (win(("0409:00000409", "english")), win(("0409:00000409", "0409:00000409;de-DE"))),
    "AF-OOBE-EULA": (
        win(("<HideEULAPage>true", "<HideEULAPage>false")),
        win(("<HideEULAPage>true", "<HideEULAPage>1")),
    ),
    "AF-OOBE-LOCALE": (win(("Windows-International-Core", "Windows-LUA-Settings")), win()),
    "AF-OOBE-SKIP": (
        win(("<OOBE>", "<OOBE><SkipUserOOBE>true</SkipUserOOBE>")),
        win(("<OOBE>", "<OOBE><SkipUserOOBE>false</SkipUserOOBE>")),
    ),
}

MORE_BROKEN: tuple[tuple[str, Case], ...] = (
    ("AF-XML-ENCODING", raw(b"<a>\xff</a>")),
    ("AF-XML-ENCODING", raw('<?xml version="1.0" encoding="zlib"?><a/>')),
    ("AF-XML-ENCODING", raw(b'<?xml version="1.0" encoding="big5"?><a>' + b"\xff\xff</a>")),
    ("AF-XML-ENCODING", raw("\ufeff<a>\0</a>".encode("utf-16-le"))),
    ("AF-XML-ENCODING", raw('\ufeff<?xml version="1.0" encoding="utf-8"?><a/>'.encode("utf-16-be"))),
    ("AF-XML-MALFORMED", raw(f"<unattend {_U}>\x01</unattend>")),
    ("AF-XML-MALFORMED", raw("text above <unattend/>")),
    ("AF-XML-NAMESPACE", raw(f'<unattend {_U}><settings xmlns=""/></unattend>')),
    ("AF-XML-DOCTYPE", raw("<!doctype a><a/>")),
    ("AF-COMP-NAME", win(special('<component processorArchitecture="amd64"/>'))),
    ("AF-PASS-UNKNOWN", win(("</unattend>", "<settings/></unattend>"))),
    ("AF-TEMPLATE-FOREIGN", win(("<Name>vmowner", "<Name>a-${user}"))),
    ("AF-VALUE-RANGE", win((">2</SecurityLayer", ">3</SecurityLayer"))),
    ("AF-NAME-CHARS", _named("12345")),
    ("AF-NAME-CHARS", _named("-web")),
    ("AF-OOBE-EULA", win(("<OOBE>", "<Other>"), ("</OOBE>", "</Other>"))),
    ("AF-STR-MISSPELT", _named("@Prefx-1-1@")),
    ("AF-STR-MISSPELT", _named("@IP4Addr-0@")),
    (
        "AF-PASS-WRONG",
        win(other_pass("windowsPE", component(_SHELL, "<OOBE/>")), other_pass("mistyped", component(_SHELL))),
    ),
    ("AF-COMP-NAME", win(special(component("X-Other-Component") + component("Microsoft-Windows-TCPIX")))),
    (
        "AF-RDP-CERT-NONE",
        win(
            ("<FirewallGroups>", '<FirewallGroups><FirewallGroup wcm:action="add"><Group>Other</Group></FirewallGroup>')
        ),
    ),
    ("AF-STR-MISSPELT", _named("@ComputerName-1@")),
)
