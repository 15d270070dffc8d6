# SPDX-License-Identifier: Apache-2.0
"""README.txt of a kit, for the person at the Windows computer: three steps, then what is secret and what was never
tried. UTF-8 with a byte-order mark, CR LF, so that every Notepad shows it.
"""

import re
from collections.abc import Mapping
from typing import Any

from shieldwiz.assets import asset
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.powershell import quote_powershell
from shieldwiz.windowskit.file_names import ascii_name
from shieldwiz.windowskit.scripts import MAKE_SCRIPT, script_sha256

README = "README.txt"
LANGUAGES = ("en", "de")
_PLACE = re.compile(r"\{([a-z_]+)\}")
_WORDS = {
    "en": {
        "key_for": ", to open what is locked",
        "no_key": "; this kit needs none",
        "nobody": "nobody: only the owner is let in",
        "catalog": "put the catalog (.vsc) of the template disk {0}, version {1}, there as",
        "catalogs": "BEFORE STEP 1\nThe catalogs of these template disks are missing; the hoster has them:",
        "pfx": "the owner's private keys, in two PFX files, locked with the kit key",
        "answer": "the answer file",
        "other": "the file {0}",
        "locked": "locked with the kit key",
        "clear": "READABLE by everybody who has this folder",
        "nothing": "nothing",
    },
    "de": {
        "key_for": ", um Verschlossenes zu öffnen",
        "no_key": "; dieses Kit braucht keinen",
        "nobody": "niemanden: nur der Besitzer hat Zugang",
        "catalog": "den Katalog (.vsc) der Vorlage {0}, Version {1}, ablegen als",
        "catalogs": "VOR SCHRITT 1\nDie Kataloge dieser Vorlagen fehlen; der Hoster hat sie:",
        "pfx": "die privaten Schlüssel des Besitzers, in zwei PFX-Dateien, verschlossen mit dem Kit-Schlüssel",
        "answer": "die Antwortdatei",
        "other": "die Datei {0}",
        "locked": "verschlossen mit dem Kit-Schlüssel",
        "clear": "LESBAR für alle, die diesen Ordner haben",
        "nothing": "nichts",
    },
}


def language_of(tag: str) -> str:
    """The language to write in for a tag such as `de-AT`; raises `USAGE` for one that there is no README in."""
    language = tag.replace("_", "-").split("-")[0].lower()
    if language not in LANGUAGES:
        raise ShieldwizError(
            Problem.USAGE,
            f"There is no README for Windows in the language {shown(tag, 40)!r}.",
            f"There are: {', '.join(LANGUAGES)}.",
        )
    return language


def kit_name(pdk_name: str) -> str:
    """The name of a kit's one folder: ASCII, close to the file that it makes."""
    return ascii_name(pdk_name.removesuffix(".pdk"), "shieldwiz") + "-kit"


def readme_bytes(document: Mapping[str, Any], language: str) -> bytes:
    """The README of the kit that `document` (kit.json without its list of files) describes."""
    words = _WORDS[language]
    owner = document["owner"]
    locked = [one for one in (document["answerFile"], *document["otherFiles"]) if one and one["encrypted"]]
    values = {
        "pdk": document["output"]["fileName"],
        "pdk_quoted": quote_powershell(document["output"]["fileName"]),
        "version": document["tool"]["version"],
        "made": document["made"][:10],
        "top": kit_name(document["output"]["fileName"]),
        "key_for": words["key_for"] if locked or owner["from"] == "pfx" else words["no_key"],
        "hosters": _hosters(document, words),
        "catalogs": _catalogs(document, words),
        "secrets": _secrets(document, words),
        "script": script_sha256(MAKE_SCRIPT),
        "signing_thumbprint": owner["signingThumbprint"],
        "encryption_thumbprint": owner["encryptionThumbprint"],
    }
    template = (asset("windows-kit") / f"README.{language}.txt").read_text(encoding="utf-8")
    text = _PLACE.sub(lambda found: values[found[1]], template)
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode("utf-8")


def _hosters(document: Mapping[str, Any], words: Mapping[str, str]) -> str:
    lines = [f"     {shown(one['name'])} ({shown(one['basis']['says'])})" for one in document["guardians"]]
    return "\n".join(lines or [f"     {words['nobody']}"]) + "\n"


def _catalogs(document: Mapping[str, Any], words: Mapping[str, str]) -> str:
    missing = [disk for disk in document["volumeIds"] if disk["catalog"] is None]
    if not missing:
        return ""
    lines = [
        f"   {words['catalog'].format(shown(disk['expected']['name']), disk['expected']['version'])}\n"
        f"      {disk['place'].replace('/', chr(92))}"
        for disk in missing
    ]
    return "\n".join(["", words["catalogs"], *lines]) + "\n"


def _secrets(document: Mapping[str, Any], words: Mapping[str, str]) -> str:
    found = [words["pfx"]] if document["owner"]["from"] == "pfx" else []
    answer = document["answerFile"]
    if answer is not None:
        found.append(f"{words['answer']}, {words['locked' if answer['encrypted'] else 'clear']}")
    for file in document["otherFiles"]:
        state = words["locked" if file["encrypted"] else "clear"]
        found.append(f"{words['other'].format(shown(file['name']))}, {state}")
    return "\n".join(f"   - {one}" for one in found or [words["nothing"]])
