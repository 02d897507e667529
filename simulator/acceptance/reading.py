"""Cases that the customer's own people wrote in a spreadsheet, read as any other list is: a table of columns.

Where the file also says what came of each case, that is taken as a trial, once it is said on which system: by the row
(as in a list that we wrote ourselves) or for the whole file. A list of ours that was filled in comes back as it went:
its cases stay what they are, in both languages and drawn from their drill, and what it said already is no new result.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from grading.acceptance.cases import Tried, plainly
from grading.acceptance.model import Case, Outcome, Trial
from simulator.importing.known import Known, plain
from simulator.importing.layout import Bad, Column, Kind, Sort, Value
from simulator.importing.preview import Preview, preview
from simulator.importing.sheets import Cell
from simulator.importing.values import TEXT, legible, unguarded
from simulator.kernel.texts import Text
from simulator.locale import Words

LONGEST = 4_000
"""Characters that steps may have."""
LONGEST_NUMBER = 40

WORDS: dict[Outcome, tuple[str, ...]] = {
    "passed": ("passed", "pass", "ok", "通过", "合格", "成功", "是"),
    "failed": ("failed", "fail", "not ok", "不通过", "未通过", "失败", "不合格", "否"),
    "blocked": ("blocked", "阻塞", "受阻", "无法测试", "未能执行"),
}
OUTCOMES: dict[str, Outcome] = {plain(word): outcome for outcome, words in WORDS.items() for word in words}
"""What people write into a column of results."""


UNTRIED = {
    plain(word)
    for word in ("not tried", "untried", "not tested", "not run", "open", "未测试", "未测", "待测试", "待测", "未执行",
                 "待执行", "未开始", "–", "-", "/")
}  # fmt: skip
"""The same, of what nobody has tried yet."""


def _read_long(cell: Cell, known: Known, habit: str) -> Value:
    """A text over several lines, as it was written."""
    if not isinstance(cell, str | int | float) or isinstance(cell, bool):
        raise Bad("importing.no_date_here")
    text = "\n".join(line.rstrip() for line in legible(cell).strip().splitlines())
    if len(text) > LONGEST:
        raise Bad("importing.shorter", most=str(LONGEST))
    return text


def _read_number(cell: Cell, known: Known, habit: str) -> Value:
    text = " ".join(legible(cell).split())
    if len(text) > LONGEST_NUMBER:
        raise Bad("importing.shorter", most=str(LONGEST_NUMBER))
    return text


def _read_outcome(cell: Cell, known: Known, habit: str) -> Value:
    word = plain(legible(cell))
    found = "" if word in UNTRIED else OUTCOMES.get(word)
    if found is None:
        known_words = Text("passed, failed, blocked, not tried", "通过、不通过、阻塞、未测试")
        raise Bad("importing.one_of", known=known_words)
    return found


def _read_said(cell: Cell, known: Known, habit: str) -> Value:
    """Whatever stands there: nothing rests on its form."""
    return " ".join(legible(cell).split())[:LONGEST]


LONG = Sort(_read_long)
CASES = Kind(
    "cases",
    Text("acceptance cases", "验收用例"),
    (
        Column(
            "id", Text("Case", "用例编号"), Sort(_read_number),
            ("编号", "序号", "用例号", "case id", "case no", "no", "id"),
        ),
        Column(
            "title", Text("What is tested", "用例名称"), LONG,
            ("测试项", "测试内容", "用例标题", "名称", "标题", "测试点", "验收项", "name", "test", "test case"),
            required=True,
        ),
        Column(
            "before", Text("Before", "前置条件"), LONG,
            ("前提", "前提条件", "预置条件", "precondition", "preconditions"),
        ),
        Column("steps", Text("Steps", "操作步骤"), LONG, ("步骤", "测试步骤", "执行步骤", "操作", "step")),
        Column(
            "expected", Text("Expected", "预期结果"), LONG,
            ("期望结果", "预期", "验收标准", "通过标准", "expected result", "expected outcome"), required=True,
        ),
        Column("tester", Text("Tester", "测试人"), TEXT, ("测试人员", "执行人", "验收人", "tested by", "who")),
        Column(
            "outcome", Text("Outcome", "测试结果"), Sort(_read_outcome),
            ("结果", "实际结果", "执行结果", "验收结果", "是否通过", "result", "status"),
        ),
        Column("day", Text("Day", "日期"), Sort(_read_said), ("测试日期", "执行日期", "date", "tested on")),
        Column(
            "on", Text("Tried on", "测试环境"), Sort(_read_said),
            ("测试系统", "被测系统", "测试版本", "system", "environment"),
        ),
        Column("note", Text("Note", "备注"), LONG, ("说明", "问题描述", "remark", "remarks", "notes", "comment")),
    ),
    key="title",
    unique=(("id",),),
)  # fmt: skip


class Written(NamedTuple):
    """A row of the file."""

    case: Case
    outcome: Outcome | None
    note: str
    on: str
    """The system that it was tried on; empty where the row does not say."""
    said: str
    """The day that stands there, as it is written."""

    @property
    def day(self) -> str:
        """Of a date with a time, and by slashes, too."""
        return self.said[:10].replace("/", "-")

    def day_of(self, latest: Trial | None, today: str) -> str:
        """When it was tried: as the row says, unless that still is the day of the trial before, or lies ahead."""
        try:
            said = date.fromisoformat(self.day).isoformat()
        except ValueError:
            return today
        return today if said > today or (latest is not None and said == latest.day) else said


def news(row: Written, latest: Trial | None) -> bool:
    """Whether a row says anything that is not known: a list of ours has the latest trial in it."""
    if latest is None:
        return True
    sessions = {_plainly(Words(lang)("uat.session", run=latest.run)) for lang in ("en", "zh")} if latest.run else set()
    if row.on and row.on in sessions:
        return False  # what a session says is recorded by the session
    same = (row.outcome, row.on, row.note) == (latest.outcome, latest.system, latest.note)
    return not (same and row.day in ("", latest.day))


def as_kept(case: Case, there: Tried | None) -> Case:
    """The case with what is known of it and the file does not say otherwise: the other language, its drill."""
    if there is None:
        return case
    old = there.case
    texts = {
        name: before
        for name, before in (("title", old.title), ("steps", old.steps), ("expected", old.expected))
        if _plainly(getattr(case, name).zh) in (_plainly(before.en), _plainly(before.zh))
    }
    known = replace(
        case, **texts, source=old.source, drill=old.drill, expectation=old.expectation,
        tester=case.tester or old.tester, store=case.store or old.store,
    )  # fmt: skip
    return old if replace(known, by=old.by, added=old.added) == old else known


def _plainly(text: str) -> str:
    return " ".join(text.split())


def read(data: bytes) -> Preview:
    """The file as a preview, with everything that is wrong with it. Raises `Unreadable`."""
    return preview(data, CASES)


def written(found: Preview, by: str, store: str, added: str) -> Iterator[Written]:
    """The cases of a file that can be taken."""
    for record in found.records():
        text = {column.id: unguarded(str(record[column.id])) for column in CASES.columns}
        steps = "\n".join(part for part in (text["before"], text["steps"]) if part)
        case = Case(
            text["id"], plainly(" ".join(text["title"].split())), plainly(steps), plainly(text["expected"]), by=by,
            tester=text["tester"], store=store, added=added,
        )  # fmt: skip
        outcome = OUTCOMES.get(plain(text["outcome"]))
        yield Written(case, outcome, text["note"], text["on"], text["day"])
