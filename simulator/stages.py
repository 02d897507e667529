"""The stage for a script: the script itself, its shop, its people, its role, all loaded; whether its exam is open."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grading.mastery.next_drill import Achieved
    from simulator.drill.staging import Stage


def stage_of(name_or_path: str, minutes: int = 0) -> "Stage":
    """The stage for a scenario, a shipped one by name or another by path. Raises StagingError with all its problems."""
    from roles.model import load as load_role
    from scenarios.dataset import shipped
    from scenarios.library import load
    from scenarios.shop import load_shop
    from simulator.drill.staging import Stage, StagingError

    loaded = load(name_or_path, minutes=minutes)
    if loaded.scenario is None:
        raise StagingError(loaded.file, loaded.problems)
    scenario = loaded.scenario
    return Stage.of(loaded.source, scenario, load_shop(scenario.shop), shipped(), load_role(scenario.role))


def open_to(scenario: str, achieved: "Achieved") -> None:
    """Raises ValueError where an exam wants other drills passed first; a briefing has said so before."""
    from grading.mastery.next_drill import missing
    from scenarios.library import index

    first = [drill for card in index() if card.id == scenario for drill in missing(card, achieved)]
    if first:
        raise ValueError(f"expected {', '.join(first)} to be passed before the exam of {scenario}")
