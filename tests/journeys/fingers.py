"""Fingers for a bot: what it wants to do, done with scanner, keys and mouse in a real terminal, as a person would.

The bot sees the journal through a `Shadow` (which is what the screen shows, or a moment ahead of it) and decides;
every deed is pressed at the terminal and waited for in the journal. What is on the screen decides how it is pressed.
"""

import re
from collections.abc import Callable

from simulator.drill.bots import perfect
from simulator.kernel import commands as c
from simulator.kernel.events import Command, Event
from simulator.kernel.money import Minor
from simulator.kernel.stimuli import CoachStopped
from simulator.locale import Words
from simulator.pos.payments import Payment
from simulator.pos.state import Till
from simulator.screens.till.choices import REASONS
from simulator.screens.till.counter import digits_of
from tests.journeys.shadow import Shadow
from tests.journeys.terminal import PATIENCE, Terminal, Unseen

SOON = 5.0
"""Seconds within which a deed that was pressed must stand in the journal, else it is thought over again."""
UP = 24
"""More rows than the tray has."""
MISSES = 4
"""So many deeds in a row that come to nothing are a fault."""
WORDS = Words("en")
ENTRY = re.compile(r"▸ (?:\d+ × )?(\S*)▁")
ESCAPE = b"\x1b[27u"
"""As terminals send it that can tell it from the beginning of another key: the next key may follow at once."""


class Fingers:
    """Plays what runs in `terminal`; `shadow` follows its run."""

    def __init__(self, terminal: Terminal, shadow: Shadow) -> None:
        self.terminal = terminal
        self.shadow = shadow
        self.in_flight = False
        """The last deed's keys were pressed, and it did not stand in the journal yet when the next one was planned."""
        self._bot = perfect()
        self._misses = 0
        self._pressed: Command | None = None
        """The last deed whose keys were pressed."""

    def play(self, until: Callable[[], bool], most: int = 2000) -> None:
        """Go on until something is so; asked before every step."""
        for _ in range(most):
            self.shadow.look()
            if until():
                return
            self._step()
        raise AssertionError(f"expected an end within {most} steps, got:\n{self.terminal.text}")

    def step(self) -> Command | None:
        """One deed, or waiting until something happens; returns what was done."""
        self.shadow.look()
        return self._step()

    def _step(self) -> Command | None:
        """By what was seen last: what came since then may have ended it."""
        command = self._planned()
        if self.in_flight and type(command) is type(self._pressed):
            self.look()
            return None
        if command is None:
            if not self.shadow.view.closed:
                self.terminal.meanwhile(self.shadow.look, "expected something to happen")
            return None
        try:
            self.do(command)
        except Unseen as missed:  # the world went on before the last key was down, or the machine is slow: look again
            self._misses += 1
            if self._misses >= MISSES:
                raise Unseen(f"{command}: {missed}") from None
            self.terminal.write(ESCAPE)
            return None
        self._misses = 0
        return command

    def look(self) -> None:
        """Until every key that was pressed has come to something: the language changes after them, and changes back.
        What a busy machine has not done yet would be pressed twice."""
        for lang in ("zh", "en"):
            self.terminal.press("f12")
            self.terminal.see(Words(lang)("till.queue"))
        self.shadow.look()  # what they came to stands in the journal now
        self.in_flight = False

    def plan(self) -> Command | None:
        """What the bot would do now; None to wait."""
        self.shadow.look()
        return self._planned()

    def _planned(self) -> Command | None:
        view, memory = self.shadow.view, self.shadow.memory
        planned = None if view.closed else self._bot.next(view, view.now, memory)
        return planned[0] if planned else None

    def do(self, command: Command) -> None:
        """Press it, and wait until it stands in the journal."""
        start, self.terminal.patience = len(self.shadow.entries), SOON
        self.in_flight, self._pressed = True, command
        try:
            self.clear()
            self.press(command)
            self.terminal.meanwhile(
                lambda: self.shadow.since(start, self.fits(command)) or self.plan() != command, f"expected {command}"
            )
            self.in_flight = not self.shadow.since(start, self.fits(command))
        finally:
            self.terminal.patience = PATIENCE

    def fits(self, command: Command) -> Callable[[Event], bool]:
        """Whether an event is the deed: the same, as far as a person can choose its every word."""

        def fits(what: Event) -> bool:
            return isinstance(what, CoachStopped) or (type(what) is type(command) and self._same(what, command))

        return fits

    def _same(self, got: Event, wanted: Command) -> bool:
        if isinstance(wanted, c.Scan) and isinstance(got, c.Scan):
            return got.code == wanted.code
        return isinstance(wanted, c.CallSupervisor | c.NoSale | c.TenderMobile | c.TenderCard) or got == wanted

    # --- deeds

    def press(self, command: Command) -> None:
        """What a person would press for it; nothing is waited for but what has to be seen in between."""
        match command:
            case c.Scan():
                self.terminal.scan(command.code)
            case c.EnterCode():
                self.take_in_hand(command.good)
                self.type(command.code)
                self.terminal.press("enter")
            case c.PickItem():
                self.take_in_hand(command.good)
                self.pick(command.sku)
            case c.Weigh():
                self.take_in_hand(command.good)
                self.terminal.press("=")
            case c.SetAside():
                self.take_in_hand(command.good)
                self.terminal.press("[")
            case c.SetMultiplier():
                self.type(f"{command.thousandths / 1000:g}" if command.thousandths else str(command.quantity))
                self.terminal.press("*")
            case c.CheckPrice():
                self.type(command.code)
                self.terminal.press("f4")
            case c.AddBag():
                self.terminal.press("f3")
                bags = self.shadow.view.rules.bags
                if len(bags) > 1:
                    self.choose("till.ask.bag", bags.index(command.sku))
            case c.ResumeSale():
                self.terminal.press("f7")
                self.choose("till.ask.resume", list(self.shadow.view.suspended).index(command.ticket))
            case c.VoidLine():
                self.choose_line(command.line)
                self.terminal.press("delete")
            case c.ChangeQuantity():
                self.choose_line(command.line)
                self.type(str(command.quantity))
                self.terminal.press("/")
            case c.TenderCash():
                self.type(self.amount(command.amount))
                self.terminal.press("enter")
            case c.TenderCard():
                self.part(command.amount)
                self.terminal.press("insert")
            case c.TenderMobile():
                self.part(command.amount)
                self.terminal.press("space")
            case c.EnrolMember():
                self.terminal.press("ctrl+f7")
                self.choose("till.ask.consent", 0)
            case c.RequestInvoice():
                self.terminal.press("ctrl+f8")
                self.choose("till.ask.invoice", 0)
            case c.CancelPayment():
                self.terminal.press("-")
            case c.QueryPayment():
                self.terminal.press("ctrl+y")
                asked = self.shadow.view.unanswered or self.shadow.view.refused
                self.choose_payment("till.ask.query", asked, command.request)
            case c.ReversePayment():
                self.terminal.press("%")
                self.choose_payment("till.ask.reverse", self.shadow.view.reversible, command.request)
            case c.Say():
                self.say(command.reply)
            case c.GiveChange():
                self.give(command)
            case c.ReturnCash():
                self.give_back()
            case c.TakeCash():
                self.take()
            case c.NoSale():
                self.terminal.press("ctrl+n")
                self.choose("till.ask.no_sale", REASONS["no_sale"].index("check_drawer"))
            case c.CallSupervisor():
                self.call(command.reason)
            case c.UnlockTill():
                self.terminal.press(";")
                self.terminal.see(WORDS("till.ask.unlock"))
                shop = self.shadow.stage.shop
                self.terminal.press(*next(p.pin for p in shop.staff if p.badge == command.badge), "enter")
            case c.ReportIncident():
                self.terminal.press("@")
                self.choose("till.ask.incident", REASONS["incident"].index(command.what))
            case c.WriteSlip():
                self.write_slip(command)
            case c.EnterSlip():
                self.terminal.press("f18")
                slips = [slip.slip for slip in self.shadow.view.slips]
                self.choose("till.ask.slip", slips.index(command.slip))
            case c.ResolveUpload():
                self.terminal.press("ctrl+f9")
                keys = [record.key for record in self.shadow.view.uploads]
                self.choose("till.ask.upload", keys.index(command.key))
                self.choose("till.ask.verdict", c.VERDICTS.index(command.verdict))
            case _:
                self.terminal.press(PLAIN[type(command)])

    def clear(self) -> None:
        """Take back what was typed for something that is not possible any more."""
        typed = ENTRY.search(self.terminal.text)
        if typed and typed[1]:
            self.terminal.press(*["backspace"] * len(typed[1]))
            self.terminal.see(" ▁")

    def type(self, text: str) -> None:
        """Typed, and seen in the entry line before the next key: no scanner waits for that."""
        self.terminal.write(text.encode())
        self.terminal.see(f" {text}▁")

    def amount(self, amount: Minor) -> str:
        return f"{amount // 100}.{amount % 100:02}"

    def part(self, amount: Minor) -> None:
        """How much of it, where it is not all."""
        if amount and amount != self.shadow.view.due:
            self.type(self.amount(amount))

    def choose(self, title: str, at: int) -> None:
        """A row of a list, by its number."""
        self.terminal.see(WORDS(title))
        self.terminal.press(str(at + 1))

    def choose_payment(self, title: str, payments: list[Payment], request: str) -> None:
        """Of several payments, the one meant; a single one is not asked about."""
        if len(payments) > 1:
            self.choose(title, [payment.request for payment in payments].index(request))

    def take_in_hand(self, good: str) -> None:
        """Put the belt's cursor on a good."""
        view = self.shadow.view
        look = next((seen.look.en for seen in view.belt if seen.id == good), "")
        if not look:
            return
        ordered = [g for g in view.belt if not g.charged] + [g for g in view.belt if g.charged]
        like = [seen.id for seen in ordered if seen.look.en == look]
        nth, name = like.index(good), look[:12]
        if self._marked(name, nth):
            return
        self.terminal.until(lambda _: len(self._belt_rows(name)) > nth, f"expected {name!r} on the belt")
        self.terminal.click_at(self._belt_rows(name)[nth], 0)
        self.terminal.until(lambda _: self._marked(name, nth), f"expected {name!r} in hand")

    def _belt_rows(self, name: str) -> list[int]:
        """Rows of the belt that show this good, the foot not among them."""
        tops, ends = self.terminal.places("BELT"), self.terminal.places(" QUEUE")
        if not (tops and ends):  # half of a screen was read
            return []
        return [row for row, column in self.terminal.places(name) if tops[0][0] < row < ends[0][0] and column == 2]

    def _marked(self, name: str, nth: int) -> bool:
        rows = self._belt_rows(name)
        return len(rows) > nth and self.terminal.text.split("\n")[rows[nth]][0] in "▸➤"

    def pick(self, sku: str) -> None:
        """Look it up by its code: only one has it."""
        item = self.shadow.view.rules.catalog.items[sku]
        self.terminal.press("f2")
        self.terminal.see(WORDS("till.look_up.hint")[:20])
        self.terminal.write((item.plu or (item.codes[0] if item.codes else item.name.en)).encode())
        self.terminal.until(
            lambda shown: re.search(rf"▸ +{re.escape(item.name.en[:16])}", shown) is not None, f"expected {sku} found"
        )
        self.terminal.press("enter")

    def choose_line(self, number: int) -> None:
        """Put the basket's cursor on a line."""
        line = next(line for line in self.shadow.view.lines if line.line == number)
        row = f"{line.name.en[:12]}"
        if not self.terminal.places(f"{number:>3}▸{row}"):
            self.terminal.click(f"{number:>3} {row}", right=4)
            self.terminal.see(f"{number:>3}▸{row}")

    def say(self, reply: str) -> None:
        """By its digit where it has one, else with a click; answers to questions come first."""
        answers = {answer.reply: answer.text.en for q in self.shadow.view.questions for answer in q.answers}
        replies = c.REPLIES if self.shadow.view.here else ()
        words = (answers.get(reply) or WORDS(f"till.reply.{reply}"))[:14]
        digit = digits_of(tuple(answers), replies).get(reply)
        if digit is None:
            self.terminal.click(words, right=1)
        else:
            self.terminal.see(f"{digit} {words}")
            self.terminal.press("pageup", digit)

    def give(self, command: c.GiveChange) -> None:
        """Count it out of the drawer, row by row, and hand it over."""
        self.show_tray()
        keys = ["up"] * UP
        for value in self.shadow.view.rules.currency.pieces:
            count = command.pieces.get(value, 0)
            keys += [str(min(count, 9)), *["right"] * (count - 9)] if count else []
            keys.append("down")
        self.terminal.press(*keys, "enter")  # the row below the pieces hands over

    def take(self) -> None:
        """Put the customer's cash away: the first row below the pieces while nothing is in hand."""
        self.show_tray()
        pieces = self.shadow.view.rules.currency.pieces
        self.terminal.press(*["up"] * UP, *["down"] * len(pieces), "enter")

    def give_back(self) -> None:
        """What lies there goes back: the row below the one that takes it, which is there with an open drawer only."""
        self.show_tray()
        rows = len(self.shadow.view.rules.currency.pieces) + self.shadow.view.drawer_open
        self.terminal.press(*["up"] * UP, *["down"] * rows, "enter")

    def show_tray(self) -> None:
        """It comes by itself with the change; later it has to be asked for."""
        self.terminal.until(lambda shown: "CASH" in shown or "BASKET" in shown, "expected the tray or the basket")
        if not self.terminal.places("CASH"):
            self.terminal.press("#")
        self.terminal.see(WORDS("till.tray.change_due"))
        if not self.terminal.places("▸CASH"):
            self.terminal.click("CASH")
            self.terminal.press("escape")
            self.terminal.see("▸CASH")

    def call(self, reason: str) -> None:
        """The supervisor; where a PIN is asked for, from there."""
        if self.shadow.view.pending:
            self.terminal.see("PIN needed")
            self.terminal.press("tab")
        else:
            self.terminal.press("f19")
            self.choose("till.ask.supervisor", REASONS["supervisor"].index(reason))

    def write_slip(self, command: c.WriteSlip) -> None:
        """Amounts for the goods, how it is paid, what was received."""
        self.terminal.press("f16")
        self.terminal.see(WORDS("till.slip.write"))
        for good in self.shadow.view.belt:
            if good.id in command.prices:
                self.terminal.press(*self.amount(command.prices[good.id]))
                self.terminal.press("down")
            elif not good.unwanted:
                self.terminal.press("down")
        if command.tender != "cash":
            self.terminal.press("right")
        self.terminal.press("down")
        if command.received:
            self.terminal.press(*self.amount(command.received))
        self.terminal.press("down", "enter")


PLAIN: dict[type[Command], str] = {
    c.IdentifyMember: "f5",
    c.RedeemCoupon: "$",
    c.SuspendSale: "f6",
    c.VoidSale: "ctrl+x",
    c.StartTender: "f8",
    c.CancelTender: "-",
    c.TenderStatic: "ctrl+t",
    c.TenderGift: "ctrl+f4",
    c.TenderPoints: "ctrl+f5",
    c.LoadCard: "ctrl+f6",
    c.SwitchChannel: "&",
    c.UploadSales: "ctrl+f9",
    c.ReprintReceipt: "ctrl+r",
    c.CloseDrawer: "]",
    c.LockDrawer: "ctrl+k",
    c.UnlockDrawer: "ctrl+u",
    c.CallNext: "pagedown",
    c.CheckTrolley: "\\",
    c.ChangePaper: "f13",
    c.RestartTill: "f14",
    c.ConfirmArrival: "f17",
    c.LockTill: ";",
    c.StepAway: "ctrl+g",
    c.ComeBack: "ctrl+g",
    c.FinishShift: "ctrl+s",
}
"""Keys of the generic profile for what needs no more than being asked for."""


def basket_of(till: Till) -> list[tuple[int, str, int, Minor]]:
    """Number, name, quantity and amount of the open basket's lines."""
    sale = till.sale
    return [(line.line, line.name.en, line.quantity, line.gross) for line in sale.lines.values()] if sale else []
