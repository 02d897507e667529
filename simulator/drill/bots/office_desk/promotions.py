"""Promotions: read the frame, try it on past sales, put right what is the shop's, publish or send back."""

from collections.abc import Callable

from simulator.desk.papers_view import DraftSeen
from simulator.desk.trial import shown, wrong_with
from simulator.desk.view import DeskView
from simulator.drill.bots.office_desk.reading import matters, read_first
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c
from simulator.kernel.desk_words import SEND_BACK
from simulator.kernel.papers import word

PAPERS = ("campaign", "costs", "running_offers")
BEFORE = 90
"""A priority that goes before the usual one."""


def next_draft(view: DeskView) -> DraftSeen | None:
    return next((draft for matter in matters(view, "promoting") if (draft := view.draft(matter))), None)


def read(view: DeskView, memory: Memory) -> Advice | None:
    draft = next_draft(view)
    return read_first(draft.dossier, PAPERS) if draft else None


def attempt(view: DeskView, memory: Memory) -> Advice | None:
    draft = next_draft(view)
    return do(c.TryDraft(draft.dossier.matter), "advice.try_draft") if draft and draft.trial is None else None


def settle(view: DeskView, memory: Memory) -> Advice | None:
    """Dates and order are the shop's to put right; what it costs is not."""
    draft = next_draft(view)
    if draft is None or draft.trial is None:
        return None
    campaign = draft.dossier.read["campaign"]
    wrong, matter = wrong_with(draft.promotion, draft.trial, campaign), draft.dossier.matter
    if wrong == "clashes" and draft.promotion.priority != BEFORE:
        return do(c.ChangeDraft(matter, "priority", BEFORE), "advice.change_priority")
    if wrong == "dates_wrong":
        frame = campaign.records()[0]
        late = shown(draft.promotion.when.until) > word(frame, "until") or not draft.promotion.when.until
        what = "until" if late else "since"
        return do(c.ChangeDraft(matter, what, word=word(frame, what).replace(" ", "T")), "advice.change_dates")
    if wrong:
        return do(c.SendBackDraft(matter, wrong), f"advice.sent_back_{wrong}")
    return do(c.PublishPromotion(matter), "advice.publish")


PROMOTE = (read, attempt, settle)


# --- mistakes --------------------------------------------------------------------------------------------------------


def untried(view: DeskView, memory: Memory) -> Advice | None:
    """What was put right is published without another trial."""
    draft = next_draft(view)
    changed = draft is not None and draft.trial is None and draft.changes
    return do(c.PublishPromotion(draft.dossier.matter), "") if draft and changed else attempt(view, memory)


def publish_blind(view: DeskView, memory: Memory) -> Advice | None:
    draft = next_draft(view)
    return do(c.PublishPromotion(draft.dossier.matter), "") if draft else None


def ignore(grounds: tuple[str, ...]) -> Callable[[DeskView, Memory], Advice | None]:
    """Publishes what should go back on one of these grounds."""

    def habit(view: DeskView, memory: Memory) -> Advice | None:
        right = settle(view, memory)
        command = right.command if right else None
        if isinstance(command, c.SendBackDraft) and command.ground in grounds:
            return do(c.PublishPromotion(command.matter), "")
        return right

    return habit


below_cost, over_budget = ignore(SEND_BACK[:1]), ignore(SEND_BACK[1:3])


def as_it_came(view: DeskView, memory: Memory) -> Advice | None:
    """Publishes with the dates, and the order, that it came with."""
    right = settle(view, memory)
    command = right.command if right else None
    return do(c.PublishPromotion(command.matter), "") if isinstance(command, c.ChangeDraft) else right


def say_no(view: DeskView, memory: Memory) -> Advice | None:
    """Sends back what is in order: nobody can blame one for that."""
    right = settle(view, memory)
    command = right.command if right else None
    if isinstance(command, c.PublishPromotion):
        return do(c.SendBackDraft(command.matter, "over_budget"), "")
    return right
