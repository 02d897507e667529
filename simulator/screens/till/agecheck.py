"""The age check: what the till asks, what can be seen of the buyer, and the three things that can be done."""

from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.events import Command
from simulator.locale import Words
from simulator.screens.station.dialogs import Choose, Option, word
from simulator.screens.till.customer import buyer

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen

ANSWERS: dict[str, Command] = {"ask_id": c.Say("ask_id"), "confirm": c.ConfirmAge(), "refuse": c.RefuseAge()}
"""Row -> what it submits."""


def _advised(till: "TillScreen") -> str:
    """The row that a coach points at."""
    if till.coach.coached:
        till.coach.look()
    return _row(till)


def _row(till: "TillScreen") -> str:
    return next((answer for answer, command in ANSWERS.items() if till.coach.command == command), "")


class AgeQuestion(Choose):
    """Stands over the till while an item waits; Esc leaves it waiting, and the menu brings the decision back."""

    def __init__(self, till: "TillScreen") -> None:
        check = till.view.age_check
        assert check is not None, "nothing waits for an age check"
        self._till = till

        def title(words: Words) -> str:
            return words("till.age.title", name=check.name, age=check.age)

        def note(words: Words) -> str:
            return f"{words('till.age.born_by', born_by=check.born_by or '-')} {buyer(till.view, words)}"

        super().__init__(title, [Option(answer, word(f"till.age.{answer}"), note=note) for answer in ANSWERS])
        self.advised, self.marks = _advised(till), lambda: _row(till)
        self._start = self.advised or ("confirm" if till.view.id_born else "ask_id")

    def advises(self, words: Words) -> str:
        """Why, which stays above: the row that it comes to is marked."""
        return "" if self.advised else super().advises(words)

    def look(self) -> None:
        """Something happened meanwhile: perhaps the buyer has left."""
        if self._till.view.age_check is not None:
            self.sync()
        elif self.is_current:
            self.dismiss(None)
