"""What customers ask as authors write it: the answers offered, what each promises, why any other would be a mistake.

>>> promise("copy").promises, promise("gift slip").promises
('copy', 'gift_slip')
>>> promise("2.00 off the bill")
Promise(promises='off_bill', of='', off=200)
>>> promise("price of eggs_10"), promise("1.00 off bread").of
(Promise(promises='price', of='eggs_10', off=0), 'bread')
"""

import re
from collections.abc import Callable
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import PlainValidator, ValidationInfo, WrapValidator

from scenarios import phrases
from scenarios.problems import PhraseError
from scenarios.shapes import (
    Bilingual,
    Chosen,
    Context,
    Id,
    NotEmpty,
    Shape,
    YesNo,
    context_of,
    phrase_in,
    scalar,
    word_of,
)
from scenarios.specs.customers import Question
from simulator.kernel.answers import MISTAKES
from simulator.kernel.money import CNY, Currency, Minor
from simulator.kernel.stimuli import Answer

STAGES = ("greeting", "scanning", "tendering", "leaving")
PLAIN = ("bag", "copy", "gift slip", "balance", "exception", "help")
PROMISES = (*PLAIN, "price of ITEM", "AMOUNT off the bill", "AMOUNT off ITEM")
"""As they are written."""
_PRICE = re.compile(r"price of (\S+)")
_OFF = re.compile(r"(-?\d\S*) off (?:(the bill)|(\S+))")


class Promise(NamedTuple):
    """What an answer promises: see `simulator.kernel.answers`."""

    promises: str = ""
    of: str = ""
    off: Minor = 0


def promise(text: str, currency: Currency = CNY) -> Promise:
    words = phrases.tidy(text)
    if priced := _PRICE.fullmatch(words):
        return Promise("price", priced[1])
    if taken := _OFF.fullmatch(words):
        amount = phrases.money(taken[1], currency)
        if amount <= 0:
            raise PhraseError("money_above", text, example=currency.format(100))
        return Promise("off_bill", off=amount) if taken[2] else Promise("off_item", taken[3], amount)
    if words.replace("_", " ") not in PLAIN:
        raise PhraseError("promise", text, known=PROMISES)
    return Promise(words.replace(" ", "_"))


def _promised(text: str, context: Context) -> Promise:
    """An item that is named is one of the shop's."""
    found = promise(text, context.words.currency)
    if found.of and found.of not in context.items:
        raise PhraseError("sku", found.of, known=context.items)
    return found


class AnswerShape(Bilingual):
    """`print_a_copy: {en: ..., zh: ..., promises: copy}`"""

    promises: Annotated[Promise, phrase_in(_promised)] = Promise()

    def spec(self, reply: str) -> Answer:
        return Answer(reply, self.text, *self.promises)


def _offered(value: object, info: ValidationInfo) -> str:
    """One of the answers; where those were wrong themselves, one that stands anywhere in the script."""
    reply = scalar(value)
    known = info.data.get("answers") or sorted(context_of(info).words.replies)
    if reply not in known:
        raise PhraseError("answer", reply, known=known)
    return reply


def _word_or_sentence(value: object, read: Callable[[object], Bilingual]) -> Any:
    """One of the house's words, or a sentence in both languages."""
    return read(value) if isinstance(value, dict) else phrases.one_of(scalar(value), MISTAKES, "mistake")


class QuestionShape(Shape):
    """`asks: {shelf_price: {at: scanning, says: ..., answers: {...}, right: ..., why: price}}`"""

    at: Annotated[Literal["greeting", "scanning", "tendering", "leaving"], word_of(STAGES)]
    says: Bilingual
    answers: dict[Id, AnswerShape]
    right: Annotated[list[Annotated[str, PlainValidator(_offered)]], Chosen, NotEmpty]
    why: Annotated[Bilingual, WrapValidator(_word_or_sentence)] | None = None
    only_offline: YesNo = False

    def spec(self, about: str) -> Question:
        answers = tuple(answer.spec(reply) for reply, answer in self.answers.items())
        why: object = self.why  # a word stays one
        word, because = (why, None) if isinstance(why, str) else ("", self.why.text if self.why else None)
        return Question(about, self.at, self.says.text, answers, tuple(self.right), self.only_offline, word, because)
