"""A step in words: what was asked for, with the figures it was asked with, and what came of it."""

from collections.abc import Iterator, Sequence

import msgspec

from grading.matters import filled, matters
from grading.wording import Wording, clock
from scenarios.vocabulary import fields, values
from simulator.drill.lessons.beside import Beside
from simulator.drill.lessons.following import Side, Step
from simulator.kernel.commands import Say
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event, name_of
from simulator.kernel.facts import Refused
from simulator.kernel.money import Currency, worth
from simulator.kernel.stimuli import CoachStopped, CustomerSaid
from simulator.kernel.texts import Text
from simulator.locale import Words


def step_words(step: Step, side: Side, words: Words, currency: Currency) -> str:
    """`Say: greet`, `Scan · Whole milk 1 L`, `Give change ¥13.30`; what was refused with why."""
    what = step.entry.what
    if isinstance(what, CoachStopped):
        return words("lesson.stopped", operation=words(f"debrief.event_{what.command}"))
    say = Wording(words, words.lang, currency)
    followed = [e for e in side.entries if e.stream == step.entry.stream and step.entry.seq < e.seq <= step.until]
    answer = _answer(step, side, words) if isinstance(what, Say) else ""
    parts = [answer] if answer else [say.event(name_of(what)), *_figures(what, say), *_named(followed, words)]
    told = words("lesson.between").join(dict.fromkeys(parts))
    refused = next((e.what for e in followed if isinstance(e.what, Refused)), None)
    if refused is None:
        return told
    return words(
        "lesson.refused", what=told, why=say.refusal(refused.reason, filled(refused.given, matters(side.entries)))
    )


def _answer(step: Step, side: Side, words: Words) -> str:
    """What a customer was answered, in full: the reply's id is the script's and says nothing."""
    assert isinstance(step.entry.what, Say)
    for entry in reversed(side.entries):
        what = entry.what
        if isinstance(what, CustomerSaid) and entry.stream == step.entry.stream and entry.seq < step.entry.seq:
            told = next((one.text for one in what.answers if one.reply == step.entry.what.reply), None)
            if told is not None:
                return words("lesson.answer", answer=told)
    return ""


AS_IT_STANDS = ("evidence", "mark", "number")
"""Marks of rows and numbers of documents: a reader finds them on the papers."""


def _figures(what: Event, say: Wording) -> Iterator[str]:
    """The words and amounts that a command was given with; ids are of no use to a reader."""
    event, kinds = name_of(what), fields(name_of(what))
    for field in what.__struct_fields__:
        value = getattr(what, field)
        if field == "pieces" and isinstance(value, dict) and value:
            yield say.money(worth(value))
        elif isinstance(value, str) and value and field != "source" and value in values(event, field):
            yield say.value(event, field, value)
        elif isinstance(value, int) and not isinstance(value, bool) and kinds.get(field) == "money" and value:
            yield say.money(value)
        elif field in AS_IT_STANDS and value:
            yield say.t("shell.comma").join([value] if isinstance(value, str) else value)
        elif field in ("quantity", "count") and isinstance(value, int) and value > 1:
            yield f"× {value}"


def _named(followed: Sequence[Entry], words: Words) -> Iterator[str]:
    """The goods that it was about, by what followed."""
    for entry in followed:
        about = getattr(entry.what, "line", entry.what)
        name = getattr(about, "name", None) if isinstance(about, msgspec.Struct) else None
        if isinstance(name, Text):
            yield words.both(name)
            return


def others(side: Side, than: Side, words: Words, currency: Currency) -> frozenset[int]:
    """Which steps of a side the other one has none like: what there is to look at."""
    known = {step_words(step, than, words, currency) for step in than.steps}
    return frozenset(n for n, step in enumerate(side.steps) if step_words(step, side, words, currency) not in known)


def why_words(step: Step, words: Words) -> str:
    """Why the experienced one did it; empty for the trainee's steps."""
    return words(step.reason, **step.given) if step.reason else ""


DIFFERING = 3
"""Steps that are named of what only one side has."""


def differing(beside: Beside, words: Words) -> list[str]:
    """What differs, in sentences: what was not done, what was done beside it, and whose visit it is."""
    currency = beside.review.rules.currency
    mine, right = beside.mine, beside.right
    lacking, more = others(right, mine, words, currency), others(mine, right, words, currency)
    told = []
    if beside.alone:
        served = beside.customer and words("lesson.not_served", customer=beside.name(beside.customer))
        told.append(served or words("lesson.whole_alone"))
    elif beside.whole:
        told.append(words("lesson.whole", customer=beside.name(beside.customer)))
        lacking, more = lacking & {len(right.steps) - 1}, frozenset()
    elif not lacking and not more:
        told.append(words("lesson.same_steps"))
    for id, side, alone in (("lesson.lacking", right, lacking), ("lesson.more", mine, more)):
        steps = [*dict.fromkeys(step_words(side.steps[n], side, words, currency) for n in sorted(alone))]
        if steps and not beside.alone:
            rest = [words("lesson.and_more", n=len(steps) - DIFFERING)] if len(steps) > DIFFERING else []
            told.append(words(id, steps=words("lesson.semicolon").join([*steps[:DIFFERING], *rest])))
    return told


PRINTED = 16
"""Steps of a side on a page."""


def printed(beside: Beside, words: Words, currency: Currency) -> tuple[list[tuple[str, str, str]], ...]:
    """Mine and right: (time, step, sign) from the first difference on. `+` and `−` stand at what one side has alone.

    Where nothing of mine is like the right moment, it stands for itself.
    """
    right = _printed(beside.right, beside.mine, "+", words, currency)
    return (right,) if beside.alone else (_printed(beside.mine, beside.right, "−", words, currency), right)


def _printed(side: Side, than: Side, sign: str, words: Words, currency: Currency) -> list[tuple[str, str, str]]:
    alone = others(side, than, words, currency)
    first = max(0, min(min(alone, default=len(side.steps)) - 1, len(side.steps) - PRINTED))
    told = []
    for n, step in list(enumerate(side.steps))[first : first + PRINTED]:
        mark = "✗" if step.wrong else sign if n in alone else ""
        told.append((clock(step.entry.at), step_words(step, side, words, currency), mark))
    return told
