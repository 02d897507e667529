"""What customers said, as long as it is to be read: why something comes back stays in sight until it is settled, what
was said of missing money goes once it is there."""

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Event
from simulator.kernel.texts import Text
from simulator.pos.view import View

WISHES = ("return_refund", "return_exchange", "return_cash")
OF_CHANGE = ("short_change", "much_change", "miscounted")
"""Words that money puts right."""


class Spoken:
    """Listens at the counter."""

    def __init__(self) -> None:
        self._reasons: dict[str, Text] = {}
        """Why somebody brings something back, in their words, by customer."""
        self._missing: dict[str, Text] = {}
        """What they said of their change, until it is right."""
        self._over: set[tuple[str, Text]] = set()

    def heard(self, what: Event, view: View) -> None:
        here = view.here.customer if view.here else ""
        match what:
            case s.CustomerSaid(about=about) if about in WISHES:
                self._reasons[what.customer] = what.text
            case s.CustomerSaid(about="return_refused"):
                self._reasons.pop(what.customer, None)
            case s.CustomerSaid(about=about) if about in OF_CHANGE:
                self._over.discard((what.customer, what.text))  # once more
                self._missing[what.customer] = what.text
            case f.ChangeGiven() | f.CashTaken() | f.CashReturned() if here in self._missing and not view.change_owed:
                self._over.add((here, self._missing.pop(here)))
            case f.VisitEnded():
                self._reasons.pop(what.customer, None)
                self._missing.pop(what.customer, None)
                self._over = {one for one in self._over if one[0] != what.customer}

    def last(self, view: View) -> Text:
        """What the customer here said last, unless it was put right since."""
        here = view.here.customer if view.here else ""
        return Text() if (here, view.words) in self._over else view.words

    def matter(self, view: View) -> Text:
        """What they said that is still to be dealt with: a complaint, a price, or why something comes back."""
        if view.matter != Text() or view.here is None or view.returned:
            return view.matter
        return self._reasons.get(view.here.customer, Text())
