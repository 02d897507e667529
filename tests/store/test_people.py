"""People, PINs and results."""

import pytest

from simulator.store import people as module
from simulator.store.attempts import attempts_of
from simulator.store.errors import NoSuchPerson, PersonExists
from simulator.store.people import People, Person, Result, Results


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch):
    monkeypatch.setattr(module, "COST", 16)


@pytest.fixture
def people(database):
    return People(database)


def test_people_are_kept_in_the_order_they_came(people):
    mei = people.add("p1", "王小妹", ["cashier"], "2026-11-22T09:00")
    bob = people.add("p2", "Bob'); DROP TABLE people;--", [], "2026-11-22T09:01")
    assert people.all() == [mei, bob]
    assert people.get("p1") == Person("p1", "王小妹", ("cashier",), "2026-11-22T09:00")
    assert people.get("p9") is None
    with pytest.raises(PersonExists):
        people.add("p1", "Another", [], "")
    people.change("p1", roles=["cashier", "manager"])
    people.change("p2", name="Bob")
    assert [person[1:3] for person in people.all()] == [("王小妹", ("cashier", "manager")), ("Bob", ())]
    with pytest.raises(NoSuchPerson):
        people.change("p9", name="?")
    with pytest.raises(ValueError, match="without blanks"):
        people.change("p1", roles=["stock clerk"])


def test_a_pin_is_checked_and_never_kept(database, people):
    people.add("t", "Trainer", [], "")
    people.add("u", "Trainee", [], "")
    assert not people.check_pin("t", "2468")
    people.set_pin("t", "1111")
    people.set_pin("t", "2468")
    assert people.check_pin("t", "2468")
    assert not any(people.check_pin(*wrong) for wrong in [("t", "1111"), ("t", ""), ("u", "2468"), ("x", "2468")])
    assert [person.person for person in people.trainers()] == ["t"]
    people.set_pin("u", "2468")
    with database.read() as connection:
        hashes = [row[0] for row in connection.exec_driver_sql("SELECT hash FROM pins")]
    assert len(set(hashes)) == 2  # salted: equal PINs do not show
    assert not any("2468" in kept.split("$", 2)[2][:4] for kept in hashes)
    for wrong in ("t9", ""):
        with pytest.raises(NoSuchPerson):
            people.set_pin(wrong, "1")
    with pytest.raises(ValueError, match="PIN"):
        people.set_pin("t", "")


def result(run, scenario="first-sale", *, passed=False, person="p1", finished="2026-11-22"):
    return Result(run, person, scenario, 1, "exam", 7, "1", True, "t", passed, '{"overall":4}', "ab" * 32, finished)


def test_results_say_what_was_achieved(database, sql_journal, shop_class, people):
    people.add("p1", "Mei", [], "")
    for n in range(1, 5):
        shop_class(f"r{n}").played(sql_journal, 1)
    results = Results(database)
    with pytest.raises(NoSuchPerson):
        results.record(result("r1", person="guest"))
    kept = [result("r1"), result("r2", "rush"), result("r3", passed=True), result("r4")]
    for one in kept:
        results.record(one)
    assert results.of("p1") == kept[::-1]
    assert results.of("p1", "first-sale", limit=2) == [kept[3], kept[2]]
    assert results.of("p2") == []
    regraded = result("r1", passed=True, finished="later")
    results.record(regraded)
    assert results.of("p1") == [*kept[:0:-1], regraded]


def test_attempts_are_results_beside_what_their_runs_say(database, sql_journal, shop_class, people):
    people.add("p1", "Mei", [], "")
    people.add("p2", "Bob", [], "")
    for n in range(1, 4):
        shop_class(f"r{n}").played(sql_journal, 1)
    sql_journal.seal("r1")
    results = Results(database)
    for one in (result("r1", passed=True), result("r2", "rush"), result("r3", person="p2")):
        results.record(one)
    found = attempts_of(database, "p1")
    assert [(one.run, one.scenario, one.passed, one.sealed, one.attested_by) for one in found] == [
        ("r1", "first-sale", True, True, "t"),
        ("r2", "rush", False, False, "t"),
    ]
    assert [one.no for one in found] == sorted(one.no for one in found)
    assert attempts_of(database, "nobody") == []
