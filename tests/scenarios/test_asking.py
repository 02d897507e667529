"""What customers ask: what an answer promises and why another would be wrong are the script's, and checked there."""

import pytest

from scenarios import source
from scenarios.lint import lint
from simulator.kernel.answers import MISTAKES
from simulator.kernel.entries import decode
from simulator.kernel.stimuli import Answer, CustomerSaid
from simulator.kernel.texts import Text
from tests.scenarios.corner import changed, read, scenario_of, told

PAYS = "    pays: {cash 50: 40%, mobile: 60%}\n"
QUESTION = """\
    pays: mobile
    asks:
      fresh:
        at: scanning
        says: {en: Fresh?, zh: 新鲜吗？}
        answers:
          look: {en: Let me look., zh: 我看看。%s}
          guess: {en: Sure., zh: 当然。}
        right: look
%s"""


def asking(promise: str = "", why: str = "") -> str:
    promises = f", promises: {promise}" if promise else ""
    return changed(PAYS, QUESTION % (promises, f"        why: {why}\n" if why else ""))


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("", Answer("look", Text("Let me look.", "我看看。"))),
        ("bag", Answer("look", Text("Let me look.", "我看看。"), "bag")),
        ("gift slip", Answer("look", Text("Let me look.", "我看看。"), "gift_slip")),
        ("exception", Answer("look", Text("Let me look.", "我看看。"), "exception")),
        ("price of apples", Answer("look", Text("Let me look.", "我看看。"), "price", "apples")),
        ("2.50 off the bill", Answer("look", Text("Let me look.", "我看看。"), "off_bill", "", 250)),
        ("1.00 off milk", Answer("look", Text("Let me look.", "我看看。"), "off_item", "milk", 100)),
    ],
)
def test_an_answer_promises_what_is_written(written: str, answer: Answer) -> None:
    [mrs_li] = scenario_of(asking(written)).customers
    assert mrs_li.questions[0].answers[0] == answer


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("bags", "19:56: customers.mrs_li.asks.fresh.answers.look.promises: expected what an answer can promise"),
        ("bags", "did you mean 'bag'?"),
        ("price of mlik", "19:56: customers.mrs_li.asks.fresh.answers.look.promises"),
        ("price of mlik", "did you mean 'milk'?"),
        ("1.00 off rice", "19:56: customers.mrs_li.asks.fresh.answers.look.promises: expected an item that this"),
        ("0.00 off the bill", "expected an amount above zero"),
        ("1.005 off the bill", "expected an amount such as"),
    ],
)
def test_what_cannot_be_promised_is_told_where_it_stands(written: str, problem: str) -> None:
    problems = told(asking(written))
    assert any(problem in words for words in problems), "\n".join(problems)


def test_why_another_answer_is_wrong_is_a_word_or_a_sentence() -> None:
    [mrs_li] = scenario_of(asking(why="offer")).customers
    assert (mrs_li.questions[0].why, mrs_li.questions[0].because) == ("offer", None)
    [mrs_li] = scenario_of(asking(why="{en: Look first., zh: 先看。}")).customers
    assert (mrs_li.questions[0].why, mrs_li.questions[0].because) == ("", Text("Look first.", "先看。"))


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("ofer", "22:14: customers.mrs_li.asks.fresh.why: expected one of these words, or a sentence"),
        ("ofer", "did you mean 'offer'?"),
        ("{en: Look first.}", "22:9: customers.mrs_li.asks.fresh.why"),
        ("[offer]", "22:9: customers.mrs_li.asks.fresh.why"),
    ],
)
def test_a_reason_nobody_knows_is_told_where_it_stands(written: str, problem: str) -> None:
    problems = told(asking(why=written))
    assert any(problem in words for words in problems), "\n".join(problems)


def test_a_sentence_in_one_language_alone_or_in_the_wrong_one_is_told() -> None:
    assert [p.id for p in read(asking(why="{en: Look first.}")).problems] == ["missing_zh"]
    text = asking(why="{en: 先看。, zh: 先看。}")
    tree = source.read(text.encode()).tree
    assert tree is not None
    assert ("lint_not_english", (22, 9)) in [(p.id, p.mark) for p in lint(scenario_of(text), tree)]


def test_a_rule_may_ask_for_a_reason_and_for_none_that_there_is_not() -> None:
    assert "offer" in MISTAKES
    rule = "every: change_given\n    must have: so_far equals due"
    asked = "every: customer_said where why is %s\n    must have: about is fresh"
    assert not [p for p in read(asking(why="offer").replace(rule, asked % "offer")).problems if p.id == "value"]
    assert [p.id for p in read(asking(why="offer").replace(rule, asked % "ofer")).problems] == ["value"]


def test_a_question_of_an_earlier_journal_is_read_as_one_that_promises_nothing() -> None:
    """As it was written before answers could promise anything."""
    raw = (
        b'{"stream":"till-1","seq":7,"at":9000,"by":"director","what":{"type":"customer_said","customer":"ann",'
        b'"about":"receipt_copy","text":{"en":"Twice?","zh":"\xe4\xb8\xa4\xe5\xbc\xa0\xef\xbc\x9f"},'
        b'"answers":[{"reply":"print_a_copy","text":{"en":"Yes.","zh":"\xe5\xa5\xbd\xe3\x80\x82"}}],'
        b'"right":["print_a_copy"]}}'
    )
    said = decode(raw).what
    assert isinstance(said, CustomerSaid)
    assert (said.why, said.because, said.answers[0].promises) == ("", None, "")
