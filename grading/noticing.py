"""What nobody graded and a colleague would still mention: totals told too early, needless voids, wrong PINs, refusals,
and what the coach held back.

A fold of the journal, pure: each notice is a kind with its figures and the moments it stands at. Nothing here is a
grade; what a rule of the rubric judged as missed at the same moment is told there and not twice.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from grading.matters import Matters, filled
from grading.wording import Wording
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.texts import Text

Kind = Literal["total_wrong", "void_undone", "void_unpaid", "pin_wrong", "answer_wrong", "refused", "held"]
Place = tuple[str, int]
"""(stream, seq)."""

NO_MISTAKES = frozenset({
    "refused.nobody_waiting", "refused.customer_coming",  # asked too soon, and nothing came of it
    "refused.label_mismatch", "refused.expired", "refused.recalled", "refused.recount_first",  # nobody saw it before
    "refused.tax_number", "refused.member_exists", "refused.offline_upload",
})  # fmt: skip
"""Refusals that an experienced person meets as well: trying is how it is found out."""
MOST_REFUSALS = 3
"""Reasons that are told; the most frequent ones."""


class Notice(msgspec.Struct, frozen=True):
    """Something worth a word, with the moments at which it was so, the first first."""

    kind: Kind
    at: int
    """Of the first moment."""
    moments: tuple[Place, ...]
    customer: str = ""
    name: Text = Text()
    """Of the good, or what the customer had asked; of what was held back the rule, where there is no reason."""
    answer: Text = Text()
    """What was answered."""
    better: tuple[Text, ...] = ()
    """What would have been a good answer."""
    told: int = 0
    paid: int = 0
    """Amounts, of a total."""
    reason: str = ""
    """Text id of a refusal, or of why something was held back."""
    given: dict[str, object] = {}
    """What it is filled with: words, texts, and the matter of a desk that it is about."""
    operation: str = ""
    """What was held back."""
    forbid: bool = False
    """`name` says what must not happen."""


Rule = tuple[Text, bool]
"""As the script says it, and whether that is forbidden."""
NO_RULES: Mapping[str, Rule] = {}
NO_MATTERS: Matters = {}


def noticed(
    entries: Iterable[Entry],
    judged: Collection[Place] = (),
    rules: Mapping[str, Rule] = NO_RULES,
    known: Matters = NO_MATTERS,
) -> tuple[Notice, ...]:
    """In the order of the run. `judged` are places at which the rubric found something missed, `known` names what came
    to a desk."""
    eye = _Eye()
    for entry in entries:
        eye.see(entry)
    seen = [*eye.found.values(), *_refusals(eye.refused, known), *_held(eye.held, rules)]
    found = [notice for notice in seen if notice.moments[0] not in judged]
    return tuple(sorted(found, key=lambda notice: (notice.at, notice.moments)))


@dataclass(slots=True)
class _Basket:
    """An open sale: what it comes to, what was told of it, and which lines were taken off again."""

    customer: str
    total: int = 0
    told: list[tuple[Entry, int]] = field(default_factory=list)
    more: int = 0
    """How many of the totals were told before goods were still rung up."""
    lines: dict[int, f.LineAdded] = field(default_factory=dict)


@dataclass(slots=True)
class _Eye:
    found: dict[Place, Notice] = field(default_factory=dict)
    """By the first moment: of each something is said once."""
    refused: list[tuple[Entry, f.Refused]] = field(default_factory=list)
    held: list[tuple[Entry, s.CoachStopped]] = field(default_factory=list)
    baskets: dict[str, _Basket] = field(default_factory=dict)
    open: dict[str, str] = field(default_factory=dict)
    """Station -> the sale that is under way there."""
    voided: dict[str, tuple[Entry, Text]] = field(default_factory=dict)
    """Good -> where its line was taken off, and its name."""
    asked: dict[tuple[str, str], s.CustomerSaid] = field(default_factory=dict)

    def see(self, entry: Entry) -> None:
        what = entry.what
        if isinstance(what, f.Said):
            self._said(entry, what)
        elif isinstance(what, f.Refused):
            if what.reason not in NO_MISTAKES:
                self.refused.append((entry, what))
        elif isinstance(what, s.CoachStopped):
            self.held.append((entry, what))
        elif isinstance(what, s.CustomerSaid):
            self.asked[what.customer, what.about] = what
        elif isinstance(what, f.VisitEnded):
            self._left(what)
        else:
            self._in_basket(entry)

    def _in_basket(self, entry: Entry) -> None:
        what = entry.what
        match what:
            case f.SaleOpened(sale=sale, customer=customer):
                self.baskets[sale] = _Basket(customer)
                self.open[entry.stream] = sale
            case f.SaleResumed(sale=sale):
                self.open[entry.stream] = sale
            case f.SaleSuspended() | f.SaleVoided():
                self.open.pop(entry.stream, None)
            case f.LineAdded(sale=sale, line=line) if sale in self.baskets:
                basket = self.baskets[sale]
                basket.lines[line.line] = what
                if line.how != "bag":
                    basket.more = len(basket.told)
                for good in line.goods:
                    self._rung_again(good)
            case f.LineVoided(sale=sale, line=number, goods=goods) if sale in self.baskets:
                added = self.baskets[sale].lines.get(number)
                for good in goods:
                    self.voided[good] = entry, added.line.name if added else Text()
            case f.SaleCompleted(sale=sale) if sale in self.baskets:
                self._completed(self.baskets.pop(sale), what)
                self.open.pop(entry.stream, None)
                return
        sale = getattr(what, "sale", "")
        total = getattr(what, "total", None)
        if isinstance(total, int) and sale in self.baskets:
            self.baskets[sale].total = total

    def _said(self, entry: Entry, what: f.Said) -> None:
        basket = self.baskets.get(self.open.get(entry.stream, ""))
        if what.reply == "say_total" and basket is not None:
            basket.told.append((entry, basket.total))
        question = self.asked.get((what.customer, what.about)) if what.about else None
        if not what.right and question is not None:
            answer = next((answer.text for answer in question.answers if answer.reply == what.reply), Text())
            better = tuple(one.text for one in question.answers if one.reply in question.right)
            found = Notice("answer_wrong", entry.at, (_place(entry),), what.customer, question.text, answer, better)
            self._notice(found)

    def _completed(self, basket: _Basket, sale: f.SaleCompleted) -> None:
        """A total that was told before goods were still rung up, or that is not what was paid in the end."""
        for number, (entry, told) in enumerate(basket.told, 1):
            if told != sale.total and (number <= basket.more or number == len(basket.told)):
                self._notice(
                    Notice("total_wrong", entry.at, (_place(entry),), basket.customer, told=told, paid=sale.total)
                )

    def _rung_again(self, good: str) -> None:
        """The line of a good was taken off, and the good rung up again: it had been right."""
        if good in self.voided:
            entry, name = self.voided.pop(good)
            self._notice(Notice("void_undone", entry.at, (_place(entry),), name=name))

    def _left(self, visit: f.VisitEnded) -> None:
        """The line of a good was taken off, and the customer left with the good."""
        for good in visit.unpaid:
            if good in self.voided:
                entry, name = self.voided.pop(good)
                self._notice(Notice("void_unpaid", entry.at, (_place(entry),), visit.customer, name))

    def _notice(self, notice: Notice) -> None:
        self.found.setdefault(notice.moments[0], notice)


def _refusals(refused: Iterable[tuple[Entry, f.Refused]], known: Matters) -> list[Notice]:
    """One notice a reason: wrong PINs first of all, of the others the most frequent."""
    by_reason: dict[str, list[tuple[Entry, f.Refused]]] = {}
    for entry, what in refused:
        by_reason.setdefault(what.reason, []).append((entry, what))
    found = []
    for reason, met in by_reason.items():
        kind: Kind = "pin_wrong" if reason == "refused.wrong_pin" else "refused"
        places = tuple(_place(entry) for entry, _ in met)
        first, what = met[0]
        found.append(Notice(kind, first.at, places, reason=reason, given=filled(what.given, known)))
    often = sorted((one for one in found if one.kind == "refused"), key=lambda one: (-len(one.moments), one.at))
    return [one for one in found if one.kind == "pin_wrong"] + often[:MOST_REFUSALS]


def _held(stopped: Iterable[tuple[Entry, s.CoachStopped]], rules: Mapping[str, Rule]) -> list[Notice]:
    """One notice for what was held back for the same reason, or for the sake of the same rule."""
    alike: dict[tuple[str, str], list[tuple[Entry, s.CoachStopped]]] = {}
    for entry, what in stopped:
        alike.setdefault((what.command, what.reason or what.expectation), []).append((entry, what))
    found = []
    for met in alike.values():
        first, what = met[0]
        says, forbid = rules.get(what.expectation, (Text(), False))
        places = tuple(_place(entry) for entry, _ in met)
        found.append(
            Notice(
                "held", first.at, places, name=says, reason=what.reason, given={**what.given}, operation=what.command,
                forbid=forbid,
            )
        )  # fmt: skip
    return found


def _place(entry: Entry) -> Place:
    return entry.stream, entry.seq


def sentence(notice: Notice, say: Wording) -> str:
    """What happened, and what to do instead."""
    t, lang = say.t, say.lang
    customer = say.people.get(notice.customer)
    given: dict[str, object] = {
        "n": len(notice.moments),
        "customer": customer[lang] if customer else t("debrief.the_customer"),
    }
    if notice.kind == "total_wrong":
        given |= {"told": say.money(notice.told), "paid": say.money(notice.paid)}
    elif notice.kind == "answer_wrong":
        better = t("debrief.or").join(t("debrief.quoted", text=one[lang]) for one in notice.better)
        given |= {"question": notice.name[lang], "answer": notice.answer[lang], "better": better}
        if not better:
            return t("debrief.noticed_answer_poor", **given)
    elif notice.kind == "refused":
        given["why"] = say.refusal(notice.reason, notice.given)
    elif notice.kind == "held":
        why = t(notice.reason, **notice.given) if notice.reason else say.rule(notice.name, notice.forbid)
        given |= {"why": why, "operation": say.event(notice.operation)}
    else:
        given["name"] = notice.name[lang]
    often = "_often" if notice.kind in ("refused", "held") and given["n"] != 1 else ""
    return t(f"debrief.noticed_{notice.kind}{often}", **given)
