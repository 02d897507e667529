"""促销管理: a promotion is checked and tried on past sales, put right where that is the shop's to do, and published,
or sent back with the reason.
"""

from dataclasses import dataclass, field

import msgspec

from simulator.desk.dossiers import Dossier, heads, known_word
from simulator.desk.inbox import matter_of, open_matter, settle
from simulator.desk.state import Desk
from simulator.desk.trial import Past, Trial, tried, wrong_with
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.desk_words import DRAFT_FIELDS, SEND_BACK
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.money import Minor
from simulator.kernel.papers import number
from simulator.kernel.promotions import AnyPromotion, When
from simulator.pos.refusals import refuse

ROOM = "promoting"
DATE = len("2026-12-24T00:00")
MOST = 100_000
FIELD_OF = {"discount_rate": "off", "fixed_price": "price", "priority": "priority"}
"""Thousandths of a percent in the whole."""


@dataclass(slots=True)
class Draft(Dossier):
    """A promotion that lies there."""

    promotion: AnyPromotion | None = None
    running: tuple[AnyPromotion, ...] = ()
    baskets: tuple[tuple[tuple[str, int], ...], ...] = ()
    costs: dict[str, Minor] = field(default_factory=dict)
    trial: f.DraftTried | None = None
    """Of the promotion as it stands; None after a change."""
    changes: int = 0


def outcome(desk: Desk, draft: Draft) -> tuple[Trial, str]:
    """What past sales say, and why it should go back; empty: it may run."""
    assert draft.promotion is not None, "a draft has its promotion"
    shop = desk.rules.shop
    past = Past(shop.catalog, shop.policy, draft.baskets, draft.costs)
    trial = tried(draft.promotion, draft.running, past)
    return trial, wrong_with(draft.promotion, trial, draft.papers["campaign"])


# --- decide ----------------------------------------------------------------------------------------------------------


def change_draft(desk: Desk, command: c.ChangeDraft) -> list[Event]:
    draft = open_matter(desk, command, command.matter, Draft)
    if isinstance(draft, list):
        return draft
    wrong = known_word(command, command.what, DRAFT_FIELDS)
    if wrong:
        return wrong
    was = value_of(draft.promotion, command.what)
    if was is None:
        return refuse(command, "refused.not_in_draft", what=command.what)
    now: str | int = command.word if command.what in ("since", "until") else command.figure
    if isinstance(now, str) and not (len(now) == DATE and now[:4].isdigit() and now[4] == "-" and now[10] == "T"):
        return refuse(command, "refused.no_such_date", date=now[:20])
    if isinstance(now, int) and not 0 < now <= MOST:
        return refuse(command, "refused.draft_figure", most=str(MOST))
    return [f.DraftChanged(draft.id, command.what, str(was), str(now))]


def value_of(promotion: AnyPromotion | None, what: str) -> str | int | None:
    """What stands in a field of a promotion; None where this kind has none such."""
    if what in ("since", "until"):
        return str(getattr(promotion.when, what)) if promotion else None
    found = getattr(promotion, FIELD_OF[what], None)
    return found if isinstance(found, int) else None


def try_draft(desk: Desk, command: c.TryDraft) -> list[Event]:
    draft = open_matter(desk, command, command.matter, Draft)
    if isinstance(draft, list):
        return draft
    trial, _ = outcome(desk, draft)
    (frame,) = draft.papers["campaign"].records()
    return [
        f.DraftTried(
            draft.id, trial.problems, trial.baskets, trial.touched, trial.given, trial.margin_before,
            trial.margin_after, trial.turnover_after, trial.below_cost, number(frame, "budget"),
        )
    ]  # fmt: skip


def publish(desk: Desk, command: c.PublishPromotion) -> list[Event]:
    draft = open_matter(desk, command, command.matter, Draft)
    if isinstance(draft, list):
        return draft
    trial, wrong = outcome(desk, draft)
    promotion = draft.promotion
    assert promotion is not None, "a draft has its promotion"
    return [
        f.PromotionPublished(
            draft.id, promotion.id, promotion.name, wrong, not wrong, draft.trial is not None, trial.given,
            trial.below_cost, draft.changes, desk.now - draft.came,
        )
    ]  # fmt: skip


def send_back(desk: Desk, command: c.SendBackDraft) -> list[Event]:
    draft = open_matter(desk, command, command.matter, Draft)
    if isinstance(draft, list):
        return draft
    refused = known_word(command, command.ground, SEND_BACK)
    if refused:
        return refused
    _, wrong = outcome(desk, draft)
    assert draft.promotion is not None, "a draft has its promotion"
    sound, took = command.ground == wrong, desk.now - draft.came
    known = draft.trial is not None
    return [f.DraftSentBack(draft.id, draft.promotion.id, command.ground, wrong, sound, known, took)]


# --- apply -----------------------------------------------------------------------------------------------------------


def draft_came(desk: Desk, stimulus: s.DraftCame, entry: Entry) -> None:
    head = heads(stimulus.matter, ROOM, stimulus.name, stimulus.says, entry.at)
    papers = {paper.key: paper for paper in stimulus.papers}
    desk.matters[stimulus.matter] = Draft(
        *head, papers=papers, promotion=stimulus.drafts[0], running=stimulus.running, baskets=stimulus.baskets,
        costs=stimulus.costs,
    )  # fmt: skip


def draft_changed(desk: Desk, fact: f.DraftChanged, entry: Entry) -> None:
    draft = matter_of(desk, fact.matter, Draft)
    promotion = draft.promotion
    assert promotion is not None, "a draft has its promotion"
    if fact.what in ("since", "until"):
        when: When = msgspec.structs.replace(promotion.when, **{fact.what: fact.now})
        draft.promotion = msgspec.structs.replace(promotion, when=when)
    else:
        draft.promotion = msgspec.structs.replace(promotion, **{FIELD_OF[fact.what]: int(fact.now)})
    draft.trial, draft.changes = None, draft.changes + 1


def draft_tried(desk: Desk, fact: f.DraftTried, entry: Entry) -> None:
    matter_of(desk, fact.matter, Draft).trial = fact
    desk.hand = fact.matter


def published(desk: Desk, fact: f.PromotionPublished, entry: Entry) -> None:
    """What is published runs beside every draft that still lies there."""
    draft = matter_of(desk, fact.matter, Draft)
    assert draft.promotion is not None, "a draft has its promotion"
    for other in desk.matters.values():
        if isinstance(other, Draft) and not other.done and other is not draft:
            other.running, other.trial = (*other.running, draft.promotion), None
    desk.note("promotion_published", fact.matter, fact.promotion, fact.given)
    settle(desk, fact.matter)


def sent_back(desk: Desk, fact: f.DraftSentBack, entry: Entry) -> None:
    desk.note("draft_sent_back", fact.matter, fact.ground)
    settle(desk, fact.matter)


DECIDE = {
    c.ChangeDraft: change_draft,
    c.TryDraft: try_draft,
    c.PublishPromotion: publish,
    c.SendBackDraft: send_back,
}
APPLY = {
    s.DraftCame: draft_came,
    f.DraftChanged: draft_changed,
    f.DraftTried: draft_tried,
    f.PromotionPublished: published,
    f.DraftSentBack: sent_back,
}
