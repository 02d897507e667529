"""脱机收银: what works without the network, cards on trust, the upload queue, and closing."""

from dataclasses import replace

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.texts import Lang, Text
from simulator.locale import Words
from simulator.pos.receipt import Head, receipt
from simulator.pos.report import report
from simulator.pos.state import Till
from simulator.store.book_rows import ChannelMovement
from simulator.store.books import book
from simulator.store.offline_books import CardOnTrust, UploadStep
from tests.pos.branch import LASTS, TRUSTING, Desk
from tests.pos.counter import MILK, PROMOTED, SOY, Counter
from virtual_devices.head_office import HeadOffice


@pytest.fixture
def desk() -> Desk:
    """A till whose network is down."""
    desk = Desk("till-1", HeadOffice(lasts=LASTS))
    desk.hear(s.NetworkFailed())
    return desk


def kinds(facts: list) -> list[str]:
    return [type(fact).__name__ for fact in facts]


# --- what works ------------------------------------------------------------------------------------------------------


def test_a_sale_a_safe_drop_and_the_declaration_need_no_network(desk: Desk) -> None:
    assert "SaleCompleted" in kinds(desk.sell())
    desk.do(c.DropCash())
    assert kinds(desk.do(c.DropCash({1000: 1}))) == ["CashDropped"]
    assert kinds(desk.do(c.CountDrawer(dict(desk.till.drawer.pieces)))) == ["DrawerCounted"]


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (c.XReport(), "refused.offline_report"),
        (c.ZReport(), "refused.offline_report"),
        (c.FinishShift(), "refused.offline_close"),
        (c.IdentifyMember("2900000000018"), "refused.offline_member"),
        (c.RedeemCoupon("9520990000015"), "refused.offline_coupon"),
        (c.UploadSales(), "refused.offline_upload"),
    ],
)
def test_what_rests_on_others_says_so(desk: Desk, command: c.Command, reason: str) -> None:
    assert [fact.reason for fact in desk.do(command)] == [reason]


def test_a_basket_gets_no_more_of_a_quota_than_it_held_when_the_line_broke() -> None:
    counter = Counter(PROMOTED)
    counter.do(c.Scan(code=SOY))
    assert counter.till.sale.total == 500
    counter.hear(s.NetworkFailed())
    counter.do(c.Scan(code=SOY))
    assert counter.till.sale.total == 500 + 995
    counter.hear(s.NetworkReturned())
    counter.do(c.StartTender())
    sold = next(fact for fact in counter.do(c.TenderCash()) if isinstance(fact, f.SaleCompleted))
    assert sold.total == sold.net + sold.tax == 1495
    assert sum(line.tax for line in sold.lines) == sold.tax
    counter.do(c.CloseDrawer())
    counter.do(c.Scan(code=SOY))
    assert counter.till.sale.total == 500, "the next basket asks again"


# --- cards on trust --------------------------------------------------------------------------------------------------


def test_where_the_shop_allows_none_no_card_is_taken_offline() -> None:
    counter = Counter()
    counter.hear(s.NetworkFailed())
    counter.do(c.Scan(code=MILK))
    counter.do(c.StartTender())
    assert [fact.reason for fact in counter.do(c.TenderCard())] == ["refused.offline"]
    assert [fact.reason for fact in counter.do(c.TenderMobile("13****1234"))] == ["refused.offline"]


def test_a_card_is_taken_within_the_limit_of_a_sale_and_of_the_outage(desk: Desk) -> None:
    trusted, taken, completed, queued, *_ = desk.sell("card", MILK)
    assert (trusted.amount, trusted.in_sale, trusted.outstanding, trusted.exceeds) == (1280, 1280, 1280, False)
    assert (taken.request, taken.trust) == ("", trusted.ref)
    assert completed.tenders == (f.Tender("card", 1280, 1280, trusted.ref),)
    assert [card.ref for card in queued.cards] == [trusted.ref]
    for _ in range(2):
        desk.sell("card", MILK)
    desk.do(c.Scan(code=MILK))
    desk.do(c.StartTender())
    (refused,) = desk.do(c.TenderCard())
    assert (refused.reason, refused.given["left"]) == ("refused.offline_card_total", "11.60")
    assert desk.till.shift.totals.slips["card"] == 3 * 1280


def test_more_than_the_limit_is_refused_and_in_parts_it_is_seen(desk: Desk) -> None:
    for _ in range(2):
        desk.do(c.Scan(code=MILK))
    desk.do(c.StartTender())
    assert desk.do(c.TenderCard())[0].reason == "refused.offline_card_limit"
    (first, _) = desk.do(c.TenderCard(2000))
    (second, *_) = desk.do(c.TenderCard(560))
    assert (first.exceeds, second.exceeds, second.in_sale) == (False, True, 2560)
    desk.hear(s.NetworkReturned())
    declined = [fact for fact in desk.answered() if isinstance(fact, f.TrustedCardDeclined)]
    assert [(fact.amount, fact.reason) for fact in declined] == [(560, "over_limit")]


def test_a_card_on_trust_expires_and_is_declined_when_it_is_forwarded(desk: Desk) -> None:
    desk.sell("card", MILK)
    desk.session.inject(s.DrillContinued(), "director", desk.session.now + LASTS)
    desk.hear(s.NetworkReturned())
    _, declined, *_ = desk.answered()
    assert (declined.amount, declined.reason) == (1280, "expired")
    totals = desk.till.shift.totals
    assert (totals.trusted_cards, totals.cards_declined, totals.slips["card"]) == (1280, 1280, 0)
    assert desk.till.outage.losses == ["unpaid_card"]
    (told,) = desk.do(c.ReportIncident("unpaid_card"))
    assert (told.what, desk.till.outage.losses) == ("unpaid_card", [])
    rows = book(*desk.tape.entries)
    assert [(row.kind, row.reason) for row in rows if isinstance(row, CardOnTrust)] == [
        ("taken", ""), ("declined", "expired"),
    ]  # fmt: skip
    assert not [row for row in rows if isinstance(row, ChannelMovement)], "no bank holds anything"


def test_a_card_taken_before_the_network_came_back_in_mid_sale_is_forwarded_with_it(desk: Desk) -> None:
    desk.do(c.Scan(code=MILK))
    desk.do(c.StartTender())
    desk.do(c.TenderCard(1000))
    desk.hear(s.NetworkReturned())
    facts = desk.do(c.TenderCash())
    assert {"SaleCompleted", "UploadQueued", "UploadSent"} <= set(kinds(facts))
    assert kinds(desk.answered())[:2] == ["UploadArrived", "TrustedCardSettled"]


# --- the queue -------------------------------------------------------------------------------------------------------


def test_the_till_shows_what_waits_and_sends_it_by_itself_when_the_network_is_back(desk: Desk) -> None:
    desk.sell()
    desk.sell()
    view = desk.session.view
    assert (view.uploads_waiting, view.oldest_upload > 0, view.uploading) == (2, True, False)
    started, sent = desk.hear(s.NetworkReturned())
    assert (len(started.keys), started.manual, sent.attempt) == (2, False, 1)
    assert kinds(desk.answered()) == ["UploadArrived", "UploadSent"]
    assert desk.answered()[-1] == f.UploadEnded(2, 0, 0)
    assert desk.do(c.UploadSales())[0].reason == "refused.nothing_to_upload"


def test_an_objection_sets_one_record_aside_and_a_manager_decides(desk: Desk) -> None:
    desk.office.object_to_next("entered_elsewhere")
    first, second = desk.sell(), desk.sell()
    desk.hear(s.NetworkReturned())
    aside, sent = desk.answered()
    assert isinstance(aside, f.UploadSetAside)
    assert (aside.reason, sent.sale) == ("entered_elsewhere", next(x for x in second if hasattr(x, "sale")).sale)
    assert desk.answered()[-1] == f.UploadEnded(1, 0, 1)
    assert desk.do(c.UploadSales())[0].reason == "refused.conflicts_only"
    (resolved,) = desk.do(c.ResolveUpload(aside.key, "reject"))
    assert (resolved.right, resolved.receipt) == (True, aside.receipt)
    assert desk.do(c.ResolveUpload(aside.key, "accept"))[0].reason == "refused.no_conflict"
    assert desk.office.total == next(x for x in first if isinstance(x, f.SaleCompleted)).total


def test_what_is_accepted_is_sent_again_and_there_is_nothing_left_to_object_to(desk: Desk) -> None:
    desk.office.object_to_next("unknown_item")
    desk.sell()
    desk.hear(s.NetworkReturned())
    key = desk.answered()[0].key
    resolved, _, sent = desk.do(c.ResolveUpload(key, "accept"))
    assert (resolved.right, sent.approved, sent.attempt) == (True, True, 2)
    assert kinds(desk.answered()) == ["UploadArrived", "UploadEnded"]
    steps = [row.kind for row in book(*desk.tape.entries) if isinstance(row, UploadStep)]
    assert steps == ["queued", "sent", "set_aside", "accept", "sent", "arrived"]


def test_only_a_managers_right_decides_where_the_role_says_so() -> None:
    from simulator.pos.rules import Right

    rules = replace(TRUSTING, rights={"resolve_upload": Right(None, "supervisor")})
    desk = Desk("till-1", HeadOffice())
    desk.new_till = lambda name: Till(rules, name)  # type: ignore[method-assign]
    desk.killed()
    desk.office.object_to_next("day_closed")
    desk.hear(s.NetworkFailed())
    desk.sell()
    desk.hear(s.NetworkReturned())
    key = desk.answered()[0].key
    (asked,) = desk.do(c.ResolveUpload(key, "accept"))
    assert (asked.operation, asked.amount) == ("resolve_upload", 995)
    assert kinds(desk.do(c.EnterPin("s1")))[:2] == ["Authorized", "UploadResolved"]


def test_closing_refuses_while_something_waits_and_says_what(desk: Desk) -> None:
    desk.office.object_to_next("day_closed")
    desk.sell()
    desk.sell()
    desk.hear(s.TimeUp())
    desk.hear(s.NetworkReturned())
    (refused,) = desk.do(c.FinishShift())
    assert (refused.reason, refused.given["receipts"]) == ("refused.uploads_open", "till-1-0001, till-1-0002")
    desk.do(c.CountDrawer(dict(desk.till.drawer.pieces)))
    assert desk.do(c.ZReport())[0].reason == "refused.uploads_open"
    desk.answered()
    desk.answered()
    (refused,) = desk.do(c.FinishShift())
    assert (refused.reason, refused.given["receipts"]) == ("refused.conflicts_open", "till-1-0001")
    desk.do(c.ResolveUpload(desk.till.uploads.conflicts[0].key, "accept"))
    desk.answered()
    (closed,) = desk.do(c.FinishShift())
    assert (closed.uploads_open, closed.conflicts_open, closed.cards_lost) == ((), (), 0)


def test_who_signs_off_all_the_same_loses_the_cards_on_trust(desk: Desk) -> None:
    desk.sell("card", MILK)
    (closed,) = desk.hear(s.ShiftEnded())
    assert (closed.uploads_open, closed.cards_lost) == (("till-1-0001",), 1280)


def test_what_was_on_its_way_when_the_till_went_dark_waits_again_and_is_sent_by_key(desk: Desk) -> None:
    desk.sell()
    desk.sell()
    desk.hear(s.NetworkReturned())
    desk.hear(s.PowerFailed())
    assert desk.hear(s.UploadAnswered(desk.till.uploads.waiting[0].key, "accepted")) == [], "nobody listens"
    desk.hear(s.PowerReturned())
    desk.do(c.RestartTill())
    assert (desk.session.view.uploading, desk.session.view.uploads_waiting) == (False, 2)
    started, sent = desk.do(c.UploadSales())
    assert (started.manual, len(started.keys), sent.attempt) == (True, 2, 2)


def test_a_network_that_flaps_is_one_incident(desk: Desk) -> None:
    desk.do(c.ReportIncident("network"))
    desk.hear(s.NetworkReturned())
    desk.hear(s.NetworkFailed())
    assert desk.till.outage.reported
    desk.hear(s.NetworkReturned())
    desk.session.inject(s.DrillContinued(), "director", desk.session.now + 90_000)
    desk.hear(s.NetworkFailed())
    assert not desk.till.outage.reported


# --- what went wrong with real tills (facts/failures.md 1-5 name the reports) -----------------------------------------


def test_failure_1_a_retry_after_a_lost_answer_makes_no_second_sale(desk: Desk) -> None:
    desk.sell()
    desk.hear(s.NetworkReturned())
    desk.unanswered(received=True)
    desk.do(c.UploadSales())
    (uploaded, _) = desk.answered()
    assert (uploaded.duplicate, uploaded.attempts) == (True, 2)
    assert (len(desk.office.keys), desk.office.total) == (1, uploaded.total)
    assert desk.hear(desk.answers[0]) == desk.hear(desk.answers[1]) == [], "told once more, it means nothing"


def test_failure_2_a_power_cut_loses_no_confirmed_sale(desk: Desk) -> None:
    desk.sell()
    before = desk.till
    desk.hear(s.PowerFailed())
    desk.hear(s.PowerReturned())
    desk.do(c.RestartTill())
    assert desk.till is not before
    assert [record.receipt for record in desk.till.uploads.waiting] == ["till-1-0001"]
    desk.killed()
    assert desk.till.last is not None
    assert desk.till.last.receipt == "till-1-0001"


def test_failure_3_a_printed_receipt_is_at_the_head_office_or_the_till_says_that_it_is_not(desk: Desk) -> None:
    assert "ReceiptIssued" in kinds(desk.sell())
    assert desk.session.view.uploads_waiting == 1
    desk.hear(s.NetworkReturned())
    desk.hear(s.NetworkFailed())  # on its way when the line broke
    assert desk.session.view.uploads_waiting == 1
    desk.settle()
    assert (desk.session.view.uploads_waiting, len(desk.office.keys)) == (0, 1)


def test_failure_4_one_bad_record_blocks_no_other(desk: Desk) -> None:
    desk.office.object_to_next("unknown_item")
    for _ in range(3):
        desk.sell()
    desk.hear(s.NetworkReturned())
    for _ in range(3):
        desk.answered()
    assert len(desk.office.keys) == 2
    assert [record.receipt for record in desk.till.uploads.conflicts] == ["till-1-0001"]


def test_failure_5_receipt_numbers_of_tills_that_are_offline_never_meet(desk: Desk) -> None:
    other = Desk("till-2", desk.office)
    other.hear(s.NetworkFailed())
    for each in (desk, other, other, desk):
        each.sell()
    records = [*desk.till.uploads.waiting, *other.till.uploads.waiting]
    assert len({record.receipt for record in records}) == len({record.key for record in records}) == 4


# --- on paper --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "sold", "later", "count", "lost"),
    [
        ("en", "Offline, key till-1-0001", "authorised later", "Sold offline: 1", "not honoured"),
        ("zh", "脱机交易 流水号 till-1-0001", "待联机授权", "脱机交易：1", "未能扣款"),
    ],
)
def test_the_receipt_and_the_report_tell_what_was_sold_offline(
    desk: Desk, lang: Lang, sold: str, later: str, count: str, lost: str
) -> None:
    head = Head(Text("Corner", "小店"), Text(), "till-1", Text("Wang Fang", "王芳"), "2026-12-24 10:00")
    completed = next(fact for fact in desk.sell("card", MILK) if isinstance(fact, f.SaleCompleted))
    words = Words(lang)
    paper = str(receipt(completed, head, words))
    assert sold in paper
    assert later in paper
    desk.office.no_funds(desk.till.uploads.trusted[0].ref)
    desk.hear(s.NetworkReturned())
    desk.answered()
    (issued,) = desk.do(c.XReport())
    printed = str(report(issued, head, words))
    assert count in printed
    assert lost in printed
    assert "-12.80" in printed


def test_a_return_that_is_finished_offline_is_queued_under_its_own_key_and_counts_once(desk: Desk) -> None:
    sold = next(fact for fact in desk.sell() if isinstance(fact, f.SaleCompleted))
    facts = desk.post_void()
    done = next(fact for fact in facts if isinstance(fact, f.ReturnCompleted))
    queued = next(fact for fact in facts if isinstance(fact, f.UploadQueued))
    assert (queued.receipt, queued.total, queued.waiting) == (done.number, -sold.total, 2)
    assert done.offline_key == queued.key != sold.offline_key
    desk.hear(s.NetworkReturned())
    desk.unanswered(received=True)
    desk.answered()
    desk.do(c.UploadSales())
    assert desk.answered()[0].duplicate
    assert (desk.office.keys, desk.office.total) == ((sold.offline_key, done.offline_key), 0)
    assert not desk.till.uploads.waiting
    desk.sell()
    assert "UploadQueued" not in kinds(desk.post_void()), "online the head office has it at once"
