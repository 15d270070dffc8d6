# SPDX-License-Identifier: Apache-2.0
"""The rest of group I: certificates with keys for Remote Desktop (PFX). Their passwords are tried and forgotten."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509 import DNSName, ExtendedKeyUsage, ExtensionNotFound, SubjectAlternativeName
from cryptography.x509.oid import NameOID

from shieldwiz.answerfile import command_texts
from shieldwiz.answerfile.doors import View
from shieldwiz.answerfile.given import OtherFile
from shieldwiz.answerfile.rule import Finder, Hit
from shieldwiz.answerfile.rules_files import texts
from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.pfx_opening import OpenedPfx, open_pfx
from shieldwiz.errors import ShieldwizError
from shieldwiz.foreign_text import shown

_MOST_TRIES = 8  # each takes a process of its own
_SERVER = frozenset({"1.3.6.1.5.5.7.3.1", "1.3.6.1.4.1.311.54.1.2", "2.5.29.37.0"})
_SOON = timedelta(days=60)
_LEAST_BITS = 2048
_THUMBPRINT = re.compile(r"SSLCertificateSHA1Hash\W{1,20}([0-9A-Fa-f]{40})(?![0-9A-Fa-f])", re.IGNORECASE)
_DELETES = re.compile(r"\b(?:del|erase|Remove-Item|rm|ri)\b", re.IGNORECASE)

_OPENED = "pfx"


def pfx_files(view: View) -> list[OtherFile]:
    """The added PFX files."""
    return [one for one in view.given.other_files if one.name.lower().endswith((".pfx", ".p12")) and one.data]


def _passwords(view: View) -> list[str]:
    found = [*view.given.pfx_passwords]
    for text in texts(view).values():
        found += command_texts.pfx_passwords(text)
    return list(dict.fromkeys(one for one in found if one))


def opened(view: View) -> dict[str, OpenedPfx | None]:
    """Each PFX by its name: what is in it, or None where no password opened it. Empty where no password is known."""
    if _OPENED not in view.memory:
        passwords, tries = _passwords(view), _MOST_TRIES
        found: dict[str, OpenedPfx | None] = {}
        for file in pfx_files(view) if passwords else ():
            found[file.name] = None
            for password in passwords[:tries]:
                tries -= 1
                try:
                    found[file.name] = open_pfx(file.data, password.encode("utf-8"))
                except (ShieldwizError, UnicodeEncodeError):
                    continue
                break
        view.memory[_OPENED] = found
    known: dict[str, OpenedPfx | None] = view.memory[_OPENED]
    return known


def _hit(name: str) -> Hit:
    return Hit(file=name, about=shown(name, 60))


def _password(view: View) -> list[Hit]:
    return [_hit(name) for name, pfx in opened(view).items() if pfx is None]


def _unchecked(view: View) -> list[Hit]:
    return [_hit(one.name) for one in pfx_files(view) if one.name not in opened(view)]


def _no_key(view: View) -> list[Hit]:
    return [_hit(name) for name, pfx in opened(view).items() if pfx is not None and pfx.key is None]


def _where(view: View, is_wrong: Callable[[Certificate], bool]) -> Iterator[Hit]:
    for name, pfx in opened(view).items():
        if pfx is not None and pfx.certificate is not None and is_wrong(pfx.certificate):
            yield _hit(name)


def _expired(view: View) -> Iterator[Hit]:
    def is_wrong(certificate: Certificate) -> bool:
        try:
            return not certificate.not_before <= view.given.at <= certificate.not_after
        except ShieldwizError:
            return True

    return _where(view, is_wrong)


def _soon(view: View) -> Iterator[Hit]:
    def is_wrong(certificate: Certificate) -> bool:
        try:
            return timedelta(0) <= certificate.not_after - view.given.at < _SOON
        except ShieldwizError:
            return False

    return _where(view, is_wrong)


def _lacks_server_use(certificate: Certificate) -> bool:
    try:
        uses = certificate.x509.extensions.get_extension_for_class(ExtendedKeyUsage).value
    except ExtensionNotFound:
        return False
    except (ValueError, TypeError):
        return True
    return not _SERVER.intersection(use.dotted_string for use in uses)


def _lacks_wildcard(certificate: Certificate) -> bool:
    names: list[str] = []
    try:
        names += [str(one.value) for one in certificate.x509.subject.get_attributes_for_oid(NameOID.COMMON_NAME)]
        extension = certificate.x509.extensions.get_extension_for_class(SubjectAlternativeName).value
        names += extension.get_values_for_type(DNSName)
    except (ExtensionNotFound, ValueError, TypeError):
        pass
    return not any(name.startswith("*.") for name in names)


def _is_weak(certificate: Certificate) -> bool:
    key = certificate.rsa_key()
    try:
        algorithm = certificate.x509.signature_hash_algorithm
    except (ValueError, UnsupportedAlgorithm):
        return False
    is_short = key is not None and key.key_size < _LEAST_BITS
    return is_short or (algorithm is not None and algorithm.name in ("sha1", "md5"))


def _thumbprint(view: View) -> Iterator[Hit]:
    known = {pfx.certificate.thumbprint for pfx in opened(view).values() if pfx is not None and pfx.certificate}
    if not known:
        return
    for command in view.commands:
        if any(found[1].upper() not in known for found in _THUMBPRINT.finditer(command.text)):
            yield Hit(command.element, file=command.file)


def _not_bound(view: View) -> list[Hit]:
    binds = any(command_texts.SETS_RDP_CERTIFICATE.search(text) for text in texts(view).values())
    return [] if binds else [_hit(one.name) for one in pfx_files(view)]


def _left(view: View) -> Iterator[Hit]:
    for file in pfx_files(view):
        naming = [text for text in texts(view).values() if file.name.lower() in text.lower()]
        if not any(_DELETES.search(text) for text in naming):
            yield _hit(file.name)


FINDERS: dict[str, Finder] = {
    "AF-PFX-PASSWORD": _password,
    "AF-PFX-UNCHECKED": _unchecked,
    "AF-PFX-NOKEY": _no_key,
    "AF-PFX-EXPIRED": _expired,
    "AF-PFX-EXPIRES-SOON": _soon,
    "AF-PFX-EKU": partial(_where, is_wrong=_lacks_server_use),
    "AF-PFX-WILDCARD": partial(_where, is_wrong=_lacks_wildcard),
    "AF-PFX-WEAK": partial(_where, is_wrong=_is_weak),
    "AF-PFX-THUMBPRINT": _thumbprint,
    "AF-PFX-NOT-BOUND": _not_bound,
    "AF-PFX-LEFT": _left,
}
