"""The shop is opened and closed: what was looked at, what is amiss, where the money goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.desk import CONDITIONS, POINT_ACTIONS, Point, Sheet, TillEnd
from simulator.kernel.events import Command
from simulator.kernel.texts import Text
from tests.desk.counter import Office, reason


def point(id: str, kind: str, condition: str = "in_order", till: str = "") -> Point:
    return Point(id, kind, Sheet("site", {"due": 5000, "there": 4900}, {"condition": condition}), till)


MORNING = f.DeskOpened(
    "office",
    "m01",
    Text("Zhou", "周"),
    "2026-12-24T07:20",
    points=(
        point("money", "safe", "short"),
        point("way", "fire_exit", "blocked"),
        point("two", "till", "broken", "t2"),
    ),
    floats={"t1": 50_000, "t2": 50_000},
    opens="07:30",
)
EVENING = f.DeskOpened(
    "office",
    "m01",
    Text("Zhou", "周"),
    "2026-12-24T21:00",
    ends=(
        TillEnd("t1", Text("A", "甲"), 300_000, 298_750, 50_000),
        TillEnd("t2", Text("B", "乙"), 200_000, 200_000, 50_000),
    ),
)


def look(*points: str) -> list[Command]:
    return [c.LookAt(id, "site") for id in points]


def test_what_is_there_is_seen_only_by_who_looks() -> None:
    office = Office(MORNING)
    assert [check.site for check in office.view.checklist] == [None, None, None]
    assert office.view.inbox == []
    office.do(*look("way"))
    seen = {check.matter: check.site for check in office.view.checklist}
    assert seen["way"] is not None
    assert seen["money"] is None


def test_a_tick_from_the_chair_is_told_as_that_and_can_be_put_right() -> None:
    office = Office(MORNING)
    (wrong,) = office.do(c.SettlePoint("way", "tick"))
    assert isinstance(wrong, f.PointSettled)
    assert (wrong.seen, wrong.in_order, wrong.sound, wrong.proper) == (False, False, False, "clear_way")
    (right,) = office.do(*look("way"), c.SettlePoint("way", "clear_way"))
    assert isinstance(right, f.PointSettled)
    assert (right.seen, right.sound) == (True, True)


def test_the_doors_tell_what_was_left() -> None:
    office = Office(MORNING)
    office.do(*look("way"), c.SettlePoint("way", "tick"), c.HandOutFloat("t1", 50_000))
    (opened,) = office.do(c.OpenStore())
    assert opened == f.StoreOpened(unsettled_points=2, amiss=3, without_float=1, late=0)
    assert reason(office.do(c.SettlePoint("money", "tick"))) == "doors_done"


def test_a_till_out_of_use_gets_no_float_and_is_not_missed() -> None:
    office = Office(MORNING)
    for id, action in (("money", "report_difference"), ("way", "clear_way"), ("two", "put_out_of_use")):
        office.do(*look(id), c.SettlePoint(id, action))
    (float_,) = office.do(c.HandOutFloat("t1", 50_000))
    assert float_ == f.FloatHandedOut("t1", 50_000, 50_000, safe_seen=True, usable=True)
    (opened,) = office.do(c.OpenStore())
    assert opened == f.StoreOpened(0, 0, 0, 0)
    (broken,) = Office(MORNING).do(c.SettlePoint("two", "put_out_of_use"), c.HandOutFloat("t2", 40_000))
    assert broken == f.FloatHandedOut("t2", 40_000, 50_000, safe_seen=False, usable=False)


def test_doors_that_open_late() -> None:
    (opened,) = Office(MORNING).do(c.OpenStore(), after=12 * 60_000)
    assert isinstance(opened, f.StoreOpened)
    assert opened.late == 2


def test_the_night_is_closed_by_what_was_counted() -> None:
    office = Office(EVENING)
    assert office.view.day.ends[0].counted is None
    office.do(c.ReadTill("t1"), c.ReadTill("t2"), c.NoteDifference("t1", -1250))
    (deposit,) = office.do(c.MakeDeposit(398_750))
    assert deposit == f.DepositMade(398_750, deposit_due=398_750)
    (closed,) = office.do(c.CloseStore())
    assert closed == f.StoreClosed(0, 0, 0, 0, deposited=True)


def test_a_difference_that_nobody_wrote_down_is_told() -> None:
    office = Office(EVENING)
    office.do(c.ReadTill("t1"))
    (hidden,) = office.do(c.NoteDifference("t1", 0))
    assert hidden == f.DifferenceNoted("t1", 0, over_short=-1250)
    (closed,) = Office(EVENING).do(c.ReadTill("t1"), c.CloseStore())
    assert closed == f.StoreClosed(0, 0, unread=1, unnoted=1, deposited=False)


@pytest.mark.parametrize(
    ("opened", "commands", "why"),
    [
        (MORNING, [c.SettlePoint("cellar", "tick")], "no_such_matter"),
        (MORNING, [c.SettlePoint("way", "pray")], "no_such_action"),
        (MORNING, [c.HandOutFloat("t9", 1)], "no_such_till"),
        (MORNING, [c.HandOutFloat("t1", 0)], "no_amount"),
        (MORNING, [c.HandOutFloat("t1", 1), c.HandOutFloat("t1", 1)], "done_already"),
        (MORNING, [c.ReadTill("t1")], "no_such_till"),
        (MORNING, [c.CloseStore()], "doors_done"),
        (EVENING, [c.OpenStore()], "doors_done"),
        (EVENING, [c.NoteDifference("t1", 5)], "till_unread"),
        (EVENING, [c.MakeDeposit(5)], "till_unread"),
        (EVENING, [c.ReadTill("t1"), c.ReadTill("t1")], "done_already"),
        (EVENING, [c.CloseStore(), c.ReadTill("t1")], "doors_done"),
    ],
)
def test_what_is_refused(opened: f.DeskOpened, commands: list[Command], why: str) -> None:
    assert reason(Office(opened).do(*commands)) == why


@given(st.lists(st.sampled_from(sorted(CONDITIONS)), min_size=1, max_size=5), st.data())
def test_nothing_is_amiss_exactly_where_each_point_got_what_it_needs(
    conditions: list[str], data: st.DataObject
) -> None:
    points = tuple(point(f"p{n}", "network", condition) for n, condition in enumerate(conditions))
    office = Office(f.DeskOpened("office", "m01", Text(), points=points))
    wrong = 0
    for n, condition in enumerate(conditions):
        action = data.draw(st.sampled_from(POINT_ACTIONS))
        office.do(c.SettlePoint(f"p{n}", action))
        wrong += CONDITIONS[condition] != "tick" and CONDITIONS[condition] != action
    (opened,) = office.do(c.OpenStore())
    assert isinstance(opened, f.StoreOpened)
    assert (opened.amiss, opened.unsettled_points) == (wrong, 0)
