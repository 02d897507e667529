"""A shop of 20,000 items: read, opened, sold from and searched without a search through them. Counted, not timed.

A step is a line of Python that is executed, or a call of a function of C; a look at a code is one that is compared.
"""

import gc
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec
import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from roles.model import load as load_role
from scenarios.course import Given
from scenarios.dataset import shipped
from scenarios.shop import Shop, decode_shop, encode_shop, load_shop
from simulator.drill.grounds.till import rules_of
from simulator.drill.session import Session
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.texts import Text
from simulator.pos.catalog import Catalog
from simulator.pos.rules import Rules
from simulator.pos.state import Till
from simulator.store.database import Database
from simulator.store.sql_journal import SqlJournal
from tests.pos.counter import OPENING, STATION, Counter
from virtual_devices.codes import check_digit

FEW, MANY = 2_000, 20_000
PER_ITEM = 30
"""Steps that an item may cost when a till is switched on, once."""


@cache
def shop_of(count: int) -> Shop:
    """The shipped shop's items over and over, each with a code and a name of its own."""
    shop = load_shop()
    patterns = [item for item in shop.items.values() if item.codes]
    items = {}
    for n in range(count):
        item, body = patterns[n % len(patterns)], f"952{n:09d}"
        name = Text(f"{item.name.en} No {n}", f"{item.name.zh}{n}号")
        items[f"item_{n}"] = msgspec.structs.replace(
            item, sku=f"item_{n}", name=name, codes=(body + check_digit(body),), plu="", pinyin=f"{item.pinyin}{n}h"
        )
    return msgspec.structs.replace(shop, items=items, promotions=(), quick_keys=(), bags=())


@cache
def rules(count: int) -> Rules:
    return rules_of(shop_of(count), shipped(), load_role("cashier"), Given())


def steps(what: Callable[[], object]) -> int:
    """Lines and calls that it takes."""
    count = 0

    def line(frame: FrameType, kind: str, arg: Any) -> Any:
        nonlocal count
        count += kind == "line"
        return line

    def call(frame: FrameType, kind: str, arg: Any) -> None:
        nonlocal count
        count += kind == "c_call"

    traced, profiled, collecting = sys.gettrace(), sys.getprofile(), gc.isenabled()
    gc.disable()  # who collects at which moment is nobody's step
    sys.settrace(line)
    sys.setprofile(call)
    try:
        what()
    finally:
        sys.setprofile(profiled)
        sys.settrace(traced)
        if collecting:
            gc.enable()
    return count


class Code(str):
    """A code that counts how often any of them is looked at."""

    __slots__ = ()
    hashed = compared = 0

    def __hash__(self) -> int:
        Code.hashed += 1
        return str.__hash__(self)

    def __eq__(self, other: object) -> bool:
        Code.compared += 1
        return str.__eq__(self, other)


def counted(count: int) -> Catalog:
    """The same items, their codes counting from now on."""
    items = [
        msgspec.structs.replace(item, codes=tuple(map(Code, item.codes))) for item in shop_of(count).items.values()
    ]
    Code.hashed = Code.compared = 0
    return Catalog(items)


def test_switching_a_till_on_costs_each_item_a_few_steps_however_many_there_are() -> None:
    taken = {}
    for count in (FEW // 10, FEW, MANY):
        data = encode_shop(shop_of(count))

        def load(data: bytes = data) -> None:
            rules_of(decode_shop(data), shipped(), load_role("cashier"), Given())

        load()  # what is loaded once whatever the shop
        taken[count] = steps(load)
    each = (taken[MANY] - taken[FEW]) / (MANY - FEW)
    assert each <= PER_ITEM
    assert each == pytest.approx((taken[FEW] - taken[FEW // 10]) / (FEW - FEW // 10), rel=0.01), "no more than that"


def test_indexing_looks_at_each_code_once_and_finding_at_one_alone() -> None:
    catalog = counted(MANY)
    assert Code.hashed <= 2 * MANY
    assert Code.compared <= MANY // 100, "none is compared with the others"
    Code.hashed = Code.compared = 0
    wanted = shop_of(MANY).items["item_12345"]
    assert catalog.find(wanted.codes[0]) is catalog.items["item_12345"]
    assert catalog.find("9520000000000") is None
    assert (Code.hashed, Code.compared) == (0, 1), "its own code, to be sure"


@pytest.mark.parametrize(
    "command",
    [
        lambda item: c.Scan(code=item.codes[0]),
        lambda item: c.EnterCode(item.codes[0]),
        lambda item: c.CheckPrice(item.codes[0]),
        lambda item: c.PickItem(item.sku),
    ],
    ids=["scan", "type", "check_price", "pick"],
)
def test_what_is_rung_up_takes_the_same_steps_from_few_items_and_from_many(command: Callable[[Any], Any]) -> None:
    taken, told = [], []
    for count in (FEW, MANY, FEW, MANY):  # the first round is for what is made once
        counter, items = Counter(rules(count)), list(shop_of(count).items.values())
        first = items[77]
        last = next(item for item in reversed(items) if (item.price, item.tax_rate) == (first.price, first.tax_rate))
        counter.do(command(first))
        taken.append(steps(lambda counter=counter, last=last: told.append(counter.do(command(last)))))
    assert [type(fact) for fact in told[2]] == [type(fact) for fact in told[3]] != [f.Refused]
    assert taken[2] == taken[3]


@pytest.mark.parametrize("text", ["milk", "no 12", "号", "9520000012", "nn", "no such thing", "没有的东西"])
def test_a_search_goes_through_what_it_finds_and_not_through_all(text: str) -> None:
    few, many = rules(FEW).catalog, rules(MANY).catalog
    taken = [steps(lambda catalog=catalog: catalog.search(text, 8)) for catalog in (few, many)]
    assert taken[0] == taken[1]


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement that reaches SQLite, a row each where there are several."""
    seen: list[str] = []

    def connected(connection: sqlite3.Connection, record: object) -> None:
        connection.set_trace_callback(seen.append)

    event.listen(Pool, "connect", connected)
    try:
        yield seen
    finally:
        event.remove(Pool, "connect", connected)


def test_the_store_takes_the_same_statements_for_few_items_and_for_many(tmp_path: Path) -> None:
    asked = []
    for count in (FEW, MANY):
        with statements() as seen, Database.open(tmp_path / str(count)) as database:
            journal = SqlJournal(database)
            seen.clear()
            materials = {"shop": encode_shop(shop_of(count))}
            opening = msgspec.structs.replace(OPENING, materials={"shop": sha256(materials["shop"]).hexdigest()})
            session = Session.open(
                opening, STATION, journal, lambda name, count=count: Till(rules(count), name), materials=materials
            )
            for n in (77, 1234):
                session.submit(c.Scan(code=shop_of(count).items[f"item_{n}"].codes[0]))
            journal.seal(session.run)
            asked.append([statement.partition(" ")[0] for statement in seen])
    assert asked[0] == asked[1]
    assert "INSERT" in asked[0]
