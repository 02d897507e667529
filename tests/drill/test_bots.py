"""Bots: how the perfect one plays, that the lazy one does not pass; what is advised, and how a play ends."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from grading.grade import grade
from scenarios.specs.customers import DisputeSpec, GoodSpec
from scenarios.specs.spans import Span
from simulator.drill import bots, proof
from simulator.drill.bots.idling import idler
from simulator.drill.bots.knowledge import answer_to
from simulator.drill.bots.paying import void_settled
from simulator.drill.bots.routine import EXPERIENCED
from simulator.drill.bots.steps import Memory
from simulator.drill.play import StuckPlay, play
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.stimuli import Answer
from simulator.kernel.texts import Lang, Text
from simulator.locale import Words
from simulator.pos.counter_view import QuestionSeen
from simulator.pos.view import View
from tests.pos.counter import Counter

from .shops import (
    complaints,
    dark_shop,
    disputed,
    label_shop,
    market,
    opening,
    shop,
)
from .stages import SCRIPTS, at, customer, opened, run, shipped_stage, staged, storm

ROOT = Path(bots.__file__).resolve().parents[2]


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_lazy_one_does_not_pass(script: str) -> None:
    stage = shipped_stage(script)
    result = run(stage, 1, bots.lazy(1, stage.workstation))
    assert result.played.closed
    assert not grade(result.entries, stage.scenario.rubric).passed


AT_A_TILL = [script for script in SCRIPTS if shipped_stage(script).workstation == "till"]


@pytest.mark.parametrize("script", AT_A_TILL)
def test_whoever_serves_the_first_and_lets_the_others_stand_does_not_pass(script: str) -> None:
    """Without a mistake, and at work again when the time is up: what nobody did is no achievement."""
    stage = shipped_stage(script)
    result = run(stage, 3, idler(3, stage.scenario.minutes))
    assert result.played.closed
    assert not grade(result.entries, stage.scenario.rubric).passed


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_script_that_asks_nobody_to_serve_the_queue_is_told_so(lang: Lang, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = shipped_stage("weighed-and-2d")
    rubric = stage.scenario.rubric
    others = tuple(rule for rule in rubric.expectations if rule.id != "queue_served")
    lax = replace(stage, scenario=replace(stage.scenario, rubric=replace(rubric, expectations=others)))
    monkeypatch.setattr(proof, "_trip", lambda *_: None)  # saboteurs have nothing to do with it
    told = dict(failure for failure in proof.prove(lax, [3]).failures)
    assert told["cli.proof_idler"] == {"seed": 3, "served": 2, "of": 11}
    assert "11" in Words(lang)("cli.proof_idler", **told["cli.proof_idler"])
    assert "cli.proof_idler" not in dict(proof.prove(stage, [3]).failures)


def test_a_courtesy_is_given_once() -> None:
    result = run(shipped_stage("complaint"), 1)
    assert [given.off for given in result.events(f.SaleDiscounted)] == [200]


def test_an_hour_of_rush_is_played_to_its_end() -> None:
    result = run(shipped_stage("holiday-rush", 60), 1)
    served = [ended for ended in result.events(f.VisitEnded) if ended.reason == "served"]
    assert len(served) > 60
    assert result.played.until > 3_400_000


def test_thinking_takes_a_persons_time() -> None:
    result = run(shipped_stage("holiday-rush"), 1)
    scans = [entry.at for entry in result.entries if isinstance(entry.what, c.Scan)]
    gaps = sorted(later - earlier for earlier, later in pairwise(scans))
    assert 1000 <= gaps[len(gaps) // 4] <= 4000


def test_the_perfect_cashier_types_what_was_measured() -> None:
    cloth = GoodSpec("cotton_cloth", grams=at(2500), unit="m")
    three = GoodSpec("cotton_cloth", grams=at(3000), unit="m")
    wine = GoodSpec("rice_wine_loose", grams=at(500), unit="l")
    result = run(staged(customer("ann", basket=(cloth, GoodSpec("milk_1l"), three, wine), age=at(40))))
    (ended,) = result.events(f.VisitEnded)
    assert (ended.unpaid, ended.wrong, ended.extra) == ((), (), ())
    (sale,) = result.events(f.SaleCompleted)
    assert sorted((line.sku, line.grams, line.gross) for line in sale.lines) == [
        ("cotton_cloth", 2500, 6450),
        ("cotton_cloth", 3000, 7740),
        ("milk_1l", 0, 1280),
        ("rice_wine_loose", 500, 800),
    ]


def test_the_perfect_cashier_sells_what_may_be_sold() -> None:
    result = run(label_shop())
    ended = {visit.customer: visit for visit in result.events(f.VisitEnded)}
    assert all(not visit.unfit and not visit.wrong and not visit.unpaid for visit in ended.values())
    assert [(what.good, what.why) for what in result.events(f.ItemStopped)] == [
        ("bob.2", "expired"),
        ("bob.4", "recalled"),
    ]
    checked = {what.customer: what for what in result.events(f.AgeChecked)}
    assert {name: what.allowed for name, what in checked.items()} == {
        "cat": True, "dan": False, "eve": False, "fay": True,
    }  # fmt: skip
    assert all(what.right for what in checked.values())
    assert [checked[name].id_shown for name in ("cat", "dan", "eve", "fay")] == [True, True, False, False]
    refused = [what.reason for what in result.events(f.Refused)]
    assert "refused.label_mismatch" in refused


def test_the_perfect_cashier_takes_each_complaint_where_it_belongs() -> None:
    result = run(complaints())
    recorded = {what.customer: what for what in result.events(f.ComplaintRecorded)}
    assert {kind: what.outcome for kind, what in recorded.items()} == {
        "short_change": "settled", "double_charge": "escalated", "spoiled": "escalated", "rudeness": "escalated",
        "waiting": "settled",
    }  # fmt: skip
    assert all(w.kind_right and w.outcome_right and w.checked and w.apologised for w in recorded.values())
    assert all(w.escalated for w in recorded.values() if w.outcome == "escalated")
    (paid,) = result.events(f.ChangeCorrected)
    assert (paid.customer, paid.amount, paid.due) == ("short_change", 1000, 1000)


@pytest.mark.parametrize(
    ("shelf", "said", "price"),
    [
        ("says_so", "honour_price", 1000),
        ("ended", "explain_ended", 1280),
        ("neighbour", "explain_neighbour", 1280),
        ("members", "explain_members", 1280),
    ],
)
def test_the_perfect_cashier_charges_what_the_shelf_says(shelf: str, said: str, price: int) -> None:
    result = run(staged(customer("ann", "milk_1l", "soap_bar_115", dispute=DisputeSpec("milk_1l", 1000, (shelf,)))))
    assert [w.reply for w in result.events(f.Said) if w.about == "shelf_verdict"] == [said]
    (sale,) = result.events(f.SaleCompleted)
    assert next(line.price for line in sale.lines if line.sku == "milk_1l") == price
    assert all(w.present for w in result.events(f.Authorized))
    (ended,) = result.events(f.VisitEnded)
    assert (ended.dispute, ended.price_settled) == (shelf, True)


# --- advice ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_every_reason_has_words_that_take_its_parameters(lang: str) -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "drill" / "bots").rglob("*.py"))
    used = set(re.findall(r'"(advice\.\w+)"', source))
    with (ROOT / "locale" / lang / "LC_MESSAGES" / "advice.po").open("rb") as stream:
        words = {message.id: message.string for message in read_po(stream) if message.id}
    made = tuple(re.findall(r'f"(advice\.\w+_)\{', source))
    assert {id for id in words if not id.startswith(made)} == {id for id in used if not id.startswith(made)}
    assert all(words.values())
    for reason, parameters in _given().items():
        assert set(re.findall(r"{(\w+)}", words[reason])) <= parameters, reason


def _given() -> dict[str, set[str]]:
    """The parameters each reason really came with, over plays in which much happens."""
    found: dict[str, set[str]] = {}

    class Listening:
        def __init__(self, bot: bots.Bot) -> None:
            self.bot = bot

        def next(self, view: View, now: int, memory: bots.Memory) -> tuple[c.Command, int] | None:
            advice = bots.advise(view, memory)
            given = set(advice.given)
            found[advice.reason] = found.get(advice.reason, given) & given
            return self.bot.next(view, now, memory)

    for stage in (
        storm(),
        shop(),
        label_shop(),
        dark_shop(),
        shipped_stage("first-sale"),
        opening(),
        market(),
        complaints(),
        disputed(),
    ):
        session, _ = opened(stage, 2)
        play(session, Listening(bots.perfect(2)))
    return found


def test_the_coach_tells_the_next_step_to_whoever_stands_there() -> None:
    session, _ = opened(staged(customer("ann", "milk_1l")), 1)
    session.advance(2000)
    steps: list[str] = []
    for _ in range(5):
        advice = bots.advise(session.view)
        steps.append(advice.reason)
        if advice.command is not None:
            session.submit(advice.command, session.now + 1000)
        else:
            session.advance(session.deadline() or 0)
    assert steps == [f"advice.{step}" for step in ("call_next", "wait_coming", "greet", "ask_member", "scan_next")]


def test_answers_what_its_author_calls_right() -> None:
    answers = tuple(Answer(reply, Text()) for reply in ("no", "maybe", "yes"))
    assert answer_to(QuestionSeen("x", "never_heard_of", Text(), answers, ("yes", "maybe"))).reply == "maybe"
    assert answer_to(QuestionSeen("x", "never_heard_of", Text(), answers, ())).reply == "no"


# --- play ------------------------------------------------------------------------------------------------------------


class Sleeper:
    def next(self, view: View, now: int, memory: bots.Memory) -> None:
        return None


def test_who_does_nothing_is_relieved_at_last() -> None:
    session, _ = opened(staged(customer(patience=at(20_000)), minutes=1), 1)
    assert play(session, Sleeper()).closed


def test_a_play_without_anything_to_come_says_so() -> None:
    session, _ = opened(staged(customer()), 1)
    session.sources = ()
    with pytest.raises(StuckPlay, match="nothing will happen"):
        play(session, Sleeper())


class Hasty:
    def next(self, view: View, now: int, memory: bots.Memory) -> tuple[c.Command, int]:
        return c.CloseDrawer(), 0


def test_a_play_in_circles_names_the_last_entries() -> None:
    session, _ = opened(staged(customer()), 1)
    with pytest.raises(StuckPlay, match=r"refused\.drawer_closed"):
        play(session, Hasty())


def test_a_play_stops_at_its_limit() -> None:
    session, _ = opened(storm(), 1)
    played = play(session, bots.perfect(1), limit=60_000)
    assert not played.closed
    assert 60_000 <= played.until < 90_000


@pytest.mark.parametrize("seed", range(1, 5))
def test_long_lines_of_customers_are_served_in_turn(seed: int) -> None:
    crowd = customer("crowd", every=Span(3000, 9000), until=60_000)
    result = run(staged(crowd), seed)
    order = [entry.what.customer for entry in result.entries if isinstance(entry.what, s.CustomerSteppedUp)]
    assert order == sorted(order, key=lambda name: int(name.rpartition("-")[2]))


@pytest.mark.parametrize(("slip", "reason"), [(False, "advice.void_settled"), (True, "advice.void_slipped")])
def test_a_basket_begun_after_the_payment_is_explained_by_what_happened(slip: bool, reason: str) -> None:
    counter = Counter()
    milk, soy = counter.customer("milk", "soy")
    if slip:
        counter.do(c.Scan(good=milk.id))
        counter.hear(s.PowerFailed())
        counter.do(c.WriteSlip({milk.id: 1280, soy.id: 995}, "cash", 2300))
        counter.hear(s.PowerReturned())
        counter.do(c.RestartTill())
    else:
        counter.do(c.Scan(good=milk.id))
        counter.do(c.StartTender())
        counter.do(c.TenderCash(1280))
        counter.do(c.CloseDrawer())
        counter.do(c.Scan(good=soy.id))
    assert counter.session.view.stage == "scanning"
    advice = void_settled(counter.session.view, Memory())
    assert advice is not None
    assert (advice.command, advice.reason) == (c.VoidSale(), reason)


def test_at_the_end_the_coach_names_the_basket_that_is_still_suspended() -> None:
    """Whose owner fetches something when the time is up: they go to whoever takes over, and the basket stays."""
    ann = customer("ann", "milk_1l", "soap_bar_115", fetches=(GoodSpec("eggs_30"),), fetch_time=at(200_000))
    session, _ = opened(staged(ann, minutes=2), 1)
    session.submit(c.CallNext(), 2000)
    session.advance(8000)
    for good in session.view.belt:
        session.submit(c.Scan(good.code, good.id), session.now + 1000)
    session.advance(session.now + 6000)
    session.submit(c.SuspendSale(), session.now + 1000)
    session.advance(120_000)
    told = EXPERIENCED.advise(session.view, Memory())
    (ticket,) = session.view.suspended
    assert (told.command, told.reason, told.given["ticket"]) == (None, "advice.wait_basket", ticket)
    session.advance(130_000)
    told = EXPERIENCED.advise(session.view, Memory())
    assert told.command == c.ResumeSale(ticket)
