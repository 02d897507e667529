"""A workstation's screen: takes keys, clicks and scans, submits commands, and shows what the station can see.

What the till, the stockroom and the office have in common. A workstation brings its panes, its actions with what they
do, the sentence for what happened, and what it follows after each entry.
"""

from collections.abc import Callable
from pathlib import Path, PurePath
from typing import ClassVar, cast

from textual import events
from textual.binding import ActiveBinding

from simulator.drill.session import Session
from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.events import Command
from simulator.kernel.money import Minor
from simulator.kernel.stimuli import CoachStopped
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.screens import actions
from simulator.screens.actions import operation_of
from simulator.screens.leaving import Leaving, uncover
from simulator.screens.profiles import Profile
from simulator.screens.rights import who_can
from simulator.screens.scanning import Scannable
from simulator.screens.station import footer
from simulator.screens.station.asking import Asking
from simulator.screens.station.bars import AdviceLine, EntryLine, Header, ToldLine, key_label
from simulator.screens.station.coaching import Coaching
from simulator.screens.station.drill import EVERYWHERE
from simulator.screens.station.hands import Hands
from simulator.screens.station.message import RANK, Kind, Message, Named
from simulator.screens.station.own import Own
from simulator.screens.station.pane import ListPane, Pane
from simulator.screens.station.paper import Roll
from simulator.screens.station.ports import Host, Seen, StationDrill

TICK = 0.1
"""Seconds between two looks at the clock."""
REST = 0.03
"""Seconds after a scan in which everything but the first panes may be shown."""
CSS = Path(__file__).with_name("station.tcss")


class StationScreen(Own, Scannable, Leaving[str]):
    """Plays a drill; is dismissed with `finished` or `quit`, and leaves it to the app to end and grade it.

    Dismissed with nothing, the drill stays open for another time.
    """

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = CSS
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]

    coach: Coaching
    hands: Hands
    asking: Asking
    entry_line: EntryLine

    def __init__(self, drill: StationDrill) -> None:
        super().__init__()
        self.drill = drill
        self.message = Message()
        self.roll = Roll(id="roll")
        self._told: Message | None = None
        self._profile: Profile | None = None
        self._panes: list[Pane] = []
        self._first: tuple[Pane, ...] = ()
        """Shown at once after a scan."""
        self._moving: tuple[Pane, ...] = ()
        """Shown anew at every look at the clock."""
        self._news = self._left = False
        self._syncing = self._rest = False
        self.ends: Callable[[], bool] = lambda: False
        """Whether it is over before the shift is: what a drill of one moment knows."""

    def on_mount(self) -> None:
        self._panes = list(self.query(Pane))
        self._first = (*self.first(), self.query_one(ToldLine))
        self._moving = (self.query_one(Header), *self.moving())
        self.session.listeners.append(self._heard)
        self.set_interval(TICK, self.tick)
        self.say("info", self.WELCOME, help=self.key_label("help"), menu=self.key_label("menu"))
        if self.roll.is_attached:  # an office has no printer
            self.roll.hang_last()
        self.begin()
        self.advise()
        self.sync()

    def on_unmount(self) -> None:
        if self._heard in self.session.listeners:
            self.session.listeners.remove(self._heard)

    def advise(self) -> None:
        """Let the coach look; a hint that was asked for goes once it is no longer so."""
        if self.coach.coached:
            self.coach.look()
        elif self.coach.advice is not None:
            self.coach.look_again()
            self.set_class(self.coach.advice is not None, "-coach")
        else:
            return
        self.asking.advised_anew()

    def follow(self) -> None:
        """Entries came: what comes into sight, and what is asked."""
        self.asking.what_is_open()

    def footer_actions(self) -> list[str]:
        """What is possible now and worth a place."""
        return footer.worth_a_place(self, (action.id for action in self.actions if action.footer))

    # --- what panes and operations read

    @property
    def host(self) -> Host:
        return cast(Host, self.app)

    @property
    def words(self) -> Words:
        return self.host.words

    @property
    def session(self) -> Session:
        return self.drill.session

    @property
    def actions(self) -> tuple[actions.Action, ...]:
        return actions.AT[self.WORKSTATION]

    @property
    def profile(self) -> Profile:
        """The customer's keys, as they are at this workstation."""
        if self._profile is None:
            self._profile = self.host.profile.at(self.WORKSTATION)
        return self._profile

    @property
    def seen(self) -> Seen:
        """What can be seen here."""
        return self.session.seen

    @property
    def now(self) -> int:
        return max(self.drill.clock.now(), self.session.now)

    @property
    def time_is_up(self) -> bool:
        """The drill's minutes are over; work can be over before them."""
        return self.now >= self.drill.scenario.minutes * 60_000

    def money(self, amount: Minor) -> str:
        return self.shop.currency.format(amount)

    def title_of(self, action: str) -> str:
        """An action's name in the customer's words, else in ours."""
        return self.host.profile.words.get(self.words.lang, {}).get(action) or self.words(f"action.{action}")

    def played_by(self, badge: Text) -> str:
        """Whoever plays, and the name on the badge that they play under; empty where nobody is signed on."""
        name, person = badge[self.words.lang], self.drill.person
        if not name or person is None or person.name in (badge.en, badge.zh):
            return name
        return self.words("till.plays_as", person=person.name, badge=name)

    def right_of(self, action: str) -> str:
        """Who can do it, or approves it, where the person here may not alone."""
        return who_can(self.words, self.seen.rules, operation_of(action))

    def barred(self, action: str) -> bool:
        """Whether the person here may never do it."""
        return operation_of(action) in self.seen.rules.never

    def key_of(self, action: str) -> str:
        """The first key of an action, or empty."""
        keys = self.profile.keys.get(self.key_action(action), ())
        return keys[0] if keys else ""

    def key_label(self, action: str) -> str:
        """Its name as on the keyboard; an action without a key is found in the menu."""
        key = self.key_of(action) or self.key_of("menu")
        return key_label(key) if key else ""

    def way_to(self, action: str) -> str:
        """How an action is reached that has no key: it is in the menu."""
        return f"{self.key_label('menu')} ▸"

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The registry's keys, for the command palette; they are pressed through `on_key` like any other."""
        return {**super().active_bindings, **footer.bindings(self)}

    def fixed_actions(self) -> list[str]:
        """Those that always have their place."""
        return [id for id in footer.FIXED if not self.why_not(id)]

    def why_not(self, action: str) -> str:
        """The text id that says why an action is not possible now; empty when it is."""
        if action in ("pause", "hint") and self.drill.mode == "exam":
            return "till.no_pause" if action == "pause" else "till.no_hints"
        return "" if action in EVERYWHERE else self.lacking(action)

    # --- what happens

    def submit(self, command: Command) -> None:
        """Ask for an operation; what followed is shown when it is durable."""
        self.coach.acted()
        self.set_class(self.coach.coached, "-coach")
        self._told = None
        self.message = Message()
        self.session.submit(command, self.drill.clock.now())
        self._after()

    def say(self, kind: Kind, id: str, **params: object) -> None:
        """Put a sentence on the message line."""
        self.message = Message(kind, id, params)
        if self.is_mounted:
            self.query_one(ToldLine).sync()

    def tick(self) -> None:
        """Let time pass."""
        if self.drill.clock.paused or self._left or not self.app.screen_stack:
            return
        now = self.drill.clock.now()
        self.session.advance(now)
        self.drill.lived(now)
        if self._news or self.coach.ripe(now):
            self._after()
        elif self.is_current:
            for pane in self._moving:
                if pane.display:
                    pane.sync()
        if self._rest:
            self.sync()
        self.roll.tick(self.now)
        self._end_where_over()

    def _heard(self, entry: Entry) -> None:
        """An entry was appended: what is worth telling of it, and what to do about it."""
        self._news = True
        if entry.stream not in (SHOP, self.session.post):
            return  # at another station: not before these eyes
        self.heard(entry)
        if isinstance(entry.what, CoachStopped):
            self._told = self.coach.stop(entry.what, self.drill.scenario.rubric.expectations)
        message, told = self.told_of(entry.what), self._told
        if message is not None and (told is None or RANK[message.kind] >= RANK[told.kind]):
            self._told = message

    def _after(self) -> None:
        """Entries came: show the sentence that matters most, and what changed."""
        told, self._told, self._news = self._told, None, False
        if told is not None and self.gives_way(told):
            self.message = told
        self.follow()
        self.advise()
        self._soon()
        self._end_where_over()

    def gives_way(self, told: Message) -> bool:
        """What stands on the message line is less than what is told now; a key of one's own has cleared it already."""
        return told.kind != "info" or self.message.kind not in ("warn", "bad")

    def _end_where_over(self) -> None:
        """The station is closed, or the moment that is practised is over."""
        if not self._left and (self.session.station.closed or self.ends()):
            self._left = True
            uncover(self)  # what was asked is asked no more
            self.dismiss("finished")

    def sync(self) -> None:
        """Let every pane look; only what changed is painted."""
        self._rest = False
        for pane in self._panes:
            pane.sync()

    def _soon(self) -> None:
        """Let the panes look once, however many scans came at once."""
        if not self._syncing:
            self._syncing = True
            self.call_next(self._sync_now)

    def _sync_now(self) -> None:
        """What the eye waits for first; everything else once that is painted."""
        self._syncing = False
        for pane in self._first:
            pane.sync()
        self._paint()
        if not self._rest:
            self._rest = True
            self.set_timer(REST, self.sync)

    def _paint(self) -> None:
        """Textual waits for its next frame, up to 16 ms; a scan is shown at once."""
        if self.is_current and self.app.screen is self and not self._layout_required:
            shown = {pane for pane in self._first if pane.display}
            self._compositor.update_widgets(shown | self._dirty_widgets)
            self._compositor_refresh()

    def retranslate(self) -> None:
        """The language changed: nothing that was typed is lost."""
        self.sync()

    # --- scans

    @property
    def takes_scans(self) -> bool:
        return not self.drill.clock.paused

    def take_scan(self, code: str, at: float, source: str = "wedge") -> bool:
        return self.hands.scan(code, at, source)

    def scanner_changed(self, device: str, error: str) -> None:
        if error:
            why, scan = Named(f"devices.scanner.{error}"), self.key_label("scan")
            self.say("bad", "till.told.scanner_lost", device=device, why=why, scan=scan)
        else:
            self.say("good", "till.told.scanner_back", device=device)

    def take_typed(self, text: str) -> None:
        self.hands.replay(text)

    # --- keys

    @property
    def entry(self) -> str:
        """What was typed so far."""
        return self.hands.entry

    def take_entry(self) -> str:
        """What was typed, which is used now."""
        return self.hands.take()

    async def on_key(self, event: events.Key) -> None:
        if self.hands.press(event.key, event.character, event.time):
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.hands.paste(event.text)

    # --- actions and clicks

    def run(self, action: str) -> None:
        """Do an action of the registry; what is not possible is refused by the rules, and noted.

        What the person may never do asks for nothing first, but says who can.
        """
        others = self.seen.rules.never.get(operation_of(action))
        if others is not None:
            self.say("bad", "refused.no_right", who_en=others.titles.en, who_zh=others.titles.zh)
            return
        if action in ("pause", "hint"):
            reason = self.why_not(action)
            if reason:
                self.say("bad", reason)
                return
        self.asking.begins(action)
        self.OPERATIONS[action](self)

    def on_pane_pressed(self, event: Pane.Pressed) -> None:
        event.stop()
        self.hands.act()
        if isinstance(event.pane, ListPane):
            self.set_focus(event.pane)
        self.take(event.hit)
        self.pointed()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.call_next(self.pointed)

    def pointed(self) -> None:
        """The hand went elsewhere: what is to be pressed now may be something else."""
        if self.is_mounted:
            self.speak()
            self.entry_line.sync()

    # --- dialogs come and go

    def leave(self, how: str) -> None:
        """`quit` ends the drill, `later` leaves it open for another time."""
        self._left = True
        uncover(self)  # a key pressed meanwhile may have opened something
        self.dismiss("quit" if how == "quit" else "")

    def speak(self) -> None:
        """Let the coach's line look at what it is about."""
        self.query_one(AdviceLine).sync()

    def on_screen_suspend(self) -> None:
        """A dialog came: the advice is about it now."""
        self.speak()

    def on_screen_resume(self) -> None:
        self.speak()
