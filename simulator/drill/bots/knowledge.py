"""What a good cashier answers, and what that promises."""

from simulator.kernel.stimuli import Answer
from simulator.pos.counter_view import QuestionSeen
from simulator.pos.view import View


def answer_to(question: QuestionSeen) -> Answer:
    """The first good one of those that are offered."""
    return next((answer for answer in question.answers if answer.reply in question.right), question.answers[0])


def promised(view: View, promise: str) -> Answer | None:
    """The latest answer to the customer here that promised this."""
    return next((answer for answer in reversed(view.promised) if answer.promises == promise), None)
