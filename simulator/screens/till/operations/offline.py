"""Sales that were finished offline: sending them, and what to do about those that were objected to."""

from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.screens.till import choices

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen


def upload_sales(till: "TillScreen") -> None:
    """Send what waits; where only objections are left, those."""
    if till.view.conflicts and not till.view.uploads_waiting and till.view.network:
        resolve_upload(till)
    else:
        till.submit(c.UploadSales())


def resolve_upload(till: "TillScreen") -> None:
    """Which record, then the decision; the others are shown so that nobody wonders where they are."""
    if not till.view.uploads:
        till.say("info", "till.no_uploads")
        return

    def decide(key: str) -> None:
        till.asking.choose(choices.verdicts(till, key), lambda verdict: till.submit(c.ResolveUpload(key, verdict)))

    till.asking.choose(choices.uploads(till), decide)
