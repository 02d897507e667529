"""What nobody graded and is still worth a word; of a faultless run there is none."""

import msgspec
import pytest

from grading.debrief import debrief
from grading.grade import grade
from grading.noticing import Notice, noticed, sentence
from grading.practising import no_lessons
from grading.wording import Wording, spaced
from scenarios.specs.conditions import Where
from scenarios.specs.rubric import Check
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Event
from simulator.kernel.texts import Lang, Text
from simulator.locale import Words
from tests.grading.journals import at, completed, journal, rubric, rule, visit

MILK = Text("Milk", "牛奶")


def added(total: int, good: str = "g1", line: int = 1, how: str = "scan") -> f.LineAdded:
    item = f.Line(line, "milk", MILK, "690", 900, 1, 0, 900, 0, 13_000, goods=(good,), how=how)
    return f.LineAdded("s1", item, total)


def told(reply: str = "say_total") -> f.Said:
    return f.Said("zhang", reply)


def paid(total: int) -> Event:
    return msgspec.structs.replace(completed(), sale="s1", customer="zhang", total=total)


OPENED = f.SaleOpened("s1", "zhang")
VOIDED = f.LineVoided("s1", 1, "milk", 900, 0, 1, ("g1",))


def kinds(*events: Event) -> list[tuple[str, int]]:
    return [(notice.kind, notice.moments[0][1]) for notice in noticed(journal(*events))]


@pytest.mark.parametrize(
    ("events", "found"),
    [
        ([OPENED, added(900), told(), paid(900)], []),
        ([OPENED, added(900), told(), added(1800, "g2", 2), told(), paid(1800)], [("total_wrong", 3)]),
        ([OPENED, added(900), told(), added(930, "", 2, "bag"), told(), paid(930)], []),
        ([OPENED, added(900), told(), added(930, "", 2, "bag"), paid(930)], [("total_wrong", 3)]),
        ([OPENED, added(900), VOIDED, added(900), paid(900)], [("void_undone", 3)]),
        ([OPENED, added(900), added(1800, "g1", 2), f.LineVoided("s1", 2, "milk", 900, 900, 1, ("g1",)), paid(900),
          visit()], []),
        ([OPENED, added(900), VOIDED, visit("zhang", unpaid=("g1",))], [("void_unpaid", 3)]),
        ([OPENED, added(900), VOIDED, visit("zhang")], []),
        ([f.Refused("unlock_till", "refused.wrong_pin"), f.Refused("scan", "refused.nobody_waiting")],
         [("pin_wrong", 1)]),
        ([f.Refused("scan", "refused.locked"), f.Refused("scan", "refused.locked")], [("refused", 1)]),
        ([s.CoachStopped("scan", reason="held.charged", given={"good": MILK}), s.CoachStopped("scan", "goods_right"),
          s.CoachStopped("scan", reason="held.charged", given={"good": MILK})], [("held", 1), ("held", 2)]),
    ],
    ids=["told right", "told too early", "a bag asked for later", "never told again", "rung up again",
         "rung up twice, put right", "left with it", "given back", "a wrong PIN", "refused twice is told once",
         "held back for two reasons"],
)  # fmt: skip
def test_what_is_noticed(events: list[Event], found: list[tuple[str, int]]) -> None:
    assert kinds(*events) == found


def test_what_a_rule_missed_at_the_same_moment_is_not_told_twice() -> None:
    entries = journal(OPENED, added(900), VOIDED, added(900), paid(900))
    assert noticed(entries, {("till-1", 3)}) == ()


def test_a_poor_answer_is_told_with_the_question() -> None:
    question = s.CustomerSaid(
        "zhang", "price", Text("How much?", "多少钱？"), (s.Answer("guess", Text("Ten.", "十块吧。")),), ("look",)
    )
    (notice,) = noticed(journal(question, f.Said("zhang", "guess", "price", False)))
    assert (notice.name.zh, notice.answer.zh) == ("多少钱？", "十块吧。")


def test_what_the_coach_held_back_is_practised_until_nothing_is() -> None:
    stopped = s.CoachStopped("close_drawer", "money_taken")
    asked = at("visit_ended", Where("change_off", "is", 0))
    result = grade(journal(stopped, visit()), rubric([rule(Check("every", asked))]))
    told = debrief(result, journal(stopped, visit()))
    assert [one.kind for one in told.noticed] == ["held"]
    assert [(one.kind, one.moments) for one in told.practise][:1] == [("held", (("till-1", 1),))]


@pytest.mark.parametrize(("lang", "praise"), [("en", "went well"), ("zh", "都对")])
def test_a_run_that_was_left_is_not_praised_beside_what_the_coach_held_back(lang: Lang, praise: str) -> None:
    stopped, left = s.CoachStopped("close_drawer", "money_taken"), f.RunEnded("quit")
    asked = rule(Check("every", at("visit_ended", Where("change_off", "is", 0))))
    for events, praised in (((visit(), left), True), ((stopped, visit(), left), False)):
        entries = journal(*events)
        result = grade(entries, rubric([asked]))
        told = debrief(result, entries)
        assert told.unjudged == "cut_short"
        assert (praise in no_lessons(told, result, Words(lang))) is praised


@pytest.mark.parametrize("drill", ["weighed-and-2d", "members-and-points"])
def test_of_a_faultless_run_nothing_is_noticed(drill: str) -> None:
    from tests.screens.played import finished

    assert finished("practice", "perfect", drill)[1].debrief.noticed == ()


NOTICES = [
    (
        Notice("total_wrong", 0, (("till-1", 1),), "zhang", told=900, paid=1800),
        "对张阿姨报的合计是 ¥9.00，最后收的是 ¥18.00。",
    ),
    (Notice("void_unpaid", 0, (("till-1", 1),), "nobody", MILK), "“牛奶”被取消了，顾客却带走了"),
    (Notice("pin_wrong", 0, (("till-1", 1), ("till-1", 2))), "密码输错 2 次。"),
    (
        Notice(
            "held", 0, (("till-1", 1), ("till-1", 2)), reason="held.charged", given={"good": MILK}, operation="scan"
        ),
        "已拦下：牛奶已经录入。请扫下一件。（教练在“扫码”时拦下过 2 次）",
    ),
    (
        Notice(
            "held",
            0,
            (("till-1", 1),),
            name=Text("The till stands open", "离台不锁机"),
            operation="step_away",
            forbid=True,
        ),
        "不得发生：离台不锁机（教练在“离开收银台”时拦下过一次）",
    ),
    (Notice("refused", 0, (("till-1", 1),), reason="refused.not_locked"), "没有受理：当前没有上锁。"),
    (
        Notice("refused", 0, (("office", 1),), reason="refused.no_such_matter", given={"matter": ""}),
        "没有受理：待办里没有可以受理的事项。",
    ),
]


@pytest.mark.parametrize(("notice", "begins"), NOTICES)
def test_a_notice_is_a_sentence(notice: Notice, begins: str) -> None:
    words = Words("zh")
    say = Wording(words, "zh", people={"zhang": Text("Aunt Zhang", "张阿姨")})
    assert sentence(notice, say).startswith(begins)


def test_only_what_is_not_as_it_should_be_is_told_and_nobody_by_an_id() -> None:
    asked = at("visit_ended", Where("change_off", "is", 0), Where("greeted", "is", False))
    served = Check("every", asked, among=(Where("reason", "is", "served"),), same="customer")
    result = grade(journal(visit("auntie_chen", off=-50)), rubric([rule(served)]))
    found = result.competencies[0].behaviours[0].evidence[0]
    assert set(found.came) == {"change_off", "greeted", "reason", "customer"}
    words = Words("zh")
    assert Wording(words, "zh").came(found) == "找零差额：−¥0.50"
    assert Wording(words, "zh").expected(found.expected) == "找零差额为 ¥0.00 且没有问候顾客"
    basket = Check("every", at("sale_resumed", Where("customer", "equals_field", other="at_counter")))
    resumed = f.SaleResumed("s1", "1", "auntie_chen", "zhang")
    found = grade(journal(resumed), rubric([rule(basket)])).competencies[0].behaviours[0].evidence[0]
    people = {"auntie_chen": Text("Auntie Chen", "陈阿姨"), "zhang": Text("Aunt Zhang", "张阿姨")}
    assert Wording(words, "zh", people=people).came(found) == "顾客：陈阿姨，台前顾客：张阿姨"


def test_chinese_has_spaces_at_figures_alone() -> None:
    late = rule(Check("followed", at("incident_reported"), trigger=at("power_failed"), within=2000))
    entries = journal(s.PowerFailed(), f.PaperChanged(), f.PaperChanged(), f.IncidentReported("power", "idle", 1))
    found = grade(entries, rubric([late])).competencies[0].behaviours[0].evidence[0]
    assert Wording(Words("zh"), "zh").came(found) == "过了 3 秒才做"
    assert spaced("3 s after") == "3 s after"


def test_a_share_in_thousandths_is_a_percentage_with_its_limit_in_words() -> None:
    """Nobody thinks in thousandths who counts shelves."""
    asked = rule(Check("every", at("count_posted", Where("wrong_permille", "at_most", 5))))
    posted = journal(f.CountPosted("c1", "floor", (), (), 0, 0, 1, wrong_permille=12))
    found = grade(posted, rubric([asked])).competencies[0].behaviours[0]
    say = Wording(Words("zh"), "zh")
    assert say.came(found.evidence[0]) == "盘错金额占所盘商品成本的比例：1.2 %，即每 1000 元盘错 12 元"
    assert say.expected(found.evidence[0].expected).endswith("的比例不超过 0.5 %，即每 1000 元盘错 5 元")
