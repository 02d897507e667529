"""The matrix of rights and the roster: what is too wide, what is in one hand, which hours are short."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.drill.bots.office_desk import people as bot
from simulator.drill.bots.steps import Memory
from simulator.drill.desk_guards import at_the_desk
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.desk import RoleCard, Shift, StaffCard
from simulator.kernel.events import Command
from simulator.kernel.texts import Text
from tests.desk.counter import Office, reason

NAME = Text("Somebody", "某人")
DUTIES = {"cashier": ("void_line", "count_drawer"), "clerk": ("write_off", "put_away"), "counter": ("post_count",)}
APART = (("write_off", "post_count"),)
MATRIX = f.DeskOpened(
    "office",
    "m01",
    NAME,
    roles=(
        RoleCard("cashier", NAME, ("void_line", "post_void"), DUTIES["cashier"]),
        RoleCard("clerk", NAME, DUTIES["clerk"], DUTIES["clerk"]),
        RoleCard("counter", NAME, DUTIES["counter"], DUTIES["counter"]),
    ),
    staff=(
        StaffCard("c1", NAME, ("cashier",)),
        StaffCard("w1", NAME, ("clerk", "counter")),
        StaffCard("x1", NAME, ("cashier",), left=True),
    ),
    apart=APART,
)


def test_what_is_wrong_with_a_matrix_is_told_when_it_is_confirmed() -> None:
    (confirmed,) = Office(MATRIX).do(c.ConfirmRights())
    assert confirmed == f.RightsConfirmed(("cashier/post_void",), ("cashier/count_drawer",), ("w1",), ("x1",))


def test_what_was_given_or_taken_here_is_told_apart_from_what_was_found() -> None:
    office = Office(MATRIX)
    office.do(c.GrantRight("cashier", "write_off"), c.RevokeRight("cashier", "void_line"))
    (confirmed,) = office.do(c.ConfirmRights())
    assert confirmed == f.RightsConfirmed(
        ("cashier/post_void",),
        ("cashier/count_drawer",),
        ("w1",),
        ("x1",),
        ("cashier/write_off",),
        ("cashier/void_line",),
    )


@pytest.mark.parametrize("slip", [c.GrantRight("cashier", "write_off"), c.RevokeRight("cashier", "void_line")])
def test_a_matrix_with_a_right_that_was_given_or_taken_wrongly_is_held_back(slip: Command) -> None:
    office = Office(MATRIX)
    office.do(slip)
    (confirmed,) = office.do(c.ConfirmRights())
    assert isinstance(confirmed, f.RightsConfirmed)
    only = replace(confirmed, wide=(), missing_rights=(), clashes=(), leavers=())
    held = at_the_desk(office.desk, c.ConfirmRights(), [only])
    assert held is not None
    assert (held.reason, held.given) == ("held.rights_not_ready", {"n": "1"})


def test_taking_back_what_was_given_here_asks_for_no_duties() -> None:
    office = Office(MATRIX)
    (given, back) = office.do(c.GrantRight("cashier", "write_off")) + office.do(c.RevokeRight("cashier", "write_off"))
    assert (given.known, back.known) == (False, True)
    assert not office.do(c.RevokeRight("cashier", "post_void"))[0].known


def test_duties_are_seen_once_they_were_looked_up() -> None:
    office = Office(MATRIX)
    assert [role.duties for role in office.view.matrix.roles] == [None, None, None]
    (blind,) = office.do(c.RevokeRight("cashier", "post_void"))
    assert blind == f.RightRevoked("cashier", "post_void", in_duties=False, known=False)
    (fact,) = office.do(c.LookUpDuties("cashier"), c.GrantRight("cashier", "count_drawer"))
    assert fact == f.RightGranted("cashier", "count_drawer", in_duties=True, known=True)
    assert office.view.matrix.roles[0].duties == DUTIES["cashier"]


def test_the_role_that_came_on_top_is_the_one_too_many() -> None:
    (post,) = Office(MATRIX).do(c.TakeRole("w1", "clerk"))
    assert post == f.RoleTaken("w1", "clerk", clash=True, post=True)
    (added,) = Office(MATRIX).do(c.TakeRole("w1", "counter"))
    assert added == f.RoleTaken("w1", "counter", clash=True, post=False)


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (c.LookUpDuties("chef"), "no_such_role"),
        (c.GrantRight("cashier", "void_line"), "right_as_it_is"),
        (c.RevokeRight("cashier", "put_away"), "right_as_it_is"),
        (c.GrantRight("cashier", "fly"), "no_such_right"),
        (c.TakeRole("c1", "clerk"), "no_such_role"),
        (c.DisableAccount("q9"), "no_such_badge"),
        (c.PublishRoster(), "no_roster"),
        (c.AssignShift("c1", 8, 12), "no_roster"),
    ],
)
def test_what_is_refused(command: Command, why: str) -> None:
    assert reason(Office(MATRIX).do(command)) == why


RIGHTS = st.sets(st.sampled_from(["void_line", "count_drawer", "write_off", "put_away", "post_count", "no_sale"]))


@given(RIGHTS, RIGHTS, RIGHTS, st.booleans())
def test_who_goes_by_the_duties_leaves_nothing_wrong(one: set[str], two: set[str], three: set[str], left: bool) -> None:
    """Whatever the matrix had grown to: the experienced manager ends with exactly the duties."""
    grown = [sorted(rights) for rights in (one, two, three)]
    roles = [RoleCard(card.role, NAME, tuple(r), card.duties) for card, r in zip(MATRIX.roles, grown, strict=True)]
    staff = tuple(StaffCard(card.badge, NAME, card.roles, left) for card in MATRIX.staff)
    office = Office(f.DeskOpened("office", "m01", NAME, roles=tuple(roles), staff=staff, apart=APART))
    memory = Memory()
    for _ in range(60):
        step = next((found for habit in bot.RIGHTS if (found := habit(office.view, memory))), None)
        if step is None or step.command is None:
            break
        facts = office.do(step.command)
        assert not reason(facts)
    assert facts == [f.RightsConfirmed((), (), (), ())]
    assert {role.role: set(role.rights) for role in office.view.matrix.roles} == {k: set(v) for k, v in DUTIES.items()}


# --- the roster ------------------------------------------------------------------------------------------------------

ROSTER = f.DeskOpened(
    "office",
    "m01",
    NAME,
    staff=(
        StaffCard("a", NAME, begins=8, ends=18),
        StaffCard("b", NAME, begins=8, ends=18),
        StaffCard("m", NAME, minor=True, begins=8, ends=22),
        StaffCard("z", NAME, begins=8, ends=18),
    ),
    roster=(Shift("a", 8, 14), Shift("b", 10, 16)),
    crew={8: 1, 9: 1, 10: 2, 11: 2, 12: 2, 13: 2, 14: 1, 15: 1},
)


def test_a_break_leaves_an_hour_with_one_less() -> None:
    office = Office(ROSTER)
    (rest,) = office.do(c.SetBreak("a", 12))
    assert rest == f.BreakSet("a", 12, thin=True)
    (published,) = office.do(c.PublishRoster())
    assert published == f.RosterPublished(short_hours=1, spare_hours=0, faulty=0, restless=1, absent=0)


def test_who_calls_in_is_missing_and_the_roster_holds_no_more() -> None:
    office = Office(ROSTER)
    office.do(c.PublishRoster(), s.StaffAbsent("b", NAME))
    assert not office.view.roster.published
    (published,) = office.do(c.PublishRoster())
    assert published == f.RosterPublished(short_hours=6, spare_hours=0, faulty=0, restless=1, absent=1)
    (dropped,) = office.do(c.DropShift("b"))
    assert dropped == f.ShiftDropped("b", absent=True)


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        (c.AssignShift("z", 8, 17), ""),
        (c.AssignShift("z", 7, 12), "not_available"),
        (c.AssignShift("z", 8, 18), "too_long"),
        (c.AssignShift("m", 10, 16), ""),
        (c.AssignShift("m", 10, 17), "minor_too_long"),
        (c.AssignShift("m", 16, 21), "minor_too_late"),
        (c.AssignShift("b", 10, 16), "is_absent"),
    ],
)
def test_hours_that_may_not_be(command: c.AssignShift, fault: str) -> None:
    (fact,) = Office(ROSTER).do(s.StaffAbsent("b", NAME), command)
    assert isinstance(fact, f.ShiftAssigned)
    assert fact.fault == fault


def test_a_minor_s_hours_that_were_put_right_before_publishing_are_no_fault_of_the_roster() -> None:
    office = Office(ROSTER)
    office.do(c.AssignShift("m", 10, 17), c.AssignShift("m", 10, 16))
    (published,) = office.do(c.PublishRoster())
    assert isinstance(published, f.RosterPublished)
    assert (published.faulty, published.minors) == (0, 0)
    office.do(c.AssignShift("m", 10, 17), c.AssignShift("z", 8, 18))
    (published,) = office.do(c.PublishRoster())
    assert isinstance(published, f.RosterPublished)
    assert (published.faulty, published.minors) == (2, 1)


@given(st.lists(st.integers(0, 2), min_size=8, max_size=8))
@settings(max_examples=40)
def test_the_hours_of_a_roster_add_up(needed: list[int]) -> None:
    """Hours short and to spare are the whole difference between who is needed and who is there."""
    crew = dict(enumerate(needed, 8))
    (published,) = Office(replace_crew(crew)).do(c.PublishRoster())
    assert isinstance(published, f.RosterPublished)
    there = [sum(shift.begins <= hour < shift.ends for shift in ROSTER.roster) for hour in crew]
    assert published.short_hours - published.spare_hours == sum(needed) - sum(there)
    assert published.short_hours == sum(max(0, n - t) for n, t in zip(needed, there, strict=True))


def replace_crew(crew: dict[int, int]) -> f.DeskOpened:
    return f.DeskOpened("office", "m01", NAME, staff=ROSTER.staff, roster=ROSTER.roster, crew=crew)
