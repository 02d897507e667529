"""What went wrong, in words that name it: which goods, what was not done, which answer would have been right."""

import pytest

from grading.causes import causes
from grading.grade import grade
from grading.noticing import Notice, noticed, sentence
from grading.wording import NONE, SAID, Wording
from scenarios.specs.conditions import Where
from scenarios.specs.rubric import Check, Expectation
from scenarios.vocabulary import fields
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.texts import Lang, Text
from simulator.locale import Words
from tests.grading.journals import at, journal, rubric, rule, visit

SMALL, LARGE = Text("Soap 500 ml", "洗衣液 500ml"), Text("Soap 3 l", "洗衣液 3L")
RICE = Text("Rice 5 kg", "大米 5kg")


def came(expectation: Expectation, *events: Event, lang: Lang = "en") -> tuple[str, str]:
    """What came, and what was expected."""
    entries = journal(*events)
    (found,) = grade(entries, rubric([expectation])).competencies[0].behaviours[0].evidence
    say = Wording(Words(lang), lang, causes=causes(entries))
    return say.came(found), say.expected(found.expected)


def good(id: str, look: Text, *, back: bool = False) -> s.Good:
    return s.Good(id, id, look, back=back)


ALL_PAID = rule(Check("every", at("visit_ended", Where("unpaid", "is", 0))))
HANDED_IN = rule(Check("never", at("return_completed", Where("missing", "above", 0))), forbid=True)


def test_goods_that_were_not_charged_are_named() -> None:
    stepped = s.CustomerSteppedUp("zhang", (good("g1", RICE), good("g2", RICE), good("g3", SMALL)))
    told = came(ALL_PAID, stepped, visit(unpaid=("g1", "g2")))
    assert told == (
        "left without being charged: Rice 5 kg ×2 (worth ¥0.00)",
        "nothing leaves without being charged",
    )
    assert came(ALL_PAID, stepped, visit(unpaid=("g3",)), lang="zh")[0].startswith("没有收钱就被带走：洗衣液 500ml")
    assert came(ALL_PAID, visit(unpaid=("unknown",)))[0] == "goods not paid: 1"


def back(missing: int, handed: tuple[str, ...] = ()) -> f.ReturnCompleted:
    line = f.ReturnedLine(1, 1, "soap", LARGE, 1, 0, 3990, 0, 3990, 0, 13, "resalable", goods=handed, missing=missing)
    return f.ReturnCompleted("R1", "return", "r", "s", "zhang", (line,), 3990, 3990, 0, (), missing=missing)


def test_a_refund_without_goods_says_what_was_refunded_and_what_was_handed_in() -> None:
    stepped = s.CustomerSteppedUp("zhang", (good("g1", SMALL, back=True),))
    assert came(HANDED_IN, stepped, back(1))[0] == "refunded: Soap 3 l; handed in was Soap 500 ml"
    assert came(HANDED_IN, stepped, back(1), lang="zh")[0] == "退款的是：洗衣液 3L；交回的却是：洗衣液 500ml"
    assert came(HANDED_IN, back(1))[0] == "refunded without being handed in: Soap 3 l"


@pytest.mark.parametrize("field", ["unsafe", "misjudged"])
def test_a_return_says_of_each_good_what_it_is_and_what_it_was_taken_for(field: str) -> None:
    none = rule(Check("every", at("return_completed", Where(field, "is", 0))))
    unsafe = field == "unsafe"
    lines = [
        f.ReturnedLine(
            n, n, "soap", name, 1, 0, 99, 0, 99, 0, 13, taken, goods=("g",), state=state, right=False, unsafe=unsafe
        )
        for n, (name, state, taken) in enumerate([(SMALL, "opened", "resalable"), (RICE, "spoiled", "resalable")], 1)
    ]
    done = f.ReturnCompleted("R1", "return", "r", "s", "zhang", tuple(lines), 198, 198, 0, (), **{field: 2})
    told, expected = came(none, done)
    if unsafe:
        assert told == "goes back to the shelf: Soap 500 ml (opened), goes back to the shelf: Rice 5 kg (spoiled)"
        assert expected == "nothing unsafe goes back to the shelf"
    else:
        assert told.startswith("Soap 500 ml is: opened; taken back as: ")
        assert "Rice 5 kg is: spoiled" in told
    assert came(none, done, lang="zh")[0].count("大米 5kg") == 1


LEFT = rule(Check("every", at("till_left", Where("locked", "is", True), Where("drawer_open", "is", False))))


def test_a_yes_or_no_is_a_sentence() -> None:
    left = f.TillLeft(locked=False, drawer_open=True)
    assert came(LEFT, left) == (
        "the till was not locked, the drawer stood open", "the till was locked and the drawer was shut",
    )  # fmt: skip
    assert came(LEFT, left, lang="zh")[0] == "没有锁机，钱箱开着"


@pytest.mark.parametrize("event", [*SAID, *NONE])
def test_each_has_its_sentences_in_both_languages(event: str) -> None:
    ids = [f"said_{event}_{field.replace('.', '_')}_{end}" for field in SAID.get(event, ()) for end in ("yes", "no")]
    ids += [f"none_{field}" for field in NONE.get(event, ())]
    assert {*SAID.get(event, ()), *NONE.get(event, ())} <= set(fields(event))
    for lang in ("en", "zh"):
        assert [id for id in ids if not Words(lang).has(f"debrief.{id}")] == []


def test_a_poor_answer_is_told_with_the_right_one() -> None:
    answers = (s.Answer("yes", Text("I think so.", "应该有。")), s.Answer("look", Text("I look it up.", "我查一下。")))
    asked = s.CustomerSaid("zhang", "price", Text("Cheaper?", "有优惠吗？"), answers, ("look",))
    given = f.Said("zhang", "yes", "price", right=False)
    entries: list[Entry] = journal(asked, given)
    (found,) = noticed(entries)
    assert sentence(found, Wording(Words("en"), "en")) == (
        "the customer asked: “Cheaper?” The answer “I think so.” was not a good one. Right was: “I look it up.”"
    )
    assert sentence(found, Wording(Words("zh"), "zh")).endswith("答“应该有。”不妥当，应答：“我查一下。”")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_refusal_without_a_lot_leaves_no_gap_before_its_colon(lang: Lang) -> None:
    """As at the terminal, where it stood at the time."""
    given = {
        "name_en": "Milk",
        "name_zh": "牛奶",
        "lot": "",
        "there": "36",
        "place_en": "x",
        "place_zh": "x",
        "asked": "9",
    }
    refused = Notice("refused", 1000, (("stockroom", 3),), reason="refused.stock_not_there", given=given)
    told = sentence(refused, Wording(Words(lang), lang))
    assert "Milk:" in told or "牛奶：" in told
