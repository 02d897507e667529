"""What no dialogue can say: any bytes, any order of events, and how time is chopped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virtual_devices.line_display import LineDisplay, show
from virtual_devices.network import Network
from virtual_devices.payment_terminal import MOVES, Host, Moved, PaymentTerminal
from virtual_devices.power import Power
from virtual_devices.scale import Scale
from virtual_devices.scanner import Scanner


@pytest.mark.parametrize("kind", [LineDisplay, Scale, Scanner])
@given(data=st.binary(max_size=400))
def test_any_bytes_are_survived(kind, data):
    device = kind()
    device.receive(data, 0)
    device.tick(10_000)
    assert device.next_deadline is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_display_always_has_its_cells(top, bottom):
    display = LineDisplay()
    display.receive(show(top, bottom), 0)
    assert [len(row) for row in display._cells] == [20, 20]


def test_the_display_shows_what_was_sent():
    display = LineDisplay()
    display.receive(show("合计 TOTAL", "¥26.72"), 0)
    assert display.lines == ("合计 TOTAL          ", "￥26.72              "[:19])


hosts = st.builds(
    Host,
    st.booleans(),
    st.sampled_from([0, 500, 50_000]),
    st.booleans(),
    st.sampled_from([None, 800]),
    misreports=st.booleans(),
)
acts = st.tuples(
    st.sampled_from(["request", "present", "cancel", "query", "reverse", "cut", "tick"]),
    st.sampled_from("ab"),
    st.integers(0, 40_000),
)


@given(st.lists(acts, max_size=25), hosts)
def test_a_payment_moves_by_the_table_and_is_charged_at_most_once(deeds, host):
    terminal, now, states = PaymentTerminal(), 0, {}
    for deed, request, pause in deeds:
        now += pause
        match deed:
            case "request":
                reaction = terminal.request(request, 100, host, now)
            case "query" | "reverse":
                reaction = getattr(terminal, deed)(request, now)
            case _:
                reaction = getattr(terminal, deed)(now)
        for event in reaction.events:
            if isinstance(event, Moved):
                before = states.get(event.request)
                assert event.state == before or event.state in (MOVES[before].values() if before else ("requested",))
                states[event.request] = event.state
        for known, state in states.items():
            held = terminal.charged(known, now)
            assert held == 100 if state == "approved" else held in (0, 100)
            assert not (held and state in ("cancelled", "timeout", "reversed"))
            assert not (held and state == "declined" and not host.misreports)


@given(st.lists(acts, max_size=25), hosts, st.integers(0, 24))
def test_asking_again_with_the_same_id_changes_nothing(deeds, host, again):
    """A repeat, such as a till sends after a reconnect, gets the state as it is, and what is charged stays the same."""

    def played(repeats):
        terminal, now = PaymentTerminal(), 0
        for at, (deed, request, pause) in enumerate(deeds):
            now += pause
            if deed in ("request", "query", "reverse"):
                getattr(terminal, deed)(*((request, 100, host) if deed == "request" else (request,)), now)
            else:
                getattr(terminal, deed)(now)
            if repeats and at == again:
                terminal.tick(now)  # what is due at this instant comes first
                for known in "ab":
                    state = terminal.state_of(known)
                    if state is not None:
                        assert terminal.request(known, 100, host, now).events == (Moved(known, state, now),)
        return [(terminal.state_of(known), terminal.charged(known, now)) for known in "ab"]

    assert played(repeats=True) == played(repeats=False)


@given(st.lists(acts, max_size=25), hosts)
def test_what_is_foreseen_comes(deeds, host):
    terminal, now = PaymentTerminal(), 0
    for deed, request, pause in deeds:
        now += pause
        if deed in ("request", "query", "reverse"):
            getattr(terminal, deed)(*((request, 100, host) if deed == "request" else (request,)), now)
        else:
            getattr(terminal, deed)(now)
        coming = [move for known in "ab" if (move := terminal.coming(known))]
        assert min((move.at for move in coming), default=None) == terminal.next_deadline
        if coming:
            first = min(coming, key=lambda move: move.at)
            now = first.at
            assert first in terminal.tick(now).events


@given(
    st.lists(
        st.tuples(st.integers(1, 5000), st.sampled_from(["cut", "restore", "flicker"]), st.integers(1, 3000)),
        max_size=8,
    ),
    st.lists(st.integers(1, 900), max_size=30),
)
def test_it_does_not_matter_how_often_time_is_told(deeds, ticks):
    patient, nervous, now = Power(ups=2000), Power(ups=2000), 0
    seen, also = [], []
    for pause, deed, lasting in deeds:
        for tick in (now + t for t in ticks if t < pause):
            also += nervous.tick(tick).events
        now += pause
        args = (lasting, now) if deed == "flicker" else (now,)
        seen += getattr(patient, deed)(*args).events
        also += getattr(nervous, deed)(*args).events
    assert also == seen
    assert nervous.source == patient.source
    assert nervous.reserve(now) == patient.reserve(now)


def test_messages_arrive_only_over_a_line_that_is_up():
    network = Network(latency=20)
    assert network.arrival(100) == 120
    network.slow(4000)
    assert network.arrival(100) == 4100
    network.cut(200)
    assert network.arrival(200) is None
