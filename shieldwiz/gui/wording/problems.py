# SPDX-License-Identifier: Apache-2.0
"""What the window says when something could not be done: a head for every `Problem`, and a text where one fits all.

Where the text is empty, the error's own message and hint say what happened and what to do.
"""

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.gui.wording.sentences import translate

_MOST = 600  # characters of an error's own words


def error_words(error: ShieldwizError) -> tuple[str, str]:
    """Head and text for an error, to be shown as plain text: the table's text, else the error's own words, escaped."""
    head, text = _words()[error.problem]
    return head, text or shown(f"{error.message} {error.hint}".strip(), _MOST)


def known_problems() -> frozenset[Problem]:
    """The problems that the table has words for."""
    return frozenset(_words())


def _words() -> dict[Problem, tuple[str, str]]:
    return {**_not_possible(), **_not_meant(), **_refused_files(), **_refused_protectors()}


def _not_possible() -> dict[Problem, tuple[str, str]]:
    return {
        Problem.NOT_FOUND: (translate("wording", "The file or folder is not there"), ""),
        Problem.NO_PERMISSION: (translate("wording", "You have no permission for this file or folder"), ""),
        Problem.EXISTS: (translate("wording", "There is a file of that name already"), ""),
        Problem.READ_FAILED: (translate("wording", "The file could not be read"), ""),
        Problem.WRITE_FAILED: (translate("wording", "Not written"), ""),
        Problem.SAME_FILE: (translate("wording", "The same file is both read and written"), ""),
        Problem.BUSY: (
            translate("wording", "Another shieldwiz is changing the library"),
            translate("wording", "Wait until it has finished, and try again. Nothing was changed."),
        ),
        Problem.NAME_TAKEN: (
            translate("wording", "That name is taken already"),
            translate("wording", "You already have a guardian of that name. Choose another, or replace the old one."),
        ),
        Problem.NAME_UNKNOWN: (translate("wording", "There is nothing of that name in your library"), ""),
        Problem.NETWORK: (translate("wording", "The server gave no metadata"), ""),
        Problem.PASSPHRASE_WRONG: (
            translate("wording", "The passphrase does not open this key"),
            translate(
                "wording",
                "The key is undamaged, so it is most likely a typing mistake. Check Caps Lock and the keyboard.",
            ),
        ),
    }


def _not_meant() -> dict[Problem, tuple[str, str]]:
    return {
        Problem.NAME: (translate("wording", "That name cannot be used"), ""),
        Problem.FINGERPRINT: (translate("wording", "This is no fingerprint"), ""),
        Problem.PASSPHRASE: (translate("wording", "That passphrase cannot be used"), ""),
        Problem.PASSPHRASE_NEEDED: (translate("wording", "A passphrase is needed"), ""),
        Problem.USAGE: (translate("wording", "Something is missing, or does not go together"), ""),
        Problem.RECIPE: (translate("wording", "This recipe cannot be used"), ""),
        Problem.DECISION_NEEDED: (translate("wording", "You have to decide something first"), ""),
        Problem.GUARDIAN_CHANGED: (
            translate("wording", "This guardian has other keys in your library"),
            translate(
                "wording",
                "Nothing was changed. Keep both, or replace the old keys once you know that the new ones are theirs.",
            ),
        ),
        Problem.ORGANISATION: (translate("wording", "Your organisation does not allow this"), ""),
        Problem.NOT_FIT: (translate("wording", "The file or key is not fit for this"), ""),
    }


def _refused_files() -> dict[Problem, tuple[str, str]]:
    """A file as such, before its meaning is looked at."""
    return {
        Problem.SIZE: (translate("wording", "The file is too large"), ""),
        Problem.KIND: (translate("wording", "This is another kind of file"), ""),
        Problem.VERSION: (translate("wording", "The file is of a version that shieldwiz does not know"), ""),
        Problem.XML: (translate("wording", "The XML of this file is broken, or hides something"), ""),
        Problem.LIMITS: (translate("wording", "The file is nested or repeated far beyond what it needs"), ""),
        Problem.NOT_CANONICAL: (translate("wording", "The file is not written in its one allowed form"), ""),
        Problem.STRUCTURE: (
            translate("wording", "A part of the file is missing, is there twice, or does not belong there"),
            "",
        ),
        Problem.VALUE: (translate("wording", "A value in the file is not in its one allowed form"), ""),
        Problem.CERTIFICATE: (translate("wording", "A certificate cannot be read, or is not sound"), ""),
        Problem.MEANING: (translate("wording", "What the file says contradicts itself"), ""),
        Problem.DUPLICATE: (translate("wording", "Something is in the file twice"), ""),
        Problem.ALGORITHM: (translate("wording", "The file uses a method that is not allowed"), ""),
        Problem.PARAMETERS: (translate("wording", "The file uses a method in a way that is not allowed"), ""),
        Problem.CONTENTS: (translate("wording", "What is locked inside the file is damaged"), ""),
        Problem.FILE_NAME: (translate("wording", "A file inside has a name that cannot be used"), ""),
        Problem.KP_TEXT: (translate("wording", "The text form of this key protector is damaged"), ""),
        Problem.KP_LENGTH: (translate("wording", "This key protector is cut off, or has something behind it"), ""),
        Problem.KEY_FILE: (translate("wording", "This key file is damaged, or is none"), ""),
        Problem.KEY_FILE_WORK: (translate("wording", "This key file asks for more work than any passphrase needs"), ""),
        Problem.KEY_FILE_OPEN: (translate("wording", "The key file does not open"), ""),
    }


def _refused_protectors() -> dict[Problem, tuple[str, str]]:
    """Who locked and who signed."""
    return {
        Problem.WRAPPING_IDS: (translate("wording", "The numbers of the locks in this file contradict each other"), ""),
        Problem.OWNER: (translate("wording", "The file does not say clearly who owns it"), ""),
        Problem.CERTIFICATE_SIGNATURE: (
            translate("wording", "The keys of a guardian in this file do not belong together"),
            "",
        ),
        Problem.GUARDIAN_SIGNATURE: (
            translate("wording", "The file was changed after its owner let a guardian in"),
            "",
        ),
        Problem.SIGNATURE_FORM: (translate("wording", "The signature is not in a form that can be relied on"), ""),
        Problem.OWNER_SIGNATURE: (translate("wording", "Not genuine: the signature does not fit"), ""),
        Problem.OWNER_UNKNOWN: (translate("wording", "The owner of this file is not known to this computer"), ""),
        Problem.NOT_A_RECIPIENT: (translate("wording", "This key is not among those that can open the file"), ""),
        Problem.CANNOT_OPEN: (translate("wording", "The file does not open with this key"), ""),
    }
