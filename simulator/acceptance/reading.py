"""Cases that the customer's own people wrote in a spreadsheet, read as any other list is: a table of columns.

Where the file also says what came of each case, that is taken as a trial, once it is said on which system.
"""

from collections.abc import Iterator
from typing import NamedTuple

from grading.acceptance.cases import plainly
from grading.acceptance.model import Case, Outcome
from simulator.importing.known import Known, plain
from simulator.importing.layout import Bad, Column, Kind, Sort, Value
from simulator.importing.preview import Preview, preview
from simulator.importing.sheets import Cell
from simulator.importing.values import TEXT, legible
from simulator.kernel.texts import Text

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
    found = OUTCOMES.get(plain(legible(cell)))
    if found is None:
        raise Bad("importing.one_of", known=Text("passed, failed, blocked", "通过、不通过、阻塞"))
    return found


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


def read(data: bytes) -> Preview:
    """The file as a preview, with everything that is wrong with it. Raises `Unreadable`."""
    return preview(data, CASES)


def written(found: Preview, by: str, store: str, added: str) -> Iterator[Written]:
    """The cases of a file that can be taken."""
    for record in found.records():
        text = {column.id: str(record[column.id]) for column in CASES.columns}
        steps = "\n".join(part for part in (text["before"], text["steps"]) if part)
        case = Case(
            text["id"], plainly(" ".join(text["title"].split())), plainly(steps), plainly(text["expected"]), by=by,
            tester=text["tester"], store=store, added=added,
        )  # fmt: skip
        outcome = OUTCOMES.get(plain(text["outcome"]))
        yield Written(case, outcome, text["note"])
