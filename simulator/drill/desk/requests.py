"""Tills that ask for an authorization: over time, with customers who lose patience; they bring what was asked back."""

from scenarios.specs.office import Case, OfficeSpec, RequestSpec
from simulator.desk.state import Desk, Request
from simulator.drill.agenda import Agenda
from simulator.drill.desk.part import Part
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.events import Event
from simulator.kernel.texts import Text


class Tills(Part):
    """Everybody who asks from a till."""

    def __init__(self, office: OfficeSpec, seed: int, agenda: Agenda) -> None:
        super().__init__(office, seed, agenda)
        self._cases: dict[str, Case] = {}
        self._draws = Draws(seed, "office/answers")

    def begin(self, at: int, desk: Desk) -> None:
        for spec in self._office.requests:
            draws, came = self._arrival(spec.id, spec.arrives, at)
            patience = draws.between(spec.patience.low, spec.patience.high)
            self._cases[spec.id] = case = draws.pick(spec.cases)
            self._agenda.put(spec.id, "comes", came, _request(spec, case, patience, desk))

    def see(self, what: Event, at: int, desk: Desk) -> None:
        if isinstance(what, s.RequestCame | s.RequestAnswered):
            self._waits(what.matter, desk)
        elif isinstance(what, f.RequestDecided):
            self._agenda.cancel(what.matter, "lapses")
            if what.decision == "ask_back":
                self._answer(what.matter, at, desk)

    def _waits(self, matter: str, desk: Desk) -> None:
        request = desk.matters.get(matter)
        if request is not None and request.until:
            self._agenda.put(matter, "lapses", request.until, s.RequestLapsed(matter))

    def _answer(self, matter: str, at: int, desk: Desk) -> None:
        case, request = self._cases[matter], desk.matters[matter]
        assert isinstance(request, Request), "a request was decided that never came"
        later = at + self._draws.between(self._office.answers.low, self._office.answers.high)
        if case.leaves:
            self._agenda.put(matter, "lapses", later, s.RequestLapsed(matter))
            return
        patience = max(0, request.until - request.came)
        answer = s.RequestAnswered(matter, case.later, case.later_amount, case.later_price, Text(), patience)
        self._agenda.put(matter, "answers", later, answer)


def _request(spec: RequestSpec, case: Case, patience: int, desk: Desk) -> s.RequestCame:
    item = desk.rules.shop.catalog.items.get(spec.item)
    return s.RequestCame(
        spec.id,
        spec.operation,
        spec.cashier,
        spec.name,
        spec.till,
        case.amount,
        case.price,
        item.name if item else Text(),
        case.says,
        case.sheets,
        patience,
    )
