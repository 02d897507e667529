"""From a script's bytes to a scenario, or to everything that is wrong with it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from scenarios.conditions import Words
from scenarios.models import Script
from scenarios.problems import START, Problem, of_phrase, problem
from scenarios.rubrics import LEADS, ExpectShape, ForbidShape, misfits
from scenarios.shapes import Context, Item, Shape, Shop
from scenarios.source import Group, Items, Node, Scalar, locate, path_words, read
from scenarios.specs.scenario import Scenario, family
from scenarios.validation import validated


class Checked(NamedTuple):
    """`scenario` is None exactly where a problem is an error."""

    scenario: Scenario | None
    problems: tuple[Problem, ...]


def check(data: bytes, shops: Mapping[str, Callable[[], Shop]], competencies: Mapping[str, Sequence[str]]) -> Checked:
    """Read, validate and compile a script.

    `shops` are those it may play in, `competencies` those of each role that exists. Where the script's shop does not
    exist, its goods cannot be checked, and everything else is.
    """
    source = read(data)
    if source.tree is None:
        return Checked(None, source.problems)
    tree = source.tree
    named = word_at(tree, "shop")
    shop = shops[named]() if named in shops else None
    context = _context(tree, shop, competencies)
    problems = [*source.problems]
    for key, known in (("role", competencies), ("shop", shops)):
        came = word_at(tree, key)
        if came and came not in known:
            problems.append(problem(key, locate(tree, (key,)), key, got=came, known=known))
    problems += _section(tree)
    script, wrong = validated(Script, tree, context, follows=_follows(context))
    problems += wrong
    if script is None:
        problems += _misfits(tree, {(p.id, p.where) for p in problems})
    if script is not None:
        problems += _across(script, tree)
    if problems or script is None:
        return Checked(None, tuple(sorted(problems, key=lambda p: p.mark)))
    return Checked(script.spec(tree, data), ())


WORKPLACES = ("customers", "stockroom", "office")
"""Sections of which a script has one: what comes to a till, and to each other workstation."""


def _section(tree: Group) -> Iterator[Problem]:
    if not any(section in tree.nodes for section in WORKPLACES):
        yield problem("missing", tree.mark, "", key="customers")
    elif "customers" not in tree.nodes and "happens" in tree.nodes:  # nobody would hear of it there
        other = next(section for section in WORKPLACES if section in tree.nodes)
        yield problem("not_with", locate(tree, ("happens",), key=True), "happens", got="happens", lead=other)


# --- what phrases are understood against -----------------------------------------------------------------------------


def word_at(tree: Node | None, *path: str) -> str:
    """The scalar at `path`, or nothing."""
    for step in path:
        tree = tree.nodes.get(step) if isinstance(tree, Group) else None
    return tree.text if isinstance(tree, Scalar) else ""


def _keys(tree: Group, section: str) -> tuple[str, ...]:
    node = tree.nodes.get(section)
    return tuple(node.nodes) if isinstance(node, Group) else ()


def _context(tree: Group, shop: Shop | None, competencies: Mapping[str, Sequence[str]]) -> Context:
    items: Mapping[str, Item] = shop.items if shop else {}
    questions, replies = _asked(tree)
    words = Words(
        skus=shop.items if shop else None,
        customers=frozenset(_keys(tree, "customers")),
        replies=replies,
        questions=questions,
    )
    if shop:
        words = words._replace(currency=shop.currency)
    minutes = word_at(tree, "minutes")
    asked = tree.nodes.get("competencies")
    return Context(
        words=words,
        items=items,
        recalled=frozenset(recall.sku for recall in shop.recalls) if shop else frozenset(),
        competencies=tuple(competencies.get(word_at(tree, "role"), ())),
        asked=tuple(n.text for n in asked.nodes if isinstance(n, Scalar)) if isinstance(asked, Items) else (),
        promotions=tuple(promotion.id for promotion in shop.promotions) if shop else (),
        stocked=tuple(shop.stocking.goods) if shop and shop.stocking else (),
        usual=tuple(shop.usual) if shop else (),
        suppliers=tuple(shop.stocking.suppliers) if shop and shop.stocking else (),
        stores=tuple(shop.stocking.stores) if shop and shop.stocking else (),
        coupons={promotion.id: promotion.coupon for promotion in shop.promotions if promotion.coupon} if shop else {},
        end=int(minutes) * 60_000 if minutes.isascii() and minutes.isdigit() and len(minutes) < 4 else 24 * 3_600_000,
    )


def _asked(tree: Group) -> tuple[frozenset[str], frozenset[str]]:
    """What the script's own questions are about, and the answers they offer."""
    customers = tree.nodes.get("customers")
    abouts: set[str] = set()
    replies: set[str] = set()
    for customer in customers.nodes.values() if isinstance(customers, Group) else ():
        asks = customer.nodes.get("asks") if isinstance(customer, Group) else None
        for about, question in asks.nodes.items() if isinstance(asks, Group) else ():
            abouts.add(about)
            if isinstance(question, Group):
                replies.update(_keys(question, "answers"))
    return frozenset(abouts), frozenset(replies)


def _follows(context: Context) -> Callable[[str], bool]:
    """Whether a mistake is no more than the consequence of an unknown role or shop, which is told at its own place."""
    return lambda id: (
        (id.startswith("competency") and not context.competencies)
        or (id in ("sku", "category", "promotion", "coupon", "supplier", "store") and not context.items)
    )


_RULES: dict[str, type[Shape]] = {"expect": ExpectShape, "forbid": ForbidShape}


def _misfits(tree: Group, known: set[tuple[str, str]]) -> Iterator[Problem]:
    """What does not fit together in rules of which something else is wrong too: pydantic looks no further there."""
    for section, leads in LEADS.items():
        rules = tree.nodes.get(section)
        for id, rule in rules.nodes.items() if isinstance(rules, Group) else ():
            if not isinstance(rule, Group):
                continue
            words = {key.replace(" ", "_") for key in rule.nodes}
            mistyped = not words <= _RULES[section].model_fields.keys()
            for steps, wrong in misfits(words, leads):
                path = (section, id, *steps)
                if mistyped and not steps:
                    continue  # the mistyped word may be the very one that is missing
                if (wrong.id, path_words(path)) not in known:
                    yield of_phrase(wrong, locate(tree, path), path_words(path))


# --- what only shows across the whole script -------------------------------------------------------------------------


PAST, PAST_YEAR = "past year", "market"
"""What reports may rest on, and the shop that has one."""


def _across(script: Script, tree: Group) -> Iterator[Problem]:
    both = set(script.expect) & set(script.forbid)
    for id in script.forbid:
        if id in both:
            yield problem("rule_once", locate(tree, ("forbid", id), key=True), f"forbid.{id}", got=id)
    yield from _included(script, tree)
    if not script.expect and not script.forbid:
        yield problem("rules", START, "")
    if script.office is not None and script.shop != PAST_YEAR:
        for id in (id for id, reports in script.office.reports.items() if reports.rest_on == PAST):
            path = ("office", "reports", id, "rest on")
            yield problem("past_year", locate(tree, path), path_words(path), got=script.shop)
    if script.lengths.high and not script.lengths.low <= script.minutes <= script.lengths.high:
        low, high = script.lengths.low, script.lengths.high
        mark = locate(tree, ("minutes",))
        yield problem("lengths", mark, "minutes", got=str(script.minutes), low=str(low), high=str(high))


def _included(script: Script, tree: Group) -> Iterator[Problem]:
    """Rules that are said to include others: those exist, and two that include one another are one and the same."""
    rules = dict(script.rules())
    named = [(id, other) for id, rule in rules.items() for other in rule.includes]
    for id, rule in rules.items():
        path = ("forbid" if id in script.forbid else "expect", id, "includes")
        for n, other in enumerate(rule.includes):
            if other not in rules or other == id:
                known = [one for one in rules if one != id]
                yield problem("rule", locate(tree, (*path, n)), path_words(path), got=other, known=known)
            elif id in family(other, named):
                yield problem("rule_twice", locate(tree, (*path, n)), path_words(path), got=other)
