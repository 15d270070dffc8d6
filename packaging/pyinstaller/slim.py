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
    "platformthemes": "xdgdesktopportal|gtk3",
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
    r"blkid|mount|selinux|pcre.*|gcrypt|gpg-error|lz4|zstd|cap|png16|jpeg|tiff|graphite2|thai|datrie|pixman.*|brotli.*|"
    r"bsd|md|expat|bz2|tinfo|ncurses.*|readline|uuid|gcc_s|stdc\+\+)\.so"
)
_TRANSLATION = re.compile(r"translations/qtbase_(?!en)")


def is_wanted(name: str) -> bool:
    """Whether the file belongs into the bundle."""
    path = name.replace("\\", "/")
    if "PySide6/" not in path and "shiboken6/" not in path:
        return not _is_of_the_system(path) and not re.search(r"\.dist-info/|/schemas/.*/test|lxml/includes/", path)
    if "/translations/" in path:
        return bool(_TRANSLATION.search(path))
    found = re.search(r"/plugins/([^/]+)/([^/]+)$", path)
    if found:
        wanted = _QT_PLUGINS.get(found[1])
        return wanted is not None and re.search(f"({wanted})", found[2]) is not None
    if "/qml/" in path or "opengl32sw" in path or path.endswith((".pyi", ".prl")):
        return False
    module = re.search(r"(?:libQt6|Qt6|/Qt(?=[A-Z]))([A-Za-z]+?)(?:\.so|\.dll|\.abi3|\.pyd|\.framework)", path)
    return module is None or module[1] in _QT_MODULES


def _is_of_the_system(path: str) -> bool:
    return _SYSTEM.search("/" + path) is not None
