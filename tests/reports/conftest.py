"""A data folder with sessions that were really played, made once; each test has a copy of its own."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from simulator import wall_clock
from simulator.bootstrap import House
from simulator.drill.bots.roster import bot_named
from simulator.drill.play import play
from tests.cli.conftest import home as home  # noqa: PLC0414 - fixtures of the command line
from tests.cli.conftest import storedrill as storedrill  # noqa: PLC0414

STORE = """\
store: station_road
title: {en: Station Road, zh: 站前路店}
opening: 2099-12-20
lanes: 1
transactions a day: 900
peak hour: 140
shifts: {early: {title: {en: Early, zh: 早班}, needs: {cashier: 1}}}
staff:
  - {name: 李雷, roles: cashier, shifts: early}
  - {name: "=1+1", roles: cashier, shifts: early}
  - {name: Nobody Yet, roles: cashier}
devices: [printer-1]
waivers:
  - {gate: devices_compatible, owner: {en: IT, zh: 信息}, reason: {en: "late <van>", zh: 未到货}, until: 2099-12-31}
"""
PLAYED = (
    ("李雷", "practice", 3, "lazy", 9), ("李雷", "practice", 4, "saboteur:short_change", 8),
    ("李雷", "exam", 5, "perfect", 7), ("李雷", "practice", 6, "perfect", 2),
    ("=1+1", "exam", 7, "perfect", 20), ("=1+1", "practice", 8, "perfect", 1),
)  # fmt: skip
"""Who, in which mode, on which seed, how well, and so many days ago."""


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """English unless a test says otherwise."""
    for name in ("LC_ALL", "LANGUAGE"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("STOREDRILL_LANG", "en")


@pytest.fixture(scope="session")
def _trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("trained") / "home"
    kept, now = wall_clock.now, wall_clock.now()
    house = House(home, lang="en")
    try:
        trainer = house.add_trainer("Chen", "2468")
        people = {name: house.add_person(name, "cashier") for name in ("李雷", "=1+1")}
        for name, mode, seed, bot, ago in PLAYED:
            wall_clock.now = lambda ago=ago: now - timedelta(days=ago)
            by = trainer.id if mode == "exam" else ""
            drill = house.start("first-sale", "exam" if mode == "exam" else "practice", people[name], seed, by)
            play(drill.session, bot_named(bot, seed))
            drill.finish("finished")
    finally:
        wall_clock.now = kept
        house.close()
    return home


@pytest.fixture
def trained(_trained: Path, tmp_path: Path) -> Path:
    return shutil.copytree(_trained, tmp_path / "home")


@pytest.fixture
def house(trained: Path) -> Iterator[House]:
    house = House(trained, lang="en")
    yield house
    house.close()


@pytest.fixture
def store(tmp_path: Path) -> str:
    """The profile of a store, as a file."""
    path = tmp_path / "store.yaml"
    path.write_text(STORE, "utf-8")
    return str(path)
