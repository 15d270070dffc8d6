# SPDX-License-Identifier: Apache-2.0
"""The way through the making of a file, as data: which step follows which, and what each still lacks.

Costs no cryptography to import. What only the disk can tell (is the owner still there?) is told by `making.review`.
"""

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum

from shieldwiz.workflow.draft import Draft, Purpose


class Step(StrEnum):
    """The steps, in their order."""

    PURPOSE = "purpose"
    OWNER = "owner"
    HOSTERS = "hosters"
    DISKS = "disks"
    CONTENTS = "contents"
    REVIEW = "review"


STEPS = tuple(Step)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One thing that a step lacks: a stable `id`, a sentence for the person, and the field that it is about."""

    id: str
    sentence: str
    step: Step
    field: str


def is_needed(step: Step, draft: Draft) -> bool:
    """Whether a step has anything to ask. A virtual machine that exists is set up already: no template disks."""
    return step is not Step.DISKS or draft.purpose is Purpose.SHIELDED_TEMPLATE


def next_step(step: Step, draft: Draft) -> Step | None:
    """The step after this one, or None after the last."""
    return next((later for later in STEPS[STEPS.index(step) + 1 :] if is_needed(later, draft)), None)


def previous_step(step: Step, draft: Draft) -> Step | None:
    """The step before this one, or None before the first."""
    return next((earlier for earlier in reversed(STEPS[: STEPS.index(step)]) if is_needed(earlier, draft)), None)


def missing(step: Step, draft: Draft) -> tuple[Missing, ...]:
    """What a step lacks; nothing where it is not needed. The review lacks what any step does, and a file name."""
    match step:
        case Step.PURPOSE:
            return ()
        case Step.OWNER:
            return _owner(draft)
        case Step.HOSTERS:
            return _hosters(draft)
        case Step.DISKS:
            return _disks(draft) if is_needed(step, draft) else ()
        case Step.CONTENTS:
            return _contents(draft)
        case Step.REVIEW:
            earlier = tuple(lack for one in STEPS[:-1] for lack in missing(one, draft))
            return earlier + _review(draft)


def first_gap(draft: Draft) -> Missing | None:
    """The first thing that is missing, where anything is."""
    return next(iter(missing(Step.REVIEW, draft)), None)


def cleaned(draft: Draft) -> Draft:
    """The draft as its file is made: what its purpose has no place for is left out, though the draft remembers it."""
    if draft.purpose is Purpose.SHIELDED_TEMPLATE:
        return draft
    return replace(draft, volume_ids=(), disks=(), answer_file=None)


def _owner(draft: Draft) -> tuple[Missing, ...]:
    if draft.owner:
        return ()
    return (_lack("owner", "Choose who owns this VM, or create an owner.", Step.OWNER, "owner"),)


def _hosters(draft: Draft) -> tuple[Missing, ...]:
    if draft.guardians or draft.without_hosters:
        return ()
    text = "No hoster is ticked. Only you, the owner, could start this VM. Go on only if that is what you want."
    return (_lack("hosters", text, Step.HOSTERS, "guardians"),)


def _disks(draft: Draft) -> tuple[Missing, ...]:
    if not draft.disks and not draft.volume_ids:
        text = "With no disk listed, no VM can be made from this file. Add a template disk."
        return (_lack("disks", text, Step.DISKS, "disks"),)
    same = Counter((disk.name, disk.version, disk.rule, disk.certificate) for disk in draft.disks)
    if max(same.values(), default=0) > 1:
        text = "The same template disk is listed twice, with the same version, rule and signer. Remove one."
        return (_lack("disk-twice", text, Step.DISKS, "disks"),)
    return ()


def _contents(draft: Draft) -> tuple[Missing, ...]:
    if draft.purpose is Purpose.EXISTING_VM or draft.answer_file:
        return ()
    return (_lack("answer-file", "Choose the answer file that sets the new VM up.", Step.CONTENTS, "answer_file"),)


def _review(draft: Draft) -> tuple[Missing, ...]:
    if draft.output:
        return ()
    return (_lack("output", "Choose where the file is saved.", Step.REVIEW, "output"),)


def _lack(lack_id: str, sentence: str, step: Step, field: str) -> Missing:
    return Missing(id=lack_id, sentence=sentence, step=step, field=field)
