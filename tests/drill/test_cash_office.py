"""Money in drills: floats that are off, false notes, claims, vouchers, and the relief who counts too."""

from dataclasses import replace

from scenarios.specs.course import Given, Happening, Trigger
from scenarios.specs.customers import CustomerSpec, Payment
from simulator.drill import bots
from simulator.drill.bots.cash_office import check_notes
from simulator.drill.bots.routine import EXPERIENCED
from simulator.drill.bots.worker import Worker
from simulator.drill.grounds.till import float_found, rules_of
from simulator.drill.live import begin
from simulator.drill.play import play
from simulator.drill.staging import Stage
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.money import CNY, worth
from simulator.pos.view import View
from simulator.store.memory import MemoryJournal
from tests.drill.stages import at, customer, opened, run, staged

FLOAT = {1000: 6, 500: 4, 100: 20, 50: 10, 10: 30}


def house(*customers: CustomerSpec, happens: tuple[Happening, ...] = (), **given: object) -> Stage:
    """A stage whose rules follow its `given`."""
    stage = staged(*customers, happens=happens)
    scenario = replace(stage.scenario, given=Given(**given))  # type: ignore[arg-type]  # fields of Given
    return replace(stage, scenario=scenario, rules=rules_of(stage.shop, stage.people, stage.role, scenario.given))


def test_the_seed_decides_whether_the_float_is_off() -> None:
    given = Given(float_off=(0, -500, 1000))
    found = {worth(float_found(FLOAT, given, CNY, seed)) - worth(FLOAT) for seed in range(30)}
    assert found == {0, -500, 1000}
    assert float_found(FLOAT, Given(), CNY, 1) == FLOAT


def test_a_float_that_is_short_is_counted_and_the_shift_answers_for_what_was_there() -> None:
    result = run(house(customer(), float=FLOAT, float_off=(-500,), closing="blind"), 1)
    (counted,) = result.events(f.FloatCounted)
    assert (counted.over_short, counted.miscounted) == (-500, 0)
    (closed,) = result.events(f.StationClosed)
    assert closed.over_short == 0
    (z,) = result.events(f.ReportIssued)
    assert (z.kind, z.float_over_short, z.over_short) == ("z", -500, 0)
    (station,) = result.events(f.StationOpened)
    assert z.number == station.z_reports + 1 > 100, "the number runs on over the till's days"


def test_takings_go_to_the_bank_although_the_drawer_was_closed_after_the_count() -> None:
    """Whoever closed it too soon is told to open it once more; the coach went on to the Z report."""
    usual = Worker(EXPERIENCED, 1)

    class Hasty:
        def next(self, view: View, now: int, memory: bots.Memory) -> tuple[c.Command, int] | None:
            if view.declared and view.drawer_open and isinstance(memory.last, c.CountDrawer):
                return c.CloseDrawer(), now
            return usual.next(view, now, memory)

    result = run(house(customer(), float=FLOAT, closing="blind"), 1, Hasty())
    (dropped,) = result.events(f.BankDropped)
    assert dropped.left == worth(FLOAT)
    assert [opened.reason for opened in result.events(f.DrawerOpened) if opened.why == "bank_drop"] == [""]


def false_payer() -> CustomerSpec:
    return customer(pays=(Payment("cash", hands="given", given=10000, counterfeit=True),))


def test_a_false_note_that_is_handed_back_is_followed_by_a_good_one() -> None:
    result = run(house(false_payer(), check_notes=True), 1)
    (found,) = result.events(f.CounterfeitFound)
    assert (found.place, found.amount) == ("counter", 10000)
    offers = result.events(s.CashOffered)
    assert [bool(offer.counterfeits) for offer in offers] == [True, False]
    (left,) = result.events(f.VisitEnded)
    assert (left.reason, left.change_off) == ("served", 0)


def test_a_false_note_that_nobody_checks_is_missing_at_the_end() -> None:
    result = run(house(false_payer(), check_notes=True), 1, Worker(EXPERIENCED.without(check_notes), 1))
    (closed,) = result.events(f.StationClosed)
    assert closed.over_short == -10000


def test_a_note_handed_back_after_the_sale_is_replaced() -> None:
    """Found only once the amount was keyed: the customer owes, and lays another one down."""
    session, _ = opened(house(false_payer(), check_notes=True), 1)
    usual = Worker(EXPERIENCED.without(check_notes), 1)

    class Late:
        def next(self, view: View, now: int, memory: bots.Memory) -> tuple[c.Command, int] | None:
            if view.settled and view.cash.get(10000) and 10000 not in view.checked:
                return c.CheckNote(10000), 500
            return usual.next(view, now, memory)

    heard: list[object] = []
    session.listeners.append(lambda entry: heard.append(entry.what))
    play(session, Late())
    offers = [what for what in heard if isinstance(what, s.CashOffered)]
    assert len(offers) == 2
    (closed,) = [what for what in heard if isinstance(what, f.StationClosed)]
    assert closed.over_short == 0


def claimant() -> CustomerSpec:
    return replace(customer(pays=(Payment("cash", hands="given", given=5000),)), claims=10000)


def test_a_claim_that_is_not_believed_goes_away() -> None:
    result = run(house(claimant()), 1)
    (said,) = [what for what in result.events(f.Said) if what.about == "claims_more"]
    assert said.right
    (left,) = result.events(f.VisitEnded)
    assert (left.reason, left.change_off) == ("served", 0)


def test_a_claim_that_is_believed_costs_the_shop() -> None:
    result = run(house(claimant()), 1, bots.saboteur("claim_believed", 1))
    (left,) = result.events(f.VisitEnded)
    assert left.change_off == 5000
    (closed,) = result.events(f.StationClosed)
    assert closed.over_short == -5000


def test_a_voucher_is_paid_as_it_says() -> None:
    happens = (Happening("v", Trigger(at=at(30_000)), "errand", operation="pay_out", amount=2350, reason="supplies"),)
    result = run(house(customer(), happens=happens), 1)
    (paid,) = result.events(f.PaidOut)
    assert (paid.reason, paid.amount, paid.asked) == ("supplies", 2350, 2350)


def handover() -> Stage:
    happens = (Happening("r", Trigger(at=at(120_000)), "relief_arrives"),)
    return house(customer(), happens=happens, closing="handover")


def test_both_count_before_the_shift_changes_hands() -> None:
    result = run(handover(), 1)
    (both,) = result.events(f.ShiftHandedOver)
    assert both.over_short == 0
    kinds = [type(what) for what in result.events(f.DrawerCounted, f.ShiftHandedOver, f.StationClosed)]
    assert kinds == [f.DrawerCounted, f.ShiftHandedOver, f.StationClosed]


def test_the_relief_finds_what_the_first_count_overlooked() -> None:
    result = run(handover(), 1, bots.saboteur("note_overlooked", 1))
    (counted,) = result.events(f.DrawerCounted)
    (both,) = result.events(f.ShiftHandedOver)
    assert both.over_short == -counted.miscounted > 0


def test_a_report_is_composed_from_the_journal_alone() -> None:
    journal = MemoryJournal()
    stage = house(customer(), closing="blind")
    drill = begin(
        journal,
        stage,
        mode="practice",
        seed=1,
        person=None,
        attested_by="",
        pace=1.0,
        monotonic=lambda: 0.0,
        wall="2026-12-24T10:00:00+08:00",
        keep=lambda kept: None,
    )
    play(drill.session, bots.perfect(1))
    issued = [e.what for e in journal.read(drill.run) if isinstance(e.what, f.ReportIssued)]
    printed = [e.what.document for e in journal.read(drill.run) if isinstance(e.what, s.ReceiptPrinted)]
    assert issued[0].document in printed
    made = drill.receipt(issued[0].document, "zh")
    assert made is not None
    assert any("Z报表" in str(block) for block in made)
