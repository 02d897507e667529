"""Expectations as authors write them: one leading word says how opportunities and successes are counted.

    happened: EVENT                       it must happen, once a run
    every: EVENT     must have: ...       each such event must look like this
    before every: EVENT   comes: EVENT    each must have been preceded by the other
    after every: EVENT    comes: EVENT    each must be followed by the other
    count: EVENT     equals: ...          so many of them

and under `forbid`: `event: EVENT` (never), or with `twice for: FIELD` (never twice for the same).
"""

from collections.abc import Collection, Iterator
from typing import Annotated, Any, cast

from pydantic import BeforeValidator, PlainValidator, ValidationInfo, model_validator

from scenarios import conditions, phrases
from scenarios.problems import PhraseError
from scenarios.shapes import (
    Bilingual,
    Context,
    Duration,
    Shape,
    YesNo,
    context_of,
    listed,
    phrase_in,
    scalar,
    text_of,
)
from scenarios.specs.conditions import Moment, Where
from scenarios.specs.rubric import Check, Expectation, Pace
from scenarios.vocabulary import fields

MODIFIERS: dict[str, tuple[str, ...]] = {
    "happened": ("within", "before", "once"),
    "every": ("must_have", "same", "anew_after", "before", "once", "unless_after"),
    "before_every": ("comes", "same", "within", "anew_after", "before", "once", "unless_after"),
    "after_every": ("comes", "same", "within", "before", "once", "unless_after"),
    "count": ("equals", "at_most", "at_least", "only_if", "before", "once"),
    "event": ("out_of", "twice_for", "same", "anew_after", "before", "once", "unless_after"),
}
"""Leading word -> the words that may stand with it."""

NEEDED = {"every": ("must_have",), "before_every": ("comes",), "after_every": ("comes",)}
MODIFYING = tuple(dict.fromkeys(word for words in MODIFIERS.values() for word in words))
COMPARISONS = ("equals", "at_most", "at_least")
UNDONE = ("every", "event")
"""Leading words of which `anew after` takes back what was judged of the same."""


LEADS = {"expect": ("happened", "every", "before_every", "after_every", "count"), "forbid": ("event",)}
"""Section -> the words of which one leads each rule."""


def misfits(words: Collection[str], leads: tuple[str, ...]) -> Iterator[conditions.Placed]:
    """What does not fit together of the words that a rule is written with, whatever stands behind them."""
    found = [lead for lead in leads if lead in words]
    if len(found) != 1:
        yield (), PhraseError("one_lead", ", ".join(map(spaced, found)), known=[spaced(lead) for lead in leads])
        return
    lead = found[0]
    for word in MODIFYING:
        if word in words and word not in MODIFIERS[lead]:
            yield (spaced(word),), PhraseError("not_with", spaced(word), lead=spaced(lead))
    for word in NEEDED.get(lead, ()):
        if word not in words:
            yield (), PhraseError("lead_needs", "", lead=spaced(lead), key=spaced(word))
    if lead == "count" and sum(word in words for word in COMPARISONS) != 1:
        yield (), PhraseError("one_comparison", "", known=[spaced(word) for word in COMPARISONS])


def spaced(name: str) -> str:
    return name.replace("_", " ")


def _competency(text: str, context: Context) -> str:
    if text not in context.competencies:
        raise PhraseError("competency", text, known=context.competencies)
    if text not in context.asked:
        raise PhraseError("competency_asked", text, known=context.asked)
    return text


EventPhrase = Annotated[Moment | None, phrase_in(lambda text, context: conditions.moment(text, context.words))]


def _judged(info: ValidationInfo) -> str:
    """The event at which verdicts stand: that of the leading word, where it has been understood."""
    for lead in ("every", "event", "before_every", "after_every"):
        found = info.data.get(lead)
        if isinstance(found, Moment):
            return found.event
    return ""


def _conditions(value: object, info: ValidationInfo) -> tuple[Where, ...]:
    name = _judged(info)
    unjudged = any(info.data.get(lead) is not None for lead in ("happened", "count"))
    if not name and unjudged and info.field_name == "critical_when":
        raise PhraseError("judged_event", "")
    listed_ = isinstance(value, list)
    wrong: list[conditions.Placed] = []
    parts: list[tuple[tuple[str | int, ...], str]] = []
    for n, item in enumerate(value if isinstance(value, list) else [value]):
        at = (n,) if listed_ else ()
        try:
            parts.append((at, scalar(item)))
        except PhraseError as error:
            wrong.append((at, error))
    # without a name the leading word itself was wrong, which is told at its own place
    found, others = conditions.read_all(name, parts, context_of(info).words)
    conditions.told([*wrong, *others])
    return found


def _same(value: object, info: ValidationInfo) -> str:
    """A field that both events have: the one that is judged, and the one that comes before or after it."""
    named, comes = phrases.tidy(scalar(value)).removeprefix("the same "), info.data.get("comes")
    for name in (_judged(info), comes.event if isinstance(comes, Moment) else ""):
        _all_there(named, name)
    return named


def _all_there(named: str, event: str) -> None:
    """Raises where an event has not each of the fields of `same`."""
    for field in named.split(" and ") if event and named else ():
        if field not in fields(event):
            raise PhraseError("field", field, known=fields(event), event=event)


Conditions = Annotated[tuple[Where, ...], PlainValidator(_conditions)]
Field = Annotated[str, PlainValidator(_same)]


def _bound(text: str, context: Context) -> int | Moment:
    if phrases.tidy(text).startswith("count of"):
        return conditions.counted(text, context.words)
    return phrases.number(text)


Bound = Annotated[int | Moment | None, phrase_in(_bound)]


class Rule(Shape):
    """What expectations and forbidden acts share. Mixed in before the leading words, so that its fields are
    validated after them.
    """

    says: Bilingual
    competency: Annotated[str, phrase_in(_competency)]
    debrief: Bilingual | None = None
    same: Field = ""
    within: Duration = 0
    anew_after: EventPhrase = None
    before: EventPhrase = None
    once: EventPhrase = None
    unless_after: EventPhrase = None
    critical: YesNo = False
    critical_when: Conditions = ()
    includes: Annotated[list[str], BeforeValidator(listed)] = []

    def _check_words(self, leads: tuple[str, ...]) -> None:
        """Raises all that does not fit together."""
        wrong = list(misfits(self.model_fields_set, leads))
        leads_undone = any(getattr(self, lead, None) for lead in UNDONE)
        if self.anew_after and leads_undone:
            try:
                _all_there(self.same, self.anew_after.event)
            except PhraseError as error:
                wrong.append((("same",), error))
        if self.critical and self.critical_when:
            wrong.append(((), PhraseError("critical_once", "critical, critical when")))
        conditions.told(wrong)

    def _expectation(self, id: str, check: Check, line: int, *, forbid: bool) -> Expectation:
        return Expectation(
            id=id,
            says=self.says.text,
            competency=self.competency,
            check=check,
            forbid=forbid,
            critical=self.critical or bool(self.critical_when),
            critical_when=self.critical_when,
            debrief=text_of(self.debrief),
            line=line,
        )


class ExpectLeads(Shape):
    happened: EventPhrase = None
    every: EventPhrase = None
    before_every: EventPhrase = None
    after_every: EventPhrase = None
    count: EventPhrase = None
    comes: EventPhrase = None
    """No lead itself: named here, so that what ties it to one is read after it."""


class ExpectShape(Rule, ExpectLeads):
    """A behaviour to show."""

    must_have: Conditions = ()
    only_if: EventPhrase = None
    equals: Bound = None
    at_most: Bound = None
    at_least: Bound = None

    @model_validator(mode="after")
    def _fits_together(self) -> "ExpectShape":
        self._check_words(LEADS["expect"])
        return self

    def spec(self, id: str, line: int) -> Expectation:
        return self._expectation(id, self._check(), line, forbid=False)

    def _check(self) -> Check:
        limits: dict[str, Any] = {"before": self.before, "after": self.once, "unless": self.unless_after}
        if self.happened:
            return Check("happened", self.happened, within=self.within, **limits)
        if self.every:
            event = self.every.event
            must, among = Moment(event, self.must_have), self.every.where
            return Check("every", must, among=among, same=self.same, since=self.anew_after, **limits)
        if self.before_every or self.after_every:
            kind, trigger = ("preceded", self.before_every) if self.before_every else ("followed", self.after_every)
            assert self.comes is not None, "checked by _fits_together"
            bounds: dict[str, Any] = {"same": self.same, "within": self.within, "since": self.anew_after}
            return Check(cast(Any, kind), self.comes, trigger=trigger, **bounds, **limits)
        assert self.count is not None, "checked by _fits_together"
        op = next(word for word in COMPARISONS if getattr(self, word) is not None)
        bound = getattr(self, op)
        return Check(
            "count",
            self.count,
            trigger=self.only_if,
            op=cast(Any, op),
            bound=bound if isinstance(bound, int) else 0,
            other=bound if isinstance(bound, Moment) else None,
            **limits,
        )


class ForbidLeads(Shape):
    event: EventPhrase = None


class ForbidShape(Rule, ForbidLeads):
    """A behaviour never to show."""

    twice_for: Field = ""
    out_of: EventPhrase = None

    @model_validator(mode="after")
    def _fits_together(self) -> "ForbidShape":
        self._check_words(LEADS["forbid"])
        if self.twice_for and (self.out_of or self.same):
            raise PhraseError("not_with", "out of" if self.out_of else "same", lead="twice for")
        return self

    def spec(self, id: str, line: int) -> Expectation:
        assert self.event is not None, "checked by _fits_together"
        check = Check(
            "twice" if self.twice_for else "never",
            self.event,
            trigger=self.out_of,
            same=self.twice_for or self.same,
            before=self.before,
            after=self.once,
            unless=self.unless_after,
            since=self.anew_after,
        )
        return self._expectation(id, check, line, forbid=True)


def _four(value: object) -> object:
    return [part.strip() for part in value.strip("[] ").split(",")] if isinstance(value, str) else listed(value)


def _pace(value: list[int]) -> tuple[int, int, int, int]:
    if len(value) != 4 or sorted(value) != value:
        raise PhraseError("pace", ", ".join(map(str, value)))
    return (value[0], value[1], value[2], value[3])


class PaceShape(Shape):
    """`pace: {items per minute: [6, 9, 13, 17]}`"""

    items_per_minute: Annotated[
        tuple[int, int, int, int],
        BeforeValidator(_four),
        PlainValidator(lambda value: _pace([phrases.number(scalar(one), 1, 200) for one in value])),
    ]

    def spec(self) -> Pace:
        return Pace(self.items_per_minute)
