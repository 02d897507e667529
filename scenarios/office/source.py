"""`office:` as authors write it: what lies on the manager's desk and what reaches it, a section a room."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import model_validator

from scenarios import phrases
from scenarios.conditions import Placed, told
from scenarios.office.house import PointShape, TillEndShape, TroubleShape
from scenarios.office.papers import PaperedShape
from scenarios.office.people import NONE, AbsenceShape, Apart, Hours, PersonShape, PinShape, RoleShape
from scenarios.office.requests import RequestShape
from scenarios.office.sheets import Count, Money
from scenarios.people import TimeSpan
from scenarios.problems import PhraseError
from scenarios.shapes import Id, phrase
from scenarios.specs.office import OfficeSpec
from scenarios.specs.spans import Span
from simulator.kernel.desk import Shift

TillName = Annotated[str, phrase(phrases.script_name)]


def _clock(text: str) -> str:
    return phrases.clock(f"2026-01-01 {phrases.tidy(text)}")[-5:]


class OfficeShape(PaperedShape):
    """The whole section."""

    tills_answer_after: TimeSpan = Span(15_000, 30_000)
    requests: dict[Id, RequestShape] = {}
    pins: dict[Id, PinShape] = {}
    troubles: dict[Id, TroubleShape] = {}
    doors_open: Annotated[str, phrase(_clock)] = ""
    checklist: dict[Id, PointShape] = {}
    floats: dict[TillName, Money] = {}
    tills_at_night: dict[TillName, TillEndShape] = {}
    roles: dict[Id, RoleShape] = {}
    staff: dict[Id, PersonShape] = {}
    kept_apart: list[Apart] = []
    roster: dict[Id, Hours] = {}
    forecasts: list[dict[Hours, Count]] = []
    absences: dict[Id, AbsenceShape] = {}

    @model_validator(mode="after")
    def _fits_together(self) -> "OfficeShape":
        told(list(self._misfits()))
        return self

    def _misfits(self) -> Iterator[Placed]:
        """People and roles that are named and not listed."""
        for badge in self.roster:
            if badge not in self.staff or self.staff[badge].works is None:
                yield ("roster", badge), PhraseError("office_badge", badge, known=self.staff)
        for id, absence in self.absences.items():
            for badge in absence.who:
                if badge not in self.roster:
                    yield ("absences", id, "who"), PhraseError("office_badge", badge, known=self.roster)
        for badge, person in self.staff.items():
            for role in (*person.roles, *person.also):
                if role not in self.roles and role != NONE:
                    yield ("staff", badge), PhraseError("office_role", role, known=self.roles)

    def spec(self) -> OfficeSpec:
        forecasts = tuple(
            tuple(sorted({hour: n for hours, n in each.items() for hour in range(hours.low, hours.high)}.items()))
            for each in self.forecasts
        )
        return OfficeSpec(
            requests=tuple(request.spec(id) for id, request in self.requests.items()),
            pins=tuple(pin.spec(id) for id, pin in self.pins.items()),
            troubles=tuple(trouble.spec(id) for id, trouble in self.troubles.items()),
            opens=self.doors_open,
            checklist=tuple(point.spec(id) for id, point in self.checklist.items()),
            floats=tuple(self.floats.items()),
            ends=tuple(end.spec(till) for till, end in self.tills_at_night.items()),
            roles=tuple(role.spec(id) for id, role in self.roles.items()),
            staff=tuple(person.spec(badge) for badge, person in self.staff.items()),
            apart=tuple(self.kept_apart),
            roster=tuple(Shift(badge, hours.low, hours.high) for badge, hours in self.roster.items()),
            forecasts=forecasts,
            absences=tuple(absence.spec(id) for id, absence in self.absences.items()),
            answers=self.tills_answer_after,
            **self._papered(),
        )
