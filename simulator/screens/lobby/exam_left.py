"""An exam that was left in the middle is over once something else is begun: that is said before it is done."""

from collections.abc import Callable
from typing import ClassVar

from simulator.screens.lobby.tiles import minutes_and_seconds
from simulator.screens.people.change import Sure
from simulator.screens.ports import OpenRun
from simulator.screens.shell.screen import ShellScreen, V
from simulator.screens.shell.spoken import Say, shell


class ExamEnds(Sure):
    CSS_PATH = "../people/people.tcss"
    TITLE_ID: ClassVar[str] = "lobby.unfinished"


def begin(screen: ShellScreen[V], start: Callable[[], None], no: Callable[[], None] = lambda: None) -> None:
    """Start, unless whoever sits here has an exam open and would rather go on with it (`no`)."""
    house, me = shell(screen).house, shell(screen).me
    if me is None:
        start()
        return

    def found(left: OpenRun | None) -> None:
        if left is None:
            start()
        else:
            screen.app.push_screen(
                ExamEnds(_told("lobby.exam_left", left), lambda words: words("lobby.exam_left.yes")),
                lambda yes: start() if yes else no(),
            )

    screen.later(lambda: house.exam_left(me.id), found, failed=no, look=True)


def close(screen: ShellScreen[V], left: OpenRun, close: Callable[[str], None]) -> None:
    """Close a drill for good, by whose word; one's own exam is asked about once more, another's needs a trainer's."""
    me = shell(screen).me
    if left.mode != "exam":
        close("")
        return
    if not left.person_id or me is None or me.id != left.person_id:
        from simulator.screens.people.pin import AskPin

        told = _told("people.pin.close", left)
        screen.app.push_screen(AskPin(told, left.person_id), lambda by: close(by) if by else None)
        return
    screen.app.push_screen(
        ExamEnds(_told("lobby.exam_close", left), lambda words: words("lobby.close")),
        lambda yes: close(left.person_id) if yes else None,
    )


def _told(id: str, left: OpenRun) -> Say:
    return lambda words: words(id, title=left.title, who=left.person, at=minutes_and_seconds(left.at))
