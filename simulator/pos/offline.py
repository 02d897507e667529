"""脱机收银: what works while the network is down, what does not, and cards that are taken on trust.

A sale in cash or to the static code, a safe drop and the tender declaration need nobody else. What rests on what the
shop shares does not work: who a member is, whether a coupon was redeemed, what is left of a flash sale; nor does what
closes a shift or reports on it. A card may be taken on trust within the shop's limits (存储转发).
"""

from collections.abc import Iterable

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.money import Minor
from simulator.pos.refusals import refuse
from simulator.pos.state import Sale, Till
from simulator.pos.uploading import start_upload
from simulator.pos.uploads import receipts

NEEDS_NETWORK: dict[type[Event], str] = {
    c.TenderMobile: "refused.offline",
    c.IdentifyMember: "refused.offline_member",
    c.EnrolMember: "refused.offline_member",
    c.RedeemCoupon: "refused.offline_coupon",
    c.XReport: "refused.offline_report",
    c.ZReport: "refused.offline_report",
    c.FinishShift: "refused.offline_close",
    c.UploadSales: "refused.offline_upload",
    c.ResolveUpload: "refused.offline_upload",
}
"""Operation -> why not while the network is down."""

FLAPS = 60_000
"""A network that fails again so soon is the same incident."""

# --- decide ----------------------------------------------------------------------------------------------------------


def trust_card(till: Till, command: c.TenderCard, sale: Sale, amount: Minor) -> list[Event]:
    """Take a card on trust: the fact of it, and the payment that it makes; or why not."""
    policy, money = till.rules.offline, till.rules.currency
    if not policy.card_limit:
        return refuse(command, "refused.offline")
    if amount > policy.card_limit:
        limit = money.format(policy.card_limit)
        return refuse(command, "refused.offline_card_limit", amount=money.format(amount), limit=limit)
    so_far = outstanding(till)
    if policy.card_total and so_far + amount > policy.card_total:
        left = money.format(policy.card_total - so_far)
        return refuse(command, "refused.offline_card_total", left=left, total=money.format(policy.card_total))
    in_sale = _worth(sale.cards) + amount
    ref = f"{sale.id}~{len(sale.tenders) + 1}"
    return [
        f.CardTrusted(
            sale.id, ref, amount, policy.card_limit, in_sale, so_far + amount, in_sale > policy.card_limit,
            till.outage.order,
        ),
        f.PaymentTaken(sale.id, "card", amount, amount, trust=ref),
    ]  # fmt: skip


def _worth(cards: Iterable[f.TrustedCard]) -> Minor:
    return sum(card.amount for card in cards)


def outstanding(till: Till) -> Minor:
    """What is on cards that nobody has asked the bank about: the shop's risk in this outage."""
    return _worth(till.uploads.trusted) + (_worth(till.sale.cards) if till.sale else 0)


def card_left(till: Till) -> Minor:
    """What a card may still be charged for the open sale while the network is down."""
    policy = till.rules.offline
    left = policy.card_limit - (_worth(till.sale.cards) if till.sale else 0)
    return max(0, min(left, policy.card_total - outstanding(till)) if policy.card_total else left)


def network_returned(till: Till, stimulus: s.NetworkReturned) -> list[Event]:
    """What waits is sent without being asked for."""
    ready = not till.outage.dark and till.stage != "off" and not till.outage.network
    return start_upload(till, manual=False) if ready and till.uploads.waiting else []


def network_failed(till: Till, stimulus: s.NetworkFailed) -> list[Event]:
    """Whatever is being uploaded gets no answer."""
    sending = till.uploads.sending
    return [f.UploadUnanswered(sending.key, sending.sale, sending.attempts)] if sending else []


def unsent(till: Till, command: Event) -> list[Event]:
    """Why a shift cannot be closed: what the head office does not have yet, by receipt."""
    waiting, conflicts = till.uploads.waiting, till.uploads.conflicts
    if waiting:
        return refuse(command, "refused.uploads_open", receipts=receipts(waiting))
    return refuse(command, "refused.conflicts_open", receipts=receipts(conflicts)) if conflicts else []


# --- apply -----------------------------------------------------------------------------------------------------------


def apply_network_failed(till: Till, stimulus: s.NetworkFailed, entry: Entry) -> None:
    outage, uploads = till.outage, till.uploads
    flaps = uploads.returned_at is not None and entry.at - uploads.returned_at < FLAPS
    if outage.network and outage.power and not outage.dark and not flaps:
        outage.since, outage.reported, outage.order = entry.at, False, ""
    outage.network, uploads.run = False, []
    if till.sale is not None:
        till.sale.alone = True


def apply_network_returned(till: Till, stimulus: s.NetworkReturned, entry: Entry) -> None:
    till.outage.network = True
    till.uploads.returned_at = entry.at


def card_trusted(till: Till, fact: f.CardTrusted, entry: Entry) -> None:
    assert till.sale is not None, "a card was taken for no sale"
    till.sale.cards = (*till.sale.cards, f.TrustedCard(fact.ref, fact.amount, entry.at, fact.exceeds))
    visit = till.counter.visit
    if visit:  # read, and put away again
        visit.card = False


DECIDE = {
    s.NetworkFailed: network_failed,
    s.NetworkReturned: network_returned,
}

APPLY = {
    s.NetworkFailed: apply_network_failed,
    s.NetworkReturned: apply_network_returned,
    f.CardTrusted: card_trusted,
}
