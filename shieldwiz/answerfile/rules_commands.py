# SPDX-License-Identifier: Apache-2.0
"""Rules of group G: shutdown and commands. No message repeats a command."""

import re
from collections.abc import Iterator

from shieldwiz.answerfile import command_texts as does
from shieldwiz.answerfile import tables
from shieldwiz.answerfile.commands import Command, When
from shieldwiz.answerfile.doors import View
from shieldwiz.answerfile.elements import Element, boolean, find_all, first, is_literal, local_name, text_of
from shieldwiz.answerfile.rule import Finder, Hit, at, at_commands, whole

_LONGEST_PATH = 259
_LONGEST_LINE = 1024
_LISTS = (
    (tables.DEPLOY, tables.SPECIALIZE, "RunSynchronous", "RunSynchronousCommand", "Path"),
    (tables.DEPLOY, tables.SPECIALIZE, "RunAsynchronous", "RunAsynchronousCommand", "Path"),
    (tables.SHELL, tables.OOBE, "FirstLogonCommands", "SynchronousCommand", "CommandLine"),
    (tables.SHELL, tables.OOBE, "LogonCommands", "AsynchronousCommand", "CommandLine"),
)


def _stopping(view: View) -> list[Command]:
    return view.doing(does.shuts_down)


def _restarting(view: View) -> list[Command]:
    return view.doing(does.restarts)


def _loops(view: View) -> list[Element]:
    found = view.setting(tables.DEPLOY, "Reseal", passes=(tables.OOBE,))
    return [
        one
        for one in found
        if boolean(first(one, "ForceShutdownNow")) is True or text_of(first(one, "Mode")).lower() == "audit"
    ]


def _shutdown_none(view: View) -> list[Hit]:
    effect = "U" if view.given.is_vmm else "-"
    return [Hit(effect=effect)] if not _stopping(view) and not _restarting(view) else []


def _shutdown_restart(view: View) -> list[Hit]:
    return at_commands(_restarting(view)) if not _stopping(view) else []


def _shutdown_logon(view: View) -> list[Hit]:
    stopping = _stopping(view)
    logs_on = any(boolean(first(one, "Enabled")) is True for one in view.auto_logons)
    if logs_on or any(one.when is not When.LOGON for one in stopping):
        return []
    return at_commands(stopping)


def _shutdown_specialize(view: View) -> list[Hit]:
    ending = [*_stopping(view), *_restarting(view)]
    return at_commands(
        one for one in dict.fromkeys(ending) if one.when is When.SETUP and does.IS_SCHEDULED.search(one.text) is None
    )


def _shutdown_reseal(view: View) -> list[Hit]:
    return at(_loops(view))


def _ending(view: View) -> list[Command]:
    return [one for one in view.commands if one.when is When.END]


def _shutdown_last(view: View) -> list[Hit]:
    own = [one for one in _ending(view) if one.is_own]
    at_first = next((number for number, one in enumerate(own) if does.shuts_down(one.text)), len(own))
    return at_commands(own[at_first + 1 :])


def _folder(view: View) -> list[Hit]:
    """The folder is made by an earlier command, or by the one that writes there first."""
    for command in view.commands:
        if does.MAKES_SCRIPTS_FOLDER.search(command.text):
            return []
        if command.when is When.END:
            return at_commands([command])
    return []


def _oem(view: View) -> list[Hit]:
    return whole(_ending(view))


def _length(view: View) -> Iterator[Hit]:
    for items, name in _items(view):
        most = _LONGEST_PATH if name == "Path" else _LONGEST_LINE
        yield from (Hit(one, f"{most:,}") for one in items if len(text_of(first(one, name))) > most)


def _items(view: View) -> Iterator[tuple[list[Element], str]]:
    """Every list of commands, with the name of the element that holds the text."""
    for component, pass_name, list_name, item_name, text_name in _LISTS:
        for parent in view.setting(component, list_name, passes=(pass_name,)):
            yield find_all([parent], item_name), text_name


def _empty(view: View) -> list[Hit]:
    return at(item for items, name in _items(view) for item in items if not text_of(first(item, name)))


def _order(view: View) -> Iterator[Hit]:
    for items, _ in _items(view):
        seen = set()
        for item in items:
            text = text_of(first(item, "Order"))
            if not is_literal(text):
                continue
            if re.fullmatch(r"0*[1-9][0-9]{0,8}", text) is None or int(text) in seen:
                yield Hit(item)
            else:
                seen.add(int(text))


def _shell(view: View) -> list[Hit]:
    return at_commands(
        one
        for one in view.own_commands
        if one.element is not None and local_name(one.element) == "Path" and does.lacks_shell(one.text)
    )


def _redirect(view: View) -> list[Hit]:
    return at_commands(view.doing(does.echoes_a_digit))


def _share(view: View) -> list[Hit]:
    return at_commands(view.doing(does.SHARE.search))


def _http(view: View) -> list[Hit]:
    return at_commands(view.doing(does.HTTP.search))


def _download(view: View) -> list[Hit]:
    return at_commands(one for one in view.doing(does.HTTPS.search) if does.HTTP.search(one.text) is None)


def _secret(view: View) -> list[Hit]:
    return at_commands(one for one in view.own_commands if does.SECRET.search(one.text))


def _wmic(view: View) -> list[Hit]:
    return at_commands(view.doing(does.WMIC.search))


def _bitlocker_off(view: View) -> list[Hit]:
    return at_commands(view.doing(does.BITLOCKER_OFF.search))


def _cleanup(view: View) -> list[Hit]:
    return whole(not view.any_does(does.DELETES_ANSWER_FILE.search))


def _data_drives(view: View) -> list[Hit]:
    return whole(view.given.data_drives is True and not view.any_does(does.BITLOCKER_ON.search))


def _data_drives_hint(view: View) -> list[Hit]:
    return whole(view.given.data_drives is None and not view.any_does(does.BITLOCKER_ON.search))


FINDERS: dict[str, Finder] = {
    "AF-SHUTDOWN-NONE": _shutdown_none,
    "AF-SHUTDOWN-RESTART": _shutdown_restart,
    "AF-SHUTDOWN-LOGON": _shutdown_logon,
    "AF-SHUTDOWN-IN-SPECIALIZE": _shutdown_specialize,
    "AF-SHUTDOWN-RESEAL": _shutdown_reseal,
    "AF-SHUTDOWN-LAST": _shutdown_last,
    "AF-SETUPCOMPLETE-DIR": _folder,
    "AF-SETUPCOMPLETE-OEM": _oem,
    "AF-CMD-LENGTH": _length,
    "AF-CMD-EMPTY": _empty,
    "AF-CMD-ORDER": _order,
    "AF-CMD-SHELL": _shell,
    "AF-CMD-REDIRECT": _redirect,
    "AF-CMD-SHARE": _share,
    "AF-CMD-HTTP": _http,
    "AF-CMD-DOWNLOAD": _download,
    "AF-CMD-SECRET": _secret,
    "AF-CMD-WMIC": _wmic,
    "AF-BITLOCKER-OFF": _bitlocker_off,
    "AF-CLEANUP": _cleanup,
    "AF-DATA-DRIVES": _data_drives,
    "AF-DATA-DRIVES-HINT": _data_drives_hint,
}
