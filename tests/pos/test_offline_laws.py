"""Laws of the upload queue: whatever is lost, repeated, cut or killed, the head office gets each sale exactly once."""

from collections import Counter as Tally

from hypothesis import given
from hypothesis import strategies as st

from simulator.drill.replay import verify
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import SHOP, decode, encode
from simulator.pos.engine import apply
from simulator.pos.state import Till
from simulator.store.books import book
from simulator.store.offline_books import CardOnTrust, UploadStep
from tests.pos.branch import LASTS, MILK, TRUSTING, Desk
from tests.pos.test_laws import thorough
from virtual_devices.head_office import HeadOffice

deeds = st.lists(
    st.tuples(
        st.sampled_from([
            "sell", "sell", "card", "card", "parts", "down", "down", "up", "up", "answer", "answer", "lose",
            "lose_both", "again", "upload", "object", "accept", "reject", "dark", "kill", "wait", "unfunded", "void",
            "over",
        ]),
        st.booleans(),
        st.integers(0, 3),
    ),
    max_size=40,
)  # fmt: skip


class Branch:
    """Two tills, one head office."""

    def __init__(self) -> None:
        self.office = HeadOffice(lasts=LASTS)
        self.desks = [Desk("till-1", self.office), Desk("till-2", self.office)]

    def play(self, deed: str, first: bool, number: int) -> None:
        desk = self.desks[0 if first else 1]
        match deed:
            case "sell":
                desk.sell()
            case "card":
                desk.sell("card", MILK)
            case "parts":
                desk.do(c.Scan(code=MILK))
                desk.do(c.StartTender())
                desk.do(c.TenderCard(500))
            case "void":
                desk.post_void()
            case "down":
                desk.hear(s.NetworkFailed())
            case "up":
                desk.hear(s.NetworkReturned())
            case "answer":
                desk.answered()
            case "lose":
                desk.unanswered(received=True)
            case "lose_both":
                desk.unanswered(received=False)
            case "again" if desk.answers:
                desk.hear(desk.answers[number % len(desk.answers)])
            case "upload":
                desk.do(c.UploadSales())
            case "object":
                self.office.object_to_next(["unknown_item", "day_closed", "entered_elsewhere"][number % 3])
            case "accept" | "reject":
                for record in desk.till.uploads.conflicts[:1]:
                    desk.do(c.ResolveUpload(record.key, deed))
            case "dark":
                desk.hear(s.PowerFailed())
                if number:
                    desk.hear(s.PowerReturned())
                    desk.do(c.RestartTill())
            case "kill":
                desk.killed()
            case "wait":
                desk.session.inject(s.DrillContinued(), "director", desk.session.now + number * 300_000)
            case "unfunded":
                for card in desk.till.uploads.trusted[:1]:
                    self.office.no_funds(card.ref)
            case "over":
                desk.hear(s.TimeUp())
                desk.do(c.FinishShift())


def played(events: list) -> Branch:
    branch = Branch()
    for event in events:
        branch.play(*event)
    return branch


@thorough
@given(deeds)
def test_every_sale_and_every_return_reaches_the_head_office_exactly_once(events: list) -> None:
    branch = played(events)
    for desk in branch.desks:
        if not desk.till.closed:
            desk.settle()
    expected: dict[str, int] = {}
    receipts: Tally[str] = Tally()
    for desk in branch.desks:
        facts = [entry.what for entry in desk.tape.entries]
        finished = [(fact.receipt, fact.total, fact.offline_key) for fact in facts if isinstance(fact, f.SaleCompleted)]
        finished += [
            (done.number, -done.total, done.offline_key) for done in facts if isinstance(done, f.ReturnCompleted)
        ]
        queued = {fact.key: fact.total for fact in facts if isinstance(fact, f.UploadQueued)}
        left_out = {fact.key for fact in facts if isinstance(fact, f.UploadResolved) and fact.verdict == "reject"}
        receipts.update(number for number, _, _ in finished)
        assert {key: total for _, total, key in finished if key} == queued
        expected |= {key: total for key, total in queued.items() if key not in left_out}
        rows = [row for row in book(*desk.tape.entries) if isinstance(row, UploadStep)]
        ends = Tally(row.key for row in rows if row.kind in ("arrived", "duplicate", "reject"))
        assert ends == dict.fromkeys(queued, 1)
        (closed,) = [fact for fact in facts if isinstance(fact, f.StationClosed)] or [None]
        assert closed is None or not (closed.uploads_open or closed.conflicts_open)
    assert set(receipts.values()) <= {1}
    assert (dict.fromkeys(branch.office.keys), branch.office.total) == (
        dict.fromkeys(sorted(expected, key=branch.office.keys.index)),
        sum(expected.values()),
    )


@thorough
@given(deeds)
def test_every_card_on_trust_is_settled_or_declined_once(events: list) -> None:
    branch = played(events)
    for desk in branch.desks:
        if not desk.till.closed:
            desk.settle()
        rows = [row for row in book(*desk.tape.entries) if isinstance(row, CardOnTrust)]
        open_sale = {card.ref for card in desk.till.sale.cards} if desk.till.sale else set()
        trusted = {row.ref: row.amount for row in rows if row.kind == "taken" and row.ref not in open_sale}
        ended = Tally(row.ref for row in rows if row.kind != "taken")
        assert ended == dict.fromkeys(trusted, 1)
        lost = sum(row.amount for row in rows if row.kind == "declined")
        assert lost == desk.till.shift.totals.cards_declined


@thorough
@given(deeds)
def test_replay_is_live_and_books_made_again_are_equal(events: list) -> None:
    branch = played(events)
    for desk in branch.desks:
        stored = [(entry.stream, encode(entry)) for entry in desk.tape.entries]
        assert verify(stored, lambda station: Till(TRUSTING, station)).difference is None
        again = desk.new_till(desk.station)
        entries = [decode(raw) for stream, raw in stored if stream != SHOP]
        for entry in entries:
            apply(again, entry)
        assert again == desk.till
        assert book(*entries) == book(*desk.tape.entries)
