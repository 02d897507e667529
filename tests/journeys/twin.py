"""The same screen once more, in the test: it follows the journal of what runs in a terminal, and decides nothing.

Hands press each key at the terminal and at the twin. What the twin asks for is not done: it waits until the program in
the terminal has done it, and compares. Every key waits until the terminal shows what the twin shows.
"""

import asyncio
import re
import time
import unicodedata
from collections import deque
from typing import Any

from textual import events
from textual.keys import _character_to_key, _get_unicode_name_from_key

from simulator.drill import bots
from simulator.drill.live import MODES, Drill, Review
from simulator.drill.session import Session
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry
from simulator.kernel.events import Command
from simulator.screens.station.bars import AdviceLine, Header, KeyRows, ToldLine
from simulator.screens.station.pane import Pane, fit
from simulator.screens.station.paper import Roll
from simulator.screens.station.screen import StationScreen
from tests.journeys.fingers import ESCAPE
from tests.journeys.shadow import Shadow
from tests.journeys.terminal import KEYS, Terminal, Unseen
from tests.screens.hands import DeskHands, Hands, Played, StockHands

ROUNDS = 3
SOON = 60.0
"""Seconds within which the terminal must show what the twin shows."""
QUIET = 0.7
"""Seconds of real time that should be left for a deed until something happens: else it is waited for first."""
MOST = 400
MOVES = {"up", "down", "left", "right"}
TYPED = {"backspace", "full_stop", "minus", *"0123456789"}
"""Such keys follow one another at once; after any other the screen is looked at."""
PUNCTUATION = {"minus": "-", "backslash": "\\", "slash": "/"}
"""Whose names are not those of Unicode."""
CLOCK = re.compile(r"\d+:\d\d")
MOVING = re.compile(r"[\d:]+")


class Mirror(Session):
    """Follows a run that is played elsewhere."""

    terminal: Terminal

    def follow(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.read = sum(self.sequences.values())
        self.ahead: deque[Entry] = deque()
        """What was asked for in the terminal and not yet by the twin, and all that came of it."""

    def feed(self) -> int:
        """Read on, up to what the twin was not asked for yet: a key that it does not have must find the world before
        that key. Returns how many entries have happened.
        """
        fresh = list(self.journal.read(self.run, after=self.read))
        self.read += len(fresh)
        self.ahead.extend(fresh)
        return self._happen()

    def _happen(self, *first: Entry) -> int:
        happened = list(first)
        while self.ahead and not isinstance(self.ahead[0].what, Command):
            happened.append(self.ahead.popleft())
        self._happened(happened)
        return len(happened)

    def submit(self, command: Command, at: int | None = None, station: str = "") -> list[Entry]:
        self.terminal.meanwhile(lambda: self.feed() >= 0 and self.ahead, f"expected {command}")
        done = self.ahead.popleft()
        assert done.what == command, f"the terminal did {done.what}, its twin {command}"
        self._happen(done)
        return []

    def advance(self, at: int) -> int:
        return self.feed()


def twin_of(terminal: Terminal, shadow: Shadow) -> Drill:
    """The drill that runs in the terminal, to look at."""
    stage, journal, run = shadow.stage, shadow.journal, shadow.run
    opening = shadow.entries[0].what
    assert isinstance(opening, f.RunOpened)
    mirror = Mirror.resume(run, journal, stage.new_station, stage.sources(opening.seed))
    mirror.follow(terminal)
    ground = Review(
        run, stage, MODES[opening.mode], opening.seed, None, journal, time.monotonic, opening.wall, lambda kept: None,
        opening,
    )  # fmt: skip
    return Drill.around(ground, opening, mirror)


def bytes_of(key: str) -> bytes:
    """What a terminal sends for a key by its Textual name."""
    if key == "escape":
        return ESCAPE
    if key in KEYS or len(key) == 1:
        return KEYS.get(key, key).encode()
    return (PUNCTUATION.get(key) or unicodedata.lookup(_get_unicode_name_from_key(key))).encode()


class AtTerminal(Hands):
    """Every key goes to the terminal first, then to the twin."""

    terminal: Terminal

    async def press(self, *keys: str) -> None:
        for key, before in zip(keys, ("", *keys), strict=False):
            if before in TYPED and key not in TYPED:
                await self.settle()  # seen before the next key: no scanner waits for that
            self.terminal.write(bytes_of(key))
            await self.strike(key)
            if key not in MOVES | TYPED:
                await self.settle()
        await self.settle()

    async def strike(self, key: str) -> None:
        """At the twin; the pilot's own way waits longer for rest than most keys take in a terminal."""
        app, name = self.pilot.app, _character_to_key(key) if len(key) == 1 else key
        event = events.Key(name, bytes_of(key).decode() if name not in KEYS or key == "space" else None)
        event.set_sender(app)
        app.post_message(event)  # not by the driver: its threads' way is a longer one, and says not when it has come
        await self.rest()

    async def rest(self) -> None:
        """Until what came to the twin has gone its way: from the app to the screen, its widgets, and back."""
        rounds, deadline = 0, time.monotonic() + SOON
        while rounds < ROUNDS or self.astir():
            if time.monotonic() > deadline and rounds > ROUNDS:
                raise Unseen(f"expected the twin to come to rest, but {self.astir()}")
            done = asyncio.Event()
            self.pilot.app.call_later(done.set)
            await self.or_its_end(done)
            await self.pilot._wait_for_screen()
            rounds += 1

    async def or_its_end(self, done: asyncio.Event) -> None:
        """What went wrong in the twin's app is told, and waited for by nobody."""
        app = self.pilot.app
        waits = [asyncio.ensure_future(event.wait()) for event in (done, app._exception_event)]
        await asyncio.wait(waits, timeout=SOON, return_when=asyncio.FIRST_COMPLETED)
        for each in waits:
            each.cancel()
        if app._exception is not None:
            raise app._exception
        if not done.is_set():
            raise Unseen("expected the twin to take what was pressed")

    def astir(self) -> str:
        """Whether somebody is still to come, as what a dialog consists of, or has a message before them.

        A key goes up from what has the focus, a step at a time; a dialog that was just opened has no rows yet.
        """
        app = self.pilot.app
        seen = (app.screen, *app.screen.walk_children(with_self=False))
        everybody = (app, *app.screen_stack, *seen)
        coming = [each for each in seen if not each.is_mounted]
        busy = [each for each in everybody if each._running and (each._message_queue.qsize() or each._next_callbacks)]
        return f"{coming} are still to come, {busy} have something before them" if coming or busy else ""

    async def scan(self, code: str) -> None:
        self.terminal.scan(code)
        self.screen.take_scan(code, 0.0, "serial")
        await self.settle()

    async def settle(self) -> None:
        """Until the terminal shows what the twin shows."""
        await self.catch_up()
        deadline = time.monotonic() + SOON
        while not self.drill.session.station.closed and (unlike := self.held or self.unlike()):
            if time.monotonic() > deadline:
                raise Unseen(f"expected {unlike}, got:\n{self.terminal.text}")
            self.terminal.catch_up()
            await self.catch_up()

    async def catch_up(self) -> None:
        await self.rest()
        self.screen.tick()
        await self.rest()

    @property
    def held(self) -> str:
        """Keys that the twin does not have yet: they could be a scanner's."""
        wedge = self.pilot.app._wedge  # type: ignore[attr-defined]
        return "typed keys to be given back" if wedge is not None and wedge.next_deadline is not None else ""

    def unlike(self) -> str:
        """A row in sight that the terminal shows otherwise; clocks and ages run on by themselves."""
        moving = set(self.screen.moving())
        for pane in self.pilot.app.screen.query(Pane):
            if not isinstance(pane, Header | AdviceLine | ToldLine | KeyRows | Roll) and pane.display:
                as_it_is = still if pane in moving else timeless
                for y, line in enumerate(pane.shown):
                    expected = "".join(span.text for span in fit(line, pane.size.width))
                    got = self.cells(pane.content_region.x, pane.content_region.y + y, pane.size.width)
                    if as_it_is(got) != as_it_is(expected):
                        return f"{expected!r} in place of {got!r}"
        return ""

    def cells(self, x: int, y: int, width: int) -> str:
        row = self.terminal.screen.buffer[y]
        return "".join(row[column].data for column in range(x, x + width))


class StockAtTerminal(AtTerminal, StockHands):
    """A stock clerk's."""


class DeskAtTerminal(AtTerminal, DeskHands):
    """A manager's."""


def timeless(text: str) -> str:
    """Without clocks."""
    return CLOCK.sub("#", text).rstrip()


def still(text: str) -> str:
    """Without what runs on by itself: the clock, ages of letters."""
    return " ".join(MOVING.sub("#", text).split())


async def play(terminal: Terminal, shadow: Shadow) -> None:
    """From the screen that stands there to the end of the drill."""
    drill = twin_of(terminal, shadow)
    app = Played(drill)
    async with app.run_test(size=(terminal.screen.columns, terminal.screen.lines)) as pilot:
        await pilot.pause()
        screen = next(screen for screen in app.screen_stack if isinstance(screen, StationScreen))
        kind = StockAtTerminal if drill.workstation == "stockroom" else DeskAtTerminal
        await _play(kind(pilot, screen, drill), terminal)


async def _play(hands: Any, terminal: Terminal) -> None:
    drill: Drill = hands.drill
    hands.terminal, mirror, bot = terminal, drill.session, bots.perfect(drill.seed, drill.workstation)
    assert isinstance(mirror, Mirror)
    for _ in range(MOST):
        await hands.settle()
        if mirror.station.closed:
            return
        due, planned = mirror.deadline(), bot.next(mirror.seen, mirror.now, drill.memory)
        soon = due is not None and due - drill.clock.now() < QUIET * 1000 * float(drill.opening.pace)
        if planned is None or soon:
            terminal.meanwhile(mirror.feed, "expected something to happen")
        else:
            await hands.do(planned[0])
    raise AssertionError(f"expected an end within {MOST} steps, got:\n{terminal.text}")
