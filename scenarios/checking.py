"""From a script's bytes to a scenario, or to everything that is wrong with it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, get_args, get_origin

from pydantic import ValidationError

from scenarios.conditions import Words
from scenarios.models import Script
from scenarios.problems import START, PhraseError, Problem, of_phrase, problem
from scenarios.shapes import Context, Item, Shape, Shop
from scenarios.source import Group, Items, Node, Scalar, child, locate, path_words, plain, read
from scenarios.specs import Scenario

Path = tuple[str | int, ...]


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
    script: Script | None = None
    try:
        script = Script.model_validate(plain(tree), context=context)
    except ValidationError as invalid:
        problems += _problems(invalid, tree, context)
    if script is not None:
        problems += _across(script, tree)
    if problems or script is None:
        return Checked(None, tuple(sorted(problems, key=lambda p: p.mark)))
    return Checked(script.spec(tree, data), ())


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


# --- pydantic's errors, in the author's words ------------------------------------------------------------------------


def _problems(invalid: ValidationError, tree: Group, context: Context) -> Iterator[Problem]:
    for error in invalid.errors(include_url=False):
        path, at_key = _path(error["loc"])
        kind, ctx = error["type"], error.get("ctx", {})
        where, mark = path_words(_written(tree, path)), locate(tree, path, key=at_key)
        cause = ctx.get("error")
        if isinstance(cause, PhraseError):
            if not _follows(cause.id, context):
                yield of_phrase(cause, mark, where)
        elif kind == "missing":
            key = str(path[-1])
            id = "missing_zh" if key == "zh" else "missing_en" if key == "en" else "missing"
            yield problem(id, locate(tree, path[:-1]), path_words(_written(tree, path[:-1])), key=key)
        elif kind == "extra_forbidden":
            known = tuple(_known_keys(path[:-1]))
            mark = locate(tree, path, key=True)
            if known == ("en", "zh") and error["input"] == "":  # {en: Wait, then go, zh: ...}
                yield problem("comma", mark, path_words(_written(tree, path[:-1])), got=str(path[-1]))
                continue
            yield problem("key_known", mark, path_words(_written(tree, path[:-1])), got=str(path[-1]), known=known)
        elif kind in ("model_type", "dict_type", "model_attributes_type"):
            yield problem("group", mark, where, got=_shown(error["input"]))
        elif kind == "list_type":
            yield problem("list", mark, where, got=_shown(error["input"]))
        else:
            yield problem("value_of_kind", mark, where, got=_shown(error["input"]), kind=kind)


def _follows(id: str, context: Context) -> bool:
    """Whether a mistake is no more than the consequence of an unknown role or shop, which is told at its own place."""
    return (id.startswith("competency") and not context.competencies) or (
        id in ("sku", "category") and not context.items
    )


def _path(loc: tuple[str | int, ...]) -> tuple[Path, bool]:
    """The keys of the path; whether the error is one of the last key itself."""
    if loc and loc[-1] == "[key]":
        return loc[:-1], True
    return loc, False


def _written(tree: Node, path: Path) -> Path:
    """The part of `path` that stands in the file: a single phrase may have been read as a list of one."""
    node: Node | None = tree
    for depth, step in enumerate(path):
        node = child(node, step) if node else None
        if node is None:
            return path[:depth]
    return path


def _known_keys(path: Path) -> Iterable[str]:
    """The keys that may stand in the group at `path`."""
    shape: type[Shape] | None = Script
    within = False
    """In a list or a dict of shapes, whose next step is a position or an id."""
    for step in path:
        if within:
            within = False
        elif shape is not None:
            field = next((f for name, f in shape.model_fields.items() if (f.alias or name) == step), None)
            shape = _shape_in(field.annotation) if field else None
            within = field is not None and get_origin(field.annotation) in (dict, list)
    return [field.alias or name for name, field in shape.model_fields.items()] if shape else ()


def _shape_in(annotation: object) -> type[Shape] | None:
    """The shape that an annotation holds: itself, or within a dict, list or union."""
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        return annotation
    return next(filter(None, (_shape_in(inner) for inner in get_args(annotation))), None)


def _shown(value: object) -> str:
    return value if isinstance(value, str) else "[...]" if isinstance(value, list) else "{...}"


# --- what only shows across the whole script -------------------------------------------------------------------------


def _across(script: Script, tree: Group) -> Iterator[Problem]:
    both = set(script.expect) & set(script.forbid)
    for id in script.forbid:
        if id in both:
            yield problem("rule_once", locate(tree, ("forbid", id), key=True), f"forbid.{id}", got=id)
    if not script.expect and not script.forbid:
        yield problem("rules", START, "")
    if script.lengths.high and not script.lengths.low <= script.minutes <= script.lengths.high:
        low, high = script.lengths.low, script.lengths.high
        mark = locate(tree, ("minutes",))
        yield problem("lengths", mark, "minutes", got=str(script.minutes), low=str(low), high=str(high))
