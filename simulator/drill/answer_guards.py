"""What a coach says to an answer that is wrong: why, and what a good cashier answers.

Nobody is asked twice, and a rule judges what was said: so it is told before the customer hears it.
"""

from collections.abc import Sequence

from simulator.drill.held import Held
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Event
from simulator.kernel.texts import Text
from simulator.pos.state import Till

WHY = {
    "eggs_price": "price",
    "card_balance": "price",
    "help_colleague": "till_open",
    "bag_please": "bag",
    "bag_after_all": "bag",
    "receipt_copy": "copy",
    "for_my_father": "buyer",
    "coupon_offline": "unchecked",
    "only_a_phone": "unchecked",
    "third_yogurt": "offer",
    "two_eggs": "offer",
    "save_twice": "offer",
    "quick_change": "quick_change",
    "claims_more": "claim",
    "jumps_queue": "queue",
    "membership": "consent",
}
"""What is asked -> why another answer would be a mistake."""


def wrong_answer(till: Till, follows: Sequence[Event]) -> Held | None:
    """None for what is no answer, and where it is a good one."""
    said = next((fact for fact in follows if isinstance(fact, f.Said) and fact.about and not fact.right), None)
    if said is None:
        return None
    asked = next(q for q in till.counter.questions if (q.customer, q.about) == (said.customer, said.about))
    why = WHY.get(asked.about)
    return Held(f"held.answer_{why}" if why else "held.answer", {"answer": _words(asked)})


def _words(asked: s.CustomerSaid) -> Text:
    """Of the answer that is right."""
    return next((answer.text for answer in asked.answers if answer.reply in asked.right), Text())
