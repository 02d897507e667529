"""Papers at the manager's desk as a hand turns them, and what it is asked to decide over them."""

import pytest

from simulator.drill.desk import incident_papers
from simulator.drill.desk.conduct import conduct, week
from simulator.kernel import commands as c
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.papers import Paper
from simulator.kernel.promotions import Goods, Nth, When
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.screens.desk.picking import PickMany
from simulator.screens.station.dialogs import Choose
from tests.screens.desk import text_of
from tests.screens.office import LIN, DeskApp, DeskDrill, settle
from tests.screens.test_office import NARROW, WIDE, press

DRAWS = Draws(1, "x")
HE, LUO = Text("He Jing", "何静"), Text("Supervisor Luo", "收银主管罗姐")


@pytest.fixture
def drill() -> DeskDrill:
    return DeskDrill()


def incident(id: str, name: Text, severity: str, cause: str) -> s.IncidentCame:
    return s.IncidentCame(
        id, name, Text("Look!", "快看！"), incident_papers.at_first(severity, cause, DRAWS), ("it_hotline",)
    )


async def test_on_a_paper_digits_and_arrows_go_to_its_neighbours(drill: DeskDrill) -> None:
    drill.hear(incident("i1", HE, "all_tills", "update"))
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        desk = await press(pilot, "enter", "1")
        assert "till 1" in text_of(desk, "page").lower(), "a till has the name that people call it by"
        assert "← 1/4 →" in text_of(desk, "page")
        for key, paper in (("3", "monitor"), ("right", "change_log"), ("left", "monitor"), ("2", "emergency_plan")):
            desk = await press(pilot, key)
            assert desk.subject.id == f"i1|{paper}", key
        await press(pilot, "right", "right", "right")
        assert desk.subject.id == "i1|change_log", "behind the last one there is none"


async def test_what_lies_before_one_is_marked_and_what_is_done_names_the_next_step(drill: DeskDrill) -> None:
    drill.hear(incident("i1", HE, "all_tills", "update"), incident("i2", LUO, "cosmetic", "wrong_setting"))
    async with DeskApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "space", "tab", "tab")
        desk = pilot.app.screen
        desk.take(("matter", "i1"))  # type: ignore[attr-defined]  # a click on what was taken up before
        desk = await press(pilot)
        assert "●He Jing" in text_of(desk, "inbox")
        assert text_of(desk, "inbox").count("●") == 1
        desk = await press(pilot, "f8", "1")
        assert drill.last(c.ClassifyIncident) == c.ClassifyIncident("i1", "all_tills")
        assert "next: F7 Call" in text_of(desk, "message")
        desk = await press(pilot, "f7", "1")
        assert "Nobody answers: the IT hotline" in text_of(desk, "message")
        told = Text("There are two ways out now.", "现在有两个处理办法。")
        drill.hear(s.IncidentNews("i1", told, ()))
        desk = await press(pilot)
        assert told.en in text_of(desk, "message")


def odd(finding: str, person: str) -> s.CaseOpened:
    amount, papers = conduct(finding, week({person: finding}, ("c02", "c03"), DRAWS), DRAWS)
    people = (("c02", LIN), ("c03", HE))
    return s.CaseOpened(person, "exceptions", LUO, Text("Again!", "又是！"), "", amount, papers, people, person)


async def test_rows_offered_as_evidence_say_what_proves_it(drill: DeskDrill) -> None:
    case = odd("discounts_to_a_friend", "c03")
    drill.hear(case)
    deeds = next(paper for paper in case.papers if paper.kind == "exceptions")
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        desk = await press(pilot)
        assert "He Jing" in text_of(desk, "inbox"), "whose matter it is"
        await press(pilot, "enter", "2", "f8", "3", "2")
        dialog = pilot.app.screen
        assert isinstance(dialog, PickMany)
        for record in deeds.records():
            assert str(record["card"]) in text_of(dialog, "rows")  # type: ignore[arg-type]  # any screen


async def test_whose_post_explains_it_is_not_asked_a_culprit(drill: DeskDrill) -> None:
    drill.hear(odd("returns_desk", "c02"))
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "2", "f8")
        assert isinstance(pilot.app.screen, Choose)
        await press(pilot, "4")
        assert drill.last(c.ConcludeCase) == c.ConcludeCase("c02", "returns_desk", "", ())


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_a_trial_stands_beside_what_it_is_measured_against(drill: DeskDrill, lang: str) -> None:
    words = Words("en" if lang == "en" else "zh")
    when = When("2027-01-08T00:00", "2027-01-18T00:00")
    goods = Goods(skus=("milk",))
    running = Nth("second", Text("Second half", "第二件半价"), goods, When(), nth=2, off=50_000)
    draft = Nth("third", Text("Third milk", "第三件四折"), goods, when, nth=3, off=60_000)
    frame = Paper("campaign", (("2027-01-08 00:00", "2027-01-18 00:00", 1000, 180),))
    drill.hear(
        s.DraftCame(
            "d1", LUO, Text("Please.", "麻烦。"), (frame,), (draft,), (running,), ((("milk", 3),),), {"milk": 900}
        )
    )
    async with DeskApp(drill, words.lang).run_test(size=NARROW) as pilot:
        await settle(pilot)
        desk = await press(pilot, "enter", "1", "escape", "f8")
        shown = text_of(desk, "page")
        assert running.name[words.lang] in shown, "with whom it clashes"
        assert "10.00" in shown, "the budget"
        assert "18.0 %" in shown, "the least margin"
        assert "clash_" not in shown
        desk = await press(pilot, "f7", "3", "9", "enter")
        assert drill.last(c.ChangeDraft) == c.ChangeDraft("d1", "priority", 9)
        assert words("action.try_draft") in text_of(desk, "message"), "a change is tried"
        desk = await press(pilot, "f8")
        assert words("desk.no_problem") in text_of(desk, "page")
        desk = await press(pilot, "f6", "f20")
        log = text_of(desk, "page")
        assert draft.name[words.lang] in log
        assert "hird" not in log.replace(draft.name[words.lang], ""), "ids are of no use to a reader"
