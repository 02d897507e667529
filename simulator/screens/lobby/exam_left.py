"""An exam that was left in the middle is over once something else is begun, or closed for good: that is said before it
is done, and a trainer's PIN does it. Who sits here is but a name that was picked: on its word nobody's attempt ends.
"""

from collections.abc import Callable

from simulator.screens.lobby.tiles import minutes_and_seconds
from simulator.screens.people.pin import AskPin
from simulator.screens.ports import OpenRun
from simulator.screens.shell.screen import ShellScreen, V
from simulator.screens.shell.spoken import Say, shell


def begin(screen: ShellScreen[V], start: Callable[[str], None], no: Callable[[], None] = lambda: None) -> None:
    """Start, by the word of which trainer an open exam of whoever sits here ends, if there is one; or not (`no`)."""
    house, me = shell(screen).house, shell(screen).me
    if me is None:
        start("")
        return

    def found(left: OpenRun | None) -> None:
        if left is None:
            start("")
        else:
            screen.app.push_screen(
                AskPin(_told("lobby.exam_left", left), left.person_id), lambda by: start(by) if by else no()
            )

    screen.later(lambda: house.exam_left(me.id), found, failed=no, look=True)


def close(screen: ShellScreen[V], left: OpenRun, close: Callable[[str], None]) -> None:
    """Close a drill for good; an exam by a trainer's word."""
    if left.mode != "exam":
        close("")
        return
    told = _told("people.pin.close", left)
    screen.app.push_screen(AskPin(told, left.person_id), lambda by: close(by) if by else None)


def _told(id: str, left: OpenRun) -> Say:
    return lambda words: words(id, title=left.title, who=left.person, at=minutes_and_seconds(left.at))
