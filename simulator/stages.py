"""The stage for a script: the script itself, its shop, its people, its role, all loaded; whether its exam is open."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grading.mastery.next_drill import Achieved
    from scenarios.dataset import People
    from scenarios.shop import Shop
    from simulator.drill.staging import Stage


def stage_of(name_or_path: str, minutes: int = 0) -> "Stage":
    """The stage for a scenario, a shipped one by name or another by path. Raises StagingError with all its problems."""
    from roles.model import load as load_role
    from scenarios.dataset import shipped
    from scenarios.library import load
    from scenarios.shop import load_shop
    from simulator.drill.staging import Stage, StagingError

    own = own_shop(name_or_path)
    loaded = load(name_or_path, own[0] if own else None, minutes=minutes)
    if loaded.scenario is None:
        raise StagingError(loaded.file, loaded.problems)
    scenario = loaded.scenario
    shop, people = own or (load_shop(scenario.shop), shipped())
    return Stage.of(loaded.source, scenario, shop, people, load_role(scenario.role))


def own_shop(name_or_path: str) -> "tuple[Shop, People] | None":
    """The shop and the people of a script's own, where it names a folder (`shop: ./my-shop`, seen from the script).
    Raises FolderError for one that cannot be opened."""
    from scenarios.checking import word_at
    from scenarios.library import is_path
    from scenarios.source import read, read_file
    from simulator.shops.own import OwnShop, is_folder

    if not is_path(name_or_path):
        return None  # one that ships
    script = Path(name_or_path)
    word = word_at(read(read_file(script)[0]).tree, "shop")
    if not is_folder(word):
        return None
    own = OwnShop.open(script.parent / word)
    return own.shop(word), own.people()


def open_to(scenario: str, achieved: "Achieved") -> None:
    """Raises ValueError where an exam wants other drills passed first; a briefing has said so before."""
    from grading.mastery.next_drill import missing
    from scenarios.library import index

    first = [drill for card in index() if card.id == scenario for drill in missing(card, achieved)]
    if first:
        raise ValueError(f"expected {', '.join(first)} to be passed before the exam of {scenario}")
