# SPDX-License-Identifier: Apache-2.0
"""Options that many commands share, and how their values are read."""

import functools
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from shieldwiz.cli.output import print_json, refused_file
from shieldwiz.errors import REFUSALS, ShieldwizError

if TYPE_CHECKING:
    from shieldwiz.workflow.home import Home

_Function = TypeVar("_Function", bound=Callable[..., Any])


class _Moment(click.ParamType[datetime]):
    """RFC 3339: a date and time with its offset."""

    name = "RFC3339"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            self.fail(f"{value!r} is not a moment such as 2026-12-01T00:00:00Z", param, ctx)
        return moment.astimezone(UTC)


def at_option(function: _Function) -> _Function:
    """`--at RFC3339`: the moment at which dates are judged, given as `now`."""
    return click.option(
        "--at",
        "now",
        type=_Moment(),
        default=lambda: datetime.now(UTC),
        help="Judge dates at this moment instead of now.",
    )(function)


def json_option(function: _Function) -> _Function:
    """`--json`: one object a line instead of text."""
    return click.option("--json", "as_json", is_flag=True, help="One JSON object a line instead of text.")(function)


def overwrite_option(function: _Function) -> _Function:
    """`--overwrite`: an existing target may be replaced."""
    return click.option("--overwrite", is_flag=True, help="Replace the target if it exists.")(function)


def passphrase_option(function: _Function) -> _Function:
    """`--passphrase-file`: where the command's one secret stands."""
    return click.option(
        "--passphrase-file",
        metavar="FILE",
        help="The passphrase is the first line of FILE (- is standard input) instead of being asked for.",
    )(function)


def kit_key_file_option(function: _Function) -> _Function:
    """`--kit-key-file FILE`: where the key of a kit for Windows goes instead of the screen."""
    return click.option(
        "--kit-key-file", metavar="FILE", help="Write the kit key into FILE (0600) instead of showing it."
    )(function)


def set_option(function: _Function) -> _Function:
    """`--set KEY=VALUE`: change a key of a recipe for this run."""
    return click.option(
        "--set", "changes", metavar="KEY=VALUE", multiple=True, help="Use another value for a key of the recipe."
    )(function)


def refusal_as_json(kind: str, file_argument: str = "file") -> Callable[[_Function], Callable[..., Any]]:
    """With `--json`, a refused file is an object on standard output, too, before its sentence and exit code."""

    def decorate(function: _Function) -> Callable[..., Any]:
        @functools.wraps(function)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            try:
                return function(*args, **kwargs)
            except ShieldwizError as error:
                if kwargs["as_json"] and error.problem in REFUSALS:
                    print_json(refused_file(kind, kwargs[file_argument], error))
                raise

        return guarded

    return decorate


_CONFIRM = (
    click.option("--signer", metavar="CERT", help="The communications certificate that you know."),
    click.option("--signer-fingerprint", metavar="HEX", help="Its SHA-256 fingerprint (64 hex digits)."),
    click.option(
        "--guardian-fingerprint", metavar="FINGERPRINT", help="What the hoster told you (64 hex or 60 decimal digits)."
    ),
    click.option("--root", "roots", metavar="CERT", multiple=True, help="A root that you choose to trust."),
    click.option("--crl", "crls", metavar="FILE", multiple=True, help="A revocation list."),
    click.option("--allow-expired", is_flag=True, help="Take certificates that have expired."),
    click.option("--allow-untrusted-root", is_flag=True, help="Take the keys without proof whose they are."),
    click.option(
        "--ignore-communications-signature",
        is_flag=True,
        help="Set the signature aside; only together with a fingerprint or a root that holds.",
    ),
)
CONFIRM_NAMES = (
    "signer",
    "signer_fingerprint",
    "guardian_fingerprint",
    "roots",
    "crls",
    "allow_expired",
    "allow_untrusted_root",
    "ignore_communications_signature",
)


def confirm_options(function: _Function) -> Callable[..., Any]:
    """The options of CONFIRM, handed on together as one dictionary `confirm`."""

    @functools.wraps(function)
    def gathered(*args: Any, **kwargs: Any) -> Any:
        if kwargs["signer"] is not None and kwargs["signer_fingerprint"] is not None:
            raise click.UsageError("Give --signer or --signer-fingerprint, not both.")
        confirm = {name: kwargs.pop(name) for name in CONFIRM_NAMES}
        return function(*args, confirm=confirm, **kwargs)

    for option in reversed(_CONFIRM):
        gathered = option(gathered)
    return gathered


def home_option_of(ctx: click.Context) -> str | None:
    """What --home named, if anything."""
    found: str | None = ctx.find_root().obj["home"]
    return found


def home_of(ctx: click.Context) -> "Home":
    """The home folder that this command works in."""
    from shieldwiz import workflow

    named = home_option_of(ctx)
    fixed = workflow.organisation.current()
    if named is not None and fixed.home and named != fixed.home:
        raise fixed.refusal(f"Your organisation has fixed the home folder ({fixed.home}): --home cannot name another.")
    return workflow.home.open_home(named)
