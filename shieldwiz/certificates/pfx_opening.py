# SPDX-License-Identifier: Apache-2.0
"""Open a PFX with its password, in a process of its own that is ended when it works for too long.

How much work a PFX asks for stands partly behind its first lock, so `pfx_attributes` cannot count all of it; and the
library cannot be interrupted. The password and the key go through a pipe between the two processes and nowhere else.
"""

import os
import signal
import warnings
from dataclasses import dataclass
from multiprocessing.connection import Connection

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from cryptography.x509 import InvalidVersion

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.pfx_attributes import PfxFacts, read_pfx_facts
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.other_processes import spawn_context

LONGEST = 0.7  # seconds of a processor that opening may take; a usual PFX takes an eighth of it
_LONGEST_START = 30  # seconds until the other process is there, on a very busy computer
# Windows ends no process for the processor's time that it took; there it is seconds until the answer alone that count.
_LONGEST_ANSWER = 3 if os.name == "nt" else 30
_READY = "ready"
_TIMERS = () if os.name == "nt" else (signal.ITIMER_PROF,)
_TIME_IS_OVER = None if os.name == "nt" else -signal.SIGPROF  # an exit code

_Loaded = tuple[bytes | None, bytes | None, tuple[bytes, ...]]  # key (PKCS#8), its certificate, the other ones; DER


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPfx:
    """What is in a PFX: one private key or none, the certificate that fits it, and all other certificates."""

    key: PrivateKeyTypes | None
    certificate: Certificate | None
    others: tuple[Certificate, ...]
    facts: PfxFacts


def open_pfx(data: bytes, password: bytes) -> OpenedPfx:
    """Open a PFX of at most 1 MiB; `password` is UTF-8.

    Raises `KIND` where it is none, `LIMITS` where it asks for too much work, `READ_FAILED` where no process can be
    started, `PASSPHRASE_WRONG` also for damage and for locks that the library does not know, `CERTIFICATE` for a
    certificate that cannot be read.
    """
    facts = read_pfx_facts(data)
    loaded = _load_elsewhere(data, password)
    if loaded is None:
        raise wrong_password()
    key, certificate, others = loaded
    return OpenedPfx(
        # The other process has tested its primes already.
        key=load_der_private_key(key, None, unsafe_skip_rsa_key_validation=True) if key is not None else None,
        certificate=Certificate.from_der(certificate) if certificate is not None else None,
        others=tuple(Certificate.from_der(one) for one in others),
        facts=facts,
    )


def wrong_password() -> ShieldwizError:
    """The one answer to a password that does not fit, and to all damage that looks the same."""
    return ShieldwizError(
        Problem.PASSPHRASE_WRONG,
        "The password does not open this PFX, or the file is damaged.",
        "Check Caps Lock and the keyboard language, then try again; or export the PFX again, with AES-256.",
    )


def load_pfx(data: bytes, password: bytes) -> _Loaded | None:
    """What the library makes of a PFX; None where it does not open. Takes as long as the file wants."""
    from cryptography.hazmat.primitives.serialization import pkcs12  # noqa: PLC0415 - 8 ms that few files need

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is not quite DER is read all the same, with a warning to developers
            found = pkcs12.load_pkcs12(data, password or None)
        key = certificate = None
        if found.key is not None:
            key = found.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        if found.cert is not None:
            certificate = found.cert.certificate.public_bytes(Encoding.DER)
        others = tuple(one.certificate.public_bytes(Encoding.DER) for one in found.additional_certs)
    except (ValueError, TypeError, UnsupportedAlgorithm, InvalidVersion):
        return None
    return key, certificate, others


def _load_elsewhere(data: bytes, password: bytes) -> _Loaded | None:
    context = spawn_context()
    here, there = context.Pipe()
    process = context.Process(target=_answer, args=(there,), daemon=True)
    process.start()
    there.close()
    is_there = False
    try:
        if not here.poll(_LONGEST_START):
            raise _too_much_work()
        is_there = here.recv() == _READY
        here.send((data, password))
        if not here.poll(_LONGEST_ANSWER):
            raise _too_much_work()
        loaded: _Loaded | None = here.recv()
    except (EOFError, OSError) as error:  # its time was over; or the library, or somebody else, ended the whole process
        process.join(_LONGEST_START)
        if not is_there:
            raise _nobody_there() from error
        if process.exitcode == _TIME_IS_OVER:
            raise _too_much_work() from error
        return None
    finally:
        process.kill()
        process.join()
        here.close()
    return loaded


def _answer(pipe: Connection) -> None:
    """Give one answer, unless the system ends this process because that takes too much of a processor."""
    pipe.send(_READY)
    data, password = pipe.recv()
    _allow(LONGEST)
    loaded = load_pfx(data, password)
    _allow(0)
    pipe.send(loaded)


def _allow(seconds: float) -> None:
    """So much of a processor from now on; 0 is without end."""
    for timer in _TIMERS:
        signal.setitimer(timer, seconds)


def _nobody_there() -> ShieldwizError:
    return ShieldwizError(
        Problem.READ_FAILED,
        "The PFX was not opened: the process of its own that shieldwiz opens it in did not start.",
        "Try again. If that does not help, close other programs: the computer may be short of memory.",
    )


def _too_much_work() -> ShieldwizError:
    return ShieldwizError(
        Problem.LIMITS,
        "Opening this PFX takes far longer than is usual, so it was given up.",
        "If this computer is very busy, try again later; otherwise ask for a PFX that was exported in the usual way.",
    )
