"""A profile that is edited: what is changed is what was typed, all else stays; what was kept before stays beside it."""

import doctest

from hypothesis import given
from hypothesis import strategies as st

from grading.readiness.offers import EMPTY, Draft, Seat
from grading.readiness.source import parse_profile, shipped_gates
from simulator.readiness import editing
from simulator.readiness.editing import draft_of, fresh, written

GATES = shipped_gates()
STORE = """\
store: station_road
title: {en: Station Road, zh: 站前路店}
opening: 2026-12-24   # a Thursday
lanes: 2
transactions a day: 900
peak hour: 140
super user: 李娜
shifts:
  early: {title: {en: Early, zh: 早班}, needs: {cashier: 2, manager: 1}}
  late: {title: {en: Late, zh: 晚班}, needs: {cashier: 1, stock clerk: 1}}
staff:
  - {name: 李娜, roles: cashier, shifts: [early, late]}
  - {name: 王伟, roles: [cashier, manager], shifts: early}
devices: [printer-1]
criteria:
  shelves:
    title: {en: Shelves, zh: 货架}
    owner: {en: Store manager, zh: 店长}
    criterion: {en: "Photographed, section by section: all", zh: 分区拍照}
    evidence: record
    from: customer
    fresh: 7 days
    no go: no
  labels:
    title: {en: Labels, zh: 价签}
    owner: {en: Store manager, zh: 店长}
    criterion: {en: 99 %, zh: 99%}
    evidence: figure
    from: customer
    at least: 99%
    sample: 200
    fresh: 7 days
  returns:
    title: {en: Returns, zh: 退货}
    owner: {en: Training lead, zh: 培训负责人}
    criterion: {en: Went well, zh: 通过}
    evidence: rehearsed
    drills: returns-morning
    from: sandbox
    at least: 100%
    fresh: 60 days
waivers:
  - {gate: availability, owner: 赵敏, reason: {en: Trial ends later, zh: 试运行未结束}, until: 2026-12-31}
"""
WAS = parse_profile(STORE.encode(), "store", GATES)
words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=12)
names = words.map(lambda text: " ".join(text.split())).filter(bool)
seats = st.builds(
    Seat,
    names,
    st.lists(st.sampled_from(["cashier", "stock_clerk", "manager"]), min_size=1, unique=True).map(tuple),
    st.lists(st.sampled_from(["early", "late"]), unique=True).map(tuple),
)
counts = st.integers(1, 200).map(str)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    staff = draw(st.lists(seats, min_size=1, max_size=4, unique_by=lambda seat: seat.name))
    lanes = draw(counts)
    devices = draw(st.lists(st.sampled_from([f"printer-{lanes}", "scanner-1", "drawer-1"]), unique=True))
    return draft_of(WAS)._replace(
        opening=draw(st.dates()).isoformat(), lanes=lanes, daily=draw(counts), peak=draw(counts),
        super_user=draw(st.sampled_from(["", *(seat.name for seat in staff)])), staff=tuple(staff),
        devices=tuple(devices),
    )  # fmt: skip


@given(drafts())
def test_what_was_typed_is_what_is_read_and_all_else_stays(draft: Draft) -> None:
    data = written(STORE.encode(), draft)
    now = parse_profile(data, "store", GATES)
    assert draft_of(now) == draft
    kept = ("id", "title", "shifts", "criteria", "waivers")
    assert [getattr(now, name) for name in kept] == [getattr(WAS, name) for name in kept]
    assert written(data, draft) == data


@given(names, names)
def test_a_new_store_is_one_whatever_it_is_called(title: str, name: str) -> None:
    draft = EMPTY._replace(title=title, opening="2026-12-24", daily="9", peak="1", staff=(Seat(name, ("cashier",)),))
    made = parse_profile(written(fresh(title, {"store_1"}), draft), "store", GATES)
    assert (made.title.en, made.title.zh, made.staff[0].name) == (title, title, name)
    assert made.id != "store_1"
    assert draft_of(made) == draft


def test_nothing_that_was_changed_changes_nothing_but_comments() -> None:
    assert parse_profile(written(STORE.encode(), draft_of(WAS)), "store", GATES) == WAS
    assert doctest.testmod(editing).failed == 0
