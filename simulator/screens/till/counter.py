"""The counter: who stands there and what they say, what can be answered, what lies on the belt, who waits."""

from collections.abc import Sequence

from simulator.kernel import commands as c
from simulator.kernel import units
from simulator.kernel.stimuli import Answer
from simulator.kernel.texts import cells, pad
from simulator.pos.counter_view import GoodSeen, PersonSeen
from simulator.pos.returns_view import BroughtSeen
from simulator.pos.view import View
from simulator.screens.station.bars import minutes
from simulator.screens.station.pane import Hit, Line, ListPane, Span, heading, spread
from simulator.screens.station.rows import once
from simulator.screens.till import guide
from simulator.screens.till.matching import line_of
from simulator.screens.till.pane import TillPane
from virtual_devices.layout import wrap

BARS = "▌║▌║▌║"
GOODS = ("good", "brought")
"""What can be taken in hand: goods to be sold, and those that come back."""
STEPS = 6
"""How many of the replies are the steps of every sale: their digits are learnt by heart and never move."""


TO_THE_QUEUE = c.TO_THE_QUEUE
PRICE = "say_price"
"""What is told of an item that was looked up; it is there once one was."""


def digits_of(answers: Sequence[str], replies: Sequence[str]) -> dict[str, str]:
    """Reply -> its digit. Answers to a question take those behind the steps, where other replies have them else.

    >>> digits_of((), ("greet", "ask_member", "a", "b", "c", "thank", "apologise"))["apologise"]
    '7'
    >>> digits_of(("look_it_up", "just_guess"), ("greet",))
    {'greet': '1', 'look_it_up': '7', 'just_guess': '8'}

    Who only waits is told one of two things, with the digits that these have at the counter.

    >>> digits_of((), TO_THE_QUEUE)
    {'apologise': '7', 'one_moment': '8'}

    A price that can be told has the last digit, so that no other one moves.

    >>> digits_of((), ("greet", "ask_member", "a", "b", "c", "thank", "apologise", PRICE))[PRICE]
    '0'
    """
    steps = [] if replies == TO_THE_QUEUE else replies[:STEPS]
    others = answers or replies[len(steps) :]
    price = {} if answers or PRICE not in replies else {PRICE: "0"}
    return {
        **dict(zip(steps, "123456", strict=False)),
        **dict(zip(others, "7890" if answers else "789", strict=False)),
        **price,
    }


def reply_label(view: View, reply: str) -> str:
    """A text id: what is counted into a hand is a refund, or change."""
    back = reply == "say_change" and view.pays_back
    return "till.reply.say_change_back" if back else f"till.reply.{reply}"


class Replies(TillPane, ListPane, can_focus=True):
    """What can be said: answers to questions first, a row each, then the short replies; each digit keeps its place."""

    _asked: Sequence[str] = ()
    _advised = ""

    def sync(self) -> None:
        """A new question is seen from its first answer on; of the plain replies the advised one is in sight."""
        asked = [answer.reply for answer in self._answers()]
        if asked != self._asked:
            self._asked = asked
            self.cursor = self.cursor if not asked else None
        advised = self.till.coach.reply or self._promised()
        if advised != self._advised:
            self._advised = advised
            if advised and not asked:
                self.cursor, self._wheeled = ("reply", advised), False
        super().sync()

    def head(self, width: int) -> list[Line]:
        words = self.till.words
        asked = self.till.view.questions
        right = words("till.asked") if asked else self.till.key_label("say")
        return [heading(words("till.say"), right, width, focused=self.has_focus)]

    def rows(self, width: int) -> list[Line]:
        words = self.till.words
        rows: list[Line] = []
        digits = self._digits()
        for answer in self._answers():
            rows += self._answer(f"{digits.get(answer.reply, ' ')} {answer.text[words.lang]}", answer.reply, width)
        line: list[Span] = []
        used = 0
        for reply in self._replies():
            hit: Hit = ("reply", reply)
            text = f"{digits[reply]} " if reply in digits else ""
            text += words(reply_label(self.till.view, reply))
            size = cells(text) + 2
            if used + size > width:
                rows.append(tuple(line))
                line, used = [], 0
            line += [*self._mark(hit), Span(text, self._style_of(hit), hit), Span(" ")]
            used += size
        if line:
            rows.append(tuple(line))
        return rows

    def _answer(self, text: str, reply: str, width: int) -> list[Line]:
        """In full: what is cut off cannot be weighed against another."""
        hit: Hit = ("reply", reply)
        first, *more = wrap(text, width - 1)
        style = self._style_of(hit)
        rest = wrap(" ".join(more), width - 3) if more else []
        return [
            (*self._mark(hit), Span(first, style, hit)),
            *((Span("   ", "", hit), Span(line, style, hit)) for line in rest),
        ]

    def hits(self) -> list[list[Hit]]:
        """An answer of several lines is one to choose."""
        return once(self._grid)

    def _mark(self, hit: Hit) -> tuple[Span, ...]:
        advised = hit[1] == self.till.coach.reply
        mark = "➤" if advised else "▸" if hit == self.cursor and self.has_focus else " "
        return (Span(mark, "advised" if advised else "accent strong", hit),)

    def _style_of(self, hit: Hit) -> str:
        if hit[1] == self.till.coach.reply:
            return "advised"
        return "cursor" if hit == self.cursor and self.has_focus else ""

    def numbered(self, digit: str) -> Hit | None:
        """The reply with this digit."""
        return next((("reply", reply) for reply, own in self._digits().items() if own == digit), None)

    def digit_of(self, reply: str) -> str:
        """Its digit, or empty."""
        return self._digits().get(reply, "")

    def _promised(self) -> str:
        """The price that they wait for, once it was looked up: at 80 columns it stands below the fold."""
        view = self.till.view
        looked_up = view.price_shown is not None and view.price_owed == view.price_shown.sku
        return PRICE if looked_up and not view.questions else ""

    def _answers(self) -> list[Answer]:
        return [answer for question in self.till.view.questions for answer in question.answers]

    def _replies(self) -> tuple[str, ...]:
        view = self.till.view
        if view.here is None:
            return c.TO_THE_QUEUE if view.queue else ()
        others = c.RETURN_REPLIES if view.wished else ()
        usual = [reply for reply in c.REPLIES[STEPS:] if reply != PRICE or view.price_shown]
        return (*c.REPLIES[:STEPS], *others, *usual)

    def _digits(self) -> dict[str, str]:
        return digits_of([answer.reply for answer in self._answers()], self._replies())


class Belt(TillPane, ListPane, can_focus=True):
    """Goods in sight: what is not charged yet first, the bagged ones below."""

    moved_to: Hit | None = None
    """Where a person put the cursor; elsewhere it came by itself."""
    warned_of: Hit | None = None
    """The charged good of which was said that it would be rung up again."""

    kept: Hit | None = None
    """The charged good that a person chose: what happens around them does not take it out of their hand."""

    def choose(self, hit: Hit | None) -> None:
        if hit != self.cursor:
            self.warned_of = None
        self.moved_to = hit
        self.kept = next((hit for good in self.till.view.belt if good.charged and hit == ("good", good.id)), None)
        super().choose(hit)
        if self.brought is not None:
            self.take_in_hand(self.brought)

    def take_in_hand(self, good: BroughtSeen) -> None:
        """Something that comes back, and the line of the receipt that it was sold on."""
        line = line_of(self.till.view, good)
        self.cursor = ("brought", good.id)
        if line and self.till.basket.cursor != ("line", line):
            self.till.basket.cursor = ("line", line)
            self.till.basket.sync()

    def head(self, width: int) -> list[Line]:
        words, belt = self.till.words, self.till.view.belt
        left = sum(not good.charged for good in belt)
        right = words("till.belt_left", count=left) if belt else ""
        return [heading(words("till.belt"), right, width, focused=self.has_focus)]

    def rows(self, width: int) -> list[Line]:
        till, view = self.till, self.till.view
        belt = view.belt
        brought = [self._brought(good, width) for good in view.brought]
        if brought:
            brought.insert(0, (Span(f" {till.words('till.brought')}", "accent strong"),))
        if not belt:
            return brought or [
                (Span(" "), Span(till.words("till.belt_empty" if view.here else "till.belt_waits"), "dim"))
            ]
        ordered = [g for g in belt if not g.charged] + [g for g in belt if g.charged]
        return [*brought, *(self._row(good, width) for good in ordered)]

    def _brought(self, good: BroughtSeen, width: int) -> Line:
        """A good that comes back, with what was seen of it; a click looks at it."""
        hit: Hit = ("brought", good.id)
        words = self.till.words
        advised = self.till.coach.good == good.id
        style = "advised" if advised else "cursor" if hit == self.cursor and self.has_focus else ""
        style = style or ("dim" if good.taken else "")
        mark = "➤" if advised else "▸" if hit == self.cursor else "✓" if good.taken else " "
        seen = words(f"till.state.{good.state or 'unseen'}")
        much = f"{units.amount(good.measure, good.unit)} " if good.measure else ""
        state = Span(f" {much}{seen} ", style or "dim", hit)
        return spread([Span(f" {mark} {good.look[words.lang]}", style, hit)], [state], width, style)

    def foot(self, width: int) -> list[Line]:
        """The good in hand in full, for names and codes that were cut."""
        if self.brought is not None:
            return self._in_full(self.brought, width)
        good = self.selected
        if good is None:
            return []
        words = self.till.words
        printed = self._printed(good) or words(f"till.label.{good.label}")
        name = good.look[words.lang]
        if (
            cells(name) + cells(printed) + 4 > width and cells(name) > width - 3 - cells(BARS) - 1
        ):  # cut in its row, too
            return [(Span(f" {line}", "dim"),) for line in (name, printed)]
        return [spread([Span(f" {good.look[words.lang]}", "dim")], [Span(f"  {printed} ", "dim")], width)]

    def _in_full(self, good: BroughtSeen, width: int) -> list[Line]:
        """What comes back by its whole name, in two rows where it must be: the size at its end says which it is."""
        first, *more = wrap(good.look[self.till.words.lang], width - 2)
        names = [first, " ".join(more)] if more else [first]
        code = good.code if cells(names[-1]) + cells(good.code) + 4 <= width else ""
        last = spread([Span(f" {names[-1]}", "dim")], [Span(f"  {code} ", "dim")], width)
        return [*((Span(f" {name}", "dim"),) for name in names[:-1]), last]

    def _printed(self, good: GoodSeen) -> str:
        """What can be read off it: its code, the words of its weigh label, its date."""
        words, view = self.till.words, self.till.view
        if good.measure:
            return units.amount(good.measure, good.unit)
        label = view.weigh_label(good)
        if label is not None:
            amount = self.till.money(label.amount) if label.amount else ""
            return f"{label.item.name[words.lang]} {label.grams / 1000:.3f} kg {amount}".rstrip()
        code = good.code if good.code.isdigit() or not good.code else words("till.label.square")
        return f"{code} {words('till.label.use_by', date=good.expiry)}" if good.expiry else code

    @property
    def brought(self) -> BroughtSeen | None:
        """The good that comes back under the cursor."""
        return next((g for g in self.till.view.brought if ("brought", g.id) == self.cursor), None)

    @property
    def selected(self) -> GoodSeen | None:
        """The good under the cursor."""
        return next((g for g in self.till.view.belt if ("good", g.id) == self.cursor), None)

    def next_good(self) -> None:
        """Go on to the next good that is not charged."""
        waiting = [g for g in self.till.view.belt if not g.charged and not g.unwanted]
        current = self.selected
        if self.kept is not None and self.kept == self.cursor:
            return
        if waiting and (current is None or current.charged):
            self.cursor, self._wheeled, self.moved_to = ("good", waiting[0].id), False, None

    def next_brought(self) -> None:
        """What was in hand is taken back: go on to the next of those that are not."""
        left = next((good for good in self.till.view.brought if not good.taken), None)
        if left is not None and self.brought is not None and self.brought.taken:
            self.take_in_hand(left)

    def _row(self, good: GoodSeen, width: int) -> Line:
        till, words = self.till, self.till.words
        hit: Hit = ("good", good.id)
        chosen = hit == self.cursor
        advised = good.id == till.coach.good
        if good.unwanted:  # on the bill or not
            right, style = f"{'✓ ' if good.charged else ''}{words('till.unwanted')} ", "warn"
        elif good.charged:
            right, style = "✓ ", "dim"
        elif till.view.on_scale == good.id:
            right, style = words("till.on_scale") + " ", "accent"
        elif good.stopped:
            right, style = words(f"till.stopped.{good.stopped}") + " ", "bad"
        elif good.label == "clean" and not good.code.isdigit():
            right, style = words("till.label.square") + " ", ""
        elif good.label == "clean":
            right, style = BARS + " ", ""
        elif good.label == "smudged":
            right, style = f"▒{good.code} ", "warn"
        else:
            right, style = words(f"till.label.{good.label}") + " ", "warn"
        mark = "➤" if advised else "▸" if chosen else " "
        row = "cursor" if chosen and self.has_focus else "strong" if chosen else "dim" if good.charged else ""
        name = pad(good.look[words.lang], max(6, width - 3 - cells(right)))
        return (
            Span(f"{mark} ", "advised" if advised else "accent strong" if chosen else "", ("select", good.id)),
            Span(name, row, hit),
            Span(" ", row, hit),
            Span(right, f"{style} {row}".strip(), hit),
        )

    def hits(self) -> list[list[Hit]]:
        return [[hit for hit in row if hit[0] in GOODS] for row in self._grid]

    def _keep_cursor(self) -> bool:
        self._grid = self.hits()
        return super()._keep_cursor()


def _listed(what: list[str], comma: str, width: int, room: int) -> list[str]:
    """As many of them, the first first, as have room in whole; how many more there are."""
    for shown in range(len(what), 0, -1):
        more = f" +{len(what) - shown}" if shown < len(what) else ""
        lines = wrap(comma.join(what[:shown]) + more, width)
        if len(lines) <= room:
            return lines
    return wrap(comma.join(what), width)[:room]


class Queue(TillPane):
    """Who waits, how long already, and how much patience is left."""

    def draw(self, width: int, height: int) -> list[Line]:
        words, queue = self.till.words, self.till.view.queue
        if self.till.view.over and not queue:
            return self._left_to_do(width, height)
        call: Hit = ("action", "call_next")
        lines = [heading(words("till.queue"), str(len(queue)) if queue else words("till.queue_empty"), width)]
        room = height - 1
        if room == 1 and len(queue) > 1:  # who is next, and how many more
            return [*lines, self._row(queue[0], width, call, len(queue) - 1)]
        shown = queue if len(queue) <= room else queue[: room - 1]
        lines += [self._row(person, width, call) for person in shown]
        if len(queue) > len(shown):
            rest = queue[len(shown) :]
            names = words("shell.comma").join(person.name[words.lang] for person in rest)
            lines.append((Span(f" +{len(rest)} {names}", "dim", call),))
        return lines

    def _left_to_do(self, width: int, height: int) -> list[Line]:
        """The time is up and nobody waits: what is open, and how long the till is kept for it."""
        words, view = self.till.words, self.till.view
        until = minutes(view.takeover - self.till.now) if view.takeover else ""
        left = [words(f"till.left.{what}", count=count) for what, count in guide.left_to_do(view)]
        left = left or [words("till.left.nothing", finish=self.till.key_label("finish_shift"))]
        money = view.rules.currency.format
        left += [words("till.left.owed", receipt=due.receipt, amount=money(due.amount)) for due in view.open_refunds]
        lines = _listed(left, words("shell.comma"), width - 2, height - 1)
        return [heading(words("till.left"), until, width), *((Span(f" {line}", "warn"),) for line in lines)]

    def _row(self, person: PersonSeen, width: int, hit: Hit, more: int = 0) -> Line:
        waited = person.waited + max(0, self.till.now - self.till.view.now)  # a view stands at the last entry
        share = min(1.0, waited / person.patience) if person.patience else 1.0
        left = 5 - round(5 * share)
        bar = "▓" * left + "░" * (5 - left)
        style = "bad" if left <= 1 else "warn" if left <= 2 else "good"
        name = person.name[self.till.words.lang] + (f" +{more}" if more else "")
        right = [
            Span(f"{minutes(waited)} ", "dim", hit),
            Span(bar, style, hit),
            Span("! " if left <= 1 else "  ", style, hit),
        ]
        return spread([Span(f" {name}", "", hit)], right, width)
