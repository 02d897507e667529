"""A mistake as a lesson: how it looks when done right, and a drill of just the mistakes, at every workstation."""

from functools import cache

import pytest
from msgspec.structs import replace

from grading.checks import watch
from grading.result import Evidence, Expected
from simulator.drill import bots
from simulator.drill.lessons.beside import done_right
from simulator.drill.lessons.following import Side, Step, steps
from simulator.drill.lessons.moments import Attempt, Moment, Tried
from simulator.drill.lessons.visits import served
from simulator.drill.lessons.wording import differing, printed, step_words
from simulator.drill.live import Drill, Finished, Mode, begin
from simulator.drill.play import play
from simulator.kernel import commands as c
from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.events import Command
from simulator.kernel.facts import Refused, VisitEnded
from simulator.kernel.money import CNY
from simulator.kernel.texts import Lang
from simulator.locale import Words
from simulator.stages import stage_of
from simulator.store.memory import MemoryJournal

DRILLS = ("first-sale", "network-outage", "receiving-basics", "approvals-rush", "read-the-numbers")


@cache
def badly_played(scenario: str, mode: Mode = "practice") -> tuple[Drill, Finished]:
    def never(kept: object) -> None:
        raise AssertionError(f"nothing of a guest's drill is kept, got {kept}")

    drill = begin(
        MemoryJournal(), stage_of(scenario), mode=mode, seed=7, person=None, attested_by="", pace=1.0,
        monotonic=lambda: 0.0, wall="2026-11-22T09:00:00+08:00", keep=never,
    )  # fmt: skip
    play(drill.session, bots.lazy(7, drill.workstation))
    return drill, drill.finish("finished")


def tried(drill: Drill, moment: Moment, bot: bots.Bot) -> Tried:
    """A bot sits down right before the moment."""
    again = drill.practise(moment.seq, moment.station)
    attempt, memory = Attempt(again, moment), bots.Memory()
    for entry in again.journal.read(again.run):
        if isinstance(entry.what, Command):
            memory.did(entry.what, entry.at)
    play(again.session, bot, memory=memory, enough=lambda: attempt.over(again.session.now))
    found = attempt.tried()
    again.finish("quit")
    return found


@pytest.mark.parametrize("scenario", DRILLS)
def test_every_lesson_is_shown_done_right_beside_what_was_done(scenario: str) -> None:
    drill, finished = badly_played(scenario)
    rules = {rule.id: rule for rule in drill.stage.scenario.rubric.expectations}
    assert finished.debrief.lessons
    for lesson in finished.debrief.lessons:
        missed = lesson.moments[0]
        beside = done_right(drill, finished.entries, lesson.behaviour, missed)
        assert beside is not None, lesson.behaviour
        shown = watch(rules[lesson.behaviour])
        for entry in beside.right.entries:
            shown.see(entry)
        verdicts = [one for one in shown.verdicts(beside.right.entries[-1]) if one.entry.at >= beside.right.at]
        assert verdicts == [] or any(one.met for one in verdicts), lesson.behaviour
        assert beside.right.steps, lesson.behaviour
        assert beside.mine.at == missed.at
        for side in (beside.mine, beside.right):
            assert [step.entry.at for step in side.steps] == sorted(step.entry.at for step in side.steps)
            beside.station(side, -1)
            beside.station(side, len(side.steps) - 1)


def test_both_begin_where_the_trainee_stood_and_differ_in_what_was_missing() -> None:
    drill, finished = badly_played("first-sale")
    lesson = next(lesson for lesson in finished.debrief.lessons if lesson.behaviour == "greeted")
    beside = drill.beside(finished.entries, lesson.behaviour, lesson.moments[0])
    assert beside is not None
    assert not beside.own_run
    begun = beside.mine.steps[0].entry.seq
    past = [[e for e in side.entries if e.stream == "till-1" and e.seq < begun] for side in beside[1:3]]
    assert past[0] == past[1]
    mine, right = printed(beside, Words("en"), drill.rules.currency)
    assert next((step, sign) for _, step, sign in right) == ("say · a greeting", "+")
    assert {sign for _, step, sign in mine if step.startswith("scan")} == {""}
    assert "说话 · 问候" in [step for _, step, _ in printed(beside, Words("zh"), drill.rules.currency)[1]]


@pytest.mark.parametrize("scenario", ["first-sale", "approvals-rush"])
def test_my_half_ends_when_i_was_done(scenario: str) -> None:
    """However long the colleague takes: what I did with the next customer or matter is none of it."""
    drill, finished = badly_played(scenario)
    for lesson in finished.debrief.lessons:
        for missed in lesson.moments:
            if missed.stream != SHOP and missed.expected.relation != "later":
                beside = drill.beside(finished.entries, lesson.behaviour, missed)
                assert beside is not None, lesson.behaviour
                assert max(step.entry.at for step in beside.mine.steps) <= missed.at, lesson.behaviour


def test_what_i_did_too_late_is_in_my_half_and_what_i_never_did_ends_with_the_customer() -> None:
    drill, finished = badly_played("first-sale")
    lesson = next(lesson for lesson in finished.debrief.lessons if lesson.behaviour == "bag_charged")
    never = lesson.moments[0]
    visit = [e for e in finished.entries if e.stream == never.stream and isinstance(e.what, VisitEnded | Command)]
    left = next(n for n, e in enumerate(visit) if isinstance(e.what, VisitEnded) and e.at > never.at)
    last, next_ones = visit[left - 1], visit[left + 5]
    for took, until in ((None, last), (last.at - never.at, last), (next_ones.at - never.at, next_ones)):
        missed = replace(never, expected=replace(never.expected, took=took))
        beside = drill.beside(finished.entries, lesson.behaviour, missed)
        assert beside is not None
        assert beside.mine.steps[-1].entry.seq == until.seq, took


def test_what_was_judged_of_the_whole_run_is_shown_in_a_run_of_the_colleagues_own() -> None:
    drill, finished = badly_played("first-sale")
    lesson = next(lesson for lesson in finished.debrief.lessons if lesson.moments[0].event == "run_ended")
    beside = drill.beside(finished.entries, lesson.behaviour, lesson.moments[0])
    assert beside is not None
    assert beside.own_run
    assert beside.whole
    assert beside.place is None


def test_of_the_whole_run_like_moments_are_compared() -> None:
    """The customer with whom the colleague did it, beside the same one of mine; nobody else's steps in between."""
    drill, finished = badly_played("first-sale")
    whole = [lesson for lesson in finished.debrief.lessons if lesson.moments[0].event == "run_ended"]
    shown = {}
    for lesson in whole:
        beside = drill.beside(finished.entries, lesson.behaviour, lesson.moments[0])
        assert beside is not None
        shown[lesson.behaviour] = beside
        assert [served(_until(side, step)) for side in beside[1:3] for step in side.steps] == [
            beside.customer for side in beside[1:3] for _ in side.steps
        ]
    assert {id: beside.customer for id, beside in shown.items()} == {
        "quantity_changed": "xiao_liu", "copy_printed": "mrs_li", "price_looked_up": "mrs_li",
    }  # fmt: skip
    told = differing(shown["copy_printed"], Words("en"))
    assert told == [
        "Judged of the whole run. Both sides show how Mrs Li was served.",
        "+ You did not: reprint the receipt",
    ]


def _until(side: Side, step: Step) -> list[Entry]:
    return list(side.entries[: next(n for n, entry in enumerate(side.entries) if entry is step.entry) + 1])


def test_a_number_has_its_moment_where_it_became_enough() -> None:
    """Three served of five: the third one, and not the end of the colleague's shift."""
    drill, finished = badly_played("first-sale")
    rule = next(r for r in drill.stage.scenario.rubric.expectations if r.id == "queue_served")
    end = finished.entries[-1]
    missed = Evidence(end.stream, end.seq, end.at, "run_ended", False, Expected("visit_ended", "number"))
    beside = done_right(drill, finished.entries, rule.id, missed)
    assert beside is not None
    left = [entry for entry in beside.right.entries if isinstance(entry.what, VisitEnded)]
    assert (len(left), beside.right.at, beside.customer) == (3, left[-1].at, left[-1].what.customer)  # type: ignore[attr-defined]


def test_who_never_came_to_my_counter_is_shown_done_right_alone() -> None:
    """Without steps of mine that would be another customer's."""
    drill, finished = badly_played("first-sale")
    lesson = next(lesson for lesson in finished.debrief.lessons if lesson.behaviour == "copy_printed")
    came = next(e.at for e in finished.entries if getattr(e.what, "customer", "") == "mrs_li")
    before = [entry for entry in finished.entries if entry.at < came]
    beside = done_right(drill, before, lesson.behaviour, lesson.moments[0])
    assert beside is not None
    assert beside.alone
    assert differing(beside, Words("en"))[0].startswith("Judged of the whole run. Mrs Li was never at your counter")
    assert len(printed(beside, Words("en"), CNY)) == 1


def test_what_a_customer_was_answered_is_told_in_words() -> None:
    drill, finished = badly_played("first-sale")
    lesson = next(lesson for lesson in finished.debrief.lessons if lesson.behaviour == "goods_right")
    beside = drill.beside(finished.entries, lesson.behaviour, lesson.moments[0])
    assert beside is not None
    for lang, answer in (("en", "answer “Thank you. I lock the till and go.”"), ("zh", "答“谢谢您，我锁好机就过去。”")):
        words = Words(lang)  # type: ignore[arg-type]
        assert answer in [step_words(step, beside.right, words, CNY) for step in beside.right.steps]


@pytest.mark.parametrize("scenario", DRILLS)
def test_three_moments_are_judged_each_for_itself(scenario: str) -> None:
    """Whoever does it right is told so, whoever does the same again is told that."""
    drill, finished = badly_played(scenario)
    moments = drill.moments(finished)
    assert 0 < len(moments) <= 3
    assert len({(moment.station, moment.seq) for moment in moments}) == len(moments)
    assert [moment.found.at for moment in moments] == sorted(moment.found.at for moment in moments)
    for moment in moments:
        right = tried(drill, moment, bots.perfect(7, drill.workstation))
        assert right.came == "right", moment.rule.id
        assert all(one.met for one in right.evidence)
        again = tried(drill, moment, bots.lazy(7, drill.workstation))
        assert again.came != "right", moment.rule.id
        opening = next(iter(drill.journal.read(again.run))).what
        assert getattr(opening, "branch_of", "").startswith(f"{drill.run}@"), "it says where it came from"


def test_the_moments_of_an_exam_can_be_practised_once_it_is_over() -> None:
    drill, finished = badly_played("first-sale", "exam")
    moment = drill.moments(finished)[0]
    again = drill.practise(moment.seq, moment.station)
    assert (again.mode, again.opening.mode) == ("practice", "practice")
    assert again.advise() is not None


def test_who_walks_away_has_neither_done_it_right_nor_wrong() -> None:
    drill, finished = badly_played("first-sale")
    moment = drill.moments(finished)[0]
    attempt = Attempt(drill.practise(moment.seq, moment.station), moment)
    assert not attempt.over(attempt.drill.session.now)
    assert attempt.tried().came == "not_reached"
    assert attempt.over(10**9), "nobody sits there for ever"


def test_a_step_names_the_rows_and_documents_that_a_reader_finds_on_the_papers() -> None:
    """Two conclusions that differ in their evidence alone differ in words."""
    told = []
    for evidence in (("E07", "C02"), ("E07", "C03")):
        entry = Entry("office", 1, 0, "trainee", c.ConcludeCase("k1", "false_voids", "c05", evidence), 0)
        told.append(step_words(Step(entry, 1, False), Side((entry,), (), 0), Words("en"), CNY))
    assert "E07, C02" in told[0]
    assert "E07、C03" in step_words(Step(entry, 1, False), Side((entry,), (), 0), Words("zh"), CNY)
    assert "E07, C03" in told[1]
    settled = Entry("office", 1, 0, "trainee", c.SettleOrder("k1", "till-2-0320", "resend"), 0)
    assert "till-2-0320" in step_words(Step(settled, 1, False), Side((), (), 0), Words("zh"), CNY)


@pytest.mark.parametrize(
    ("lang", "told"),
    [("en", "Nothing in the inbox waited to be dealt with."), ("zh", "待办里没有可以受理的事项。")],
)
def test_what_was_asked_for_at_an_empty_inbox_is_told_without_a_name(lang: Lang, told: str) -> None:
    asked = Entry("office", 1, 0, "trainee", c.TakeUp(""), 0)
    answer = Entry("office", 2, 0, "office", Refused("take_up", "refused.no_such_matter", {"matter": ""}), 1)
    side = Side((asked, answer), tuple(steps((asked, answer), 0)), 0)
    assert told in step_words(side.steps[0], side, Words(lang), CNY)
