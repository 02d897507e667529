"""The payment channels of a drill: what each customer's payment leads to, and what a failing line does."""

from itertools import pairwise

import pytest

from grading.grade import Grader
from scenarios.specs.course import Trigger
from scenarios.specs.customers import Payment
from simulator.drill import bots
from simulator.drill.bots.channels import NEXT_QUERY, query_unknown
from simulator.drill.bots.routine import EXPERIENCED
from simulator.drill.bots.steps import Memory
from simulator.drill.coach import GradingCoach
from simulator.drill.customers.wallet import Wallet
from simulator.drill.director import Director
from simulator.drill.play import play
from simulator.drill.session import Session
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.events import Command, Stimulus, name_of
from simulator.store.book_rows import ChannelMovement
from simulator.store.books import book
from simulator.store.memory import MemoryJournal
from tests.pos.counter import Counter

from .monkey import Monkey
from .stages import RUN, Run, at, customer, happening, opened, run, shipped_stage, staged, storm

CASH = Payment("cash")


def paying(*way: Payment) -> Run:
    return run(staged(customer(pays=way), minutes=8))


def happened(result: Run, *kinds: type) -> list[str]:
    return [type(what).__name__ for what in result.events(*kinds)]


COURSE = (
    f.PaymentUnknown, f.PaymentQueried, f.QueryUnanswered, f.PaymentDeclined, f.PaymentReversed, f.PaymentTaken,
    f.PaymentDoubled,
)  # fmt: skip


@pytest.mark.parametrize(
    ("outcome", "course"),
    [
        ("timeout", ["PaymentUnknown", "PaymentQueried", "PaymentTaken"]),
        ("uncharged", ["PaymentUnknown", "PaymentQueried", "PaymentDeclined", "PaymentTaken"]),
        ("misreported", ["PaymentDeclined", "PaymentQueried", "PaymentTaken"]),
    ],
)
def test_a_query_settles_it(outcome: str, course: list[str]) -> None:
    result = paying(Payment("mobile", outcome=outcome), CASH)
    assert happened(result, *COURSE) == course
    (sale,) = result.events(f.SaleCompleted)
    assert [tender.kind for tender in sale.tenders] == ["cash" if outcome == "uncharged" else "mobile"]


@pytest.mark.parametrize("kind", ["mobile", "card"])
def test_a_no_that_was_a_yes_shows_once_something_else_paid_and_goes_back(kind: str) -> None:
    result = paying(Payment(kind, outcome="belated"), CASH)
    assert happened(result, *COURSE) == ["PaymentDeclined", "PaymentTaken", "PaymentDoubled", "PaymentReversed"]
    (sale,), (doubled,) = result.events(f.SaleCompleted), result.events(f.PaymentDoubled)
    assert [tender.kind for tender in sale.tenders] == ["cash"]
    assert (doubled.sale, doubled.amount) == (sale.sale, sale.total)
    (left,) = result.events(f.VisitEnded)
    order = happened(result, f.PaymentReversalRequested, f.VisitEnded)
    assert (left.reason, order) == ("served", ["PaymentReversalRequested", "VisitEnded"])


def test_whoever_paid_twice_says_so_and_does_not_go_with_a_thank_you() -> None:
    stage = staged(customer(pays=(Payment("mobile", outcome="belated"), CASH)), minutes=8)
    result = run(stage, 1, bots.saboteur("doubled_kept", 1))
    thanked = next(
        entry.at for entry in result.entries if isinstance(entry.what, f.Said) and entry.what.reply == "thank"
    )
    (left,) = [entry.at for entry in result.entries if isinstance(entry.what, f.VisitEnded)]
    said = [what.about for what in result.events(s.CustomerSaid)]
    assert said.count("charged_twice") == 2, "when it shows, and when they are sent off with thanks"
    assert left - thanked > 30_000


def test_a_query_before_anything_else_is_taken_brings_a_late_yes_to_light() -> None:
    session, _ = opened(staged(customer(pays=(Payment("mobile", outcome="belated"), CASH)), minutes=8), 1)
    bot, memory = bots.perfect(1), Memory()
    while not any(isinstance(e.what, f.PaymentDeclined) for e in session.journal.read(RUN)):
        step = bot.next(session.view, session.now, memory)
        due = session.deadline()
        if step is not None and (due is None or step[1] <= due):
            session.submit(step[0], step[1])
            memory.did(step[0], step[1])
        else:
            session.advance(due or session.now + 1000)
    (request,) = session.view.refused
    session.submit(c.QueryPayment(request.request), session.now + 200)
    session.advance(session.now + 4000)
    kinds = [name_of(e.what) for e in session.journal.read(RUN)]
    assert "payment_taken" in kinds
    assert "payment_doubled" not in kinds


def test_what_nobody_can_tell_is_asked_on_schedule_and_reversed() -> None:
    result = paying(Payment("card", outcome="unclear"), CASH)
    course = happened(result, *COURSE)
    assert course[0] == "PaymentUnknown"
    assert course[-2:] in (["PaymentReversed", "PaymentTaken"], ["PaymentTaken", "PaymentReversed"])
    asked = next(entry.at for entry in result.entries if isinstance(entry.what, f.PaymentRequested))
    queries = [entry.at - asked for entry in result.entries if isinstance(entry.what, c.QueryPayment)]
    assert queries[0] >= 5000
    assert all(9000 <= later - earlier <= 13_000 for earlier, later in pairwise(queries))
    (reversal,) = [entry.at - asked for entry in result.entries if isinstance(entry.what, c.ReversePayment)]
    assert 45_000 <= reversal <= 60_000
    assert sum(row.amount for row in book(*result.entries) if isinstance(row, ChannelMovement)) == 0


@pytest.mark.parametrize("seed", range(1, 9))
@pytest.mark.parametrize("mistake", ["double_charge_after_timeout", "paid_while_unknown"])
def test_what_was_taken_twice_comes_to_light_and_is_given_back(mistake: str, seed: int) -> None:
    """Nobody asked; the channel's own news tells in the end, and the double is reversed."""
    stage = staged(customer(pays=(Payment("card", outcome="timeout"),)), customer("bob", arrives=at(20_000)), minutes=8)
    result = run(stage, seed, bots.saboteur(mistake, seed))
    assert len(result.events(f.PaymentDoubled)) == len(result.events(f.PaymentReversed)) == 1
    director = next(source for source in result.session.sources if isinstance(source, Director))
    till = result.session.till
    held = sum(director.channels.charged(payment, till.now) for payment in till.payments.values())
    assert held == sum(row.amount for row in book(*result.entries) if isinstance(row, ChannelMovement))


@pytest.mark.parametrize("script", ["holiday-rush", "power-outage", "payment-unknown"])
@pytest.mark.parametrize("again", [c.TenderCard(), c.TenderMobile("13**"), c.TenderCash()])
def test_the_coach_holds_back_who_charges_again_or_takes_cash_meanwhile(script: str, again: Command) -> None:
    rubric = shipped_stage(script).scenario.rubric
    session, journal = opened(staged(customer(pays=(Payment("card", outcome="timeout"),))), 1)
    while not any(isinstance(entry.what, f.PaymentUnknown) for entry in journal.read(RUN)):
        play(session, bots.perfect(1), limit=session.now + 500)
    coach = GradingCoach(Grader(rubric))
    for entry in journal.read(RUN):
        coach.see(entry)
    session.coach = coach
    session.listeners.append(coach.see)
    (stopped,) = session.submit(again)
    assert stopped.what == s.CoachStopped(name_of(again), "paid_twice")
    (request,) = session.till.payments
    asked = [entry.what for entry in session.submit(c.QueryPayment(request))]
    assert asked[-1] == f.PaymentQueried(request)


def test_who_goes_home_asks_first_how_a_payment_ended_and_is_never_told_no() -> None:
    counter = Counter()
    (milk,) = counter.customer("milk")
    counter.do(c.Scan(good=milk.id))
    counter.do(c.StartTender())
    counter.do(c.TenderMobile("13**"))
    counter.hear(s.PaymentAnswered("till-1-1", "timeout"))
    counter.do(c.TenderCash())
    counter.do(c.CloseDrawer())
    counter.leave()
    counter.hear(s.TimeUp())
    view, memory = counter.session.view, Memory()
    query = c.QueryPayment("till-1-1")
    assert EXPERIENCED.advise(view, memory).command == query
    memory.did(query, view.now)
    asked = view.now
    counter.do(query)
    counter.hear(s.PaymentAnswered("till-1-1", "timeout"))
    again = EXPERIENCED.advise(view, memory)
    assert (again.command, again.after) == (query, asked + NEXT_QUERY - view.now)
    assert EXPERIENCED.without(query_unknown).advise(view, memory).command is None, "what is refused is not tried"
    counter.hear(s.PaymentAnswered("till-1-1", "declined"))
    assert EXPERIENCED.advise(view, memory).command == c.FinishShift()


# --- a failing line --------------------------------------------------------------------------------------------------

FAILS = happening("channel_fails", Trigger(at=at(500)), channel="main")


@pytest.mark.parametrize("seed", range(1, 13))
def test_through_the_second_channel_everybody_pays_once(seed: int) -> None:
    crowd = customer("crowd", every=at(40_000), until=200_000, pays=(Payment("mobile"),), patience=at(600_000))
    back = happening("channel_returns", Trigger(event="channel_failed", by=at(240_000)), channel="main")
    result = run(staged(crowd, happens=(FAILS, back), minutes=8), seed)
    assert not result.events(f.PaymentDoubled)
    assert {ended.reason for ended in result.events(f.VisitEnded)} == {"served"}
    asked = result.events(f.PaymentRequested)
    offline = {what.request for what in result.events(f.PaymentDeclined) if what.error == "E_OFFLINE"}
    unknown = {what.request for what in result.events(f.PaymentUnknown)}
    assert {what.request for what in asked if what.channel == "main"} <= offline | unknown
    (closed,) = result.events(f.StationClosed)
    assert (closed.payments_open, closed.reversals_open) == ((), ())
    director = next(source for source in result.session.sources if isinstance(source, Director))
    till = result.session.till
    held = sum(director.channels.charged(payment, till.now) for payment in till.payments.values())
    sold = sum(t.amount for sale in result.events(f.SaleCompleted) for t in sale.tenders if t.request)
    assert held == sold == sum(row.amount for row in book(*result.entries) if isinstance(row, ChannelMovement))


def test_a_reversal_waits_for_the_return_of_its_channel() -> None:
    stage = staged(
        customer(pays=(Payment("card", outcome="unclear"), CASH), patience=at(600_000)),
        happens=(
            happening("channel_fails", Trigger(event="payment_unknown"), channel="main"),
            happening("channel_returns", Trigger(event="payment_reversal_pending", by=at(60_000)), channel="main"),
        ),
        minutes=8,
    )
    result = run(stage)
    at_of = {type(entry.what): entry.at for entry in result.entries}
    assert at_of[f.SaleCompleted] < at_of[s.ChannelReturned] < at_of[f.PaymentReversed]


@pytest.mark.parametrize("later", [500, 20_000])
def test_a_channel_that_is_asked_twice_charges_once(later: int) -> None:
    """The same request again, such as after a reconnect, gets the answer that the first one gets or got."""
    session, journal = opened(staged(customer(pays=(Payment("card"),))), 1)
    while not session.till.payments:
        play(session, bots.perfect(1), limit=session.now + 1000)
    director = next(source for source in session.sources if isinstance(source, Director))
    (payment,) = session.till.payments.values()
    asked = f.PaymentRequested(payment.sale, payment.request, payment.kind, payment.amount)
    director.channels.request(asked, "approved", session.now + later)
    session.advance(session.now + later + 10_000)
    assert director.channels.charged(payment, session.now) == payment.amount
    taken = [entry.what for entry in journal.read(RUN) if isinstance(entry.what, f.PaymentTaken | f.PaymentDoubled)]
    assert [what.amount for what in taken] == [payment.amount]


@pytest.mark.parametrize("seed", range(1, 5))
def test_whatever_a_monkey_presses_the_books_say_what_the_bank_holds(seed: int) -> None:
    session, journal = opened(storm(), seed)
    play(session, Monkey(seed, 60))
    director = next(source for source in session.sources if isinstance(source, Director))
    settled = [p for p in session.till.payments.values() if p.status in ("approved", "doubled", "reversed")]
    booked = dict.fromkeys((payment.request for payment in settled), 0)
    for row in book(*journal.read(RUN)):
        if isinstance(row, ChannelMovement):
            booked[row.request] += row.amount
    assert booked == {p.request: director.channels.charged(p, session.now) for p in settled}


@pytest.mark.parametrize("outcome", ["timeout", "uncharged", "unclear", "misreported"])
def test_charged_again_the_same_code_works(outcome: str) -> None:
    wallet = Wallet("ann", (Payment("mobile", outcome=outcome),), Draws(1, "wallet"))
    assert [wallet.answer("mobile"), wallet.answer("mobile"), wallet.answer("card")] == [
        outcome,
        "approved",
        "not_presented",
    ]
    assert wallet.presents("mobile")
    assert not wallet.presents("card"), "who pays by phone holds no card out"


# --- a terminal that waits for the customer --------------------------------------------------------------------------

WAITING = (
    f.PaymentRequested, s.PaymentAwaited, f.PaymentCancelled, f.PaymentCancelLate, f.PaymentExpired, f.PaymentTaken,
)  # fmt: skip


@pytest.mark.parametrize("kind", ["card", "mobile"])
@pytest.mark.parametrize("seed", range(1, 5))
def test_who_would_rather_pay_another_way_is_let_out_of_waiting(kind: str, seed: int) -> None:
    result = run(staged(customer(pays=(Payment(kind, outcome="not_presented"), CASH)), minutes=8), seed)  # type: ignore[arg-type]  # a kind
    assert happened(result, *WAITING) == ["PaymentRequested", "PaymentAwaited", "PaymentCancelled", "PaymentTaken"]
    said = next(e.at for e in result.entries if isinstance(e.what, s.CustomerSaid) and e.what.about == "gives_up")
    (asked,) = result.events(f.PaymentCancelRequested)
    (cancelled,) = [entry.at for entry in result.entries if isinstance(entry.what, c.CancelPayment)]
    assert said < cancelled
    assert asked.waited < 60_000
    (ended,) = result.events(f.VisitEnded)
    assert (ended.reason, ended.unpaid) == ("served", ())


def test_who_waits_it_out_hears_after_a_minute_that_nothing_was_charged() -> None:
    stage = staged(customer(pays=(Payment("card", outcome="not_presented"), Payment("mobile"))), minutes=8)
    result = run(stage, 1, bots.saboteur("terminal_waited_out", 1))
    assert happened(result, *WAITING) == [
        "PaymentRequested", "PaymentAwaited", "PaymentExpired", "PaymentRequested", "PaymentTaken",
    ]  # fmt: skip
    (expired,) = result.events(f.PaymentExpired)
    assert expired.waited == 60_000


def waiting_for_the_bank(*way: Payment) -> tuple[Session, MemoryJournal, str]:
    """A session in which a request was sent a moment ago."""
    session, journal = opened(staged(customer(pays=way), minutes=8), 1)
    while not session.till.payments:
        play(session, bots.perfect(1), limit=session.now + 100)
    return session, journal, next(iter(session.till.payments))


def test_once_the_bank_is_asked_it_is_too_late_and_its_answer_counts() -> None:
    session, journal, request = waiting_for_the_bank(Payment("card"))
    session.submit(c.CancelPayment(request))
    session.advance(session.now + 10_000)
    told = [type(e.what).__name__ for e in journal.read(RUN) if isinstance(e.what, (*WAITING, f.SaleCompleted))]
    assert told == ["PaymentRequested", "PaymentCancelLate", "PaymentTaken", "SaleCompleted"]


def test_a_card_is_asked_of_somebody_who_holds_none_out() -> None:
    """The terminal waits as it would for anybody; cancelled, they pay as they wanted to."""
    session, journal = opened(staged(customer(pays=(CASH,)), minutes=8), 1)
    while session.till.stage != "tendering":
        play(session, bots.perfect(1), limit=session.now + 100)
    session.submit(c.TenderCard())
    play(session, bots.perfect(1))
    told = [entry.what for entry in journal.read(RUN) if isinstance(entry.what, (*WAITING, f.VisitEnded))]
    assert [type(what).__name__ for what in told] == [
        "PaymentRequested", "PaymentAwaited", "PaymentCancelled", "PaymentTaken", "VisitEnded",
    ]  # fmt: skip
    assert told[3].kind == "cash"  # type: ignore[union-attr]


@pytest.mark.parametrize("breaks", [s.NetworkFailed(), s.ChannelFailed("main"), s.PowerFailed()])
@pytest.mark.parametrize("act", ["wait", "query", "reverse"])
def test_whatever_breaks_meanwhile_a_terminal_that_waits_charges_nothing(breaks: Stimulus, act: str) -> None:
    session, _, request = waiting_for_the_bank(Payment("card", outcome="not_presented"), CASH)
    session.inject(breaks, "director", session.now + 2000)
    if session.till.outage.dark:
        session.inject(s.PowerReturned(), "director", session.now + 3000)
        session.submit(c.RestartTill())
    session.inject(s.NetworkReturned(), "director", session.now + 1000)
    unknown = session.till.payments[request].status == "unknown"
    assert unknown is isinstance(breaks, s.PowerFailed), "what it waits for is not the bank"
    if act != "wait":
        session.submit(c.QueryPayment(request) if act == "query" else c.ReversePayment(request))
    session.advance(session.now + 200_000)
    payment = session.till.payments[request]
    assert payment.status == ("reversed" if act == "reverse" and unknown else "expired")
    director = next(source for source in session.sources if isinstance(source, Director))
    assert director.channels.charged(payment, session.now) == 0
