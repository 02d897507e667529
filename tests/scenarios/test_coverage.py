"""What the shipped drills cover: from evidence, and shown in both languages; `drill/test_perfect.py` plays for it."""

import pytest

from roles.model import load as load_role
from roles.model import roles
from scenarios.coverage import Coverage, Met, coverage
from scenarios.library import names
from simulator import coverage as shown
from simulator.drill.coverage import ORDINARY, TROUBLE, done, troubles
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import STIMULI, Entry
from simulator.kernel.events import Event
from simulator.kernel.texts import cells
from simulator.locale import Words
from simulator.locale.naming import trouble_name

KEPT = {each.id: each for each in coverage().drills}


def test_it_lists_what_ships() -> None:
    assert tuple(KEPT) == names()
    assert coverage().troubles == tuple(TROUBLE)


def test_each_stimulus_is_trouble_or_ordinary() -> None:
    always = {sign.event for sign in TROUBLE.values()}
    assert [name for name, kind in STIMULI.items() if (kind in always) == (kind in ORDINARY)] == []


def journal(*events: tuple[Event, int]) -> list[Entry]:
    """Events of a till, a second each; the number is the cause."""
    return [Entry("till-1", seq, seq * 1000, "till", what, cause) for seq, (what, cause) in enumerate(events, 1)]


def test_what_was_refused_was_not_done() -> None:
    tape = journal((c.NoSale("look"), 0), (f.Refused("no_sale", "refused.locked"), 1), (c.StartTender(), 0))
    assert done(tape) == {"start_tender"}


def test_a_trouble_is_known_by_what_its_event_says() -> None:
    tape = journal(
        (s.IdShown("li", "1990-01-01"), 0), (s.PowerFailed(), 0), (s.IdShown("wang"), 0), (s.PowerFailed(), 0)
    )
    assert troubles(tape) == {"power_failed": 2000, "no_id": 3000}


def test_what_nobody_does_or_judges_is_listed() -> None:
    cashier = load_role("cashier")
    judged, under = {"cash": 4, "tender": 2}, {"power_failed": {"cash": 1}}
    drill = Met("one", 1, "cashier", {"scan": 3}, {"power_failed": 1}, judged, under)
    missing = shown.uncovered(cashier, [drill])
    assert "scan" not in missing["operations"]
    assert {"weigh", "void_line"} <= set(missing["operations"]), "free ones, and those with a limit"
    assert "cash" not in missing["competencies"]
    assert "service" in missing["competencies"]
    assert Coverage(("power_failed", "no_id"), (drill,)).never_met() == ["no_id"]


@pytest.mark.parametrize("role", roles())
def test_little_of_what_a_role_may_do_is_left_out(role: str) -> None:
    missing = shown.uncovered(load_role(role), [each for each in KEPT.values() if each.role == role])
    assert missing["competencies"] == []
    assert len(missing["operations"]) * 5 < len(shown.workplace_operations(load_role(role))), missing["operations"]
    assert len(coverage().never_met()) * 5 < len(TROUBLE)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_is_told_in_words_that_fit(lang: str) -> None:
    words = Words(lang)  # type: ignore[arg-type]  # a Lang
    lines = shown.in_words(words)
    assert max(map(cells, lines)) <= shown.WIDTH
    text = "\n".join(lines)
    assert "debrief." not in text
    assert "coverage." not in text
    assert all(words.both(role.title) in text for role in roles().values())
    assert all(name in text for name in names())
    scan = next(line for line in lines if line.startswith(words("debrief.event_scan")))
    assert scan.split()[1:] == [shown.ALWAYS] * len(load_role("cashier").curriculum)
    failed = [line for line in lines if line.startswith(trouble_name(words, "power_failed"))][1]
    at = load_role("cashier").curriculum.index("power-outage")
    assert set(failed.split()[-8:]) == {"abcdefghijklmnopqrstuvwxyz"[at], shown.NEVER}, "which drill judged it"
