"""The stockroom: what stands there, the document under way, what is printed; scanner first."""

from collections.abc import Iterable
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.stimuli import CoachStopped
from simulator.pos.rules import Rules
from simulator.screens.station.asking import Asking
from simulator.screens.station.bars import AdviceLine, EntryLine, Header, KeyRows, ToldLine
from simulator.screens.station.footer import worth_a_place
from simulator.screens.station.message import Message
from simulator.screens.station.pane import Hit, Pane
from simulator.screens.station.ports import StationDrill
from simulator.screens.station.screen import CSS, StationScreen
from simulator.screens.stockroom import darkness, follow, operations, pointing, taking
from simulator.screens.stockroom.coaching import StockCoaching
from simulator.screens.stockroom.hands import StockHands
from simulator.screens.stockroom.here import Here, Tasks
from simulator.screens.stockroom.messages import message_of
from simulator.screens.stockroom.operations.filling import Kept
from simulator.screens.stockroom.sheet import Sheet
from simulator.screens.stockroom.sheets.drawn import Draft, Subject
from simulator.screens.stockroom.wares import Ware, find, ware_of
from simulator.stock.view import Counting, StockView

FINISHES = {"count": "post_count", "transfer": "receive_transfer", "list": "post_list", "draft": ""}
"""Kind of document -> the action that the key of `post_receipt` does while it lies there."""


LIST_POSTED = "stock.told.list_posted"


class StockScreen(StationScreen):
    """The station of a stock clerk."""

    CSS_PATH = [CSS, "stockroom.tcss"]
    AUTO_FOCUS = "Here"
    WORKSTATION = "stockroom"
    OPERATIONS = operations.OPERATIONS
    WELCOME = "stock.told.welcome"
    HELP_TITLE = "stock.help"
    ROLL = "stock.roll"
    PAPER = "stock.paper.none"
    GUIDE = (
        "stock.help.look",
        "stock.help.panes",
        "stock.help.scan",
        "stock.help.quantity",
        "stock.help.document",
        "stock.help.lists",
        "stock.help.mouse",
    )
    GUIDE_KEYS = ("scan", "set_multiplier", "look_at_place", "post_receipt", "show_document", "menu")

    coach: StockCoaching
    hands: StockHands

    def __init__(self, drill: StationDrill) -> None:
        super().__init__(drill)
        self.coach = StockCoaching(drill, lambda: self.shop, lambda: self.draft, partial(pointing.way, self))
        self.hands = StockHands(self)
        self.asking = Asking(self)
        self.entry_line = EntryLine(id="entry")
        self.here, self.tasks, self.sheet = Here(id="here"), Tasks(id="tasks"), Sheet(id="sheet")
        self.subject = Subject("overview")
        self.facing = "delivery"
        """What the left pane shows: the `delivery` side of the dock, or the `place` that was looked at."""
        self.hand: Ware | None = None
        """What was scanned or looked up last."""
        self.taken_at: tuple[str | None, Hit | None] | None = None
        """Pane and cursor as they were when goods were taken in hand: who has not moved it since means those."""
        self._advised_at: tuple[str | None, Hit | None] | None = None
        """The same when the coach began to speak of something else."""
        self.waiting = ""
        """A quantity that was keyed before its item."""
        self.kept: Kept | None = None
        """What was filled in and not taken, until something is."""
        self.not_taken = ""
        """A text id: why what was asked for last was refused or held back."""
        self.draft: Draft | None = None
        self.posted: f.CountPosted | None = None
        """The count that was posted last."""
        self.set_class(self.coach.coached, "-coach")

    def compose(self) -> ComposeResult:
        yield Header(id="header")
        with Horizontal(id="room"):
            with Vertical(id="left"):
                yield self.here
                yield self.tasks
            yield self.sheet
            with Vertical(id="right"):
                yield self.roll
        yield AdviceLine(id="advice")
        yield ToldLine(id="message")
        yield self.entry_line
        yield KeyRows(id="footer")

    # --- what a workstation says of itself

    @property
    def view(self) -> StockView:
        view = self.session.seen
        assert isinstance(view, StockView), "a stock clerk stands in the stockroom"
        return view

    @property
    def shop(self) -> Rules:
        return self.view.rules.shop

    @property
    def standing(self) -> str:
        """Where one stands, and who."""
        return f"{self.words('station.stockroom')} · {self.played_by(self.view.operator)}"

    @property
    def over(self) -> bool:
        return self.view.time_up

    @property
    def home(self) -> Pane:
        return self.here

    @property
    def entry_wanted(self) -> str:
        return "stock.entry.count" if self.subject.kind in ("count", "draft", "transfer") else "stock.entry.code"

    @property
    def entry_waits(self) -> str:
        return self.waiting

    def first(self) -> Iterable[Pane]:
        return self.sheet, self.here

    def moving(self) -> Iterable[Pane]:
        return (self.here,)

    def begin(self) -> None:
        self.subject = self.document()

    def lacking(self, action: str) -> str:
        return operations.why_not(self, action)

    def key_action(self, action: str) -> str:
        """One key finishes whatever document lies there, one says how many there are."""
        draft = self.draft.kind if self.draft is not None and self.subject.kind == "draft" else ""
        finishing = {"send": "send_transfer", "order": "order_goods"}.get(draft) or FINISHES.get(self.subject.kind)
        if action == finishing:
            return "post_receipt"
        if action == "decide_row" and self.subject.kind == "list":
            return "receive_goods"
        return "receive_goods" if action == "count_item" else action

    def right_of(self, action: str) -> str:
        """What was ordered is received without asking anybody."""
        right = super().right_of(action)
        alone = action == "start_receiving" and action not in self.view.rules.never
        return self.words("stock.right.no_order", right=right) if alone and right else right

    def footer_actions(self) -> list[str]:
        """What the document is about first, then what is usual."""
        usual = [action.id for action in self.actions if action.footer]
        return worth_a_place(self, follow.urgent(self.view), follow.main(self), usual)

    # --- what is under way

    def document(self) -> Subject:
        """The one that waits to be finished."""
        view = self.view
        if view.receipt is not None:
            return Subject("receipt")
        if self.draft is not None:
            return Subject("transfer", self.draft.ref) if self.draft.kind == "arrive" else Subject("draft")
        if view.counts:
            return Subject("count", view.counts[0].number)
        return Subject("list", view.lists[0].list) if view.lists else Subject("overview")

    def show(self, subject: Subject) -> None:
        """Put a document or a list in the middle."""
        self.subject = subject
        self.sheet.cursor = None
        self.set_focus(self.sheet)
        self.sync()

    @property
    def counting(self) -> Counting | None:
        """The count that lies there, else the only one that there is."""
        counts = self.view.counts
        shown = next((count for count in counts if self.subject == Subject("count", count.number)), None)
        return shown or (counts[0] if len(counts) == 1 else None)

    # --- what is in hand

    @property
    def target(self) -> Ware | None:
        """The goods that an operation is about: what was taken up or pointed at last, else those under the cursor."""
        pane, hand = self.focused, self.hand
        if hand is not None and not hand.sku and self.subject.kind == "count":
            hand = None  # a code that was misread is no reason to count something else
        if isinstance(pane, Here | Sheet) and pane.cursor is not None and pane.cursor[0] == "ware":
            under, stands = ware_of(self.shop, pane.cursor), (pane.id, pane.cursor)
            later = hand if stands == self.taken_at else None
            if later is None and stands == self._advised_at and self.coach.sku:
                later = self.coach.ware
            return later if later is not None and under is not None and later.sku != under.sku else under
        at = self.sheet.cursor
        if hand is None and self.subject.kind == "count" and at is not None and at[0] == "ware":
            return ware_of(self.shop, at)
        if self.subject.kind == "recall" and hand is None:
            sku, _, lot = self.subject.id.partition("|")
            found = find(self.shop, sku)
            return found._replace(lot=lot) if found is not None else None
        if hand is None and self.coach.coached and self.coach.sku:  # the key that the coach points at is about it
            return self.coach.ware
        pile = self.here.cursor
        if hand is None and self.view.receipt is not None and pile is not None and pile[0] == "ware":
            return ware_of(self.shop, pile)  # at the dock nothing need be looked up
        return hand

    def chosen(self, kind: str) -> str:
        """The id of what the cursor of a list stands on, of that kind; empty where it stands on something else."""
        for pane in (self.focused, self.here, self.sheet, self.tasks):
            if isinstance(pane, Here | Sheet | Tasks) and pane.cursor is not None and pane.cursor[0] == kind:
                return pane.cursor[1]
        return ""

    def skus_in_sight(self) -> tuple[str, ...]:
        """The items of the list in the middle; without one, those in hand."""
        hits = [hit for row in self.sheet.hits() for hit in row if hit[0] == "ware"]
        found = dict.fromkeys(ware.sku for hit in hits if (ware := ware_of(self.shop, hit)) is not None)
        return tuple(found) or ((self.hand.sku,) if self.hand is not None and self.hand.sku else ())

    def hold(self, code: str) -> None:
        """Take goods in hand by a code that the shop knows."""
        self.hand = find(self.shop, code)
        self.taken_at = self._stands()

    def _stands(self) -> tuple[str | None, Hit | None] | None:
        """Pane and row that the cursor is on."""
        pane = self.focused
        return (pane.id, pane.cursor) if isinstance(pane, Here | Sheet) else None

    def scanned(self, code: str) -> None:
        """A code was scanned or chosen; one that the shop does not know is asked of the books, which refuse it."""
        self.hold(code)
        if self.hand is None:
            self.hand = Ware(code)
            self.submit(c.InquireStock(code))
        else:
            self.take_up(self.hand)

    def take_up(self, ware: Ware) -> None:
        taking.take_up(self, ware)

    def take_quantity(self) -> str:
        """What was keyed before the item, or stands in the entry line."""
        text = self.waiting or self.take_entry()
        self.waiting = ""
        return text

    # --- what happens

    def advise(self) -> None:
        before = self.coach.advice
        super().advise()
        if self.coach.coached and self.coach.advice != before:  # what the next key is about
            mine = next((hit for row in self.here.hits() for hit in row if self.coach.means(hit)), None)
            self.here.cursor = mine or self.here.cursor
            self._advised_at = self._stands()
            if self.hand is not None and self.coach.sku not in ("", self.hand.sku):
                self.hand = None
        if self.coach.coached and self.coach.sku and not self.sheet.has_focus:
            hits = [hit for row in self.sheet.hits() for hit in row]
            mine = next((h for h in hits if self.coach.means(h)), None)
            self.sheet.cursor = mine or self.sheet.cursor

        if self.coach.coached and self.coach.row is not None and self.coach.paper in (None, self.subject):
            self.sheet.cursor = self.coach.row

    def told_of(self, event: Event) -> Message | None:
        if isinstance(event, f.ShelfPriceChanged) and self._told is not None and self._told.id == LIST_POSTED:
            return None  # one of many: what became of the list says more
        return message_of(self.view, event)

    def heard(self, entry: Entry) -> None:
        match entry.what:
            case f.Refused(reason=reason):
                self.not_taken = reason
            case CoachStopped(expectation=rule, reason=reason):
                self.not_taken = reason or rule
        follow.heard(self, entry.what)

    def follow(self) -> None:
        follow.settle(self)
        super().follow()

    # --- keys and clicks

    def run(self, action: str) -> None:
        if self.view.dark and darkness.dead(action):
            darkness.press(self, action)
        else:
            super().run(action)

    def enter(self) -> None:
        taking.typed(self)

    def take(self, hit: Hit) -> None:
        taking.take(self, hit)
