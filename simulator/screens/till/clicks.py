"""What a click on a pane, or Enter on it, does."""

from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.screens.station.pane import Hit
from simulator.screens.till import operations

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen


def take(till: "TillScreen", hit: Hit) -> None:
    """Something was clicked, or chosen with Enter."""
    kind, id = hit
    match kind:
        case "action":
            till.run(id)
        case "good":
            _good(till, hit)
        case "brought":
            till.belt.choose(hit)
            till.submit(c.InspectGood(id))
        case "select":
            till.belt.choose(("good", id))
        case "line":
            till.basket.choose(hit)
        case "reply":
            till.submit(c.Say(id))
            if not (till.coach.stopped.id and till.view.questions):  # else another answer is chosen
                till.set_focus(till.tray if till.tray.display else till.belt)
        case "piece":
            till.tray.enter_piece(hit)
        case "more" | "less":
            till.tray.count(int(id), 1 if kind == "more" else -1)
        case "cash":
            till.submit(till.tray.command(id))
        case "key":
            till.hands.keypad(id)


def _good(till: "TillScreen", hit: Hit) -> None:
    """A click scans what can be scanned, and takes everything else in hand."""
    good = next((g for g in till.view.belt if g.id == hit[1]), None)
    chosen = till.belt.cursor == hit
    deliberate = not chosen or till.belt.moved_to == hit
    till.belt.choose(hit)
    selling = till.view.stage in ("idle", "scanning")
    if good is not None and selling and not till.view.dark and (good.label == "clean" or chosen):
        operations.ring(till, good, deliberate=deliberate)
