"""The till: takes keys, clicks and scans, submits commands, and shows what the station can see."""

from typing import cast

from textual import events
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from simulator.drill.session import Session
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.events import Command
from simulator.kernel.money import Minor
from simulator.locale import Words
from simulator.pos.view import View
from simulator.screens.scanning import Scannable
from simulator.screens.till import clicks, footer, guide, operations
from simulator.screens.till.asking import Asking
from simulator.screens.till.bars import AdviceLine, EntryLine, KeyRows, TillHeader, ToldLine, key_label
from simulator.screens.till.basket import Basket
from simulator.screens.till.coaching import Coaching
from simulator.screens.till.counter import Belt, Queue, Replies
from simulator.screens.till.counting import Draft
from simulator.screens.till.customer import CustomerPane
from simulator.screens.till.devices import Devices
from simulator.screens.till.hands import Hands
from simulator.screens.till.messages import BUSY, RANK, Kind, Message, Named, message_of
from simulator.screens.till.pane import Hit, ListPane, Pane
from simulator.screens.till.paper import Roll
from simulator.screens.till.ports import Host, TillDrill
from simulator.screens.till.tray import Tray

TICK = 0.1
"""Seconds between two looks at the clock."""
REST = 0.03
"""Seconds after a scan in which everything but basket and message may be shown."""


class TillScreen(Scannable, Screen[str]):
    """Plays a drill; is dismissed with `finished` or `quit`, and leaves it to the app to end and grade it.

    Dismissed with nothing, the drill stays open for another time.
    """

    CSS_PATH = "till.tcss"
    AUTO_FOCUS = "Belt"
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]

    def __init__(self, drill: TillDrill) -> None:
        super().__init__()
        self.drill = drill
        self.message = Message()
        self.coach = Coaching(drill)
        self.hands = Hands(self)
        self.asking = Asking(self)
        self.entry_line = EntryLine(id="entry")
        self.belt, self.basket, self.tray = Belt(id="belt"), Basket(id="basket"), Tray(id="tray")
        self.replies, self.roll = Replies(id="replies"), Roll(id="roll")
        self.drafts: dict[str, Draft] = {}
        """Counts that were left unfinished, by action."""
        self._told: Message | None = None
        self._panes: list[Pane] = []
        self._first: tuple[Pane, ...] = ()
        self._news = self._left = self._syncing = self._rest = self._tray_open = False
        self._stage = self._here = ""
        self.set_class(self.coach.coached, "-coach")

    def compose(self) -> ComposeResult:
        yield TillHeader(id="header")
        with Horizontal(id="counter-and-basket"):
            with Vertical(id="counter"):
                yield CustomerPane(id="customer")
                yield self.replies
                yield self.belt
                yield Queue(id="queue")
            with Vertical(id="middle"):
                yield self.basket
                yield self.tray
            with Vertical(id="right"):
                yield self.roll
                yield Devices(id="devices")
        yield Devices(id="strip")
        yield AdviceLine(id="advice")
        yield ToldLine(id="message")
        yield self.entry_line
        yield KeyRows(id="footer")

    def on_mount(self) -> None:
        self._panes = list(self.query(Pane))
        self._first = (self.basket, self.tray, self.query_one(ToldLine))
        self.session.listeners.append(self._heard)
        self.set_interval(TICK, self.tick)
        self.say("info", "till.told.welcome", help=self.key_label("help"), menu=self.key_label("menu"))
        self.roll.hang_last()
        self.asking.age_open = self.view.age_check is not None
        self._advise()
        self.sync()

    def on_unmount(self) -> None:
        if self._heard in self.session.listeners:
            self.session.listeners.remove(self._heard)

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
    def view(self) -> View:
        return self.session.view

    @property
    def now(self) -> int:
        return max(self.drill.clock.now(), self.session.now)

    @property
    def entry_wants(self) -> str:
        """What the entry line is for at this stage."""
        stage = self.view.stage
        return "cash" if stage == "tendering" else "none" if self.view.dark or stage in ("paying", "off") else "code"

    @property
    def good_in_hand(self) -> str:
        """The good that a typed code or a picked item is for."""
        if self.view.on_scale:
            return self.view.on_scale
        good = self.belt.selected
        return good.id if good is not None and not good.charged else ""

    def money(self, amount: Minor) -> str:
        return self.view.rules.currency.format(amount)

    def title_of(self, action: str) -> str:
        """An action's name in the customer's words, else in ours."""
        if action == "lock_till" and self.view.locked:
            return self.words("till.unlock")
        if action == "step_away" and not self.view.manned:
            return self.words("till.come_back")
        return self.host.profile.words.get(self.words.lang, {}).get(action) or self.words(f"action.{action}")

    def right_of(self, action: str) -> str:
        """Who can do it, or approves it, where the person at this till may not alone."""
        return guide.right_of(self, action)

    def key_of(self, action: str) -> str:
        """The first key of an action, or empty."""
        keys = self.host.profile.keys.get(guide.own_key(self.view, action), ())
        return keys[0] if keys else ""

    def key_label(self, action: str) -> str:
        """Its name as on the keyboard; an action without a key is found in the menu."""
        key = self.key_of(action) or self.key_of("menu")
        return key_label(key) if key else ""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The registry's keys, for the command palette; they are pressed through `on_key` like any other."""
        return {**super().active_bindings, **footer.bindings(self)}

    def footer_actions(self) -> list[str]:
        """What is possible now and worth a place."""
        return footer.worth_a_place(self)

    def fixed_actions(self) -> list[str]:
        """Those that always have their place."""
        return [id for id in footer.FIXED if not operations.why_not(self, id)]

    # --- advice

    def _advise(self) -> None:
        if self.coach.coached:
            self.coach.look()
            if self.coach.good and not self.belt.has_focus:
                self.belt.cursor = (self.coach.good_kind, self.coach.good)
            if self.coach.return_line and not self.basket.has_focus:
                self.basket.cursor = ("line", self.coach.return_line)

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
        if self._news:
            self._after()
        elif self.is_current:
            self.query_one(TillHeader).sync()
            self.query_one(Queue).sync()
            if self.tray.display:
                self.tray.sync()
        if self._rest:
            self.sync()
        self.roll.tick(self.now)

    def _heard(self, entry: Entry) -> None:
        """An entry was appended: what is worth telling of it, and what to do about it."""
        what, self._news = entry.what, True
        if entry.stream not in (SHOP, self.session.post):
            return  # at another till: not before these eyes
        match what:
            case f.DrawerOpened():
                self.tray.hand, self.tray.opened_at = {}, entry.at
            case f.AgeCheckAsked() | s.IdShown() | f.Refused(reason="refused.age_check_open"):
                self.asking.age_open = True
            case s.ReceiptsFound():
                self.asking.receipts_open = bool(what.receipts)
            case f.ChangeGiven() | f.DrawerClosed() | f.VisitEnded():
                self.tray.hand = {}
                if isinstance(what, f.VisitEnded) and self.message.id in BUSY:  # what stood in the way is gone
                    self.message = Message("info", "till.told.counter_free")
                if isinstance(what, f.ChangeGiven) and what.so_far == what.due:  # the hands go on
                    self.tray.choose(("cash", "take" if self.view.cash else "close"))
            case s.ReceiptPrinted() if what.device == "virtual":  # a real printer has its own paper
                self.roll.roll_out(what.document)
            case s.CashOffered() if self.coach.stopped.id:  # what was wrong a moment ago is so no more
                self.coach.stopped = self.message = Message()
            case s.CoachStopped():
                self.asking.age_open = True  # what was held back still has to be decided
                self._told = self.coach.stop(what, self.drill.scenario.rubric.expectations)
        message, told = message_of(self.session.till, what), self._told
        if message is not None and (told is None or RANK[message.kind] >= RANK[told.kind]):
            self._told = message

    def _after(self) -> None:
        """Entries came: show the sentence that matters most, and what changed."""
        told, self._told, self._news = self._told, None, False
        if told is not None and (told.kind != "info" or self.message.kind not in ("warn", "bad")):
            self.message = told
        self._follow()
        self._advise()
        self._soon()
        if self.view.closed and not self._left:
            self._left = True
            while self.app.screen is not self:  # what was asked is asked no more
                self.app.pop_screen()
            self.dismiss("finished")

    def _follow(self) -> None:
        """Where the stage changed, the focus goes where the hands go."""
        view = self.view
        here = view.here.customer if view.here else ""
        if here != self._here:
            self._here, self.belt.cursor, self.replies.cursor = here, None, None
        if view.stage != self._stage:
            self._stage = view.stage
            self._tray_open = view.stage == "change"
        self.belt.next_good()
        self._show_tray(self._tray_open or (view.dark and view.drawer_open))
        self.asking.what_is_open()

    def _show_tray(self, show: bool) -> None:
        if self.tray.display == show and self.basket.display != show:
            return
        had_focus = self.focused in (self.tray, self.basket)
        self.tray.display, self.basket.display = show, not show
        if show:
            self.set_focus(self.tray)
        elif had_focus or self.focused is None:
            self.set_focus(self.belt)
        self.call_after_refresh(self.sync)

    def toggle_tray(self) -> None:
        """Show the cash, or the basket again."""
        self._tray_open = not self.tray.display
        self._show_tray(self._tray_open)

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
        """Do an action of the registry; what is not possible is refused by the till, and noted."""
        operations.run(self, action)

    def on_pane_pressed(self, event: Pane.Pressed) -> None:
        event.stop()
        self.hands.act()
        if isinstance(event.pane, ListPane):
            self.set_focus(event.pane)
        self.take(event.hit)

    def take(self, hit: Hit) -> None:
        """Something was clicked, or chosen with Enter."""
        clicks.take(self, hit)

    # --- dialogs come and go

    def leave(self, how: str) -> None:
        """`quit` ends the drill, `later` leaves it open for another time."""
        self._left = True
        self.dismiss("quit" if how == "quit" else "")

    def on_screen_suspend(self) -> None:
        """A dialog came: the advice is about it now."""
        self.query_one(AdviceLine).sync()

    def on_screen_resume(self) -> None:
        self.query_one(AdviceLine).sync()
