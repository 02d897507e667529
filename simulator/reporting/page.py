"""The readiness report as one HTML file, of what a screen shows."""

import re
from pathlib import Path
from typing import Any

from grading.readiness.model import Readiness
from grading.readiness.source import Gates
from simulator.drafts import draft_of
from simulator.kernel.texts import Lang
from simulator.reporting.asked import Asked
from simulator.reporting.formats import FORMATS
from simulator.reporting.making import make
from simulator.reporting.reading import NoReport, figures_of, read_report
from simulator.reporting.shelf import Shelf
from simulator.store.database import Database
from simulator.store.journal import Journal

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def readiness_page(
    database: Database, journal: Journal, ready: Readiness, gates: Gates, profile_sha256: str, others: bool, lang: Lang,
    path: Path, made: str,
) -> None:  # fmt: skip
    """With what has changed since the last one that lies beside it. Raises StoreError, OSError."""
    asked = Asked(
        "readiness", made, ready.today, Shelf(database, journal).now(), gates.gates, gates.sha256,
        (ready.profile,) if ready.profile else (), (profile_sha256,) if ready.profile else (), others=others,
        earlier=_earlier(path, ready.today),
    )  # fmt: skip
    report = make(Shelf(database, journal, asked.kept), asked)
    path.parent.mkdir(parents=True, exist_ok=True)
    with draft_of(path) as draft, draft.open("wb") as out:
        FORMATS["html"].write(report, lang, out, lambda done, of: None)


def _earlier(path: Path, today: str) -> tuple[dict[str, Any], ...]:
    """Figures of the latest report of an earlier day beside it (`NAME-DAY.html`); what is no report is passed over."""
    name = path.stem.removesuffix(today)
    days = {one.stem.removeprefix(name): one for one in path.parent.glob(f"{name}*{path.suffix}")}
    for day in sorted((day for day in days if DAY.fullmatch(day) and day < today), reverse=True):
        try:
            found = read_report(days[day])
        except (NoReport, OSError):
            continue
        if found.get("kind") == "readiness":
            return (figures_of(found),)
    return ()
