"""What lint asks of the part of a script that is played at the manager's desk."""

from collections.abc import Iterator

from scenarios.specs.office import OfficeSpec
from simulator.kernel.desk import Sheet
from simulator.kernel.texts import Text

Placed = tuple[tuple[str | int, ...], Text]


def office_decides(office: OfficeSpec) -> bool:
    """Whether the seed can change what is right to do."""
    return any(len(request.cases) > 1 for request in office.requests)


def arrivals(office: OfficeSpec) -> Iterator[tuple[tuple[str, ...], int]]:
    """(path, earliest moment) of everything that comes at a time of its own."""
    for request in office.requests:
        yield ("office", "requests", request.id), request.arrives.low


def office_texts(office: OfficeSpec) -> Iterator[Placed]:
    """Every text with its path."""
    for request in office.requests:
        path = ("office", "requests", request.id)
        yield (*path, "name"), request.name
        for case in request.cases:
            yield (*path, "says"), case.says
            yield from _sheets(path, (*case.sheets, *case.later))


def _sheets(path: tuple[str | int, ...], sheets: tuple[Sheet, ...]) -> Iterator[Placed]:
    for sheet in sheets:
        if sheet.text:
            yield (*path, "sheets", sheet.kind), sheet.text
