# SPDX-License-Identifier: Apache-2.0
"""The sentences of the desk about a doctor's report: the banner, and one word for each node."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shieldwiz.gui.theme import Tone
from shieldwiz.gui.wording.sentences import translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A banner: its tone, its two sentences with {0}, and the foreign values."""

    tone: Tone
    head: str
    text: str
    values: tuple[str, ...] = ()


def banner_words(report: Mapping[str, Any]) -> Said:
    """What all nodes together come to, worst first. Never green: the desk confirms nobody."""
    nodes = report["nodes"]
    answered = [node for node in nodes if node["key_set"]]
    counts = translate("desk", "{0} of {1} servers answered.").format(len(answered), len(nodes))
    change = next((one["detail"] for one in report["change"] if one["outcome"] in ("warn", "fail")), "")
    others = [node for node in answered if node["key_set"] != "A"]
    silent = [node for node in nodes if not node["key_set"]]
    if not nodes or not answered:
        return Said(
            tone=Tone.REFUSED,
            head=translate("desk", "Your tenants get no metadata."),
            text="{0}",
            values=(report["headline"],),
        )
    if others:
        return Said(
            tone=Tone.DECIDE,
            head=translate("desk", "Your tenants would see different answers: {0} serves other keys."),
            text=f"{counts} "
            + translate("desk", "Until all servers give the same answer, imports work or fail by chance."),
            values=(others[0]["address"],),
        )
    if silent:
        first = silent[0]
        head = (
            translate("desk", "{0} does not answer.")
            if first["status"] is None
            else translate("desk", "{0} gives no metadata.")
        )
        return Said(tone=Tone.DECIDE, head=head, text=counts, values=(first["address"],))
    if report["verdict"] == "refused":
        return Said(
            tone=Tone.REFUSED,
            head=translate("desk", "Your tenants should not import this now."),
            text="{0}",
            values=(change or report["headline"],),
        )
    head = (
        translate("desk", "All {0} servers give the same answer.")
        if len(nodes) > 1
        else translate("desk", "The server answers.")
    )
    if change:
        return Said(
            tone=Tone.DECIDE, head=translate("desk", "The keys or the signer changed."), text="{0}", values=(change,)
        )
    same = next((one["detail"] for one in report["change"] if one["outcome"] == "pass"), "")
    text, values = ("{0}", (same,)) if same else (counts, ())
    return Said(tone=Tone.INFO, head=head.format(len(nodes)), text=text, values=values)


def node_words(node: Mapping[str, Any]) -> tuple[str, str, str]:
    """A node's answer in one word, with its icon and its colour role."""
    if node["status"] is None:
        return translate("desk", "No answer"), "octagon-x", "refused"
    if node["key_set"] not in (None, "A"):
        return translate("desk", "Other keys"), "triangle-alert", "decide"
    if node["status"] != 200:
        return f"HTTP {node['status']}", "octagon-x", "refused"
    if node["key_set"] is None:
        return translate("desk", "Refused"), "octagon-x", "refused"
    if any(check["outcome"] == "fail" for check in node["checks"]):
        return translate("desk", "Has a fault"), "triangle-alert", "decide"
    return translate("desk", "Answered"), "check", "text"


def keys_words(node: Mapping[str, Any]) -> str:
    """Which keys a node serves, as a letter that stands for a fingerprint."""
    if node["key_set"] is None:
        return translate("desk", "none")
    if node["key_set"] == "A":
        return translate("desk", "Key set {0}").format("A")
    return translate("desk", "Key set {0}, from {1}").format(node["key_set"], node["since"][:4])


def signature_words(node: Mapping[str, Any]) -> str:
    """What became of the communications signature."""
    words = {
        "good": translate("desk", "Good"),
        "none": translate("desk", "Not signed"),
        "not-checked": translate("desk", "Not checked"),
    }
    return words[node["signature"]]
