"""What an operation on a manager's desk was refused for names the matter as the inbox does, in both languages."""

import pytest

from grading.debrief import debrief
from grading.grade import grade
from grading.matters import Matter, filled, matters
from grading.noticing import sentence
from grading.wording import Wording
from simulator.drill.lessons.following import Side, steps
from simulator.drill.lessons.wording import step_words
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.desk import Point, Sheet, StaffCard
from simulator.kernel.events import Event
from simulator.kernel.money import CNY
from simulator.kernel.texts import Lang, Text
from simulator.locale import Words
from tests.grading.journals import journal, rubric

LIN, QIAN = Text("Xiao Lin", "小林"), Text("Area manager Qian", "区域经理钱总")
OPENED = f.DeskOpened(
    "office", "m01", QIAN,
    points=(Point("p1", "safe", Sheet("site")), Point("p2", "till_drawer", Sheet("site"), "till-2")),
    staff=(StaffCard("c02", LIN),),
)  # fmt: skip
CAME: list[tuple[Event, str, str, str]] = [
    (
        s.RequestCame("m3", "override_price", "c02", LIN, "till-2", 290),
        "m3",
        "Xiao Lin · Override price",
        "小林 · 改价",
    ),
    (s.PinTroubleCame("t1", "forgotten", "c02", LIN), "t1", "Xiao Lin · Forgotten", "小林 · "),
    (s.TroubleReported("m7", "device_dead", "printer", LIN), "m7", "Xiao Lin · A device is dead", "小林 · 设备无反应"),
    (s.ReportsLaid("m1", QIAN, Text(), (), ()), "m1", "Area manager Qian · Reports", "区域经理钱总 · "),
    (s.IncidentCame("i1", QIAN, Text(), ()), "i1", "Area manager Qian · An incident", "区域经理钱总 · "),
    (OPENED, "p1", "Safe", "保险柜"),
    (OPENED, "p2", "Till drawer · till 2", "钱箱 · 2号台"),
    (OPENED, "c02", "Xiao Lin", "小林"),
    (OPENED, "till-3", "till 3", "3号台"),
]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("came", "id", "en", "zh"), CAME)
def test_a_refusal_names_its_matter(came: Event, id: str, en: str, zh: str, lang: Lang) -> None:
    refused = f.Refused("take_up", "refused.matter_done", {"matter": id})
    entries = journal(came, c.TakeUp(id), refused)
    told = debrief(grade(entries, rubric([])), entries)
    say = Wording(Words(lang), lang)
    name = en if lang == "en" else zh
    (notice,) = told.noticed
    assert name in sentence(notice, say)
    mark = next(mark for mark in told.timeline if mark.why)
    assert say.refusal(mark.why, mark.given).startswith(name)
    for shown in (sentence(notice, say), say.refusal(mark.why, mark.given)):
        assert not {id, "till-2"} & set(shown.replace("。", " ").split())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_side_by_side_names_it_too(lang: Lang) -> None:
    entries = journal(CAME[0][0], c.TakeUp("m3"), f.Refused("take_up", "refused.matter_done", {"matter": "m3"}))
    entries[2] = type(entries[2])("till-1", 3, 2000, "till", entries[2].what, 2)
    side = Side(entries, tuple(steps(entries, 0)), 2000)
    told = step_words(side.steps[0], side, Words(lang), CNY)
    assert CAME[0][2 if lang == "en" else 3] in told
    assert "m3" not in told


def test_what_has_no_name_stays_as_it_is() -> None:
    known = matters(journal(OPENED))
    assert filled({"matter": "m9"}, known) == {"matter": "m9"}
    assert filled({"receipt": "R1"}, known) == {"receipt": "R1"}
    assert filled({"matter": ""}, known) == {"matter": ""}
    assert known["c02"] == Matter(LIN)
