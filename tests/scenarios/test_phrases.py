"""The phrases of scripts: what each means, and what it says when it means nothing."""

import doctest
from collections.abc import Callable
from contextlib import suppress
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios import conditions, phrases, problems, trade
from scenarios.problems import PhraseError
from scenarios.specs.conditions import Where
from scenarios.specs.customers import GoodSpec, Payment
from scenarios.specs.spans import Span


@pytest.mark.parametrize("module", [phrases, trade, conditions, problems])
def test_the_examples_in_the_docs_are_true(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(
    ("read", "text", "id"),
    [
        (phrases.duration, "8 parsecs", "duration"),
        (phrases.duration, "", "duration"),
        (phrases.duration, "1:75", "duration"),
        (phrases.duration, "90 h", "duration_long"),
        (phrases.duration, "5 s later", "duration"),
        (phrases.time_span, "40 s to 20 s", "span_order"),
        (phrases.share, "30", "share"),
        (phrases.share, "130%", "share"),
        (phrases.yes_no, "true", "yes_no"),
        (phrases.money, "10.005", "money"),
        (phrases.money, "ten", "money"),
        (phrases.coins, "-5.00", "coins"),
        (phrases.coins, "23.55", "coins"),
        (phrases.difference, "-0.05", "coins"),
        (phrases.pieces, "3 x4", "piece"),
        (phrases.pieces, "100", "pieces"),
        (phrases.pieces, "100 x2, 100 x3", "piece_once"),
        (phrases.number, "-1", "number"),
        (phrases.number, "1e3", "number"),
        (phrases.number, "9" * 400, "number"),
        (phrases.name, "Mrs Li", "name"),
        (phrases.choices, "any of []", "choices"),
        (trade.good, "milk torn twice", "good_detail"),
        (trade.good, "apples 0 g", "weight"),
        (trade.good, "apples 90kg", "weight"),
        (trade.way, "gold", "payment"),
        (trade.way, "cash plenty", "cash_detail"),
        (trade.way, "cash plenty counterfeit", "cash_detail"),
        (trade.way, "card screenshot", "payment_detail"),
        (trade.way, "mobile declined", "way_unpaid"),
        (trade.way, "cash, then mobile", "way_goes_on"),
        (trade.way, "cash + mobile", "way_goes_on"),
        (conditions.moment, "chnage_given", "event"),
        (conditions.moment, "change_given where amont is 1", "field"),
        (conditions.moment, "change_given where amount equals customer", "field_alike"),
        (conditions.moment, "change_given where amount seems right", "condition"),
        (conditions.moment, "change_given where amount is 3 apples", "money"),
        (conditions.moment, "said where reply is say_totl", "value"),
        (conditions.moment, "said where reply above 3", "field_fits"),
        (conditions.moment, "said where reply is not greet or thank", "not_one_of"),
        (conditions.moment, "visit_ended where greeted is 1", "yes_no"),
        (conditions.moment, "visit_ended where waited above 3", "duration"),
        (conditions.counted, "slip_written", "count_of"),
    ],
)
def test_what_means_nothing_is_said(read: Callable[[str], object], text: str, id: str) -> None:
    with pytest.raises(PhraseError) as error:
        read(text)
    assert error.value.id == id
    assert problems.EXPECTED[id].zh


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("milk", GoodSpec("milk")),
        ("milk x2", GoodSpec("milk", quantity=Span(2, 2))),
        ("milk x2 to 4 torn under the trolley", GoodSpec("milk", quantity=Span(2, 4), label="torn", place="trolley")),
        ("apples 0.755 kg", GoodSpec("apples", grams=Span(755, 755), unit="kg")),
        ("cloth 2.5 m", GoodSpec("cloth", grams=Span(2500, 2500), unit="m")),
        ("wine 500 ml to 1.5l", GoodSpec("wine", grams=Span(500, 1500), unit="l")),
        ("apples 300g to 0.9kg", GoodSpec("apples", grams=Span(300, 900), unit="kg")),
        ("apples 0.5kg labelled", GoodSpec("apples", grams=Span(500, 500), unit="kg", printed="weigh")),
        (
            "apples 0.5kg labelled as pears 30% smudged",
            GoodSpec(
                "apples",
                grams=Span(500, 500),
                unit="kg",
                label="smudged",
                printed="weigh",
                flaw="mislabelled",
                share=30,
                labelled_as="pears",
            ),
        ),
        ("apples labelled misprinted", GoodSpec("apples", printed="weigh", flaw="misprinted")),
        ("milk x2 2d", GoodSpec("milk", quantity=Span(2, 2), printed="2d")),
        ("milk x2 2d expires today", GoodSpec("milk", quantity=Span(2, 2), printed="2d", flaw="expires_today")),
        ("milk expired 25%", GoodSpec("milk", flaw="expired", share=25)),
        ("milk 2d recalled under the trolley", GoodSpec("milk", printed="2d", flaw="recalled", place="trolley")),
        ("2 of dairy", GoodSpec(category="dairy", quantity=Span(2, 2))),
        ("0 to 2 of dairy", GoodSpec(category="dairy", quantity=Span(0, 2))),
        ("milk ×２", None),
    ],
)
def test_baskets(text: str, spec: GoodSpec | None) -> None:
    if spec is None:
        with pytest.raises(PhraseError):
            trade.good(text)
    else:
        assert trade.good(text) == spec


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("cash", (Payment("cash"),)),
        ("cash exact", (Payment("cash", hands="exact"),)),
        ("cash large", (Payment("cash", hands="large"),)),
        ("cash 50.50", (Payment("cash", hands="given", given=5050),)),
        ("mobile timeout", (Payment("mobile", outcome="timeout"),)),
        ("card declined, then cash", (Payment("card", outcome="declined"), Payment("cash"))),
        ("cash 20 + mobile", (Payment("cash", 2000, "exact"), Payment("mobile"))),
        (
            "mobile declined then mobile 10 + cash 20 + card",
            (
                Payment("mobile", outcome="declined"),
                Payment("mobile", 1000),
                Payment("cash", 2000, "exact"),
                Payment("card"),
            ),
        ),
    ],
)
def test_ways_to_pay(text: str, way: trade.Way) -> None:
    assert trade.way(text) == way


@pytest.mark.parametrize(
    ("event", "text", "where"),
    [
        ("change_given", "amount equals due", Where("amount", "equals_field", other="due")),
        ("visit_ended", "change_off below -10.00", Where("change_off", "below", -1000)),
        ("visit_ended", "change_off off by more than 10", Where("change_off", "off_above", 1000)),
        ("change_given", "so_far off by at most 0.50 from due", Where("so_far", "off_at_most", 50, "due")),
        ("visit_ended", "unpaid is empty", Where("unpaid", "is", 0)),
        ("payment_requested", "code is not empty", Where("code", "is_not", "")),
        ("visit_ended", "waited at most 3 min", Where("waited", "at_most", 180_000)),
        ("visit_ended", "goods at least 2", Where("goods", "at_least", 2)),
        ("member_identified", "stage is idle or scanning", Where("stage", "one_of", ("idle", "scanning"))),
        ("member_identified", "stage is one of [idle, scanning]", Where("stage", "one_of", ("idle", "scanning"))),
        ("said", "right is no", Where("right", "is", False)),
        ("line_added", "line.how is bag", Where("line.how", "is", "bag")),
        ("visit_ended", "unpaid contains milk.1", Where("unpaid", "contains", "milk.1")),
    ],
)
def test_conditions(event: str, text: str, where: Where) -> None:
    assert conditions.where(event, text) == where


@given(st.integers(0, 23 * 3600))
def test_a_duration_reads_back_however_it_is_written(seconds: int) -> None:
    minutes, rest = divmod(seconds, 60)
    ms = seconds * 1000
    assert phrases.duration(f"{seconds} s") == phrases.duration(f"{minutes} min {rest} s") == ms
    if minutes < 1000:
        assert phrases.duration(f"{minutes}:{rest:02d}") == ms


@given(st.text(max_size=40))
def test_no_phrase_ends_in_anything_but_a_phrase_error(text: str) -> None:
    readers: list[Callable[[str], object]] = [
        phrases.time_span,
        phrases.pieces,
        phrases.share,
        phrases.choices,
        trade.good,
        trade.way,
        conditions.moment,
        lambda words: conditions.where("change_given", words),
        lambda words: conditions.where("change_given", f"amount is {words}"),
        lambda words: phrases.moment_span(words, 600_000),
    ]
    for read in readers:
        with suppress(PhraseError):
            read(text)
