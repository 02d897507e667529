"""The entry that a run opens with: all that it is a play of."""

import secrets

from simulator import __version__
from simulator.drill.staging import Stage
from simulator.kernel import facts as f
from simulator.pos import RULES


def opening_of(
    stage: Stage,
    mode: str,
    seed: int,
    *,
    wall: str = "",
    person: str = "",
    bot: str = "",
    pace: float = 1.0,
    run: str = "",
) -> f.RunOpened:
    """The opening entry's event."""
    scenario = stage.scenario
    return f.RunOpened(
        run=run or new_run_id(),
        scenario=scenario.id,
        version=scenario.version,
        mode=mode,
        seed=seed,
        rules=RULES,
        materials=stage.hashes(),
        stations=stage.stations,
        role=scenario.role,
        person=person,
        bot=bot,
        pace=f"{pace:g}",
        wall=wall,
        zone=wall[-6:] if wall else "",
        product=__version__,
    )


def new_run_id() -> str:
    """Ten hexadecimal digits: short enough to type."""
    return secrets.token_hex(5)
