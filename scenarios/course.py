"""The course of a drill as authors write it: how things stand at the start, and what happens when."""

import re
from typing import Annotated, NamedTuple, cast

from pydantic import model_validator

from scenarios import conditions, phrases
from scenarios.people import Amount, MomentSpan, Share, TimeSpan
from scenarios.problems import PhraseError
from scenarios.shapes import (
    Bilingual,
    Chosen,
    Context,
    Duration,
    NotEmpty,
    Shape,
    YesNo,
    phrase,
    phrase_in,
    promotion,
    text_of,
    whole,
    word_of,
)
from scenarios.specs.conditions import Moment
from scenarios.specs.course import Given, Happening, Stage, Trigger
from scenarios.specs.spans import Span
from scenarios.vocabulary import CHANNELS, ORDERS
from simulator.kernel.commands import PAID_IN, PAID_OUT
from simulator.kernel.money import Pieces
from simulator.kernel.offline import OBJECTIONS, OfflinePolicy

TRIGGER_STAGES = ("idle", "scanning", "tendering", "paying", "change", "printing")

VERBS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "power_fails": ((), ("ups",)),
    "power_flickers": ((), ()),
    "power_returns": ((), ("stable",)),
    "network_fails": ((), ()),
    "network_returns": ((), ()),
    "channel_fails": ((), ("channel",)),
    "channel_returns": ((), ("channel",)),
    "till_dies": ((), ()),
    "paper_runs_low": (("lines",), ()),
    "drawer_sticks": ((), ()),
    "supervisor_orders": (("order",), ("says",)),
    "relief_arrives": ((), ("says",)),
    "change_supplied": (("pieces",), ()),
    "static_code_payments": ((), ()),
    "head_office_objects": (("reason",), ()),
    "head_office_silent": ((), ()),
    "errand": (("money",), ("says",)),
    "says": (("says",), ("customer",)),
}
"""Verb -> (keys it needs, keys it may have)."""

CLOSINGS = ("blind", "handover")
ARGUMENTS = ("ups", "stable", "lines", "order", "pieces", "channel", "customer", "money", "reason", "says")
LEADS = ("at", "when", "after", "idle")


def _pieces(text: str, context: Context) -> Pieces:
    return phrases.pieces(text, context.words.currency)


def _customer(text: str, context: Context) -> str:
    known = context.words.customers or frozenset()
    if text not in known:
        raise PhraseError("customer", text, known=sorted(known))
    return text


class Errand(NamedTuple):
    """Money to be paid in or out."""

    operation: str
    amount: int
    reason: str


_ERRAND = re.compile(r"pay (in|out) (\S+) for (.+)")


def _errand(text: str, context: Context) -> Errand:
    """`pay out 23.50 for supplies`"""
    found = _ERRAND.fullmatch(phrases.tidy(text))
    if found is None:
        raise PhraseError("errand", text)
    known = PAID_IN if found[1] == "in" else PAID_OUT
    reason = phrases.one_of(found[3], known)
    return Errand(f"pay_{found[1]}", phrases.coins(found[2], context.words.currency), reason)


PiecesPhrase = Annotated[Pieces, phrase_in(_pieces)]
Customer = Annotated[str, phrase_in(_customer)]
Difference = Annotated[int, phrase_in(lambda text, context: phrases.difference(text, context.words.currency))]
Lines = Annotated[Span, phrase(lambda text: phrases.number_span(text, 0, 10_000))]


class GivenShape(Shape):
    """`given:` how things stand when the drill begins."""

    float_: PiecesPhrase | None = None
    paper: Lines = Span(400, 400)
    supervisor_takes: TimeSpan = Span(8_000, 20_000)
    manager_decides_after: TimeSpan = Span(5_000, 15_000)
    clock: Annotated[str, phrase(phrases.clock)] = ""
    promotions: Annotated[list[Annotated[str, phrase_in(promotion)]], Chosen] = []
    float_off_by: Annotated[list[Difference], Chosen, NotEmpty] | None = None
    cash_limit: Amount = 0
    closing: Annotated[str, word_of(CLOSINGS)] = ""
    check_notes: YesNo = False
    offline_card_limit: Amount = 0
    offline_card_total: Amount = 0
    offline_cards_last: Duration = 24 * 3_600_000
    standby_till: YesNo = False
    standby_float_off_by: Annotated[list[Difference], Chosen, NotEmpty] | None = None

    def spec(self) -> Given:
        return Given(
            self.float_ or {},
            self.paper,
            self.supervisor_takes,
            self.manager_decides_after,
            tuple(self.float_off_by or ()),
            self.cash_limit,
            self.closing,
            self.check_notes,
            tuple(self.promotions),
            self.clock,
            OfflinePolicy(self.offline_card_limit, self.offline_card_total, self.offline_cards_last),
            self.standby_till,
            tuple(self.standby_float_off_by or ()),
        )


class When(Shape):
    """`when: {customer: mrs_li, stage: scanning or paying}`"""

    customer: Customer | None = None
    stage: Annotated[list[Annotated[str, word_of(TRIGGER_STAGES)]], Chosen, NotEmpty]


class HappeningShape(Shape):
    """One happening: a lead (`at`, `when`, `after` or `idle`), a verb, and what the verb needs."""

    at: MomentSpan | None = None
    when: When | None = None
    after: Annotated[Moment | None, phrase_in(lambda text, context: conditions.moment(text, context.words))] = None
    idle: Duration | None = None
    nth: Annotated[int, whole(1, 1000)] = 1
    by: TimeSpan = Span(0, 0)
    chance: Share = 100
    do: Annotated[str, word_of(tuple(VERBS))]
    ups: Annotated[list[Duration] | None, Chosen] = None
    stable: YesNo | None = None
    lines: Lines | None = None
    order: Annotated[list[Annotated[str, word_of(ORDERS)]] | None, Chosen] = None
    pieces: PiecesPhrase | None = None
    channel: Annotated[str, word_of(CHANNELS)] | None = None
    customer: Customer | None = None
    money: Annotated[Errand | None, phrase_in(_errand)] = None
    reason: Annotated[list[Annotated[str, word_of(tuple(OBJECTIONS))]] | None, Chosen] = None
    says: Bilingual | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> "HappeningShape":
        leads = [lead for lead in LEADS if getattr(self, lead) is not None]
        if len(leads) != 1:
            raise PhraseError("one_lead", ", ".join(leads), known=LEADS)
        if self.idle == 0:
            raise PhraseError("idle", "0")
        if self.after is None and self.nth != 1:
            raise PhraseError("goes_with", "nth", other="after")
        needed, allowed = VERBS[self.do]
        for key in ARGUMENTS:
            came = getattr(self, key) is not None
            if came and key not in needed + allowed:
                raise PhraseError("verb_without", key, verb=self.do.replace("_", " "))
            if key in needed and not came:
                raise PhraseError("verb_needs", "", verb=self.do.replace("_", " "), key=key)
        return self

    def spec(self, id: str) -> Happening:
        orders = tuple(self.order or ())
        return Happening(
            id=id,
            trigger=self._trigger(),
            do=self.do,
            chance=self.chance,
            order=orders[0] if orders else "",
            orders=orders,
            ups=tuple(self.ups or ()),
            stable=True if self.stable is None else self.stable,
            lines=self.lines or Span(0, 0),
            customer=self.customer or "",
            pieces=self.pieces or {},
            channel=self.channel or "",
            text=text_of(self.says),
            operation=self.money.operation if self.money else "",
            amount=self.money.amount if self.money else 0,
            reason=self.money.reason if self.money else "",
            reasons=tuple(self.reason or ()),
        )

    def _trigger(self) -> Trigger:
        when, after = self.when, self.after
        return Trigger(
            at=self.at,
            customer=(when.customer or "") if when else "",
            stages=cast(tuple[Stage, ...], tuple(when.stage)) if when else (),
            event=after.event if after else "",
            nth=self.nth,
            where=after.where if after else (),
            idle=self.idle or 0,
            by=self.by,
        )
