"""What lint asks of those matters of the manager's desk that come with papers."""

from collections.abc import Iterable, Iterator

from scenarios.specs.office import OfficeSpec
from scenarios.specs.office_papers import DossierSpec
from simulator.kernel.texts import Text


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


def papers_texts(office: OfficeSpec) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    """Every text with its path."""
    for section, dossier in dossiers(office):
        yield ("office", section, dossier.id, "name"), dossier.name
        yield ("office", section, dossier.id, "says"), dossier.says
    for draft in office.drafts:
        yield ("office", "promotions", draft.id, "title"), draft.title
    for badge, name in office.cashiers:
        yield ("office", "cashiers", badge), name
