"""密码事项: forgotten, locked, leaked PINs. A PIN is its owner's: it is looked at who asks, and what was done with it.

>>> judged_pin("forgotten", {"identity": Sheet("identity", {}, {"person": "on_the_phone"})})
'turn_away'
"""

from collections.abc import Mapping

from simulator.desk.inbox import open_matter, settle
from simulator.desk.state import Desk, PinTrouble
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.desk import PIN_ACTIONS, Sheet
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.pos.refusals import refuse

ROOM = "staff"

NEEDED: dict[str, tuple[str, ...]] = {
    "forgotten": ("identity",),
    "locked": ("identity", "log"),
    "leaked": ("log",),
}
"""Trouble -> the sheets that what is done rests on."""


def judged_pin(trouble: str, sheets: Mapping[str, Sheet]) -> str:
    """What the evidence asks for."""
    log = sheets.get("log") or Sheet("log")
    if trouble == "leaked":  # whoever tells of it: it is not the owner's alone any more
        return "reset_pin" if log.word("used") in ("", "no") else "suspend_account"
    if impostor(sheets):
        return "turn_away"
    if trouble == "locked" and log.word("elsewhere") in ("", "none"):
        return "unlock_account"
    return "reset_pin"  # forgotten, or somebody else tried it


def impostor(sheets: Mapping[str, Sheet]) -> bool:
    """It is not the owner who stands there."""
    identity = sheets.get("identity")
    return identity is not None and identity.word("person") != "owner"


def handle_pin(desk: Desk, command: c.HandlePin) -> list[Event]:
    matter = open_matter(desk, command, command.matter, PinTrouble)
    if isinstance(matter, list):
        return matter
    if command.action not in PIN_ACTIONS:
        return refuse(command, "refused.no_such_action", action=command.action)
    proper = judged_pin(matter.trouble, matter.sheets)
    needed = [kind for kind in NEEDED[matter.trouble] if kind in matter.sheets]
    return [
        f.PinHandled(
            matter.id,
            matter.trouble,
            matter.badge,
            command.action,
            proper,
            command.action == proper,
            desk.now - matter.came,
            tuple(matter.looked),
            sum(kind not in matter.looked for kind in needed),
            matter.trouble != "leaked" and impostor(matter.sheets),
        )
    ]


def pin_trouble_came(desk: Desk, stimulus: s.PinTroubleCame, entry: Entry) -> None:
    what = stimulus
    desk.matters[what.matter] = PinTrouble(
        what.matter, ROOM, what.badge, what.name, what.says, entry.at, what.till, 0,
        {sheet.kind: sheet for sheet in what.sheets},
        trouble=what.trouble, badge=what.badge,
    )  # fmt: skip


def pin_handled(desk: Desk, fact: f.PinHandled, entry: Entry) -> None:
    desk.note("pin_handled", fact.matter, fact.action)
    settle(desk, fact.matter)


DECIDE = {c.HandlePin: handle_pin}
APPLY = {s.PinTroubleCame: pin_trouble_came, f.PinHandled: pin_handled}
