"""What lint asks of the part of a script that is played at the manager's desk."""

from collections.abc import Iterable, Iterator

from scenarios.specs.office import OfficeSpec
from scenarios.specs.office_papers import DossierSpec
from simulator.kernel.desk import Sheet
from simulator.kernel.texts import Text

Placed = tuple[tuple[str | int, ...], Text]


def office_decides(office: OfficeSpec) -> bool:
    """Whether the seed can change what is right to do."""
    return any(len(request.cases) > 1 for request in office.requests) or papers_decide(office)


def arrivals(office: OfficeSpec) -> Iterator[tuple[tuple[str, ...], int]]:
    """(path, earliest moment) of everything that comes at a time of its own."""
    for request in office.requests:
        yield ("office", "requests", request.id), request.arrives.low
    for section, dossier in dossiers(office):
        yield ("office", section, dossier.id), dossier.arrives.low


def office_texts(office: OfficeSpec) -> Iterator[Placed]:
    """Every text with its path."""
    for request in office.requests:
        path = ("office", "requests", request.id)
        yield (*path, "name"), request.name
        for case in request.cases:
            yield (*path, "says"), case.says
            yield from _sheets(path, (*case.sheets, *case.later))
    for section, dossier in dossiers(office):
        yield ("office", section, dossier.id, "name"), dossier.name
        yield ("office", section, dossier.id, "says"), dossier.says


def dossiers(office: OfficeSpec) -> Iterator[tuple[str, DossierSpec]]:
    """(section, matter) of everything that comes with papers."""
    sections: tuple[tuple[str, Iterable[DossierSpec]], ...] = (
        ("reports", office.reports),
        ("cases", office.investigations),
        ("incidents", office.incidents),
        ("cutovers", office.cutovers),
        ("promotions", office.drafts),
        ("orders", office.syncs),
    )
    return ((section, dossier) for section, found in sections for dossier in found)


def papers_decide(office: OfficeSpec) -> bool:
    """Reports, lists and orders are drawn anew with each seed; of the others, more than one thing must be possible."""
    drawn = bool(office.reports or office.cutovers or office.syncs)
    cases = any(len(case.findings) > 1 for case in office.investigations)
    incidents = any(len(each.causes) > 1 or len(each.lasts) > 1 for each in office.incidents)
    return drawn or cases or incidents or any(len(draft.flaws) > 1 for draft in office.drafts)


def _sheets(path: tuple[str | int, ...], sheets: tuple[Sheet, ...]) -> Iterator[Placed]:
    for sheet in sheets:
        if sheet.text:
            yield (*path, "sheets", sheet.kind), sheet.text
