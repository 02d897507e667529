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
    return view.here.customer, [replace(command, condition=other), c.RemoveReturnLine(1)]


SLIPS: dict[str, tuple[str, Before, int, type, int]] = {
    "judged_wrongly": ("returns-morning", judged_wrongly, 2, f.ReturnLineRemoved, 2),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_what_was_put_right_in_time_is_no_fault(slip: str) -> None:
    drill, before, least, shows, times = SLIPS[slip]
    played = loses_nothing(shipped_stage(drill), 1, "till", before, least)
    assert len(played.events(shows)) >= times
