"""Who knows nothing and does what the coach's line says, key by key: it is read anew after each of them.

Only what stands on the screen in English is used, but for three things that a person sees or works out: which row a
dialog marks, which figure a manager arrives at, and when nothing is left but to wait.
"""

import re
from typing import Any

from textual.pilot import Pilot

from simulator.drill.live import Drill
from simulator.screens.desk.chain import Number
from simulator.screens.desk.picking import PickMany
from simulator.screens.station.authorization import Authorization
from simulator.screens.station.bars import key_label
from simulator.screens.station.dialogs import Choose, StationDialog
from simulator.screens.station.form import Form
from simulator.screens.station.lookup import LookUp
from simulator.screens.station.screen import StationScreen

KEYS = {"Enter": "enter", "Esc": "escape", "Tab": "tab", "← →": "right", **{str(n): str(n) for n in range(10)}}
NAMES = {".": "full_stop", "-": "minus"}
FAR = 40


class Lost(AssertionError):
    """The line does not say what to do, or what it says does nothing."""


class Follower:
    """Plays a coached drill at the screen of its workstation."""

    def __init__(self, pilot: Pilot[None], screen: StationScreen, drill: Drill, clock: Any) -> None:
        self.pilot, self.screen, self.drill, self.clock = pilot, screen, drill, clock
        self.keys = {key_label(key): key for keys in screen.profile.keys.values() for key in reversed(keys)} | KEYS
        self.said: list[str] = []

    @property
    def dialog(self) -> StationDialog[Any] | None:
        return self.screen.asking.dialog

    @property
    def line(self) -> str:
        return self.screen.coach.text(self.screen.words, self.dialog)

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.clock.seconds += 0.4
            await self.pilot.press(key)
        await self.settle()

    async def settle(self) -> None:
        await self.pilot.pause()
        self.screen.tick()
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        await self.press(*(NAMES.get(ch, ch) for ch in text))

    async def label(self, name: str) -> None:
        if name not in self.keys:
            raise Lost(f"no key is called {name!r}: {self.line}")
        await self.press(self.keys[name])

    async def until_said_otherwise(self, key: str) -> None:
        """With an arrow from the top down until the line no longer says so."""
        before = self.line
        await self.press("home")
        for _ in range(FAR):
            if self.line != before:
                return
            await self.press(key)
        raise Lost(f"never reached: {before}")

    async def step(self) -> bool:
        """What the line says; False where it says to wait."""
        line, dialog = self.line, self.dialog
        self.said.append(line)
        if dialog is not None:
            return await self._in(dialog, line)
        if self.screen.coach.command is None:
            return False
        if re.search(r"Tab to [^,]+, choose", line):
            await self.press("tab")
        elif re.search(r"Choose .+ with ↑ ↓, then ", line):
            await self.until_said_otherwise("down")
        elif found := re.search(r"Press (\S+) and look for (.+), then", line):
            await self.label(found[1])
            await self.type(re.sub(r"[^A-Za-z0-9].*", "", found[2]))
            await self.press("down", "enter")
        elif found := re.search(r"[Tt]ype (\S+), then press Enter", line):
            await self.type(found[1])
            await self.press("enter")
        elif found := re.search(r"[Pp]ress Enter, type (\S+), press Enter", line):
            await self.press("enter")
            await self.type(found[1])
            await self.press("enter")
        elif found := re.search(r"[Pp]ress (\S+) and choose “(.+)”", line):
            await self.label(found[1])
            await self._choose_called(found[2])
        elif found := re.search(r"(?:^|[ :])Press (← →|[^\s.:]+)[.:]", line) or re.search(r"press (\S+)\.$", line):
            await self.label(found[1])
        else:
            raise Lost(f"no key is named for {self.screen.coach.command}: {line}")
        return True

    async def _in(self, dialog: StationDialog[Any], line: str) -> bool:
        match dialog:
            case Authorization():
                if "press Tab" not in line:
                    return False
                await self.press("tab")
            case Choose():
                await self._choice(dialog, line)
            case Form():
                await self._form(dialog, line)
            case PickMany():
                await self._pick(dialog)
            case Number():
                await self._figure(dialog)
            case LookUp():
                raise Lost(f"something is looked for that nobody named: {line}")
            case _:
                raise Lost(f"{dialog}: {line}")
        return True

    async def _choice(self, dialog: Choose, line: str) -> None:
        if found := re.search(r"Choose here: (\d)", line):
            await self.press(found[1])
            return
        values = [option.value for option in dialog.rows.options if option.value]
        if dialog.advised not in values:
            raise Lost(f"nothing is marked among {values}: {self.screen.coach.command}")
        await self.press("home")
        for _ in range(FAR):
            if dialog.rows.cursor == ("option", dialog.advised):
                break
            await self.press("down")
        await self.press("enter")

    async def _choose_called(self, title: str) -> None:
        dialog = self.dialog
        assert isinstance(dialog, Choose), f"expected the menu, got {dialog}"
        wanted = [o.value for o in dialog.rows.options if o.value and o.label(self.screen.words) == title]
        if not wanted:
            raise Lost(f"the menu has no {title!r}")
        await self.press("home")
        for _ in range(4 * FAR):
            if dialog.rows.cursor == ("option", wanted[0]):
                break
            await self.press("down")
        await self.press("enter")

    async def _form(self, form: Form, line: str) -> None:
        if "All that is needed is filled in" in line:
            await self._to(form, "done")
            await self.press("enter")
            return
        found = re.search(r"the row “(.+?)”,? (?:type (\S+), then Enter|choose “(.+)” with)", line)
        if not found:
            raise Lost(f"the form does not say what to fill in: {line}")
        field = next(field for field in form._fields if field.label(self.screen.words) == found[1])
        await self._to(form, field.id)
        if found[2]:
            await self.type(found[2])
            await self.press("enter")
            return
        before = self.line
        for _ in range(FAR):
            await self.press("right")
            if self.dialog is not form or self.line != before:
                return
        raise Lost(f"never chosen: {before}")

    async def _to(self, form: Form, row: str) -> None:
        await self.press("home")
        for _ in range(FAR):
            if form.rows.cursor == ("option", row):
                return
            await self.press("down")
        raise Lost(f"no row {row}")

    async def _pick(self, dialog: PickMany) -> None:
        for mark in sorted(dialog._advised or ()):
            await self.press("home")
            for _ in range(FAR):
                if dialog.rows.cursor == ("option", f"={mark}"):
                    break
                await self.press("down")
            await self.press("space")
        await self.press("end", "enter")

    async def _figure(self, dialog: Number) -> None:
        """What a manager works out: no line says it."""
        command = self.screen.coach.command
        figure = abs(getattr(command, "amount", 0) or getattr(command, "figure", 0))
        negative = (getattr(command, "figure", 0) or 0) < 0
        texts = (f"{figure}", f"{figure / 10:g}", f"{figure / 100:.2f}", f"{figure / 1000:g}")
        text = next(text for text in texts if dialog._figure.read(text) == figure)
        if negative:
            await self.press("minus")
        await self.type(text)
        await self.press("enter")

    async def play(self, most: int = 1500) -> None:
        """To the end of the drill."""
        entries = 0
        for _ in range(most):
            await self.settle()
            if self.drill.session.station.closed:
                return
            if not await self.step():
                due = self.drill.session.deadline()
                if due is None:
                    raise Lost(f"nothing to do and nothing to come: {self.line}")
                self.clock.seconds = max(self.clock.seconds, due / 1000 + 0.001)
            now = len(self.said)
            if now > 40 and len(set(self.said[-12:])) <= 2 and self._count() == entries:
                raise Lost(f"goes round in circles: {self.said[-4:]}")
            if now % 12 == 0:
                entries = self._count()
        raise Lost(f"no end within {most} steps: {self.said[-6:]}")

    def _count(self) -> int:
        return len(list(self.drill.journal.read(self.drill.run)))
