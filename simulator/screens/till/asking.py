"""What the till asks in a dialog; an answer is used, leaving without one is not."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from simulator.kernel.commands import StartReturn
from simulator.screens.till import choices, guide, return_choices
from simulator.screens.till.agecheck import ANSWERS, AgeQuestion
from simulator.screens.till.dialogs import Ask, Choose, TillDialog
from simulator.screens.till.lookup import LookUp
from simulator.screens.till.slip import SlipForm

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen

R = TypeVar("R")


class Asking:
    """Opens the dialogs of a till."""

    def __init__(self, till: "TillScreen") -> None:
        self._till = till
        self.age_open = False
        """A decision about the buyer's age is to be asked for."""
        self.receipts_open = False
        """The back office found some: which of them is to be asked for."""

    @property
    def dialog(self) -> TillDialog[Any] | None:
        """The dialog that is open over the till."""
        screen = self._till.app.screen
        return screen if isinstance(screen, TillDialog) else None

    def open(self, dialog: TillDialog[R | None], then: Callable[[R], None]) -> None:
        """Ask, and use the answer."""
        till = self._till
        dialog.set_class(till.has_class("-coach"), "-coach")
        till.app.push_screen(dialog, lambda answer: then(answer) if answer else None)

    def choose(self, dialog: Choose, then: Callable[[str], None]) -> None:
        dialog.advised = dialog.advised or self._till.coach.option
        self.open(dialog, then)

    def find_item(self, title: str, then: Callable[[str], None]) -> None:
        text = self._till.take_entry()
        self.open(LookUp(choices.word(title), self._till.view.rules, text), then)

    def number(self, label: str, note: str, then: Callable[[str], None], *, masked: bool = False) -> None:
        self.open(Ask(choices.word(label), choices.word(note), masked=masked), then)

    def authorization(self) -> None:
        """A real till stops here too, until somebody with the right decides."""
        till = self._till
        if till.view.pending and not isinstance(till.app.screen, guide.Authorization):
            self.open(guide.Authorization(till), lambda answer: None)

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
        self.open(SlipForm(choices.word("action.write_slip"), goods, view.rules), self._till.submit)

    def what_is_open(self) -> None:
        """The till's own questions: an authorization, then an age; one that is asked already looks again."""
        till, screen = self._till, self._till.app.screen
        if isinstance(screen, guide.Authorization):
            screen.look()
        elif till.view.pending:
            self.authorization()
        elif isinstance(screen, AgeQuestion):
            screen.look()
        elif till.view.age_check and self.age_open and screen is till:
            self.age()
        elif self.receipts_open and screen is till:
            self.receipts()
