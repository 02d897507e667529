"""What is true and was not looked at makes no difference to what is seen: the view cannot give it away."""

from collections.abc import Callable

import pytest

from simulator.desk.view import DeskView
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.desk import Point, RoleCard, Sheet, TillEnd
from simulator.kernel.events import Command, Event
from simulator.kernel.texts import Text
from tests.desk.counter import Office

NAME = Text("Somebody", "某人")


def everything(view: DeskView) -> str:
    """All that the view hands out."""
    open_ = [letter.matter for letter in view.inbox]
    return repr(
        (
            view.inbox, view.checklist, view.day, view.matrix, view.staff, view.roster, view.log,
            [(view.request(m), view.pin(m), view.trouble(m)) for m in open_],
        )
    )  # fmt: skip


def found(**changes: object) -> f.DeskOpened:
    return f.DeskOpened("office", "m01", NAME, "2026-12-24T09:30", **changes)  # type: ignore[arg-type]


def asked(tag: str) -> Event:
    sheets = (Sheet("shelf", {"price": 990}, {"tag": tag}),)
    return s.RequestCame("m", "override_price", "c02", NAME, "till-2", 290, 990, sheets=sheets)


def pin(person: str) -> Event:
    return s.PinTroubleCame("m", "forgotten", "c01", NAME, sheets=(Sheet("identity", {}, {"person": person}),))


def trouble(finding: str, holds: bool) -> Event:
    return s.TroubleReported(
        "m", "device_dead", "printer", NAME, sheets=(Sheet("device", {}, {"finding": finding}),), holds=holds
    )


Pair = tuple[f.DeskOpened, tuple[Event, ...]]
HIDDEN: dict[str, tuple[Callable[[bool], Pair], Command]] = {
    "a shelf": (lambda one: (found(), (asked("this" if one else "ended"),)), c.LookAt("m", "shelf")),
    "who asks": (lambda one: (found(), (pin("owner" if one else "on_the_phone"),)), c.LookAt("m", "identity")),
    "a device": (
        lambda one: (found(), (trouble("loose_cable" if one else "printer_broken", one),)),
        c.LookAt("m", "device"),
    ),
    "a repair": (
        lambda one: (found(), (trouble("till_dead", True), s.RepairReported("m", works=one))),
        c.TestRepair("m"),
    ),
    "a point": (
        lambda one: (
            found(points=(Point("m", "safe", Sheet("site", {}, {"condition": "in_order" if one else "short"})),)),
            (),
        ),
        c.LookAt("m", "site"),
    ),
    "a drawer": (
        lambda one: (found(ends=(TillEnd("till-1", NAME, 5000, 5000 if one else 4000, 1000),)), ()),
        c.ReadTill("till-1"),
    ),
    "duties": (
        lambda one: (
            found(roles=(RoleCard("cashier", NAME, ("void_line",), ("void_line" if one else "no_sale",)),)),
            (),
        ),
        c.LookUpDuties("cashier"),
    ),
}


@pytest.mark.parametrize("what", HIDDEN)
def test_it_is_seen_by_who_looks_and_by_nobody_else(what: str) -> None:
    pair, look = HIDDEN[what]
    one, other = (Office(opened) for opened in (pair(True)[0], pair(False)[0]))
    for office, (_, events) in ((one, pair(True)), (other, pair(False))):
        office.do(*events)
    assert everything(one.view) == everything(other.view)
    one.do(look)
    other.do(look)
    assert everything(one.view) != everything(other.view)
