# SPDX-License-Identifier: Apache-2.0
"""Keys for a Host Guardian Service: advice, requests to an authority, and a pair for one tenant."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from shieldwiz.files import write_folder
from shieldwiz.hoster.advice import WHAT_IS_NEEDED
from shieldwiz.hoster.advice import advise as advice_for
from shieldwiz.hoster.byok import make_tenant_keys
from shieldwiz.hoster.requests import make_request
from shieldwiz.owners.passphrases import make_passphrase
from shieldwiz.workflow.guardians import read_guardian
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.report import guardian_report, schema


def advise(*, hsm: bool = False, not_exportable: bool = False) -> dict[str, Any]:
    """The JSON object of `hgs advise`."""
    advice = advice_for(hsm=hsm, not_exportable=not_exportable)
    return {
        "schema": schema("hgs-advice"),
        "method": advice.method,
        "headline": advice.headline,
        "why": list(advice.why),
        "steps": list(advice.steps),
        "commands": list(advice.commands),
        "needed": list(WHAT_IS_NEEDED),
    }


def request(
    role: str, subject: str, hosts: Sequence[str], folder: Path, *, as_csr: bool
) -> tuple[dict[str, Any], str | None]:
    """Write what to ask an authority for into a new folder. Returns the JSON object, and the password of the keys
    where keys were made (to be shown once). Raises `USAGE`, and as `write_folder`.
    """
    password = make_passphrase() if as_csr else None
    files = make_request(role, subject, hosts, as_csr=as_csr, password=password or "")
    write_folder(folder, dict(files), secret=as_csr)
    report = {
        "schema": schema("hgs-request"),
        "folder": str(folder),
        "role": role,
        "form": "csr" if as_csr else "inf",
        "files": [{"name": name, "size": len(data)} for name, data in files],
    }
    return report, password


def byok(
    home: Home,
    name: str,
    tenant: str,
    folder: Path,
    *,
    form: str,
    subject: str | None,
    years: int,
    tenant_owner: str | None,
    now: datetime,
) -> tuple[dict[str, Any], str]:
    """Make a pair for one tenant in a new folder. Returns the JSON object and the password, to be shown once.

    Raises as `make_tenant_keys` and `write_folder`.
    """
    owner = read_guardian(home, tenant_owner, now)[1] if tenant_owner is not None else None
    password = make_passphrase()
    made = make_tenant_keys(
        name, tenant, password, now=now, form=form, subject=subject, years=years, tenant_owner=owner
    )
    write_folder(folder, dict(made.files))
    report = {
        "schema": schema("hgs-byok"),
        "folder": str(folder),
        "name": name,
        "tenant": tenant,
        **guardian_report(made.guardian),
        "files": [{"name": file, "size": len(data)} for file, data in made.files],
    }
    return report, password
