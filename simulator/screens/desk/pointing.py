"""How to do at the desk what the coach advises: which letter to open, what a digit looks at, which row, which key."""

from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.locale import Words
from simulator.screens.desk import operations
from simulator.screens.desk.wording import word
from simulator.screens.station import pointing
from simulator.screens.station.pane import Hit

if TYPE_CHECKING:
    from simulator.screens.desk.screen import DeskScreen

LOOKS = ("look_at", "read_paper")


def how(desk: "DeskScreen", words: Words) -> str:
    """A sentence behind the advice, or nothing where there is no more to say."""
    coach, command = desk.coach, desk.coach.command
    if command is None or not coach.action:
        return ""
    if coach.action == "take_up":
        return _letter(desk, words)
    if coach.action.startswith("show_"):
        return pointing.press(desk, coach.action, words)
    if not coach.page and desk.subject.kind in operations.FOLDER and hasattr(command, "matter"):
        return words("pointing.back_first")
    hit = coach.hit
    if by_digit(desk):
        return _numbered(desk, words)
    do = pointing.key(desk, coach.action, words)
    row = hit if hit is not None and hit[0] != "paper" else _marked(desk)
    if row is None or desk.page.cursor == row:
        return pointing.sentence(do, words)
    rows = [each for hits in desk.page.hits() for each in hits]
    if row not in rows:
        return pointing.sentence(do, words)
    if not any(span.hit == row for line in desk.page.shown for span in line):
        above = desk.page.cursor in rows and rows.index(row) < rows.index(desk.page.cursor)
        way = "up" if above else "down"
        return words(f"pointing.marked_{way}" if desk.focused is desk.page else f"pointing.marked_go_{way}", do=do)
    return words("pointing.marked_choose" if desk.focused is desk.page else "pointing.marked_go", do=do)


def by_digit(desk: "DeskScreen") -> bool:
    """Whether a digit comes first: what is advised is looked at with one, or is about a row that is chosen with one."""
    hit = desk.coach.hit
    return hit in desk.hands.numbered() and (desk.coach.action in LOOKS or hit != desk.page.cursor)


def way(desk: "DeskScreen", words: Words, instead: bool) -> str:
    """What stands behind the advice; `instead` of what was held back, what is right is named as well."""
    if not instead or desk.coach.command is None:
        return how(desk, words)
    right = pointing.ended(desk.coach.said(words), words)  # a key alone would not say how it is to be decided
    return words("pointing.instead", what=words("pointing.advice", advice=right, way=how(desk, words)))


def paper_name(command: c.ReadPaper, words: Words) -> str:
    """A paper with the week or the list that it is of."""
    name = word(words, command.paper)
    return f"{name} · {word(words, command.period)}" if command.period else name


def _letter(desk: "DeskScreen", words: Words) -> str:
    """The marked one: from anywhere else its key finds it, among letters the arrows do."""
    if desk.focused is not desk.inbox:
        return pointing.press(desk, "take_up", words)
    if desk.inbox.cursor == desk.coach.hit:
        return pointing.sentence(words("pointing.do", key="Enter"), words)
    return words("pointing.letter_choose")


def _numbered(desk: "DeskScreen", words: Words) -> str:
    """The digit before a sheet, a paper, a point or a question; what comes after the tenth has none."""
    at = desk.hands.numbered().index(desk.coach.hit) + 1  # type: ignore[arg-type]  # it is among them
    if at <= 10:
        return words("pointing.digit", digit=at % 10)
    if desk.subject.kind == "paper":
        return words("pointing.digit", digit="← →")
    do = words("pointing.do", key="Enter")
    return words("pointing.marked_choose" if desk.focused is desk.page else "pointing.marked_go", do=do)


def _marked(desk: "DeskScreen") -> Hit | None:
    """The row of the paper that lies there which is advised, where the cursor stands on another."""
    at = desk.page.cursor
    if desk.subject.kind != "paper" or at is None or at[0] != "mark":
        return None
    rows = [hit for hits in desk.page.hits() for hit in hits if hit[0] == "mark"]
    match desk.coach.command:
        case c.MarkRow(mark=mark):
            return next((hit for hit in rows if hit[1].split("|")[2] == mark), None)
        case c.SettleOrder(number=number):
            return next((hit for hit in rows if desk.order_at(hit[1]) == number), None)
        case _:
            return None
