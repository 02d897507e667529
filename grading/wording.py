"""Evidence in words: what was expected and what came, in the language of whoever reads.

Everything is looked up by ids of the catalogue `debrief` (a mode has its name in `shell`), through the function that is
handed in; screens and reports share these sentences.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from grading.causes import Cause, Causes
from grading.matters import Matter
from grading.result import TOLD_BESIDE, Condition, Evidence, Expected, Measure, Speed, Value
from scenarios.reasons import HOURS, TILLS
from scenarios.vocabulary import CUSTOMER_FIELDS, fields, values
from simulator.kernel.desk_words import ANSWERED_IN
from simulator.kernel.entries import COMMANDS
from simulator.kernel.goods import PULLED
from simulator.kernel.money import CNY, Currency
from simulator.kernel.texts import Lang, Text


def word(field: str, value: str) -> str:
    """The id of a known word's name: operations bear the names of their events.

    >>> word("operation", "scan"), word("line.how", "scan")
    ('debrief.event_scan', 'debrief.word_scan')
    >>> word("why", "pulled"), word("place", "pulled")
    ('debrief.word_pulled', 'debrief.word_quarantine')
    """
    manner = field.rpartition(".")[2] in ("how", "why")
    if value == PULLED and field.rpartition(".")[2] in ("place", "origin", "to"):
        return "debrief.word_quarantine"
    return f"debrief.{'event' if value in COMMANDS and not manner else 'word'}_{value}"


_OPEN = re.compile(r"\{\w+\}")
"""What only the moment of a refusal fills in."""


class Translate(Protocol):
    """Looks an id up: `t("debrief.missed", n=2, of=9)`."""

    def __call__(self, id: str, /, **params: object) -> str: ...


NAMED_THERE = {
    ("stock_moved", "absent"): "absent_goods",
    ("return_completed", "unseen"): "unseen_goods",
    ("cash_dropped", "over"): "over_limit",
    ("report_issued", "kind"): "kind_of_report",
    ("supervisor_ordered", "order"): "order_given",
    ("task_given", "kind"): "kind_of_task",
    ("return_completed", "kind"): "kind_of_return",
    ("complaint_made", "kind"): "kind_of_complaint",
    ("complaint_recorded", "kind"): "kind_of_complaint",
    ("record_complaint", "kind"): "kind_of_complaint",
    ("records_checked", "kind"): "kind_of_complaint",
}
"""Event and field -> the name it has there: goods are not where they should be, people are not at work; an X report is
no means of payment."""


SAID = {
    "till_left": ("locked", "drawer_open", "dark", "drawer_locked"),
    "visit_ended": (
        "greeted", "member_asked", "member_used", "coupon_used", "complaint_recorded", "is_member", "member_wrong",
        "price_settled",
    ),
    "authorized": ("present",),
    "age_checked": ("allowed", "right"),
    "drawer_opened": ("needed",),
    "said": ("right", "cash_laid"),
    "sale_completed": ("total_said",),
    "payment_taken": ("confirmed", "own"),
    "return_completed": ("original",),
    "return_line_added": ("line.inspected", "line.right", "line.unsafe"),
    "complaint_recorded": ("apologised", "checked", "escalated", "kind_right", "outcome_right"),
    "slip_written": ("confirmed", "ordered"),
    "good_set_aside": ("wanted",),
    "invoice_requested": ("as_wanted",),
    "member_enrolled": ("consented",),
    "upload_resolved": ("right",),
    "point_settled": ("in_order", "seen", "sound"),
    "request_decided": ("sound",),
    "pin_handled": ("sound",),
    "question_answered": ("sound",),
}  # fmt: skip
"""Event -> yes-or-no fields that are told as a sentence of their own: *the till was not locked*, not *locked: no*."""
NONE = {
    "visit_ended": ("unpaid", "wrong", "extra", "unfit", "under_age"),
    "return_completed": ("missing", "unseen", "misjudged", "unsafe"),
}
"""Event -> numbers whose nought is told in words."""

AS_A_LINE = {"unsafe": "line.unsafe", "misjudged": "line.right"}
"""A number of lines -> the field by which each of them is told."""

EXPLAINED = frozenset({
    "items_per_minute", "right_per_minute", "tender_time", "idle", "scanned", "queue_wait", "queue_wait_p95", "hints",
    "over_short", "answer_time", "received_right", "count_accuracy", "variance", "miscounted",
})  # fmt: skip
"""Measures whose trade name needs a sentence."""


def clock(ms: int) -> str:
    """A moment or a length of time as minutes and seconds.

    >>> clock(190_000), clock(3_661_000)
    ('3:10', '1:01:01')
    """
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


_HAN = "\u3007\u4e00-\u9fff"
_SIGNS = "\u3000-\u303f\uff00-\uffef"
_STRAY = re.compile(rf"(?<=[{_HAN}{_SIGNS}]) (?=[{_HAN}{_SIGNS}])")
_MISSING = re.compile(rf"(?<=[0-9%])(?=[{_HAN}])")


def spaced(text: str) -> str:
    """Chinese takes no space between its own signs, and one after a figure.

    >>> spaced("6 秒 之后"), spaced("未付款商品为 0且错收商品为 0"), spaced("3 s later")
    ('6 秒之后', '未付款商品为 0 且错收商品为 0', '3 s later')
    """
    return _MISSING.sub(" ", _STRAY.sub("", text))


@dataclasses.dataclass(frozen=True, slots=True)
class Wording:
    """Sentences about evidence, in one language and currency."""

    t: Translate
    lang: Lang
    currency: Currency = CNY
    people: Mapping[str, Text] = dataclasses.field(default_factory=dict)
    """Customer -> name: ids are of no use to a reader."""
    causes: Causes = dataclasses.field(default_factory=dict)
    """Which goods the figures are about, where that is known."""

    def rule(self, says: Text, forbid: bool) -> str:
        """A rule as its script says it; what is forbidden is said as that."""
        return self.t("debrief.must_not", rule=says[self.lang]) if forbid else says[self.lang]

    def event(self, name: str) -> str:
        return self.t(f"debrief.event_{name}")

    def field(self, name: str, event: str = "") -> str:
        """A field's name; some bear one that means something else in another event."""
        return self.t(f"debrief.field_{NAMED_THERE.get((event, name)) or name.replace('.', '_')}")

    def refusal(self, reason: str, given: Mapping[str, object]) -> str:
        """Why something was not carried out; a matter that was asked for where none lay has no name."""
        if given.get("matter") == "":
            return self.t("debrief.nothing_waited")
        return self.t(reason, **{n: self.matter(g) if isinstance(g, Matter) else g for n, g in given.items()})

    def matter(self, matter: Matter) -> str:
        """As the inbox names it: who it comes from, what it is about."""
        about = self.t(matter.about) if matter.about else ""
        till = self.t("station.name", till=matter.till) if matter.till else ""
        return " · ".join(filter(None, (matter.name[self.lang], f"{about[:1].upper()}{about[1:]}", till)))

    def time(self, ms: int) -> str:
        """`21 s` below a minute, `3:10` above."""
        return self.t("debrief.seconds", n=f"{ms / 1000:.0f}") if abs(ms) < 60_000 else clock(ms)

    def money(self, amount: int) -> str:
        """With a true minus sign, at which no line breaks."""
        return self.currency.format(amount, sign=True).replace("-", "\N{MINUS SIGN}")

    def value(self, event: str, field: str, value: Value) -> str:
        """A field's value as a person says it."""
        if value is None or value == "":
            return self.t("debrief.nobody" if field in CUSTOMER_FIELDS else "debrief.nothing")
        if isinstance(value, bool):
            return self.t("debrief.yes" if value else "debrief.no")
        if isinstance(value, tuple):
            return self.t("debrief.or").join(self.value(event, field, one) for one in value)
        kind = fields(event).get(field, "word")
        if isinstance(value, int) and field.endswith("_permille"):
            return self.t("debrief.permille", percent=f"{value / 10:g}", n=value)
        if isinstance(value, int):
            return self.money(value) if kind == "money" else self.time(value) if kind == "time" else str(value)
        if value in self.people:
            return self.people[value][self.lang]
        if (event, field) == ("refused", "reason"):
            return _OPEN.sub("…", self.t(value))
        if value in HOURS:
            return value
        if value in TILLS or value not in values(event, field):
            return self.t("station.name", till=value)  # a till, or what has no other name
        return self.t(word(field, value))

    def condition(self, event: str, condition: Condition) -> str:
        """What one condition asks: `change so far equals change due (¥31.30)`."""
        c = condition
        other = self.field(c.other, event) if c.other else ""
        wanted = self.value(event, c.other or c.field, c.wanted)
        if c.other and c.came is None:
            wanted = ""
        op = c.op
        if op == "is" and isinstance(c.wanted, bool):
            return self.came_field(event, c.field, c.wanted, wanted)
        if op == "is" and c.wanted == 0 and c.field.removesuffix("_worth") in NONE.get(event, ()):
            return self.t(f"debrief.none_{c.field.removesuffix('_worth')}")
        if op in ("off_at_most", "off_above") and not c.other:
            op += "_alone"
        elif c.other and not wanted:
            op += "_asked"
        told = self.t(
            f"debrief.op_{op}",
            field=self.field(c.field, event),
            wanted=wanted,
            other=other,
            limit=self.value(event, c.field, c.limit),
        )
        return spaced(told)

    def moment(self, expected: Expected) -> str:
        """The event that was expected, with its conditions."""
        name = self.event(expected.event)
        if not expected.where:
            return name
        return self.t("debrief.moment", event=name, where=self._all(expected))

    def _all(self, expected: Expected) -> str:
        return spaced(self.t("debrief.and").join(self.condition(expected.event, c) for c in expected.where))

    def expected(self, expected: Expected) -> str:
        """What should have been there."""
        t = self.t
        if expected.relation == "is":
            return self._all(expected) if expected.where else self.event(expected.event)
        if expected.relation == "number":
            if expected.other:
                other = self.event(expected.other)
                return t(f"debrief.as_many_{expected.op}", event=self.moment(expected), other=other, n=expected.number)
            return t(f"debrief.number_{expected.op}", event=self.moment(expected), n=expected.number)
        said = t(f"debrief.expect_{expected.relation}", event=self.moment(expected))
        return spaced(t("debrief.within", what=said, time=self.time(expected.within))) if expected.within else said

    def came(self, evidence: Evidence) -> str:
        """What was there instead, or as it should be."""
        t, expected = self.t, evidence.expected
        if expected.relation == "number":
            return t("debrief.came_number", n=expected.came)
        if expected.relation == "once":
            took = expected.took
            return t("debrief.came_once") if took is None else spaced(t("debrief.came_again", time=self.time(took)))
        if expected.relation in ("earlier", "later"):
            if expected.took is None:
                return t("debrief.came_not")
            return spaced(t(f"debrief.came_{expected.relation}", time=self.time(expected.took)))
        telling = dict(_telling(evidence))
        about = self.causes.get((evidence.stream, evidence.seq), {})
        named = dict.fromkeys(field.removesuffix("_worth") for field in telling)
        told = [self.cause(field, about[field]) for field in named if field in about]
        told += [
            self.came_field(evidence.event, field, value, self._figure(evidence, field, value))
            for field, value in telling.items()
            if field.removesuffix("_worth") not in about
        ]
        return t("debrief.comma").join(told) or self.event(evidence.event)

    def came_field(self, event: str, field: str, value: Value, shown: str) -> str:
        """`goods not paid: 2`; of a yes or no a sentence, where there is one."""
        if isinstance(value, bool) and field in SAID.get(event, ()):
            return self.t(f"debrief.said_{event}_{field.replace('.', '_')}_{'yes' if value else 'no'}")
        return self.t("debrief.came_field", field=self.field(field, event), value=shown)

    def cause(self, field: str, cause: Cause) -> str:
        """Which goods it is about."""
        if cause.each:
            return self.t("debrief.comma").join(self.cause(AS_A_LINE[field], one) for one in cause.each)
        given = {"goods": self._goods(cause.goods), "worth": self.money(cause.worth)}
        if field == "missing":
            id, given["others"] = "missing_for" if cause.others else "missing", self._goods(cause.others)
        elif field.startswith("line."):
            id, given["state"] = field.replace(".", "_"), self.t(f"debrief.word_{cause.state}")
            given["taken"] = self.t(f"debrief.word_{cause.taken}")
        else:
            id = field
        return self.t(f"debrief.cause_{id}", **given)

    def _goods(self, goods: Iterable[Text]) -> str:
        """Each once, with how many."""
        names = [good[self.lang] for good in goods]
        return self.t("debrief.comma").join(
            f"{name} ×{names.count(name)}" if names.count(name) > 1 else name for name in dict.fromkeys(names)
        )

    def _figure(self, evidence: Evidence, field: str, value: Value) -> str:
        """A value; of an answer the figure is read as its question asks for it."""
        unit = ANSWERED_IN.get(str(evidence.came.get("measure")), "") if field in ("figure", "proper_figure") else ""
        if not unit or not isinstance(value, int):
            return self.value(evidence.event, field, value)
        return self.money(value) if unit == "money" else f"{value / 10:.1f}{' %' if unit == 'share' else ''}"

    def about(self, measure: Measure) -> str:
        """What a measure's name does not say by itself; empty where it does."""
        return self.t(f"debrief.about_{measure.id}") if measure.id in EXPLAINED else ""

    def measure(self, measure: Measure) -> str:
        """A measure's figure with its unit, or N/O."""
        if measure.value is None:
            return self.t("debrief.not_observed")
        if measure.unit == "ms":
            return self.time(int(measure.value))
        if measure.unit == "money":
            return self.money(int(measure.value))
        if measure.unit == "percent":
            return f"{measure.value:g} %"
        return f"{measure.value:g}"

    def speed(self, speed: Speed) -> str:
        """What a grade in pace rests on, with its goals."""
        per_minute = self.t("debrief.goods_per_minute", value=f"{speed.value:g}")
        broken = self.t("debrief.speed_broken", n=speed.broken, each=clock(speed.costs)) if speed.broken else ""
        goals = self.t("debrief.comma").join(map(str, speed.goals))
        return self.t(
            "debrief.speed",
            per_minute=per_minute,
            goods=speed.goods,
            time=clock(speed.time),
            broken=broken,
            goals=goals,
        )


def _telling(evidence: Evidence) -> Iterator[tuple[str, Value]]:
    """What is worth telling of a judged moment: of what was asked, that which is not so; beside it figures.

    By which words the rule chose its moments says nothing new: everybody judged was served.
    """
    expected = evidence.expected
    beside = TOLD_BESIDE.get(evidence.event, ())
    asked = {field for c in expected.where for field in (c.field, c.other)}
    missed = {field for c in expected.where if not c.met for field in (c.field, c.other)}
    for name, value in evidence.came.items():
        if name in beside:
            if value == "" or (name.endswith("figure") and evidence.came["measure"] not in ANSWERED_IN):
                continue  # a question has a figure or a choice
            yield name, value
        elif expected.relation != "is":
            yield name, value
        else:
            figure = isinstance(value, int) and not isinstance(value, bool) and value != 0
            if name in (missed or asked) or (name not in asked and figure):
                yield name, value
