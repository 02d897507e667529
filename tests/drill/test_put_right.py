"""At the till: whoever slips and puts it right before it has consequences loses nothing by it."""

from collections.abc import Hashable

import pytest
from msgspec.structs import replace

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.events import Command
from simulator.pos.view import View

from .slips import Before, loses_nothing
from .stages import shipped_stage

Slip = tuple[Hashable, list[Command]] | None


def judged_wrongly(view: View, command: Command) -> Slip:
    """Something that comes back is taken for something else, taken off again, and judged as what it is."""
    if not isinstance(command, c.ReturnLine) or view.return_lines or view.here is None:
        return None
    other = "unsaleable" if command.condition == "resalable" else "resalable"
    return view.here.customer, [replace(command, condition=other), c.RemoveReturnLine(1), command]


def judged_wrongly_and_left(view: View, command: Command) -> Slip:
    """The same, and whoever goes on from there as somebody experienced would takes it off again by themselves."""
    slip = judged_wrongly(view, command)
    return (slip[0], slip[1][:1]) if slip else None


def another_pack(view: View, command: Command) -> Slip:
    """The code of another pack is typed for what is in hand: its unit is changed."""
    if not isinstance(command, c.Scan) or view.here is None or view.multiplier > 1:
        return None
    catalog = view.rules.catalog
    item = next((one for one in catalog.items.values() if command.code in one.codes), None)
    other = next((one for one in catalog.packs(item.sku) if one is not item and one.codes), None) if item else None
    return (view.here.customer, [c.EnterCode(other.codes[0], command.good)]) if other is not None else None


def keyed_too_little(view: View, command: Command) -> Slip:
    """One yuan in the place of what was laid down; the rest is keyed after it."""
    if not isinstance(command, c.TenderCash) or command.amount <= 200 or view.here is None:
        return None
    return view.here.customer, [c.TenderCash(100), c.TenderCash(command.amount - 100)]


def counted_too_little(view: View, command: Command) -> Slip:
    """A piece is overlooked, and all of it is counted once more."""
    if not isinstance(command, c.CountFloat | c.CountDrawer) or not command.pieces:
        return None
    value = max(command.pieces)
    return type(command), [replace(command, pieces={**command.pieces, value: command.pieces[value] - 1}), command]


SLIPS: dict[str, tuple[str, Before, int, type, int]] = {
    "judged_wrongly": ("returns-morning", judged_wrongly, 2, f.ReturnLineRemoved, 2),
    "judged_wrongly_and_left": ("returns-morning", judged_wrongly_and_left, 2, f.ReturnLineRemoved, 2),
    "another_pack": ("weighed-and-2d", another_pack, 1, c.ChangeUnit, 1),
    "keyed_too_little": ("first-sale", keyed_too_little, 2, f.PaymentTaken, 4),
    "counted_too_little": ("open-and-close", counted_too_little, 2, f.DrawerCounted, 2),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_what_was_put_right_in_time_is_no_fault(slip: str) -> None:
    drill, before, least, shows, times = SLIPS[slip]
    played = loses_nothing(shipped_stage(drill), 1, "till", before, least)
    assert len(played.events(shows)) >= times
