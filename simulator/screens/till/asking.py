"""What the till asks in a dialog beside what every workstation asks: an age, a receipt, a slip."""

from typing import TYPE_CHECKING

from simulator.kernel.commands import StartReturn
from simulator.screens.station.asking import Asking
from simulator.screens.station.dialogs import word
from simulator.screens.till import return_choices
from simulator.screens.till.agecheck import ANSWERS, AgeQuestion
from simulator.screens.till.slip import SlipForm

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen


class TillAsking(Asking):
    """Opens the dialogs of a till."""

    def __init__(self, till: "TillScreen") -> None:
        super().__init__(till)
        self._till = till
        self.age_open = False
        """A decision about the buyer's age is to be asked for."""
        self.receipts_open = False
        """The back office found some: which of them is to be asked for."""

    def age(self) -> None:
        """The item waits for a decision; Esc puts it off until it is rung up again, or asked for by its key."""
        self.age_open = False
        self.choose(AgeQuestion(self._till), lambda answer: self._till.submit(ANSWERS[answer]))

    def receipts(self) -> None:
        """Which receipt something comes back of; with one found, there is no question."""
        self.receipts_open = False
        till, found = self._till, self._till.view.receipts
        if till.view.stage != "idle" or not found:
            return
        if len(found) == 1:
            till.submit(StartReturn(found[0].receipt))
        else:
            self.choose(return_choices.receipts(till), lambda receipt: till.submit(StartReturn(receipt)))

    def slip(self) -> None:
        """What was rung up before the till went dark is sold on the slip too, unless it was paid."""
        view = self._till.view
        goods = [good for good in view.belt if not good.unwanted and not (view.settled and good.charged)]
        self.open(SlipForm(word("action.write_slip"), goods, view.rules), self._till.submit)

    def what_is_open(self) -> bool:
        """An authorization, then an age; one that is asked already looks again."""
        till, screen = self._till, self._till.app.screen
        if super().what_is_open():
            return True
        if isinstance(screen, AgeQuestion):
            screen.look()
        elif till.view.age_check and self.age_open and screen is till:
            self.age()
        elif self.receipts_open and screen is till:
            self.receipts()
        else:
            return False
        return True
