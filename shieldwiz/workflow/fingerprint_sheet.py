# SPDX-License-Identifier: Apache-2.0
"""A page with a guardian's fingerprint, for a hoster to give to customers over a channel they know."""

import html
import io

import segno

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.confirmations import Confirmations
from shieldwiz.guardians.guardian import Guardian
from shieldwiz.guardians.verdict import judge

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Guardian fingerprint: {name}</title>
<style>
body {{ font: 12pt sans-serif; margin: 2.5cm auto; max-width: 17cm; color: #111; background: #fff }}
code {{ font: 13pt monospace; overflow-wrap: anywhere }}
.digits {{ display: grid; grid-template-columns: repeat(4, auto); gap: 0.4em 1.5em; width: max-content }}
dt {{ font-weight: bold; margin-top: 1em }}
</style>
</head>
<body>
<h1>Guardian fingerprint</h1>
<p>This value covers both keys of the guardian <strong>{name}</strong>. Compare it before you let this guardian into a
virtual machine; take it from a person or a place that you already knew, not from the message that brought the file.</p>
<h2>For the phone: 12 groups of 5 digits</h2>
<div class="digits">{groups}</div>
<h2>For machines: 64 hex digits</h2>
<p><code>{hex}</code></p>
<p>{code}</p>
<dl>
{certificates}
</dl>
<p>The fingerprint above is what you compare. The communications certificate is what <code>--signer-fingerprint</code>
takes; it may change without harm to virtual machines.</p>
</body>
</html>
"""


def make_sheet(name: str, guardian: Guardian, metadata: bytes = b"") -> bytes:
    """The page: one HTML file in UTF-8 that needs nothing from elsewhere, with a QR code of the hex form.

    With `metadata`, whoever signed that document is named, too, if anybody did.
    """
    fingerprint = guardian.fingerprint
    signer = judge(metadata, Confirmations(), guardian.signing.not_before).signer if metadata else None
    certificates = [("Signing certificate", guardian.signing), ("Encryption certificate", guardian.encryption)]
    if signer is not None:
        certificates.append(("Communications certificate", signer.certificate))
    page = _PAGE.format(
        name=html.escape(shown(name)),
        groups="".join(f"<code>{group}</code>" for group in fingerprint.groups),
        hex=fingerprint.hex,
        code=qr_code(fingerprint.hex),
        certificates="\n".join(_certificate(title, one) for title, one in certificates),
    )
    return page.encode("utf-8")


def _certificate(title: str, certificate: Certificate) -> str:
    dates = f"{certificate.not_before:%Y-%m-%d} to {certificate.not_after:%Y-%m-%d}"
    subject = html.escape(certificate.subject)
    return f"<dt>{title}, {dates}</dt><dd>{subject}<br><code>{certificate.fingerprint}</code></dd>"


def qr_code(text: str) -> str:
    """The QR code of a text, as an SVG element."""
    image = io.BytesIO()
    segno.make(text, micro=False).save(image, kind="svg", scale=4, xmldecl=False, svgns=True, title="Fingerprint")
    return image.getvalue().decode("utf-8")
