"""Members under load: dealt out to workers, and known to the tills as far as the shop can know them."""

from simulator.kernel.draws import Draws
from simulator.kernel.facts import PointsMoved
from simulator.kernel.stimuli import BalanceTold
from simulator.pos.accounts import of_points
from simulator.stages import stage_of
from simulator.stress.members import Members

CODES = [f"m{n}" for n in range(60)]


def of(worker: int, count: int = 400) -> list[str]:
    members = Members(CODES, Draws(1, f"stress/{worker}"), worker, 2)
    return [members.next() for _ in range(count)]


def test_members_stand_at_one_workers_tills_and_a_few_stray() -> None:
    first, second = of(0), of(1)
    assert set(first) | set(second) == set(CODES)
    strays = sum(code in CODES[1::2] for code in first), sum(code in CODES[::2] for code in second)
    assert all(0 < count < 400 / 10 for count in strays)
    near = [len(set(first[at : at + 20])) for at in range(0, 400, 20)]
    assert min(near) > 15  # one after the other: seldom twice at once


def test_a_till_is_told_what_it_cannot_know() -> None:
    till = stage_of("promotion-day").new_station("till-1")
    members = Members(CODES, Draws(1, "stress/0"), 0, 1)
    assert members.news(till, "m1") is None  # nobody knows more than the till
    members.heard([PointsMoved("m1", 30, 30, "earned", "till-2/1")])
    assert members.news(till, "m1") == BalanceTold(of_points("m1"), 30)
    till.accounts.told(of_points("m1"), 30)
    assert members.news(till, "m1") is None


def test_a_shop_without_members_has_none() -> None:
    assert Members([], Draws(1, "stress/0"), 0, 2).next() == ""
