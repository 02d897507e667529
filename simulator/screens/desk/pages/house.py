"""The house itself: the checklist of opening and closing, floats and tills at night, and the log of decisions."""

from typing import TYPE_CHECKING

from simulator.screens.desk.pages.drawn import Drawn, pair, told
from simulator.screens.desk.pages.matters import belonging, sheet_lines
from simulator.screens.desk.wording import subject_of, till_name, word
from simulator.screens.station.bars import minutes
from simulator.screens.station.pane import Line, Span
from virtual_devices.layout import wrap

if TYPE_CHECKING:
    from simulator.screens.desk.page import Page
    from simulator.screens.desk.pane import DeskList


CASH = ("safe", "till_drawer")
"""Points at which money is counted."""


def checklist(page: "Page", id: str, width: int) -> Drawn:
    """Each point: look first, then tick it or do something about it."""
    desk, words = page.desk, page.desk.words
    rows: list[Line] = []
    for check in desk.view.checklist:
        hit = ("check", check.matter)
        state = word(words, check.action) if check.action else words("desk.seen" if check.site else "desk.not_looked")
        style = "good" if check.action else "strong" if check.site else ""
        till = f" · {till_name(words, check.till)}" if check.till else ""
        rows.append(
            page.row(hit, f"{'✓' if check.action else '○'} {word(words, check.point)}{till}", state, width, style)
        )
        rows += (
            belonging(hit, sheet_lines(page, check.site, width, money=check.point in CASH))
            if check.site is not None and not check.action
            else []
        )
    foot = words("desk.foot.checklist", settle=desk.key_label("settle_point"))
    return Drawn(words("desk.folder.checklist"), "", (), rows, told(foot, width, "dim"))


def day(page: "Page", id: str, width: int) -> Drawn:
    """In the morning floats and doors, at night tills, differences and the deposit."""
    desk, words, today = page.desk, page.desk.words, page.desk.view.day
    rows: list[Line] = []
    for till, due in today.floats.items():
        handed = today.handed.get(till)
        state = words("desk.not_handed") if handed is None else desk.money(handed)
        if till in today.out_of_use:
            state = words("desk.out_of_use")
        rows.append(
            page.row(
                ("till", till),
                words("desk.float_due", till=till_name(words, till), amount=desk.money(due)),
                state,
                width,
            )
        )
    for end in today.ends:
        hit = ("till", end.till)
        state = words("desk.read" if end.counted is not None else "desk.not_read")
        rows.append(page.row(hit, f"{till_name(words, end.till)} · {end.cashier[words.lang]}", state, width, "strong"))
        if end.counted is not None and end.expected is not None:
            rows.append(pair(words("desk.expected"), desk.money(end.expected), width))
            rows.append(pair(words("desk.counted"), desk.money(end.counted), width))
        rows.append(pair(words("desk.float"), desk.money(end.float), width, "dim"))
        if end.noted is not None:
            rows.append(pair(words("desk.noted"), desk.money(end.noted), width, "warn"))
    night = "desk.closed" if today.closed else "desk.not_closed"
    state = words(night if today.ends else "desk.opened" if today.opened else "desk.doors_shut")
    deposit = (
        [pair(words("desk.deposit"), words("desk.yes" if today.deposited else "desk.no"), width)] if today.ends else []
    )
    return Drawn(words("desk.folder.day"), today.opens, told(state, width, "accent"), rows, deposit)


def log(page: "Page", id: str, width: int) -> Drawn:
    """When, what, and with which word."""
    return Drawn(page.desk.words("desk.folder.log"), "", (), log_lines(page, width))


def log_lines(page: "DeskList", width: int) -> list[Line]:
    desk, words = page.desk, page.desk.words
    lines: list[Line] = []
    for recorded in reversed(desk.view.log):
        what = words(f"debrief.event_{recorded.what}")
        amount = f" {desk.money(recorded.amount)}" if recorded.amount else ""
        for n, line in enumerate(wrap(f"{what}{amount}", max(8, width - 8))):
            lines.append((Span(" " * 7 if n else f" {minutes(recorded.at)} ", "dim"), Span(line)))
        about = subject_of(desk.view, recorded.matter)[words.lang]
        said = word(words, recorded.word) if recorded.word and recorded.what != "promotion_published" else ""
        text = " · ".join(filter(None, (said, about)))
        lines += [(Span(" " * 7), Span(line, "accent")) for line in wrap(text, max(8, width - 8))] if text else []
    return lines or [(Span(" "), Span(words("desk.log_empty"), "dim"))]
