# SPDX-License-Identifier: Apache-2.0
"""The fingerprint sheet for tenants, as a PDF that Qt makes: one page, to be printed or sent."""

from collections.abc import Mapping
from html import escape
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument

from shieldwiz.gui.widgets.qr import qr_pixmap
from shieldwiz.gui.widgets.text import foreign
from shieldwiz.gui.wording.sentences import translate

_CODE = "code:fingerprint"


def write_sheet(file: str, report: Mapping[str, Any]) -> bool:
    """Write the page for the guardian of a doctor's report. Whether that was possible."""
    writer = QPdfWriter(file)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setTitle(translate("desk", "Guardian fingerprint"))
    document = QTextDocument()
    code = qr_pixmap(report["guardian"]["fingerprint"]["hex"], 220, 1.0)
    document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(_CODE), code)
    document.setHtml(sheet_html(report))
    document.print_(writer)
    return bool(document.pageCount())


def sheet_html(report: Mapping[str, Any]) -> str:
    """The page as rich text; whatever came from a server is escaped."""
    guardian, signer = report["guardian"], report["signer"]
    groups = guardian["fingerprint"]["digits"].split(" ")
    rows = "".join(
        f"<tr>{''.join(f'<td><tt>{group}</tt>&nbsp;&nbsp;&nbsp;</td>' for group in groups[at : at + 4])}</tr>"
        for at in range(0, len(groups), 4)
    )
    title, service = translate("desk", "Guardian fingerprint"), translate("desk", "of the Host Guardian Service")
    phone, machines = translate("desk", "For the phone"), translate("desk", "For machines")
    parts = [
        f"<h1>{escape(title)}</h1>",
        f"<p>{escape(service)} <b>{escape(foreign(report['host'], 200))}</b></p>",
        f"<p>{escape(_advice())}</p>",
        f"<h3>{escape(phone)}</h3><table>{rows}</table>",
        f"<h3>{escape(machines)}</h3><p><tt>{guardian['fingerprint']['hex']}</tt></p>",
        f'<p><img src="{_CODE}"></p>',
    ]
    for kind, one in (
        (translate("desk", "Signing certificate"), guardian["signing"]),
        (translate("desk", "Encryption certificate"), guardian["encryption"]),
        (translate("desk", "Communications certificate"), signer),
    ):
        if one is not None:
            until = (one["not_after"] or "")[:10]
            name = escape(foreign(one["subject"], 200))
            parts.append(f"<p><b>{escape(kind)}</b>, {until}<br>{name}<br><tt>{one['sha256']}</tt></p>")
    return "".join(parts)


def _advice() -> str:
    return translate(
        "desk",
        "This value covers both keys. Compare it before you let this guardian into a virtual machine; take it from a "
        "person or a place that you already knew, not from the message that brought the file.",
    )
