# SPDX-License-Identifier: Apache-2.0
"""What PyInstaller would take along and no part of the program uses. `name` is a path inside the bundle."""

from __future__ import annotations

import re

# Qt's modules that the program imports, and those that its platform plugins need.
_QT_MODULES = (
    *("Core", "Gui", "Widgets", "Network", "Svg", "DBus", "XcbQpa"),
    *("WaylandClient", "WlShellIntegration", "WaylandEglClientHwIntegration", "OpenGL"),
)
_QT_PLUGINS = {
    "iconengines": "svg",
    "imageformats": "svg|ico|icns",
    "platforms": "xcb|wayland|offscreen|windows|cocoa",
    "platformthemes": "xdgdesktopportal",
    "platforminputcontexts": "compose|ibus",
    "styles": ".*",
    "wayland-shell-integration": "xdg-shell",
    "wayland-decoration-client": "bradient|adwaita",
    "wayland-graphics-integration-client": "nothing",
    "xcbglintegrations": "nothing",
}
# Not Qt's: libraries that every desktop Linux has in a version of its own, which fits its other parts better.
_SYSTEM = re.compile(
    r"(^|/)lib(gtk-3|gdk-3|gdk_pixbuf-2\.0|pango.*|cairo.*|atk.*|atspi|glib-2\.0|gobject-2\.0|gio-2\.0|gmodule-2\.0|"
    r"gthread-2\.0|harfbuzz.*|fribidi|epoxy|fontconfig|freetype|dbus-1|systemd|X11.*|Xext|Xrender|Xi|Xrandr|Xcursor|"
    r"Xdamage|Xfixes|Xcomposite|Xinerama|Xau|Xdmcp|xcb.*|xkbcommon.*|wayland-.*|drm|gbm|EGL|GL|GLX|GLdispatch|OpenGL|"
    r"blkid|lzma|mount|selinux|pcre.*|gcrypt|gpg-error|lz4|zstd|cap|png16|jpeg|tiff|graphite2|thai|datrie|pixman.*|brotli.*|"
    r"bsd|md|expat|bz2|tinfo|ncurses.*|readline|uuid|gcc_s|stdc\+\+|com_err|gssapi_krb5|k5crypto|keyutils|krb5.*|resolv)\.so"
)


def is_wanted(name: str, languages: frozenset[str]) -> bool:
    """Whether the file belongs into the bundle. `languages` are the codes that the window has texts for."""
    path = name.replace("\\", "/")
    file = path.rpartition("/")[2]
    if _SYSTEM.search("/" + file) or re.search(r"\.dist-info/|lxml/(includes|isoschematron)/", path):
        return False
    module = re.match(r"(?:libQt6|Qt6?)([A-Z][A-Za-z]*?)(?:\.so|\.dll|\.abi3|\.pyd|\.framework|$)", file)
    if module is not None:
        return module[1] in _QT_MODULES
    if "PySide6/" not in path:
        return True
    if "/translations/" in path:
        return any(file == f"qtbase_{code}.qm" for code in languages)
    found = re.search(r"/plugins/([^/]+)/[^/]+$", path)
    if found:
        wanted = _QT_PLUGINS.get(found[1])
        return wanted is not None and re.search(f"({wanted})", file) is not None
    return "/qml/" not in path and "opengl32sw" not in file and not file.endswith((".pyi", ".prl"))
