"""What people said, by command: a trainer's judgement, with their PIN; how far two raters agree; the survey."""

import argparse
from typing import TYPE_CHECKING

from simulator.bootstrap import House
from simulator.cli import OK
from simulator.commands.printed import CannotRun, print_json, print_table
from simulator.commands.vouching import demand_pin, trainer_named
from simulator.locale import Words

if TYPE_CHECKING:
    from grading.overlay.judgements import Draft
    from simulator.drill.live import Finished

Options = argparse.Namespace


def overlay_add(house: House, options: Options, words: Words) -> int:
    """Judge a session; the trainer's PIN is asked for, or read from the input where nobody sits there."""
    from simulator.store.errors import StoreError

    review, finished = house.review(house.named(options.session))
    trainer = trainer_named(house, options.by, words)
    if review.person is not None and review.person.id == trainer.id:
        raise CannotRun(words("overlay.own"))
    draft = _draft(options, finished, review.scenario.role, words)
    demand_pin(house, trainer, words)
    try:
        house.said.say(review.run, review.scenario.role, trainer.id, [draft], house.wall())
    except StoreError as error:
        raise CannotRun(words(error.id, **error.params)) from error
    print(words("overlay.kept"))
    return OK


def _draft(options: Options, finished: "Finished", role: str, words: Words) -> "Draft":
    from grading.overlay.judgements import Draft
    from grading.overlay.observables import observables

    known = [one.id for one in observables(role)]
    if options.item and options.item not in known:
        raise CannotRun(words("overlay.bad_item", got=options.item, known=", ".join(known)))
    comment = " ".join(options.comment.split())
    if bool(options.item) != bool(options.score) or not (options.item or comment):
        raise CannotRun(words("overlay.needs_score"))
    stream, seq, at = _place(options.at, finished, words) if options.at else ("", 0, 0)
    return Draft(options.item, options.score or 0, comment, stream, seq, at)


def _place(typed: str, finished: "Finished", words: Words) -> tuple[str, int, int]:
    """`5:17`: the last entry of a station until then."""
    from grading.wording import clock
    from simulator.kernel.entries import SHOP

    entries = [entry for entry in finished.entries if entry.stream != SHOP]
    last = entries[-1].at if entries else 0
    minutes, colon, seconds = typed.partition(":")
    if colon and minutes.isdecimal() and seconds.isdecimal() and int(seconds) < 60:
        at = (int(minutes) * 60 + int(seconds)) * 1000
        by_then = [entry for entry in entries if entry.at < at + 1000]
        if by_then and at <= last:
            return by_then[-1].stream, by_then[-1].seq, by_then[-1].at
    raise CannotRun(words("overlay.bad_at", got=typed, last=clock(last)))


def overlay_list(house: House, options: Options, words: Words) -> int:
    """What was judged of a session, by whom and when; never the grade."""
    from grading.overlay.observables import observables
    from grading.wording import clock
    from simulator.overlay_words import who

    run = house.named(options.session)
    told, names = house.said.overlay(run), {one.id: one.says for one in observables(house.journal.run(run).role)}
    if options.json:
        print_json({"session": run, "scores": [one._asdict() for one in told.scores],
                    "remarks": [one._asdict() for one in told.remarks]})  # fmt: skip
        return OK
    print(words("overlay.none" if not (told.scores or told.remarks) else "overlay.apart"))
    print_table(
        (words.both(names[one.observable]), f"{one.score}/5", one.comment, who(one, words))
        for one in told.scores
        if one.observable in names
    )
    for remark in told.remarks:
        print(f"· {clock(remark.at) + ' ' if remark.seq else ''}{remark.comment}  {who(remark, words)}")
    return OK


def overlay_agreement(house: House, options: Options, words: Words) -> int:
    """How far every two trainers agree, over everything that both judged."""
    from simulator.overlay_words import agreed

    found = house.said.agreement()
    if options.json:
        print_json([
            {"raters": [one.one, one.other], "n": one.agreement.n, "least": one.agreement.least,
             "same": _pair(one.agreement.same), "near": _pair(one.agreement.near), "kappa": _pair(one.agreement.kappa)}
            for one in found
        ])  # fmt: skip
        return OK
    for one in found:
        print(agreed(one, words))
    if not found:
        print(words("overlay.no_agreement"))
    return OK


def _pair(share: object) -> list[int] | None:
    from fractions import Fraction

    return [share.numerator, share.denominator] if isinstance(share, Fraction) else None


def survey(house: House, options: Options, words: Words) -> int:
    """What trainees say of the drills: the mean of each question with its n, or that it is too few."""
    from grading.survey.questions import QUESTIONS, tally

    told = tally([answered.answers for answered in house.said.answers()])
    if options.json:
        print_json({id: {"n": one.n, "mean": _pair(one.mean), "scores": one.scores} for id, one in told.items()})
        return OK
    print_table(
        (words.both(question.says), _mean(told[question.id].mean, words), words("survey.n", n=told[question.id].n))
        for question in QUESTIONS
    )
    return OK


def _mean(mean: object, words: Words) -> str:
    from fractions import Fraction

    from grading.survey.questions import LEAST_N
    from simulator.overlay_words import hundredths

    return hundredths(mean) if isinstance(mean, Fraction) else words("survey.too_few", least=LEAST_N)
