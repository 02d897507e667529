"""A promotion as it stands, and what a trial said: each figure beside the one that it is measured against."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from simulator.desk.papers_view import DraftSeen
from simulator.desk.promoting import value_of
from simulator.desk.trial import share_of, too_little
from simulator.kernel.desk_words import DRAFT_FIELDS
from simulator.kernel.facts import DraftTried
from simulator.kernel.money import Minor
from simulator.kernel.papers import Paper, number
from simulator.kernel.promotion_checks import clashes
from simulator.screens.desk.pages.drawn import pair, pairs, told
from simulator.screens.desk.wording import word
from simulator.screens.papers import cell
from simulator.screens.station.pane import Line

if TYPE_CHECKING:
    from simulator.screens.desk.page import Page


def draft_lines(page: "Page", draft: DraftSeen, width: int) -> list[Line]:
    desk, words, promotion = page.desk, page.desk.words, draft.promotion
    lines = [pair(words("desk.promotion"), promotion.name[words.lang], width)]
    for what in DRAFT_FIELDS:
        value = value_of(promotion, what)
        if value is not None:
            lines.append(pair(word(words, what), draft_figure(desk.money, what, value), width))
    if draft.trial is not None:
        lines += _trial(page, draft, draft.trial, width)
    return lines


def draft_figure(money: Callable[[Minor], str], what: str, value: str | int) -> str:
    """What stands in a field of a promotion."""
    if isinstance(value, str):
        return value.replace("T", " ")
    return money(value) if what == "fixed_price" else f"{value / 1000:g} %" if what == "discount_rate" else str(value)


def _trial(page: "Page", draft: DraftSeen, trial: DraftTried, width: int) -> Iterator[Line]:
    """What is measured against the campaign's frame says so once that was read."""
    desk, words, frame = page.desk, page.desk.words, draft.dossier.read.get("campaign")
    yield from pairs(words("desk.trial"), words("desk.trial_on", n=trial.baskets, touched=trial.touched), width)
    given, budget = desk.money(trial.given), desk.money(trial.budget)
    given = words("desk.trial_of_budget", given=given, budget=budget) if frame else given
    yield from pairs(words("desk.trial_given"), given, width, "bad" if trial.given > trial.budget else "good")
    before, after = (desk.money(margin) for margin in (trial.margin_before, trial.margin_after))
    yield pair(words("desk.trial_margin"), f"{before} → {after}", width)
    yield from pairs(words("desk.trial_share"), *_share(page, trial, frame, width))
    below = "bad" if trial.below_cost else "good"
    yield pair(words("desk.trial_below_cost"), str(trial.below_cost), width, below)
    for clash in _clashes(page, draft):
        yield from told(clash, width, "bad")
    if not trial.problems:
        yield pair(words("desk.trial_beside"), words("desk.no_problem"), width, "good")


def _share(page: "Page", trial: DraftTried, frame: Paper | None, width: int) -> tuple[str, int, str]:
    desk, share = page.desk, share_of(trial)
    shown = cell(desk.words, share, "share", desk.shop.currency, {})
    if frame is None:
        return shown, width, "strong"
    (record,) = frame.records()
    least = number(record, "least_margin")
    said = desk.words(
        "desk.trial_of_least", share=shown, least=cell(desk.words, least, "share", desk.shop.currency, {})
    )
    return said, width, "bad" if too_little(trial, least) else "good"


def _clashes(page: "Page", draft: DraftSeen) -> list[str]:
    """With which of those that run it wants the same goods, and under which order."""
    words, found = page.desk.words, list[str]()
    for other in draft.running:
        if other.id != draft.promotion.id:
            for clash in clashes([other, draft.promotion]):
                found.append(words(f"desk.{clash.id}", name=other.name, priority=other.priority))
    return found
