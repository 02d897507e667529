"""A drill that was sealed when the process died before its result was kept: the next start keeps it."""

from pathlib import Path

from simulator.bootstrap import House
from simulator.drill.bots import perfect
from simulator.drill.play import play


def test_a_result_lost_between_seal_and_keeping_is_kept_at_the_next_start(tmp_path: Path) -> None:
    house = House(tmp_path, lang="en")
    person = house.add_person("Li", "cashier")
    drill = house.start("first-sale", "practice", person, seed=3)
    play(drill.session, perfect(3))
    drill.session.end("finished")  # and here the power fails
    house.close()

    again = House(tmp_path, lang="en")
    assert again.results(person.id) == []
    assert again.unfinished() == []
    (kept,) = again.results(person.id)
    assert (kept.run, kept.passed) == (drill.run, True)
    assert again.unfinished() == []
    assert len(again.results(person.id)) == 1
    again.close()


def test_a_second_try_of_a_moment_and_a_guest_leave_no_result(tmp_path: Path) -> None:
    house = House(tmp_path, lang="en")
    person = house.add_person("Li", "cashier")
    drill = house.start("first-sale", "practice", person, seed=3)
    play(drill.session, perfect(3), 60_000)
    branch = drill.rewind(1)
    assert branch.session.view.stage == "idle", "the till was switched on, however early the moment"
    play(branch.session, perfect(3))
    assert branch.finish("finished").result.passed
    house.start("first-sale", "practice", None, seed=3).finish("quit")
    assert house.results(person.id) == []
    house.close()


def test_a_receipt_bears_the_time_at_which_it_was_issued(tmp_path: Path) -> None:
    house = House(tmp_path, lang="en")
    drill = house.start("first-sale", "practice", None, seed=3)
    play(drill.session, perfect(3))
    times = [drill._printed_at(document) for document in drill.papers.issued]
    assert times == sorted(times)
    assert times[0] < times[-1]
    house.close()
