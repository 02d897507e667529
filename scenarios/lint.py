"""What is well-formed and makes no sense: rules that nothing can meet, happenings that cannot come about, gaps."""

from collections.abc import Iterable, Iterator, Sequence

from scenarios.office.lint import arrivals, office_decides, office_texts
from scenarios.problems import Mark, Problem, warning
from scenarios.reach import contradiction, reachable, unavailable
from scenarios.source import Group, locate
from scenarios.specs.conditions import Moment, Where
from scenarios.specs.course import Happening
from scenarios.specs.customers import CustomerSpec
from scenarios.specs.rubric import Expectation
from scenarios.specs.scenario import Scenario
from scenarios.specs.stockroom import StockroomSpec
from simulator.kernel.texts import Text


def lint(scenario: Scenario, tree: Group) -> tuple[Problem, ...]:
    """Everything that is well-formed and makes no sense, as warnings with positions; `tree` is the script's source."""
    events, never = reachable(scenario)
    found = [
        *_happenings(scenario, tree, never),
        *_rules(scenario, tree, events),
        *_competencies(scenario, tree),
        *_texts(scenario, tree),
    ]
    if not decides(scenario):
        section = "office" if scenario.office else "stockroom" if scenario.stockroom else "customers"
        found.append(warning("lint_same_decision", locate(tree, (section,)), section))
    return tuple(sorted(found, key=lambda p: p.mark))


def _happenings(scenario: Scenario, tree: Group, never: Sequence[Happening]) -> Iterator[Problem]:
    for happening in never:
        where = f"happens.{happening.id}"
        trigger = happening.trigger
        mark = _mark(tree, "happens", happening.id)
        if not happening.chance:
            yield warning("lint_chance", mark, where, got="0%")
        elif trigger.at is not None:
            got = f"{trigger.at.low // 60_000}:{trigger.at.low // 1000 % 60:02d}"
            yield warning("lint_after_end", mark, where, got=got, minutes=str(scenario.minutes))
        elif trigger.event:
            yield warning("lint_cannot_trigger", mark, where, event=_said(trigger.event, trigger.where))
        else:
            yield warning("lint_stage_customer", mark, where, stage=", ".join(trigger.stages))
    for customer in scenario.customers:
        if customer.arrives.low >= scenario.minutes * 60_000:
            mark = _mark(tree, "customers", customer.id)
            got = f"{customer.arrives.low // 60_000}:{customer.arrives.low // 1000 % 60:02d}"
            yield warning("lint_after_end", mark, f"customers.{customer.id}", got=got, minutes=str(scenario.minutes))
    for path, low in arrivals(scenario.office) if scenario.office else ():
        if low >= scenario.minutes * 60_000:
            got = f"{low // 60_000}:{low // 1000 % 60:02d}"
            yield warning("lint_after_end", _mark(tree, *path), ".".join(path), got=got, minutes=str(scenario.minutes))


def _rules(scenario: Scenario, tree: Group, events: Iterable[str]) -> Iterator[Problem]:
    for rule in scenario.rubric.expectations:
        section = "forbid" if rule.forbid else "expect"
        mark, where = _mark(tree, section, rule.id), f"{section}.{rule.id}"
        for moment in moments(rule):
            excluded = contradiction(moment.where)
            if excluded:
                yield warning("lint_contradiction", mark, where, got=excluded)
            missing = [part for part in moment.where if unavailable(part, moment.event, scenario)]
            if moment.event not in events:
                yield warning("lint_never_met", mark, where, event=moment.event)
            elif missing:
                yield warning("lint_never_met", mark, where, event=_said(moment.event, missing))
        if not rule.debrief:
            yield warning("lint_debrief", mark, where)


def moments(rule: Expectation) -> list[Moment]:
    """The events that a rule rests on. `unless` and `before` may well never come."""
    check = rule.check
    named = [check.moment, check.trigger, check.after, check.other]
    if check.kind == "every":
        named[0] = Moment(check.moment.event, (*check.among, *check.moment.where))
    return [moment for moment in named if moment is not None]


def _competencies(scenario: Scenario, tree: Group) -> Iterator[Problem]:
    scored = {rule.competency for rule in scenario.rubric.expectations}
    if scenario.rubric.pace:
        scored.add("pace")
    for n, competency in enumerate(scenario.rubric.competencies):
        if competency not in scored:
            mark = locate(tree, ("competencies", n))
            yield warning("lint_unscored", mark, "competencies", competency=competency)


def _texts(scenario: Scenario, tree: Group) -> Iterator[Problem]:
    for path, text in texts(scenario):
        mark, where = locate(tree, path), ".".join(str(step) for step in path)
        if not _has_chinese(text.zh):
            yield warning("lint_not_chinese", mark, where, got=text.zh)
        if _has_chinese(text.en):
            yield warning("lint_not_english", mark, where, got=text.en)


def texts(scenario: Scenario) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    """Every text of a script with its path."""
    yield ("title",), scenario.title
    yield ("brief",), scenario.brief
    for n, words in enumerate(scenario.learns):
        yield ("learns", n), words
    for customer in scenario.customers:
        if customer.name:
            yield ("customers", customer.id, "name"), customer.name
        for question in customer.questions:
            path = ("customers", customer.id, "asks", question.about)
            yield (*path, "says"), question.says
            for answer in question.answers:
                yield (*path, "answers", answer.reply), answer.text
            if question.because:
                yield (*path, "why"), question.because
    if scenario.office:
        yield from office_texts(scenario.office)
    for happening in scenario.happenings:
        if happening.text:
            yield ("happens", happening.id, "says"), happening.text
    for rule in scenario.rubric.expectations:
        section = "forbid" if rule.forbid else "expect"
        yield (section, rule.id, "says"), rule.says
        if rule.debrief:
            yield (section, rule.id, "debrief"), rule.debrief


def decides(scenario: Scenario) -> bool:
    """Whether the seed can change what is right to do, and not just names and times."""
    by_customers = any(
        len(customer.pays) > 1 or customer.member == "maybe" or customer.every or _draws_truth(customer)
        for customer in scenario.customers
    )
    by_happenings = any(
        len(h.orders) > 1 or len(h.ups) > 1 or len(h.trigger.stages) > 1 or 0 < h.chance < 100
        for h in scenario.happenings
    )
    by_stockroom = scenario.stockroom is not None and _stock_decides(scenario.stockroom)
    by_office = scenario.office is not None and office_decides(scenario.office)
    return by_customers or by_happenings or by_stockroom or by_office


def _stock_decides(room: StockroomSpec) -> bool:
    """Whether the seed decides what comes, what is wrong with it, or what is allowed."""
    troubles = [trouble for delivery in room.deliveries for trouble in delivery.troubles]
    troubles += [trouble for transfer in room.transfers for trouble in transfer.troubles]
    shares = [trouble.share for trouble in troubles] + [difference.share for difference in room.differences]
    shares += [recall.share for recall in room.recalls]
    amounts = [trouble.goods for trouble in troubles] + [difference.goods for difference in room.differences]
    return (
        any(share < 100 for share in shares)
        or any(len(goods.skus) > 1 or goods.quantity.low < goods.quantity.high for goods in amounts)
        or any(delivery.ordered < 100 or len(delivery.rest) > 1 for delivery in room.deliveries)
        or (room.outage is not None and room.outage.lasts.low <= room.outage.after < room.outage.lasts.high)
        or any(len(prices) > 1 for task in room.tasks for _, prices in task.prices)
        or any(listed.slips for listed in room.lists)
        or any(len(puzzle.causes) > 1 for puzzle in room.puzzles)
        or any(len(transfer.findings) > 1 for transfer in room.transfers)
        or any(len(says) > 1 for says in room.approves.values())
    )


def _draws_truth(customer: CustomerSpec) -> bool:
    """Whether the seed decides what may be sold: what is on a label, or how old somebody is."""
    goods = (*customer.basket, *customer.fetches)
    aged = customer.age is not None and customer.age.low < customer.age.high
    if customer.returns is not None and any(each.state and each.share < 100 for each in customer.returns.brings):
        return True
    return aged or customer.shows_id == "maybe" or any(good.flaw and good.share < 100 for good in goods)


def _has_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def _mark(tree: Group, *path: str) -> Mark:
    return locate(tree, path, key=True)


def _said(event: str, wheres: Sequence[Where]) -> str:
    """An event with its conditions, for a message."""
    words = [f"{w.field} {w.op.replace('_', ' ')} {w.other or w.value}" for w in wheres]
    return f"{event} where {' and '.join(words)}" if words else event
