"""The stockroom as a drill: what comes and goes by itself, mistakes that show, and what the coach holds back."""

from collections.abc import Callable, Hashable
from types import SimpleNamespace
from typing import cast

import pytest
from msgspec.structs import replace

from grading.grade import Grader, grade
from scenarios import library
from simulator.drill import bots
from simulator.drill.bots.stockroom import MISTAKES
from simulator.drill.bots.stockroom.approving import get_authorization
from simulator.drill.bots.stockroom.moving import refill
from simulator.drill.bots.stockroom.receiving import count_in
from simulator.drill.bots.stockroom.routine import EXPERIENCED
from simulator.drill.bots.stockroom.steps import Advice, Memory, do
from simulator.drill.bots.stockroom.wrongly import guess_digit
from simulator.drill.bots.worker import Worker
from simulator.drill.coach import GradingCoach
from simulator.drill.play import play
from simulator.drill.staging import Stage
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Command
from simulator.kernel.goods import OWN
from simulator.kernel.lists import LEFT_OUT
from simulator.locale import Words
from simulator.stock.engine import apply
from simulator.stock.state import Stockroom
from simulator.stock.view import StockView

from .slips import loses_nothing
from .stages import RUN, Run, opened, run, shipped_stage

DRILLS = tuple(entry.id for entry in library.index() if entry.role == "stock_clerk")


def _some(kind: type, test: Callable[..., bool] = lambda what: True) -> Callable[[Run], bool]:
    return lambda result: any(test(what) for what in result.events(kind))


def _none(kind: type) -> Callable[[Run], bool]:
    return lambda result: not result.events(kind)


def _closed(test: Callable[[f.StockroomClosed], bool]) -> Callable[[Run], bool]:
    return _some(f.StockroomClosed, test)


def _recall_late(result: Run) -> bool:
    noticed = next(e.at for e in result.entries if isinstance(e.what, s.RecallNoticed))
    stopped = next((e.at for e in result.entries if isinstance(e.what, f.LotRecalled)), None)
    return stopped is None or stopped - noticed > 45_000


def _unreported(result: Run) -> bool:
    failed = next(e.at for e in result.entries if isinstance(e.what, s.PowerFailed))
    return not any(isinstance(e.what, f.SupervisorCalled) and e.at - failed < 60_000 for e in result.entries)


BASICS, TROUBLES, COUNT = "receiving-basics", "receiving-troubles", "cycle-count"
DATES, RECALL, TRANSFER = "expiry-and-markdown", "lot-recall", "transfer-discrepancy"
PRICES, LISTS = "prices-and-orders", "bulk-import-bad-data"
DETECTIVE, OUTAGE = "stock-detective", "power-outage-in-the-stockroom"
SHOWS: dict[str, tuple[str, Callable[[Run], bool]]] = {
    "note_copied": (BASICS, _some(f.ReceiptPosted, lambda w: w.items_off > 0)),
    "damaged_accepted": (TROUBLES, _some(f.ReceiptPosted, lambda w: w.unsound > 0)),
    "short_dated_accepted": (TROUBLES, _some(f.GoodsReceived, lambda w: not w.as_printed)),
    "wrong_item_overlooked": (TROUBLES, _some(f.ReceiptPosted, lambda w: w.miscounted > 0)),
    "lot_misread": (BASICS, _some(f.ReceiptPosted, lambda w: w.misdated > 0)),
    "reason_mixed_up": (TROUBLES, _some(f.ReceiptPosted, lambda w: w.misnamed > 0)),
    "order_left_open": (BASICS, _some(f.ReceiptPosted, lambda w: not w.final_right and not w.final)),
    "order_closed": (BASICS, _some(f.ReceiptPosted, lambda w: not w.final_right and w.final)),
    "left_on_dock": (BASICS, _closed(lambda w: w.pieces_on_dock > 0)),
    "own_approval": (TRANSFER, _some(f.Authorized, lambda w: not w.present)),
    "driver_forgotten": (TROUBLES, _some(s.DriverLeft)),
    "behind_ignored": (COUNT, _some(f.CountPosted, lambda w: w.miscounted > 0)),
    "spot_counted": (COUNT, _some(f.CountPosted, lambda w: any(line.variance > 0 and line.off_by for line in w.lines))),
    "one_too_many": (COUNT, _some(f.CountPosted, lambda w: sum(bool(line.off_by) for line in w.lines) == 1)),
    "recount_copied": (COUNT, _some(f.ItemCounted, lambda w: w.tries > 1 and not w.looked)),
    "count_left_open": (COUNT, _none(f.CountPosted)),
    "adjusted_instead": (COUNT, _some(f.StockAdjusted)),
    "cause_made_up": (DETECTIVE, _some(f.StockAdjusted, lambda w: not w.reason_true)),
    "looked_from_afar": (DETECTIVE, _some(f.StockAdjusted, lambda w: not w.nearer)),
    "difference_left": (DETECTIVE, _closed(lambda w: w.left > 0)),
    "price_mistyped": (PRICES, _some(f.ShelfPriceChanged, lambda w: not w.as_told)),
    "ordered_too_much": (PRICES, _some(f.GoodsOrdered, lambda w: w.amiss > 0)),
    "order_forgotten": (PRICES, _none(f.GoodsOrdered)),
    "list_believed": (LISTS, _some(f.ListPosted, lambda w: w.wrong_rows > 0)),
    "rows_dropped": (LISTS, _some(f.ListPosted, lambda w: w.dropped_rows > 0)),
    "digit_guessed": (LISTS, _some(f.RowDecided, lambda w: w.borne_out and not w.looked_up)),
    "notice_skipped": (LISTS, _some(f.SenderAsked, lambda w: not w.unknown_here)),
    "list_left": (LISTS, _closed(lambda w: w.left > 0)),
    "thrown_away_unseen": (OUTAGE, _some(f.StockWrittenOff, lambda w: not w.reason_true)),
    "outage_unreported": (OUTAGE, _unreported),
    "typed_in_the_dark": (OUTAGE, _some(f.Refused, lambda w: w.reason == "refused.stockroom_dark")),
    "receipt_given_up": (OUTAGE, _some(f.ReceiptCancelled)),
    "expired_left": (DATES, _closed(lambda w: w.expired > 0)),
    "flawed_left": (DATES, _closed(lambda w: w.flawed > 0)),
    "markdown_forgotten": (DATES, _closed(lambda w: w.unmarked > 0)),
    "markdown_guessed": (DATES, _some(f.LotMarkedDown, lambda w: not w.by_rule)),
    "reason_made_up": (DATES, _some(f.StockWrittenOff, lambda w: not w.reason_true)),
    "pulled_by_books": (RECALL, _some(f.RecallClosed, lambda w: w.left > 0)),
    "recall_put_off": (RECALL, _recall_late),
    "recalled_kept": (RECALL, _none(f.SupplierReturned)),
    "transfer_copied": (TRANSFER, _some(f.TransferArrived, lambda w: w.miscounted > 0)),
    "settled_unasked": (TRANSFER, _none(f.StoreAsked)),
    "settled_otherwise": (TRANSFER, _some(f.TransferSettled, lambda w: not w.agreed)),
}
SEEDS = range(1, 9)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_shows_and_the_experienced_clerk_does_not_make_it(mistake: str) -> None:
    drill, shows = SHOWS[mistake]
    stage = shipped_stage(drill)
    seed = next(seed for seed in SEEDS if shows(run(stage, seed, bots.saboteur(mistake, seed, "stockroom"))))
    assert not shows(run(stage, seed))


@pytest.mark.parametrize("drill", [BASICS, TROUBLES, RECALL])
def test_a_line_that_was_put_right_before_it_is_posted_is_no_fault(drill: str) -> None:
    stage = shipped_stage(drill)
    slipped: set[tuple[str, str]] = set()

    def slip_first(view: StockView, memory: Memory) -> Advice | None:
        advice = count_in(view, memory)
        command = advice.command if advice is not None else None
        if not isinstance(command, c.ReceiveGoods | c.RejectGoods) or view.receipt is None:
            return advice
        line = (view.receipt.receipt, command.code)
        if line in slipped:
            return advice
        slipped.add(line)
        if isinstance(command, c.ReceiveGoods):
            return do(replace(command, lot=f"{command.lot}0"), "advice.wait")
        return do(replace(command, reason="wrong_goods" if command.reason == "damaged" else "damaged"), "advice.wait")

    result = run(stage, 1, Worker(EXPERIENCED.instead(count_in, slip_first), 1))
    assert len(result.events(f.ReceivedUndone)) >= 2
    graded = grade(result.entries, stage.scenario.rubric)
    assert graded.criticals == ()
    assert [(each.id, each.successes) for each in graded.competencies] == [
        (each.id, each.opportunities) for each in graded.competencies
    ]


@pytest.mark.parametrize(("drill", "rule"), [(BASICS, "order_closed_rightly"), (TROUBLES, "order_as_told")])
def test_where_the_driver_said_nothing_an_order_that_stays_open_is_no_merit(drill: str, rule: str) -> None:
    stage, silent = shipped_stage(drill), 0
    for seed in SEEDS:
        played = run(stage, seed)
        says = {each.delivery: each.rest for each in played.events(s.DeliveryArrived)}
        short = [each for each in played.events(f.ReceiptPosted) if each.lacking]
        silent += sum(not says[each.delivery] for each in short)
        graded = grade(played.entries, stage.scenario.rubric)
        (behaviour,) = (each for one in graded.competencies for each in one.behaviours if each.id == rule)
        assert behaviour.opportunities == sum(bool(says[each.delivery]) for each in short)
    assert silent or drill == BASICS


def test_a_row_that_was_mended_by_guess_and_looked_up_before_posting_is_no_fault() -> None:
    """A lacking digit is guessed by the good's name; then the label is looked at, and the row decided again."""

    def guess_first(view: StockView, command: Command) -> tuple[Hashable, list[Command]] | None:
        match command:
            case c.CheckRow(list_, number, "label"):
                row = next(
                    row for each in view.lists if each.list == list_ for row in each.rows if row.row.number == number
                )
                guessed = guess_digit(view, row)
                if guessed.decision != "mend":
                    return None
                decided = c.DecideRow(list_, number, "mend", guessed.code, guessed.price)
                return (list_, number), [decided, command, decided]
            case c.DecideRow(list_, number, "leave", reason=reason):
                return (list_, number), [
                    c.DecideRow(list_, number, "leave", reason=LEFT_OUT[reason == LEFT_OUT[0]]),
                    command,
                ]
        return None

    played = loses_nothing(shipped_stage(LISTS), 1, "stockroom", guess_first, 4)
    assert any(not row.looked_up for row in played.events(f.RowDecided))


def test_a_price_or_a_figure_that_was_mistyped_and_put_right_at_once_is_no_fault() -> None:
    """Before anything was sold at it; and of an adjustment, where the next one brings the books nearer."""

    def mistype(view: StockView, command: Command) -> tuple[Hashable, list[Command]] | None:
        match command:
            case c.ChangePrice(sku):
                return sku, [replace(command, price=command.price + 1), command]
            case c.MarkDown(sku, lot):
                return (sku, lot), [replace(command, price=command.price + 40), command]
        return None

    prices = loses_nothing(shipped_stage(PRICES), 1, "stockroom", mistype, 2)
    assert any(not each.as_told for each in prices.events(f.ShelfPriceChanged))
    dates = loses_nothing(shipped_stage(DATES), 1, "stockroom", mistype, 2)
    assert any(not each.by_rule for each in dates.events(f.LotMarkedDown))


@pytest.mark.parametrize("drill", [PRICES, DATES])
def test_one_piece_is_no_filled_shelf(drill: str) -> None:
    def one_piece(view: StockView, memory: Memory) -> Advice | None:
        step = refill(view, memory)
        if step is None or memory.done(c.PickStock):
            return None
        assert isinstance(step.command, c.PickStock)
        return do(replace(step.command, quantity=1), "advice.wait")

    stage = shipped_stage(drill)
    played = run(stage, 1, Worker(EXPERIENCED.instead(refill, one_piece), 1))
    graded = grade(played.entries, stage.scenario.rubric)
    assert len([moved for moved in played.events(f.StockMoved) if moved.why == "picked"]) == 1
    assert "shelves_filled" in [rule.id for each in graded.competencies for rule in each.behaviours if rule.missed]


def test_a_count_of_another_place_that_nobody_asked_for_is_given_up() -> None:
    def begin_elsewhere(view: StockView, command: Command) -> tuple[Hashable, list[Command]] | None:
        if not isinstance(command, c.StartCount):
            return None
        return "begun", [replace(command, place="backroom" if command.place == "floor" else "floor")]

    played = loses_nothing(shipped_stage(COUNT), 1, "stockroom", begin_elsewhere)
    assert len(played.events(f.CountCancelled)) == 1


def _held(stage: Stage, seed: int, bot: bots.Bot) -> list[str]:
    session, journal = opened(stage, seed)
    coach = GradingCoach(Grader(stage.scenario.rubric))
    for entry in journal.read(RUN):
        coach.see(entry)
    session.coach = coach
    session.listeners.append(coach.see)
    play(session, bot)
    stopped = [entry.what for entry in journal.read(RUN) if isinstance(entry.what, s.CoachStopped)]
    return [stop.reason.removeprefix("held.") for stop in stopped]


@pytest.mark.parametrize(
    ("mistake", "reason"),
    [
        ("note_copied", "unfit_accepted"),
        ("damaged_accepted", "unfit_accepted"),
        ("lot_misread", "lot_misread"),
        ("wrong_item_overlooked", "receipt_off"),
        ("order_left_open", "left_waiting"),
        ("order_closed", "closed_wrongly"),
        ("own_approval", "pin_of_others"),
        ("behind_ignored", "count_off"),
        ("spot_counted", "count_off"),
        ("adjusted_instead", "adjusted_away"),
        ("cause_made_up", "adjust_reason"),
        ("looked_from_afar", "adjusted_away"),
        ("markdown_guessed", "other_markdown"),
        ("price_mistyped", "other_price"),
        ("ordered_too_much", "other_order"),
        ("list_believed", "row_unchecked"),
        ("rows_dropped", "row_unchecked"),
        ("digit_guessed", "row_unchecked"),
        ("notice_skipped", "sender_needless"),
        ("reason_made_up", "write_off_reason"),
        ("pulled_by_books", "not_there"),
        ("transfer_copied", "transfer_off"),
        ("settled_unasked", "settled_unasked"),
        ("settled_otherwise", "settled_unasked"),
    ],
)
def test_the_coach_holds_a_mistake_back_and_says_what_is_wrong(mistake: str, reason: str) -> None:
    stage = shipped_stage(SHOWS[mistake][0])
    assert any(reason in _held(stage, seed, bots.saboteur(mistake, seed, "stockroom")) for seed in SEEDS)


@pytest.mark.parametrize("drill", DRILLS)
def test_another_director_goes_on_where_one_was_cut_off(drill: str) -> None:
    """Shown the journal so far, fresh sources plan what the old ones planned: a run is resumed without a snapshot."""
    stage = shipped_stage(drill)
    session, journal = opened(stage, 2)
    play(session, bots.perfect(2, "stockroom"), limit=150_000)
    (old,), (new,) = session.sources, stage.sources(2)
    room = stage.new_station("stockroom")
    assert isinstance(room, Stockroom)
    for entry in journal.read(RUN):
        if entry.stream == "stockroom":
            apply(room, entry)
            new.see(entry, room)
    assert room == session.station
    assert new.peek() == old.peek()


@pytest.mark.parametrize("drill", DRILLS)
def test_seeds_change_what_is_right_to_do(drill: str) -> None:
    """Beside figures: other goods, other troubles, another answer of the supervisor or the other shop."""
    decisions = set()
    for seed in SEEDS:
        kinds = [type(e.what).__name__ for e in run(shipped_stage(drill), seed).entries if e.by == "trainee"]
        decisions.add((len(kinds), *sorted(set(kinds))))
    assert len(decisions) > 2


def test_what_a_practised_clerk_received_is_where_the_books_have_it() -> None:
    for seed in (1, 2, 3):
        room = run(shipped_stage(BASICS), seed).session.station
        assert isinstance(room, Stockroom)
        books = {(sku, place): stock.at(place) for sku, stock in room.stock.items() for place in OWN}
        assert books == {(sku, place): room.reality.at(sku, place) for sku in room.stock for place in OWN}


def test_the_tills_sell_what_truly_stands_on_the_shelf_and_nothing_recalled() -> None:
    result = run(shipped_stage(RECALL), 3)
    stopped: set[str] = set()
    for what in result.events(f.LotRecalled, f.RecallClosed, f.StockSold):
        if isinstance(what, f.LotRecalled):
            stopped.add(what.sku)
        elif isinstance(what, f.RecallClosed):
            stopped.discard(what.sku)
        else:
            assert isinstance(what, f.StockSold)
            assert not {move.sku for move in what.moves} & stopped
    assert len(result.events(f.StockSold)) >= 3


def test_who_is_told_no_sends_it_back() -> None:
    """With some seeds the supervisor wants neither a surplus nor a lorry without an order."""
    stage, seen = shipped_stage(TROUBLES), set[str]()
    for seed in range(1, 15):
        result = run(stage, seed)
        refused = result.events(f.DeliveryRefused)
        for denied in result.events(f.AuthorizationDenied):
            assert isinstance(denied, f.AuthorizationDenied)
            seen.add(denied.operation)
            if denied.operation == "start_receiving":
                assert refused
            else:
                assert _some(f.GoodsRejected, lambda w: w.reason == "surplus")(result)
        assert grade(result.entries, stage.scenario.rubric).criticals == ()
    assert seen == {"start_receiving", "post_receipt"}


def test_an_open_receipt_outlives_the_dark_and_nothing_is_entered_meanwhile() -> None:
    stage = shipped_stage(OUTAGE)
    session, journal = opened(stage, 2)
    play(session, bots.perfect(2, "stockroom"), limit=29_000)
    while not session.seen.dark:
        session.advance(session.deadline() or 0)
    room = session.station
    assert isinstance(room, Stockroom)
    before = dict(room.receipt.lines) if room.receipt else None
    assert before, "it fails in the middle of a receipt"
    (_, refused) = session.submit(c.PostReceipt())
    assert isinstance(refused.what, f.Refused)
    assert refused.what.reason == "refused.stockroom_dark"
    assert isinstance(session.submit(c.LookAtPlace("floor"))[1].what, f.PlaceSeen)
    play(session, bots.perfect(2, "stockroom"))
    entries = list(journal.read(RUN))
    assert len([e for e in entries if isinstance(e.what, f.ReceivingStarted)]) == 1
    assert [e.what.items_off for e in entries if isinstance(e.what, f.ReceiptPosted)] == [0]


def test_a_longer_outage_spoils_what_a_short_one_does_not() -> None:
    spoiled = {}
    for seed in range(1, 15):
        result = run(shipped_stage(OUTAGE), seed)
        at = {type(e.what): e.at for e in result.entries if isinstance(e.what, s.PowerFailed | s.PowerReturned)}
        spoiled[at[s.PowerReturned] - at[s.PowerFailed] > 110_000] = bool(result.events(s.GoodsStrayed))
    assert spoiled == {True: True, False: False}


def test_nobody_works_and_the_day_ends_all_the_same() -> None:
    class Idle:
        def next(self, view: object, now: int, memory: bots.Memory) -> tuple[c.CloseStockroom, int] | None:
            return None

    result = run(shipped_stage(TROUBLES), 1, Idle())
    assert result.events(s.DriverLeft)
    assert result.played.closed
    (closed,) = result.events(f.StockroomClosed)
    assert isinstance(closed, f.StockroomClosed)
    assert closed.left >= 3
    assert 11 * 60_000 <= result.played.until <= 15 * 60_000


def test_measures_of_a_stock_clerk() -> None:
    stage = shipped_stage(COUNT)
    right = {m.id: m for m in grade(run(stage, 1).entries, stage.scenario.rubric).measures}
    wrong = run(stage, 1, bots.saboteur("spot_counted", 1, "stockroom"))
    off = {m.id: m for m in grade(wrong.entries, stage.scenario.rubric).measures}
    assert (right["count_accuracy"].value, right["miscounted"].value) == (100, 0)
    assert off["count_accuracy"].value is not None
    assert off["count_accuracy"].value < 100
    assert right["lines_per_minute"].value is None, "nothing was received"
    received = grade(run(shipped_stage(BASICS), 1).entries, shipped_stage(BASICS).scenario.rubric).measures
    figures = {m.id: m.value for m in received}
    assert figures["received_right"] == 100
    assert 3 < (figures["lines_per_minute"] or 0) < 12


@pytest.mark.parametrize(("level", "zh"), [("manager", "值班经理"), ("supervisor", "主管")])
def test_the_coach_calls_whoever_may_allow_it_as_the_dialog_does(level: str, zh: str) -> None:
    view = SimpleNamespace(pending=("post_count", 2000, level), called=False, supervisor="")
    told = []
    for view.called, view.supervisor in ((False, ""), (True, ""), (False, "m01")):
        found = get_authorization(cast(StockView, view), Memory())
        assert found is not None
        told.append(Words("zh")(found.reason))
    assert all(zh in said for said in told), told
    assert level == "supervisor" or not any("主管" in said for said in told), told
