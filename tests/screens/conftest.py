"""Apps on a house in memory, at a fixed size, with a clock that stands still."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from textual import events
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot

from simulator.kernel.texts import cells
from simulator.screens.app import StoredrillApp
from simulator.screens.shell.spoken import shell as app_of
from simulator.screens.station import screen as station
from tests.screens import idle
from tests.screens.fake_house import FakeHouse


async def settle(pilot: Pilot[None]) -> None:
    """Until all workers are done and everything is drawn."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def screen_text(app: StoredrillApp) -> str:
    """What stands on the screen, row by row."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def in_both_languages(pilot: Pilot[None], width: int) -> AsyncIterator[list[str]]:
    """Rows of the screen in front, in one language after the other; each fits, and they are not the same."""
    told = []
    for _ in range(2):
        rows = screen_text(pilot.app).splitlines()
        assert {cells(row) for row in rows} == {width}
        yield rows
        told.append(rows)
        app_of(pilot.app.screen).action_language()
        await settle(pilot)
    assert told[0] != told[1]


@pytest.fixture(scope="session", autouse=True)
def _sheets_read_once() -> Iterator[None]:
    """What a style sheet says is read once for all apps with the same colours: hundreds of them are started here."""
    plain, read = Stylesheet._parse_rules, dict[tuple[object, ...], list[RuleSet]]()

    def once(sheet: Stylesheet, css: str, **more: object) -> list[RuleSet]:
        key = (css, *more.items(), *sheet._variables.items())
        if key not in read:
            read[key] = plain(sheet, css, **more)  # type: ignore[arg-type]
        return read[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", once)
        yield


@pytest.fixture(autouse=True)
def _idleness_is_seen() -> Iterator[None]:
    with idle.seen():
        yield


@pytest.fixture(autouse=True)
def _clock_looked_at_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """A workstation looks at its clock when a test lets it (`settle`), not ten times a second as well."""
    monkeypatch.setattr(station, "TICK", 3600.0)


STROKE = 0.2
"""Seconds between two keys of a person: more than any scanner needs."""


@pytest.fixture(autouse=True)
def typing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are struck at a person's pace, however fast the machine presses them; a scan says its own times."""
    plain = events.Key.__init__
    now = [0.0]

    def struck(key: events.Key, name: str, character: str | None) -> None:
        plain(key, name, character)
        now[0] += STROKE
        key.time = now[0]

    monkeypatch.setattr(events.Key, "__init__", struck)


@pytest.fixture
def house() -> FakeHouse:
    return FakeHouse()


@pytest.fixture
def shell(house: FakeHouse) -> Callable[..., AbstractAsyncContextManager[Pilot[None]]]:
    """`async with shell() as pilot`: the lobby, settled."""

    @asynccontextmanager
    async def open_shell(size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
        app = StoredrillApp(house, still=True, monotonic=lambda: 0.0)
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            yield pilot

    return open_shell


@pytest.fixture
def press() -> Callable[..., Awaitable[None]]:
    """Press keys one after the other, each with all its consequences."""

    async def presses(pilot: Pilot[None], *keys: str) -> None:
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    return presses
