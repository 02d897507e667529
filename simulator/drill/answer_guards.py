"""What a coach says to an answer that is wrong: why, and what a good cashier answers.

Nobody is asked twice, and a rule judges what was said: so it is told before the customer hears it. What is wrong about
other answers stands with the question, as its author wrote it.
"""

from collections.abc import Sequence

from simulator.drill.held import Held
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Event
from simulator.kernel.texts import Text
from simulator.pos.state import Till


def wrong_answer(till: Till, follows: Sequence[Event]) -> Held | None:
    """None for what is no answer, and where it is a good one."""
    said = next((fact for fact in follows if isinstance(fact, f.Said) and fact.about and not fact.right), None)
    if said is None:
        return None
    asked = next(q for q in till.counter.questions if (q.customer, q.about) == (said.customer, said.about))
    if asked.because:
        return Held("held.answer_because", {"why": asked.because, "answer": _words(asked)})
    return Held(f"held.answer_{asked.why}" if asked.why else "held.answer", {"answer": _words(asked)})


def _words(asked: s.CustomerSaid) -> Text:
    """Of the answer that is right."""
    return next((answer.text for answer in asked.answers if answer.reply in asked.right), Text())
