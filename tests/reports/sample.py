"""A report with a block of every sort: what formats are tried on."""

from grading.reports.model import (
    Bar,
    Bars,
    Column,
    Figure,
    Heading,
    Heat,
    HeatLine,
    KeyFigure,
    KeyFigures,
    Lines,
    Manifest,
    Paragraph,
    Party,
    Points,
    Report,
    Row,
    Rows,
    Series,
    Signs,
    State,
    Table,
    Verdict,
)
from simulator.kernel.texts import Text


def text(en: str, zh: str) -> Text:
    return Text(en, zh)


GATES = Table(
    "gates",
    text("Gates", "准入条件"),
    (
        Column("gate", text("Gate", "条件"), wide=3),
        Column("value", text("Result", "结果"), "figure", 2),
        Column("state", text("State", "状态"), "state"),
        Column("latest", text("Latest evidence", "最近证据"), "date"),
    ),
    (
        (text("Operations correct", "操作正确率"),
         Figure("share", (57, 60), 60, origins=("sandbox",), rests_on=("run:3f9c21aa07",)),
         State("good", text("met", "达标")), "2026-11-20"),
        (text("Response <time> & more", "响应时间 <均值>"), Figure("seconds", (9, 4), 3, 100, ("customer",), up=True),
         State("bad", text("not met", "未达标")), None),
    ),
)  # fmt: skip
EVERY_KIND = Table(
    "people",
    text("People", "人员"),
    (
        Column("person", text("Person", "人员"), "person", 2),
        Column("drills", text("Drills", "演练"), "count"),
        Column("right", text("Right", "正确率"), "share"),
        Column("grade", text("Grade", "等级"), "grade"),
        Column("off", text("Over/short", "长短款"), "money"),
        Column("took", text("Time", "用时"), "duration"),
        Column("score", text("Score", "评分"), "number"),
        Column("head", text("Head", "链头"), "hash", 2),
    ),
    (
        ("王芳", 12, (95, 100), 4, -1250, 190_000, (9, 2), "ab" * 32),
        ("=1+1", 1, None, None, 0, 0, (1, 3), "cd" * 32),
    ),
)


def manifest(rows: int = 2) -> Manifest:
    """Made while it is read."""

    def made() -> list[Row]:
        return [(f"run-{n:06d}", "holiday-rush", n, "ef" * 32) for n in range(rows)]

    columns = (
        Column("run", text("Session", "场次")), Column("drill", text("Drill", "演练")),
        Column("seed", text("Seed", "种子"), "count"), Column("head", text("Head", "链头"), "hash", 4),
    )  # fmt: skip
    table = Table("sources", text("Evidence", "证据清单"), columns, Rows(rows, made), small=True)
    return Manifest("manifest", "12" * 32, table)


def sample(rows: int = 2) -> Report:
    percent = (text("Operations correct", "操作正确率"), text("Stock accurate", "库存准确率"))
    blocks = (
        Verdict("conclusion", "warn", text("READY WITH RISKS", "带风险可开业"),
                text("9 of 13 met", "13 项中 9 项达标")),
        KeyFigures("key", (
            KeyFigure("able", text("Can work", "可上岗"), Figure("share", (3, 4), 4, origins=("sandbox",))),
            KeyFigure("drills", text("Drills", "演练场次"), Figure("count", 48), text("since Monday", "周一以来")),
            KeyFigure("opening", text("Opening", "开业日"), Figure("date", "2026-12-20")),
        )),
        Points("people_points", (
            State("good", text("Wang Fang · cashier", "王芳 · 收银员")),
            State("bad", text("Li Lei lacks power-outage", "李雷 尚缺 断电应急")),
        )),
        Heading("gates_heading", text("Gates", "准入条件"), page=True),
        Paragraph(text("Every gate has an owner.", "每项条件均有责任方。"), "soft"),
        GATES,
        Bars("gate_bars", text("Gates in figures", "条件指标"), "share", (
            Bar(percent[0], (57, 60), (19, 20), "good", 60), Bar(percent[1], (1, 2), (199, 200), "bad", 8),
            Bar(text("Nothing yet", "暂无"), None, (1, 2)),
        )),
        Lines("over_time", text("Grades over time", "等级走势"), "number", (
            Series(text("Accuracy", "录入准确"), (("2026-11-01", (2, 1)), ("2026-11-09", (3, 1)),
                                                           ("2026-11-20", (4, 1)))),
            Series(text("Cash", "现金管理"), (("2026-11-03", (3, 1)), ("2026-11-20", (5, 1)))),
        ), (1, 1), (5, 1), (3, 1)),
        Heat("heat", text("Cashiers", "收银员"), percent, (
            HeatLine("王芳", (4, None), State("good", text("until 2027-05-01", "有效期至 2027-05-01"))),
            HeatLine("Li Lei", (1, 5)),
        ), text("– not observed", "– 未观察到")),
        EVERY_KIND,
        Signs("signs", text("Both parties agree.", "双方确认以上内容。"),
              (Party(text("Customer", "甲方")), Party(text("Supplier", "乙方"))),
              (text("Name", "姓名"), text("Signature and seal", "签字盖章"), text("Day", "日期"))),
        manifest(rows),
    )  # fmt: skip
    return Report(
        "sample", text("Sample", "样例报告"), text("Station Road", "站前路店"), "2026-11-26",
        ("2026-11-01", "2026-11-26"),
        "2026-11-26T10:00:00+08:00", text("Training data", "培训数据"), "CNY", {"kind": "sample"}, blocks,
    )  # fmt: skip
