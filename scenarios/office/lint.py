"""What lint asks of the part of a script that is played at the manager's desk."""

from collections.abc import Iterator

from scenarios.office.papers_lint import dossiers, papers_decide, papers_texts
from scenarios.specs.office import OfficeSpec
from simulator.kernel.desk import Sheet
from simulator.kernel.texts import Text

Path = tuple[str | int, ...]
Placed = tuple[Path, Text]


def office_decides(office: OfficeSpec) -> bool:
    """Whether the seed can change what is right to do."""
    cases = (
        *(request.cases for request in office.requests),
        *(pin.cases for pin in office.pins),
        *(trouble.cases for trouble in office.troubles),
        *(point.cases for point in office.checklist),
    )
    grown = any(len(each) > 1 for role in office.roles for each in (*role.extra, *role.lacks))
    drawn = len(office.forecasts) > 1 or any(len(absence.who) > 1 for absence in office.absences)
    return any(len(each) > 1 for each in cases) or grown or drawn or papers_decide(office)


def arrivals(office: OfficeSpec) -> Iterator[tuple[tuple[str, ...], int]]:
    """(path, earliest moment) of everything that comes at a time of its own."""
    sections = (
        ("requests", office.requests), ("pins", office.pins), ("troubles", office.troubles),
        ("absences", office.absences),
    )  # fmt: skip
    for section, matters in sections:
        for matter in matters:
            yield ("office", section, matter.id), matter.arrives.low
    for section, dossier in dossiers(office):
        yield ("office", section, dossier.id), dossier.arrives.low


def office_texts(office: OfficeSpec) -> Iterator[Placed]:
    """Every text with its path."""
    for request in office.requests:
        path: Path = ("office", "requests", request.id)
        yield (*path, "name"), request.name
        for case in request.cases:
            yield (*path, "says"), case.says
            yield from _sheets(path, (*case.sheets, *case.later))
    for pin in office.pins:
        path = ("office", "pins", pin.id)
        yield from (((*path, "name"), pin.name), ((*path, "says"), pin.says))
        for sheets in pin.cases:
            yield from _sheets(path, sheets)
    for trouble in office.troubles:
        path = ("office", "troubles", trouble.id)
        yield from (((*path, "name"), trouble.name), ((*path, "says"), trouble.says))
        for each in trouble.cases:
            yield from _sheets(path, each.sheets)
    for point in office.checklist:
        yield from _sheets(("office", "checklist", point.id), point.cases)
    for absence in office.absences:
        yield ("office", "absences", absence.id, "says"), absence.says
    for role in office.roles:
        yield ("office", "roles", role.role, "name"), role.name
    for person in office.staff:
        yield ("office", "staff", person.badge, "name"), person.name
    yield from papers_texts(office)


def _sheets(path: Path, sheets: tuple[Sheet, ...]) -> Iterator[Placed]:
    for sheet in sheets:
        if sheet.text:
            yield path, sheet.text
