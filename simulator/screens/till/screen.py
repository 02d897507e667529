"""The till: who stands there, what they buy, what comes out on paper; and what its keys, clicks and scans do."""

from collections.abc import Iterable
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Command, Event
from simulator.pos.rules import Rules
from simulator.pos.view import View
from simulator.screens.actions import ACTIONS, CONTROL, lent_key
from simulator.screens.station.bars import AdviceLine, EntryLine, KeyRows, ToldLine
from simulator.screens.station.footer import worth_a_place
from simulator.screens.station.message import Message, Named
from simulator.screens.station.pane import Hit, Pane
from simulator.screens.station.ports import StationDrill
from simulator.screens.station.screen import CSS, StationScreen
from simulator.screens.till import clicks, guide, operations, pointing
from simulator.screens.till.asking import TillAsking
from simulator.screens.till.bars import TillHeader
from simulator.screens.till.basket import Basket
from simulator.screens.till.coaching import TillCoaching
from simulator.screens.till.counter import Belt, Queue, Replies
from simulator.screens.till.counting import Draft
from simulator.screens.till.customer import CustomerPane
from simulator.screens.till.devices import Devices
from simulator.screens.till.hands import TillHands
from simulator.screens.till.messages import BUSY, LEFT, message_of
from simulator.screens.till.spoken import Spoken
from simulator.screens.till.tray import Tray

WITH_CASH = f.ChangeGiven | f.CashTaken | f.CashReturned | f.CashExchanged | f.DrawerOpened | s.CashOffered
"""After these the hands go on at the tray."""


SLIM = 76
"""Columns below which the counter is narrower."""
LENDING = ("idle", "returning")
"""Stages at which a key of a sale is named for what it does to a return."""


class TillScreen(StationScreen):
    """The station of a cashier."""

    CSS_PATH = [CSS, "till.tcss"]
    AUTO_FOCUS = "Belt"
    WORKSTATION = "till"
    OPERATIONS = operations.OPERATIONS
    WELCOME = "till.told.welcome"
    GUIDE = (
        "till.help.look",
        "till.help.scan",
        "till.help.keys",
        "till.help.pay",
        "till.help.say",
        "till.help.mouse",
    )
    GUIDE_NARROW = {"till.help.look": "till.help.look.narrow", "till.help.keys": "till.help.keys.narrow"}
    GUIDE_KEYS = ("scan", "start_tender", "menu", "say")

    coach: TillCoaching
    hands: TillHands
    asking: TillAsking

    def __init__(self, drill: StationDrill) -> None:
        super().__init__(drill)
        self.coach = TillCoaching(drill, partial(pointing.way, self))
        self.hands = TillHands(self)
        self.asking = TillAsking(self)
        self.entry_line = EntryLine(id="entry")
        self.belt, self.basket, self.tray = Belt(id="belt"), Basket(id="basket"), Tray(id="tray")
        self.replies = Replies(id="replies")
        self.spoken = Spoken()
        self.drafts: dict[str, Draft] = {}
        """Counts that were left unfinished, by action."""
        self.member_kept = "", ""
        """A customer who was asked before the first item, and the number of the member they are."""
        self.left_at: int | None = None
        """When somebody last left the counter."""
        self._tray_open = False
        self._stage = self._here = self._unsigned = self._put_off = ""
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

    def on_resize(self, event: events.Resize) -> None:
        """Where there is little room, the middle has more of it."""
        self.set_class(event.size.width < SLIM, "-slim")

    # --- what a workstation says of itself

    @property
    def view(self) -> View:
        return self.session.view

    @property
    def shop(self) -> Rules:
        return self.view.rules

    @property
    def standing(self) -> str:
        who = self.played_by(self.view.operator_name)
        station = self.words.station(self.view.station)
        return f"{station} · {who}" if who else station

    @property
    def over(self) -> bool:
        return self.view.over

    @property
    def home(self) -> Pane:
        return self.tray if self.tray.display else self.belt

    @property
    def hanging(self) -> str:
        view = self.view
        return "" if view.printing or view.printer_error else view.last_receipt

    def first(self) -> Iterable[Pane]:
        return self.basket, self.tray

    def moving(self) -> Iterable[Pane]:
        return self.query_one(Queue), self.tray

    def begin(self) -> None:
        self.asking.age_open = self.view.age_check is not None

    @property
    def entry_wants(self) -> str:
        """What the entry line is for at this stage."""
        stage = self.view.stage
        return "cash" if stage == "tendering" else "none" if self.view.dark or stage in ("paying", "off") else "code"

    @property
    def entry_wanted(self) -> str:
        """What a digit means now, wherever that is: nobody finds it by trying."""
        if self.focused is self.replies:
            return "till.entry.reply"
        return "till.entry.pieces" if self.focused is self.tray else f"till.entry.{self.entry_wants}"

    @property
    def entry_waits(self) -> str:
        view = self.view
        if view.measure:
            return f"{view.measure / 1000:g}"
        return str(view.multiplier) if view.multiplier != 1 else ""

    @property
    def good_in_hand(self) -> str:
        """The good that a typed code or a picked item is for."""
        if self.view.on_scale:
            return self.view.on_scale
        good = self.belt.selected
        return good.id if good is not None and not good.charged else ""

    def title_of(self, action: str) -> str:
        """An action's name, or that of its way back."""
        if action == "lock_till" and self.view.locked:
            return self.words("till.unlock")
        if action == "step_away" and not self.view.manned:
            return self.words("till.come_back")
        return super().title_of(action)

    def key_action(self, action: str) -> str:
        if action == "return_line" and operations.takes_back(self):
            return "scan"
        return guide.own_key(self.view, action)

    def key_actions(self, action: str) -> tuple[str, ...]:
        own = super().key_actions(action)
        lent = lent_key(action) if self.view.stage in LENDING else ""
        return tuple(dict.fromkeys((lent, *own, action))) if lent else own

    def lacking(self, action: str) -> str:
        return operations.why_not(self, action)

    def in_sight(self, action: str) -> bool:
        """Pressing it now would close what is to be used."""
        return action == "cash_tray" and self.tray.display

    def footer_actions(self) -> list[str]:
        """What the coach points at, what is urgent, what the stage is about."""
        view = self.view
        urgent = [id for id, asked in guide.URGENT.items() if asked(view)]
        usual = [a.id for a in ACTIONS if a.footer and (not a.stages or view.stage in a.stages)]
        main = guide.main(view)
        if "inspect_good" in main:  # it has the scanner's key
            usual = [action for action in usual if action != "scan"]
            if not operations.to_look_at(self):
                main = tuple(action for action in main if action != "inspect_good")
                usual = [action for action in usual if action != "inspect_good"]
        return worth_a_place(self, urgent if view.dark else (), main, urgent, usual)

    def menu_start(self) -> str:
        """What the customer here complains of or disputes, else a scan."""
        return next(iter(guide.next_of_matter(self)), super().menu_start())

    def submit(self, command: Command) -> None:
        self.belt.kept = None  # what was chosen is used: the hands go on
        wanted, typed = self.entry_wants, self.entry
        super().submit(command)
        if typed and typed == self.entry and wanted != self.entry_wants:
            self.take_entry()  # a code that was begun is no cash that came in

    # --- advice

    def advise(self) -> None:
        super().advise()
        if self.coach.coached:
            if self.coach.good and not self.belt.has_focus:
                self.belt.cursor = (self.coach.good_kind, self.coach.good)
            if self.coach.return_line and not self.basket.has_focus:
                self.basket.cursor = ("line", self.coach.return_line)

    # --- what happens

    def told_of(self, event: Event) -> Message | None:
        message = message_of(self.session.till, event)
        if isinstance(event, f.VisitEnded) and self._unsigned and (message is None or message.kind != "bad"):
            message = Message("bad", "till.told.left_unsigned", {"number": self._unsigned})
        return pointing.with_key(self, message)

    def gives_way(self, told: Message) -> bool:
        """What somebody who has left took along, or left behind, is not made good by good news of something else."""
        return super().gives_way(told) and not (told.kind == "good" and self.message.id in LEFT)

    def heard(self, entry: Entry) -> None:
        what = entry.what
        self.spoken.heard(what, self.view)
        match what:
            case f.DrawerOpened():
                self.tray.hand, self.tray.opened_at = {}, entry.at
            case f.AgeCheckAsked() | s.IdShown() | f.Refused(reason="refused.age_check_open"):
                self.asking.age_open = True
            case s.ReceiptsFound():
                self.asking.receipts_open = bool(what.receipts)
            case f.ReturnLineAdded():
                self.belt.next_brought()
            case f.ChangeGiven() | f.DrawerClosed() | f.VisitEnded():
                self.tray.hand = {}
                self.left_at = entry.at if isinstance(what, f.VisitEnded) else self.left_at
                if isinstance(what, f.DrawerClosed):  # opened by its key: what comes next stands behind it
                    self._tray_open = self.view.stage == "change"
                if isinstance(what, f.VisitEnded) and self.message.id in BUSY:  # what stood in the way is gone
                    given = {"operation": Named(f"action.{self._put_off}"), "key": self.key_label(self._put_off)}
                    self.message = Message("info", "till.told.counter_free", given)
            case f.Refused() if what.reason in BUSY:
                self._put_off = CONTROL.get(what.operation, what.operation)
            case s.ReceiptPrinted() if what.device == "virtual":  # a real printer has its own paper
                self.roll.roll_out(what.document)
            case s.CashOffered() if self.coach.stopped.id:  # what was wrong a moment ago is so no more
                self.coach.stopped = self.message = Message()
            case f.LineAdded() if self.member_kept[1]:
                self.call_next(self._take_member)
            case s.CoachStopped():
                self.asking.age_open = True  # what was held back still has to be decided

        if isinstance(what, WITH_CASH):
            self.tray.go_on()

    def follow(self) -> None:
        """Where the stage changed, the focus goes where the hands go."""
        view = self.view
        here = view.here.customer if view.here else ""
        self._unsigned = view.unsigned
        if here != self._here:
            if self._here:
                self.coach.moved_on()
            self._here, self.belt.cursor, self.replies.cursor = here, None, None
        if not here and not view.questions and self.focused is self.replies:
            self.set_focus(self.home)  # nobody is spoken to: digits are codes again
        if view.stage != self._stage:
            self._stage = view.stage
            self._tray_open = view.stage == "change"
        self.belt.next_good()
        self._show_tray(self._tray_open or (view.dark and view.drawer_open))
        self.asking.what_is_open()

    def _take_member(self) -> None:
        """There is a basket now: the member who was asked before gets their prices."""
        (customer, code), self.member_kept = self.member_kept, ("", "")
        if self.view.sale and self.view.sale_customer == customer:
            operations.take_member(self, code)

    def _show_tray(self, show: bool) -> None:
        if self.tray.display == show and self.basket.display != show:
            return
        had_focus = self.focused in (self.tray, self.basket)
        self.tray.display, self.basket.display = show, not show
        if show:
            self.tray.begin()
            self.set_focus(self.tray)
        elif had_focus or self.focused is None:
            self.set_focus(self.belt)
        self.call_after_refresh(self.sync)

    def toggle_tray(self) -> None:
        """Show the cash, or the basket again."""
        self._tray_open = not self.tray.display
        self._show_tray(self._tray_open)

    # --- keys and clicks

    def enter(self) -> None:
        operations.enter(self)

    def take(self, hit: Hit) -> None:
        clicks.take(self, hit)
