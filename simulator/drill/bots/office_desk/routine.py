"""A routine at the desk: habits in the order in which they come first.

A bot is a routine; a mistake is the experienced routine with one habit changed. A room's habits stand in a module of
its own and are named in `EXPERIENCED`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from simulator.desk.view import DeskView
from simulator.drill.bots.office_desk import approvals as a
from simulator.drill.bots.office_desk import day as d
from simulator.drill.bots.office_desk import people as p
from simulator.drill.bots.office_desk import support as u
from simulator.drill.bots.office_desk.papered import PAPERED
from simulator.drill.bots.steps import Advice, Memory, wait

Habit = Callable[[DeskView, Memory], Advice | None]
"""Looks at the desk and says what to do, or nothing."""


@dataclass(frozen=True, slots=True)
class DeskRoutine:
    """Habits; the first that has something to say decides."""

    habits: tuple[Habit, ...]

    def advise(self, view: DeskView, memory: Memory) -> Advice:
        """The next step."""
        for habit in self.habits:
            advice = habit(view, memory)
            if advice is not None:
                return advice
        return wait("advice.desk_wait_answer" if view.inbox else "advice.desk_wait")

    def without(self, *habits: Habit) -> "DeskRoutine":
        """The same routine with some habits left out."""
        return DeskRoutine(tuple(habit for habit in self.habits if habit not in habits))

    def instead(self, habit: Habit, other: Habit) -> "DeskRoutine":
        """The same routine with another habit in the place of one."""
        return DeskRoutine(tuple(other if each is habit else each for each in self.habits))

    def first(self, habit: Habit) -> "DeskRoutine":
        """The same routine with one more habit before all others."""
        return DeskRoutine((habit, *self.habits))


EXPERIENCED = DeskRoutine(
    (
        a.look,
        a.decide,
        *PAPERED,
        p.handle_pins,
        *u.HABITS,
        *d.DOORS,
        *p.HOURS,
        *p.RIGHTS,
        d.close,
    )
)
"""What an experienced manager does."""
