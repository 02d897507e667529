"""What a promotion would have cost on past sales: the same pricing as at the tills, with it and without it.

What it gives is the difference of the two bills, so that nothing is counted twice that another promotion gives anyway.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from simulator.kernel.money import Minor
from simulator.kernel.papers import Paper, number, word
from simulator.kernel.policy import Policy
from simulator.kernel.promotion_checks import clashes
from simulator.kernel.promotions import Promotion
from simulator.pos.catalog import Catalog
from simulator.pos.pricing import Basket, BasketLine, Priced, Pricer

PastBaskets = Sequence[Sequence[tuple[str, int]]]


class Trial(NamedTuple):
    """The outcome, over all past baskets."""

    problems: tuple[str, ...]
    baskets: int
    touched: int
    given: Minor
    margin_before: Minor
    margin_after: Minor
    turnover_after: Minor
    below_cost: int


class Past(NamedTuple):
    """Past sales, and what the shop knows of its goods."""

    catalog: Catalog
    policy: Policy
    baskets: PastBaskets
    costs: Mapping[str, Minor]


def problems(draft: Promotion, running: Iterable[Promotion]) -> tuple[str, ...]:
    """Ids of what is ambiguous between the draft and those that run: the check that every promotion passes."""
    others = [promotion for promotion in running if promotion.id != draft.id]
    last = len(others)
    return tuple(dict.fromkeys(clash.id for clash in clashes([*others, draft]) if clash.second == last))


def tried(draft: Promotion, running: Iterable[Promotion], past: Past) -> Trial:
    """Every past basket priced twice, at the first moment at which the draft would run."""
    others = tuple(promotion for promotion in running if promotion.id != draft.id)
    before, after = Pricer(past.policy, others), Pricer(past.policy, (*others, draft))
    touched = given = spent = was = cost = below = 0
    for pieces in past.baskets:
        basket = _basket(pieces, past, draft.when.since)
        old, new = before.price(basket), after.price(basket)
        off = old.total - new.total
        touched, given, spent, was = touched + (off > 0), given + off, spent + new.total, was + old.total
        cost += sum(past.costs.get(sku, 0) * count for sku, count in pieces)
        below += _below(new, basket) - _below(old, basket)
    return Trial(problems(draft, others), len(past.baskets), touched, given, was - cost, spent - cost, spent, below)


def _basket(pieces: Sequence[tuple[str, int]], past: Past, at: str) -> Basket:
    lines = []
    for n, (sku, count) in enumerate(pieces, 1):
        item = past.catalog.items[sku]
        lines.append(
            BasketLine(n, sku, item.category, item.price, count, rate=item.tax_rate, cost=past.costs.get(sku, 0))
        )
    return Basket(tuple(lines), at=at)


def _below(priced: Priced, basket: Basket) -> int:
    """Lines that are sold for less than they cost."""
    return sum(line.total < known.cost * known.quantity for line, known in zip(priced.lines, basket.lines, strict=True))


def shown(moment: str) -> str:
    """A date and hour as papers have it.

    >>> shown("2027-01-18T00:00")
    '2027-01-18 00:00'
    """
    return moment.replace("T", " ")


class Told(Protocol):
    """What a trial says, wherever it is told."""

    @property
    def problems(self) -> tuple[str, ...]: ...
    @property
    def below_cost(self) -> int: ...
    @property
    def given(self) -> Minor: ...
    @property
    def margin_after(self) -> Minor: ...
    @property
    def turnover_after(self) -> Minor: ...


def share_of(trial: Told) -> int:
    """The margin that is left, in thousandths of what is taken; rounded down: none is seen that is not there."""
    return trial.margin_after * 1000 // max(1, trial.turnover_after)


def too_little(trial: Told, least: int) -> bool:
    """Whether less than that margin is left, in thousandths."""
    return trial.margin_after * 1000 < least * trial.turnover_after


def wrong_with(draft: Promotion, trial: Told, campaign: Paper) -> str:
    """Why it should go back as it stands, what nobody can run first; empty where it is in order."""
    (frame,) = campaign.records()
    if trial.problems:
        return "clashes"
    since, until = shown(draft.when.since), shown(draft.when.until)
    if since < word(frame, "since") or not until or until > word(frame, "until"):
        return "dates_wrong"
    if trial.below_cost:
        return "below_cost"
    if trial.given > number(frame, "budget"):
        return "over_budget"
    if too_little(trial, number(frame, "least_margin")):
        return "margin_too_low"
    return ""
