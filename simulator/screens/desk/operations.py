"""What each action of the desk does; which of them a page is about, and why one is not possible now."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.events import Command, name_of
from simulator.locale import Words
from simulator.screens.desk.another import lead
from simulator.screens.desk.chain import ask
from simulator.screens.desk.pages.drawn import Subject
from simulator.screens.desk.refusing import matter
from simulator.screens.desk.sources import FIELDS
from simulator.screens.station.dialogs import Choose, Option, word
from simulator.screens.station.drill import EVERYWHERE

if TYPE_CHECKING:
    from simulator.screens.desk.screen import DeskScreen

COMMANDS: dict[str, type[Command]] = {name_of(command): command for command in FIELDS}
FOLDER = {
    "checklist": ("settle_point",),
    "day": ("hand_out_float", "read_till", "note_difference", "make_deposit", "open_store", "close_store"),
    "rights": ("look_up_duties", "revoke_right", "grant_right", "confirm_rights"),
    "staff": ("disable_account", "take_role"),
    "roster": ("assign_shift", "set_break", "drop_shift", "publish_roster"),
    "log": (),
}
"""Folder -> what can be done there; the first on the first key."""
AT_NIGHT = ("read_till", "note_difference", "make_deposit", "close_store")
"""Of the day's: what is done when tills are counted; the others are the morning's."""
ROOM = {
    "approvals": ("decide_request",),
    "staff": ("handle_pin",),
    "tickets": ("raise_ticket", "use_workaround", "test_repair", "chase_ticket", "close_ticket"),
    "reading": ("answer_question",),
    "investigating": ("conclude_case",),
    "incident": (
        "classify_incident", "call_contact", "direct_incident", "log_decision", "give_all_clear", "debrief_incident",
    ),
    "cutover": ("mark_row", "close_list", "pass_checkpoint", "decide_go_live"),
    "promoting": ("try_draft", "change_draft", "publish_promotion", "send_back_draft"),
    "syncing": ("settle_order",),
}  # fmt: skip
"""Room of a matter -> what can be done about it."""
ABOUT_MATTERS = frozenset(name for names in ROOM.values() for name in names)
"""The menu has them all: of a matter of another kind nothing is asked before it is said that it is none of these."""
SLOTS = ("decide_request", "use_workaround", "test_repair", "chase_ticket", "close_ticket", "debrief_incident")
"""Their keys do what the page is about: the first of it, the second, and so on."""


def slot_of(action: str) -> str:
    """The action whose key does it on the page that it belongs to; empty for what belongs to none."""
    morning = tuple(name for name in FOLDER["day"] if name not in AT_NIGHT)
    folders = (names for folder, names in FOLDER.items() if folder != "day")
    for names in (*ROOM.values(), *folders, morning, AT_NIGHT):
        if action in names[: len(SLOTS)]:
            return SLOTS[names.index(action)]
    return ""


def context(desk: "DeskScreen") -> tuple[str, ...]:
    """What the page is about."""
    subject = desk.subject
    if subject.kind == "day":
        day = desk.view.day
        return tuple(name for name in FOLDER["day"] if (day.ends if name in AT_NIGHT else day.floats))
    if subject.kind in FOLDER:
        return FOLDER[subject.kind]
    letter = next((letter for letter in desk.view.inbox if letter.matter == desk.matter), None)
    return ROOM.get(letter.room, ()) if letter is not None else ()


def why_not(desk: "DeskScreen", action: str) -> str:
    """The text id that says why an action is not possible now; empty when it is."""
    if action.startswith("show_"):
        return "" if desk.lies_there(action.removeprefix("show_")) else "desk.why.nothing_there"
    if desk.view.closed:
        return "refused.desk_closed"
    if action in ("take_up", "look_at", "read_paper"):
        waits = desk.view.inbox or (desk.view.checklist and action != "read_paper")
        return "" if waits else "desk.why.nothing_waits"
    if action == "close_desk":
        return ""
    return "" if action in context(desk) else not_here(desk)


def not_here(desk: "DeskScreen") -> str:
    """Why a key of the page does nothing: nothing lies there yet, or something else does."""
    if desk.subject.kind == "none":
        return "desk.why.take_up_first" if desk.view.inbox else "desk.why.nothing_waits"
    return "desk.why.not_this_page"


def operation(command: type[Command]) -> "Callable[[DeskScreen], None]":
    name = name_of(command)

    def run(desk: "DeskScreen") -> None:
        if name in ABOUT_MATTERS and name not in context(desk):
            if desk.matter:
                desk.say("warn", "desk.why.other_matter", action=desk.title_of(name), matter=matter(desk, desk.matter))
            else:
                desk.say("info", not_here(desk))
            return
        ask(desk, command, FIELDS[command], desk.known(command))

    return run


def take_up(desk: "DeskScreen") -> None:
    """The letter that the cursor stands on; from elsewhere the marked one, else the first that does not lie there yet.

    What lies in a folder is taken up by opening that.
    """
    at, marked = desk.inbox.cursor, desk.coach.hit
    if desk.focused is not desk.inbox:
        letters = [("matter", letter.matter) for letter in desk.view.inbox if letter.matter != desk.matter]
        at = marked if marked in letters else next(iter(letters), at)
    if at is not None and at[0] in ("action", "matter"):
        desk.take(at)
    else:
        operation(c.TakeUp)(desk)


def read_paper(desk: "DeskScreen") -> None:
    """The one that the coach has marked; else it is asked which."""
    if desk.coach.hit is not None and desk.coach.hit[0] == "paper" and not desk.coach.unopened:
        desk.take(desk.coach.hit)
    else:
        operation(c.ReadPaper)(desk)


def disable_account(desk: "DeskScreen") -> None:
    """Nobody who works here is shut out by one key: there is none that lets them in again."""
    known = desk.known(c.DisableAccount)
    person = next((person for person in desk.view.staff if person.badge == known.get("badge")), None)
    if person is None or person.left or person.disabled:
        operation(c.DisableAccount)(desk)
        return
    name = person.name
    options = [Option("keep", word("desk.disable.keep")), Option("disable", word("desk.disable.yes"))]

    def asked(words: Words) -> str:
        return words("desk.disable.ask", person=name)

    sure = Choose(asked, options)
    lead(desk, sure, c.DisableAccount, known)
    desk.asking.choose(sure, lambda chosen: operation(c.DisableAccount)(desk) if chosen == "disable" else None)


def note_difference(desk: "DeskScreen") -> None:
    """Over or short is chosen, so that nobody needs a sign."""
    known = desk.known(c.NoteDifference)
    options = [
        Option(side, word(f"desk.side.{side}"), note=word(f"desk.side_note.{side}")) for side in ("short", "over")
    ]

    def amount(side: str) -> None:
        desk.negative = side == "short"
        ask(desk, c.NoteDifference, FIELDS[c.NoteDifference], known)

    which = Choose(word("desk.ask.side"), options)
    lead(desk, which, c.NoteDifference, known)
    desk.asking.choose(which, amount)


def show(kind: str) -> "Callable[[DeskScreen], None]":
    def run(desk: "DeskScreen") -> None:
        if desk.lies_there(kind):
            desk.show(Subject(kind))
        else:
            desk.say("info", "desk.why.nothing_there")

    return run


OPERATIONS: "dict[str, Callable[[DeskScreen], None]]" = {
    **EVERYWHERE,
    **{name: operation(command) for name, command in COMMANDS.items()},
    "take_up": take_up,
    "read_paper": read_paper,
    "disable_account": disable_account,
    "note_difference": note_difference,
    **{f"show_{folder}": show(folder) for folder in FOLDER},
}
