"""The app: holds the house, the words and who sits here, and opens one screen after the other. No more than that."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from simulator.locale import Words
from simulator.screens.ports import Drill, DrillCard, Finished, House, Person, Review
from simulator.screens.scanning import Scannable, Scanning
from simulator.screens.shell.halted import keep_the_terminal
from simulator.screens.shell.screen import ShellScreen
from simulator.screens.start import settled
from simulator.screens.theme import COUNTER

if TYPE_CHECKING:
    from simulator.screens.debrief.next_step import Tried
    from simulator.screens.profiles import Profile
    from simulator.screens.station.ports import StationDrill
    from simulator.screens.station.screen import StationScreen

HERE = Path(__file__).parent

STOPPED = 2
"""Exit status of an app that could not go on."""


class DeviceSpoke(Message):
    """Posted by a device's thread."""


class StoredrillApp(Scanning):
    """`monotonic` gives seconds that only grow; `still` keeps everything that moves by itself at rest, for pictures.

    `opening` is called once the lobby stands: `storedrill play` and `replay` go on from there.
    """

    TITLE = "storedrill"
    CSS_PATH = [HERE / "shell" / "shell.tcss", HERE / "lobby" / "lobby.tcss"]
    """The lobby's too: a default screen's own sheet is not looked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f12,ctrl+l", "language", "shell.language"),
        Binding("f1,question_mark,fullwidth_question_mark", "help", "shell.help"),
        Binding("ctrl+f11", "log_issue", "uat.log", show=False),
        Binding("ctrl+p", "command_palette", "shell.palette", show=False, priority=True),
    ]

    def __init__(
        self,
        house: House,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        still: bool = False,
        opening: "Callable[[StoredrillApp], None] | None" = None,
    ) -> None:
        super().__init__()
        self.house = house
        self.words = Words(house.lang)
        self.monotonic = monotonic
        self.still = still
        self._opening = opening
        self._devices: Callable[[], list[str]] = list
        """What the station's real devices scanned since it was asked last."""
        self.stands = False
        """The first frame was painted."""
        self._missed = ""
        """What is wrong with the real scanner, as far as it was said."""
        self.told = ""
        """What it was that the app could not go on for."""
        self.tried: dict[str, list[Tried]] = {}
        """What a guest finished since they sat down."""
        self.me: Person | None = None
        """Who sits here; None is a guest."""
        self.register_theme(COUNTER)
        self.theme = COUNTER.name
        if still:
            self.animation_level = "none"

    @property
    def opens(self) -> bool:
        """Whether something was asked for before the lobby: a drill, a replay."""
        return self._opening is not None

    @property
    def profile(self) -> "Profile":
        """Keys and words of the customer's till; read when somebody first asks."""
        return self.house.profile

    def get_default_screen(self) -> Screen[None]:
        from simulator.screens.lobby.lobby import Lobby

        self._lobby = Lobby()
        return self._lobby

    def on_mount(self) -> None:
        """The terminal was taken over; whoever sees the first frame may halt us already."""
        loop = asyncio.get_running_loop()
        keep_the_terminal(lambda: loop.call_soon_threadsafe(self.refresh))

    def on_ready(self) -> None:
        """The first frame stands."""
        self.stands = True
        if self._opening is not None:
            settled()  # else the lobby says so, when it knows who sits here
            self._opening(self)
        else:
            self._lobby.look_up()

    # --- language

    def action_language(self) -> None:
        """The other language, everywhere, with whatever is open and typed left as it is."""
        lang = self.words.lang = "en" if self.words.lang == "zh" else "zh"
        self.house.set_lang(lang)
        for screen in self.screen_stack:
            retranslate = getattr(screen, "retranslate", None)  # a workstation is no ShellScreen and has its own
            if retranslate is not None:
                retranslate()
        self.screen.refresh_bindings()

    def action_log_issue(self) -> None:
        """Something is not as it should be, whichever screen shows it."""
        from simulator.screens.acceptance.log import log_here

        log_here(self)

    # --- the way of a drill: lobby, briefing, till, debrief

    def brief(self, card: DrillCard, mode: str = "") -> None:
        """Open the briefing of a drill, with `mode` chosen."""
        from simulator.screens.briefing.briefing import Briefing

        self.push_screen(Briefing(card, mode), lambda drill: self.play(drill) if drill else None)

    def play(self, drill: Drill) -> None:
        """Sit down at the workstation; when the drill is over, look back on it."""
        if drill.session.station.closed:  # the process ended between the last step and the debrief
            self.finished(drill, "finished")
            return
        self.sit_down(drill, lambda reason: self.finished(drill, reason))

    def sit_down(self, drill: Drill, then: Callable[[str | None], object]) -> "StationScreen":
        """The drill's workstation, with the real devices at work; `then` is told how it was left."""
        from simulator.screens.workstations import screen_of

        def left(reason: str | None) -> None:
            self._devices = list  # what a printer says from now on belongs to no drill
            then(reason)

        self._devices = self.house.wire(drill, lambda: self.post_message(DeviceSpoke()))
        station = screen_of(cast("StationDrill", drill))
        self.push_screen(station, left)
        self._missed = ""  # a scanner that is away is said at each workstation anew
        station.call_after_refresh(self.look_at_scanner)
        return station

    def finished(self, drill: Drill, reason: str | None) -> None:
        """The workstation was left: with a reason the drill has ended, without one it is kept to be continued."""
        self._devices = list
        if reason:
            from simulator.screens.debrief.closing import Closing

            self.push_screen(Closing(drill, reason))
        else:
            self.house.leave(drill.run)

    def on_device_spoke(self) -> None:
        """A real device said something, from a thread of its own: let it enter the drill, and scan what it scanned."""
        for code in self._devices():
            if isinstance(self.screen, Scannable) and self.screen.takes_scans:
                self.screen.take_scan(code, self.monotonic(), "serial")
        self.look_at_scanner()

    def look_at_scanner(self) -> None:
        """Say so where scans are taken, once, when the real scanner went away or came back."""
        state = self.house.scanner
        error = (state.error or "") if state else ""
        takers = [screen for screen in self.screen_stack if isinstance(screen, Scannable)]
        if state is not None and takers and takers[-1].is_mounted and error != self._missed:
            self._missed = error
            takers[-1].scanner_changed(state.device, error)

    def debrief(self, review: Review, finished: Finished, at: tuple[str, int] | None = None) -> None:
        """Look back on a session, on an entry of it where one is named."""
        from simulator.screens.debrief.debrief import Debrief

        self.push_screen(Debrief(review, finished, at))

    def replay(self, review: Review, finished: Finished, pace: float = 1.0) -> None:
        """Play a session again, from the start."""
        from simulator.screens.replay.replay import Replay

        self.push_screen(Replay(review, finished.entries, pace=pace, playing=True))

    # --- when it cannot go on

    def _handle_exception(self, error: Exception) -> None:
        """Nobody at a till can use a traceback: it goes into the log, and the person is told what to do.

        What the world did (a full disk, a folder that is gone) is told in its own words; only the rest is ours.
        """
        from simulator.screens.shell.failures import explain

        known = explain(error, self.words.lang)
        logging.getLogger(__name__).error("the app cannot go on" if known else "the app broke", exc_info=error)
        if known:
            self.stop(self.words(known[0], **known[1]))
        elif self.is_headless:  # a test wants to see it
            super()._handle_exception(error)
        else:
            self.stop(self.words("shell.broke", log=self.house.home / "storedrill.log"))

    def stop(self, told: str) -> None:
        """End with a sentence on the terminal; the command could not go on."""
        self._return_code = STOPPED
        if not self.told:
            self.told = told
            self.panic(Text(told))

    # --- help and palette

    def action_help(self) -> None:
        from simulator.screens.help.help import Help

        if not isinstance(self.screen, Help):
            self.push_screen(Help())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        from simulator.screens.palette import commands

        return commands(self, screen)

    def action_command_palette(self) -> None:
        from simulator.screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(placeholder=self.words("shell.palette.search")))

    async def action_quit(self) -> None:
        """Ctrl+Q takes one step out, as Escape does; a drill is never left without its own question."""
        from simulator.screens.palette import Operated

        if isinstance(self.screen, Operated):
            self.screen.run("leave_drill")
        else:
            self.simulate_key("escape")

    def action_help_quit(self) -> None:
        """Ctrl+C does not end anything by accident: it says how to leave."""
        if isinstance(self.screen, ShellScreen):
            self.screen.tell("shell.how_to_quit")
