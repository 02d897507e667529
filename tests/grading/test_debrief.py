"""What a debrief puts first, marks and proposes; and the page it becomes."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from grading.debrief import LANDMARKS, Debrief, debrief
from grading.grade import grade
from grading.reports.debrief_html import TRAINING, TRAINING_LINE, debrief_html
from grading.result import Condition, Expected, Result
from grading.wording import Wording, word
from scenarios.reasons import HOURS, TILLS
from scenarios.specs.conditions import Where
from scenarios.specs.rubric import Check, Expectation, Pace
from scenarios.vocabulary import VALUES, fields, values
from simulator.kernel import facts, stimuli
from simulator.kernel.entries import EVENTS, Entry
from simulator.kernel.events import Event
from simulator.kernel.texts import Lang, Text
from tests.grading.journals import (
    ENDED,
    arrived,
    at,
    change,
    completed,
    journal,
    opened,
    rubric,
    rule,
    stepped_up,
    visit,
)
from tests.grading.test_grade import CHANGE_RIGHT, GREETED, SHORT, SLIP, UNASKED
from tests.grading.words import FOLDERS, catalogue, translate

SLIPS = rule(Check("count", at("slip_entered"), other=at("slip_written")), name="slips", competency="outages")
ONCE = rule(Check("twice", at("visit_ended"), same="customer"), name="once", competency="outages")
REPORTED = rule(
    Check("followed", at("incident_reported"), trigger=at("power_failed"), within=120_000),
    name="reported",
    competency="outages",
)
ALL = rubric([CHANGE_RIGHT, SHORT, GREETED, UNASKED, SLIPS, ONCE, REPORTED], pace=Pace())
EVENTFUL: list[Event] = [
    opened(),
    arrived(),
    stepped_up(),
    completed(),
    change(1330),
    change(1331),
    visit(off=-1800, unpaid=("<g>",)),
    stimuli.PowerFailed(),
    SLIP,
    visit(),
    ENDED,
]
RUN = journal(*EVENTFUL, step=20_000)
LANGS: tuple[Lang, ...] = ("en", "zh")


def lesson_of(entries: list[Entry], expectations: list[Expectation]) -> Debrief:
    return debrief(grade(entries, rubric(expectations)), entries)


def test_lessons_begin_with_critical_errors_then_the_weakest_then_the_most_missed() -> None:
    result = grade(RUN, ALL)
    lessons = debrief(result, RUN).lessons
    assert [lesson.behaviour for lesson in lessons[:2]] == ["change_settled", "unasked"]
    assert [lesson.critical for lesson in lessons] == sorted((lesson.critical for lesson in lessons), reverse=True)
    rest = [(lesson.grade or 0, -lesson.missed) for lesson in lessons if not lesson.critical]
    assert rest == sorted(rest)
    assert {lesson.behaviour for lesson in lessons} == {
        behaviour.id for c in result.competencies for behaviour in c.behaviours if behaviour.missed
    }


def test_what_is_forbidden_is_said_as_that() -> None:
    lesson = next(lesson for lesson in debrief(grade(RUN, ALL)).lessons if lesson.behaviour == "unasked")
    assert Wording(translate("en"), "en").rule(lesson.says, lesson.forbid) == "Must not happen: A rule"


def test_a_lesson_shows_its_critical_moment_first() -> None:
    entries = journal(opened(), visit("a", off=-50), visit("b", off=-1200), ENDED)
    (lesson,) = lesson_of(entries, [SHORT]).lessons
    assert [(moment.seq, moment.critical) for moment in lesson.moments] == [(3, True), (2, False)]


def test_the_timeline_has_landmarks_and_the_gravest_tone_of_each_moment() -> None:
    made = debrief(grade(RUN, ALL), RUN)
    tones = {mark.seq: mark.tone for mark in made.timeline}
    assert tones[3] == "neutral"
    assert (tones[5], tones[7], tones[9]) == ("bad", "critical", "critical")
    assert [mark.at for mark in made.timeline] == sorted(mark.at for mark in made.timeline)
    assert next(mark for mark in made.timeline if mark.seq == 7).rules == ("change_settled", "greeted")
    assert made.people == {"zhang": Text("Zhang", "张")}


def test_without_entries_only_judged_moments_are_marked() -> None:
    made = debrief(grade(RUN, ALL))
    assert {mark.seq for mark in made.timeline} == {5, 6, 7, 9, 10, 11}
    assert made.people == {}


def test_landmarks_are_events() -> None:
    assert set(EVENTS) >= LANDMARKS


@pytest.mark.parametrize(
    ("entries", "kinds"),
    [
        (journal(opened(), change(3130), ENDED), ["course"]),
        (journal(opened(), change(1), ENDED), ["moments", "competency", "other_seed"]),
        (journal(opened(), change(3130), facts.RunEnded("quit")), ["finish", "other_seed"]),
    ],
)
def test_what_to_practise_next(entries: list[Entry], kinds: list[str]) -> None:
    assert [practice.kind for practice in lesson_of(entries, [CHANGE_RIGHT]).practise] == kinds


@pytest.mark.parametrize(
    ("entries", "unjudged"),
    [
        (journal(opened(), visit(reason="gave_up"), visit("li", reason="gave_up"), ENDED), "nobody_served"),
        (journal(opened(), visit(), facts.RunEnded("quit")), "cut_short"),
        (journal(opened(), visit(), ENDED), ""),
        (journal(opened(), visit(reason="gave_up"), change(1), ENDED), ""),
    ],
    ids=["nobody served", "quit", "finished", "something was missed"],
)
def test_a_run_without_much_to_judge_is_not_praised(entries: list[Entry], unjudged: str) -> None:
    assert lesson_of(entries, [CHANGE_RIGHT]).unjudged == unjudged


DESK = facts.DeskOpened("office", "m01", Text("Zhou", "周"), "2026-12-26T11:00")


@pytest.mark.parametrize(
    ("entries", "unjudged"),
    [
        (journal(opened(), DESK, ENDED), "nothing_done"),
        (journal(opened(), DESK, change(3130), facts.RunEnded("quit")), "cut_short"),
        (journal(opened(), DESK, change(3130), ENDED), ""),
    ],
    ids=["nothing done", "quit", "finished"],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_where_nobody_is_served_a_run_is_judged_by_what_was_done(
    entries: list[Entry], unjudged: str, lang: Lang
) -> None:
    result = grade(entries, rubric([CHANGE_RIGHT]))
    told = debrief(result, entries)
    assert (told.unjudged, told.lost) == (unjudged, 0)
    said = translate(lang)(f"debrief.unjudged_{unjudged}" if unjudged else "debrief.nothing_missed")
    assert said in debrief_html(result, told, lang=lang, t=translate(lang), names={}, title=Text("Desk", "办公"))


# --- words -----------------------------------------------------------------------------------------------------------


def test_both_catalogues_have_the_same_ids_and_parameters() -> None:
    en, zh = catalogue("en"), catalogue("zh")
    assert list(en) == list(zh)
    for name, words in en.items():
        assert words
        assert zh[name]
        assert set(re.findall(r"{(\w+)}", words)) == set(re.findall(r"{(\w+)}", zh[name])), name


@pytest.mark.parametrize("lang", LANGS)
def test_every_event_field_and_word_of_the_vocabulary_has_a_name(lang: Lang) -> None:
    known = catalogue(lang)
    wanted = {f"debrief.event_{event}" for event in EVENTS}
    wanted |= {f"debrief.field_{field.replace('.', '_')}" for event in EVENTS for field in fields(event)}
    wanted |= {
        word(field, value) for field, words in VALUES.items() for value in words if value not in {*HOURS, *TILLS}
    }
    assert wanted - set(known) == set()


@pytest.mark.parametrize("unjudged", ["nobody_served", "exam"])
def test_one_who_left_is_one_customer_and_none_is_not_left_over(unjudged: str) -> None:
    """*0 customers left* was read as nobody remaining."""
    t = translate("en")
    assert "(0 customers went away unserved)" in t(f"debrief.unjudged_{unjudged}", lost=0)
    assert "(1 customer went away unserved)" in t(f"debrief.unjudged_{unjudged}", lost=1)
    assert "(2 customers went away unserved)" in t(f"debrief.unjudged_{unjudged}", lost=2)


def said(expectation: Expectation, events: list[Event], lang: Lang = "en", step: int = 1000) -> tuple[str, str]:
    """(expected, came) of the last judged moment."""
    result = grade(journal(*events, step=step), rubric([expectation]))
    evidence = result.competencies[0].behaviours[0].evidence[-1]
    words = Wording(translate(lang), lang)
    return words.expected(evidence.expected), words.came(evidence)


@pytest.mark.parametrize(
    ("lang", "name"), [("en", "report printed (kind of report: X)"), ("zh", "报表已打印（报表种类为 X）")]
)
def test_the_kind_of_a_report_is_no_means_of_payment(lang: Lang, name: str) -> None:
    asked = Expected("report_issued", "later", (Condition("kind", "is", "x", met=False),), 180_000)
    assert Wording(translate(lang), lang).moment(asked) == name


@pytest.mark.parametrize(
    ("lang", "order", "told"),
    [
        ("en", "x_report", "duty manager gave an order (order: print an X report)"),
        ("en", "wait", "duty manager gave an order (order: wait)"),
        ("zh", "x_report", "值班经理下达指令（指令为打印 X报表）"),
        ("zh", "stop", "值班经理下达指令（指令为停止收银）"),
    ],
)
def test_what_the_duty_manager_orders_is_no_decision(lang: Lang, order: str, told: str) -> None:
    """An X report is asked for; in an outage to wait is decided, and ordered as well."""
    asked = Expected("supervisor_ordered", "later", (Condition("order", "is", order, met=False),))
    assert Wording(translate(lang), lang).moment(asked) == told


@pytest.mark.parametrize("lang", LANGS)
def test_a_means_of_payment_is_said_only_where_something_is_paid(lang: Lang) -> None:
    words = Wording(translate(lang), lang)
    kinds = {event: set(values(event, "kind")) for event in EVENTS if "kind" in fields(event)}
    paid = {event for event in kinds if words.field("kind", event) == words.t("debrief.field_kind")}
    assert paid == {event for event, known in kinds.items() if known & {"cash", "gift"}}


OFF = rule(Check("every", at("change_given", Where("so_far", "off_at_most", 50, other="due"))))
ANSWERED = rule(Check("every", at("question_answered", Where("sound", "is", True))))


TURNED_AWAY = rule(Check("never", at("refused", Where("reason", "is", "refused.label_mismatch"))), forbid=True)


def test_a_refusal_is_told_in_words_and_not_by_its_id() -> None:
    expected, came = said(TURNED_AWAY, [facts.Refused("scan", "refused.label_mismatch", {"weight": "0.5"})])
    for told in (expected, came):
        assert "The label does not fit: … kg" in told
        assert "refused.label" not in told


def answer_of(
    measure: str, choices: tuple[str, str] = ("", ""), figures: tuple[int, int] = (0, 0)
) -> facts.QuestionAnswered:
    """A wrong answer: what was said, and what is right."""
    return facts.QuestionAnswered("reports", "q1", measure, *figures, *choices, False, 0, 1000)


SAID: list[tuple[Expectation, list[Event], tuple[str, str]]] = [
    (CHANGE_RIGHT, [change(1330)],
     ("change given so far equals change due: ¥31.30", "change given so far: ¥13.30, change due: ¥31.30")),
    (OFF, [change(1330)],
     ("change given so far at most ¥0.50 off change due: ¥31.30", "change given so far: ¥13.30, change due: ¥31.30")),
    (GREETED, [visit()], ("before this: said (words: a greeting)", "this step was not done")),
    (UNASKED, [SLIP], ("never: slip written", "slip written")),
    (SLIPS, [SLIP], ("slip entered: as many as slip written, 1", "0 in all")),
    (ONCE, [visit(), visit()], ("only once: customer's visit ended", "again, 1 s after the first")),
    (REPORTED, [stimuli.PowerFailed(), *[change(1)] * 199, facts.IncidentReported("power", "idle", 1)],
     ("after this: incident reported, within 2:00", "3:20 after")),
    (ANSWERED, [answer_of("margin_share", figures=(231, 215))],
     ("the answer is right",
      "what was asked: margin, figure given: 23.1 %, right figure: 21.5 %, the answer is not right")),
    (ANSWERED, [answer_of("why_change", ("fewer_baskets", "smaller_baskets"))],
     ("the answer is right",
      "what was asked: why turnover fell, choice: fewer baskets, right choice: smaller baskets, "
      "the answer is not right")),
]  # fmt: skip


@pytest.mark.parametrize(("expectation", "events", "words"), SAID)
def test_evidence_reads_as_a_sentence(expectation: Expectation, events: list[Event], words: tuple[str, str]) -> None:
    assert said(expectation, events) == words


def test_evidence_reads_in_chinese() -> None:
    assert said(CHANGE_RIGHT, [change(1330)], "zh") == (
        "已找零等于应找零 ¥31.30",
        "已找零\N{FULLWIDTH COLON}¥13.30\N{FULLWIDTH COMMA}应找零\N{FULLWIDTH COLON}¥31.30",
    )


# --- the page --------------------------------------------------------------------------------------------------------

NAMES = {"cash": Text("Tender <and> cash", "收款与现金")}
VOID = {"meta", "br", "hr", "img", "input", "link"}


class Reader(HTMLParser):
    """Checks that every element is closed, and collects what a page would load and say."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loads: list[tuple[str, str]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loads += [(tag, name) for name, _ in attrs if name in ("src", "href", "srcset", "data", "action")]
        if tag in ("script", "link", "iframe", "object", "embed", "img"):
            self.loads.append((tag, ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        return

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)


def page(lang: Lang, result: Result | None = None, who: str = "王芳 <b>") -> str:
    graded = result or grade(RUN, ALL, head="0123abcd" * 8)
    return debrief_html(
        graded,
        debrief(graded, RUN),
        lang=lang,
        t=translate(lang),
        names=NAMES,
        title=Text("Holiday & rush", "节假日高峰"),
        who=who,
    )


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_is_well_formed_and_loads_nothing(lang: Lang) -> None:
    html = page(lang)
    reader = read(html)
    assert reader.open == []
    assert reader.loads == []
    assert not re.search(r"url\(|@import|https?://", html)
    for svg in re.findall(r"<svg.*?</svg>", html, re.DOTALL):
        ElementTree.fromstring(svg)


@pytest.mark.parametrize(("lang", "said"), [("en", "Nobody was served"), ("zh", "2 位顾客离开")])
def test_a_page_of_a_run_in_which_nobody_was_served_praises_nothing(lang: Lang, said: str) -> None:
    run = journal(opened(), visit(reason="gave_up"), visit("li", reason="gave_up"), ENDED)
    graded = grade(run, rubric([CHANGE_RIGHT]))
    html = debrief_html(
        graded, debrief(graded, run), lang=lang, t=translate(lang), names=NAMES, title=Text("A", "甲"), who="王芳"
    )
    assert said in html
    assert translate(lang)("debrief.nothing_missed") not in html


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_says_training_at_the_head_and_foot_of_every_page(lang: Lang) -> None:
    html = page(lang)
    for part in ("thead", "tfoot"):
        block = html.split(f"<{part}>")[1].split(f"</{part}>")[0]
        assert TRAINING in block
        assert TRAINING_LINE in block
    assert ".sheet > thead { display: table-header-group; }" in html


@pytest.mark.parametrize("lang", LANGS)
def test_no_id_is_shown_and_all_content_is_escaped(lang: Lang) -> None:
    html = page(lang)
    text = " ".join(read(html).text)
    assert "debrief." not in text
    assert "王芳 <b>" in text
    assert "<b>" not in html.split("</style>")[1]
    assert ("Tender <and> cash" if lang == "en" else "收款与现金") in text


def test_the_page_holds_the_run_and_its_evidence() -> None:
    text = " ".join(read(page("en")).text)
    for part in (
        "Holiday & rush",
        "0123abcd" * 8,
        "abc",
        "first-sale, version 1",
        "1:20 till 1 #5",
        "¥13.30",
        "N/O",
        "Zhang",
    ):
        assert part in text, part


def test_the_verdict_is_said_in_a_line_with_its_cause_before_what_to_try_again() -> None:
    text = " ".join(read(page("en")).text)
    assert 0 < text.index("not passed: a critical error cannot be made up for (") < text.index("Try this moment again")


@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_run_still_makes_a_page(lang: Lang) -> None:
    empty = grade([], rubric([]))
    html = debrief_html(empty, debrief(empty), lang=lang, t=translate(lang), names={}, title=Text("None", "无"))
    assert read(html).open == []


def test_the_same_result_makes_the_same_page() -> None:
    assert page("zh") == page("zh")
    assert FOLDERS.keys() == set(LANGS)


@pytest.mark.parametrize(("lang", "almost"), [("en", "almost all"), ("zh", "几乎全部")])
def test_one_of_one_is_all_of_them(lang: Lang, almost: str) -> None:
    entries = journal(opened(), change(3130), ENDED)
    result = grade(entries, rubric([CHANGE_RIGHT]))
    html = debrief_html(result, debrief(result, entries), lang=lang, t=translate(lang), names=NAMES, title=Text())
    assert almost not in html
    assert translate(lang)("debrief.many_all") in html


@pytest.mark.parametrize(("lang", "said"), [("en", "nobody"), ("zh", "没有人")])
def test_where_no_customer_stood_it_is_nobody_and_not_nothing(lang: Lang, said: str) -> None:
    words = Wording(translate(lang), lang)
    assert words.value("sale_resumed", "at_counter", "") == said
    assert words.value("item_rung_up", "member", "") == translate(lang)("debrief.nothing")
