"""The ways into a lesson, for whatever screen has mistakes to show."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from grading.debrief import Debrief, Lesson
from grading.result import Evidence
from simulator.kernel.texts import Text
from simulator.screens.shell.bars import MessageLine
from simulator.screens.shell.screen import ShellScreen

if TYPE_CHECKING:
    from simulator.drill.lessons.beside import Beside
    from simulator.drill.lessons.moments import Moment
    from simulator.screens.ports import Finished, Review


Missed = tuple[Lesson, Evidence]


def missed(told: Debrief) -> Iterator[Missed]:
    """Every moment that went wrong with the rule that says so, the gravest first."""
    yield from ((lesson, found) for lesson in told.lessons for found in lesson.moments)


def show_right(
    screen: ShellScreen[None],
    review: "Review",
    finished: "Finished",
    behaviour: str,
    says: Text,
    forbid: bool,
    found: Evidence,
) -> None:
    """Let the experienced colleague play it, then show both moments side by side."""

    def back(_: None) -> None:
        screen.query_one(MessageLine).hush()

    def shown(beside: "Beside | None") -> None:
        if beside is None:
            screen.tell("lesson.not_shown", "bad")
            return
        from simulator.screens.lesson.beside import BesideScreen

        screen.tell("lesson.shown")
        told = finished.debrief
        screen.app.push_screen(BesideScreen(beside, says, forbid, found, told.people, told.causes), back)

    screen.tell("lesson.looking")
    screen.later(lambda: review.beside(finished.entries, behaviour, found), shown)


def practise(screen: ShellScreen[None], session: "Callable[[], tuple[Review, Finished] | None]") -> None:
    """The drill of just a session's mistakes; where none has a moment of its own, that is said. Slow."""

    def look() -> "tuple[Review, Finished, tuple[Moment, ...]] | None":
        found = session()
        return None if found is None else (*found, found[0].moments(found[1]))

    def open_it(found: "tuple[Review, Finished, tuple[Moment, ...]] | None") -> None:
        if found is None:
            screen.tell("lesson.no_session")
            return
        review, finished, moments = found
        if not moments:
            screen.tell("lesson.no_moments" if finished.debrief.lessons else "lesson.no_mistakes")
            return
        from simulator.screens.lesson.practise import Practise

        screen.tell("lesson.ready", n=len(moments))
        screen.app.push_screen(Practise(review, finished, moments), lambda _: screen.query_one(MessageLine).hush())

    screen.tell("lesson.looking")
    screen.later(look, open_it)
