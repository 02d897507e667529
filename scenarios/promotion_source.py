"""A group of promotions, read and checked together: what is ambiguous between two of them is an error, not a surprise.

read_promotions(tree, at, trade) -> (promotions, problems)
"""

from itertools import combinations

from scenarios.amounts import Trade
from scenarios.problems import Problem, problem
from scenarios.promotion_shapes import KINDS, PromotionShape, SpendPercentShape, SpendShape
from scenarios.source import Group, Items, Node, Scalar, child, locate, path_words
from scenarios.validation import Path, validated
from simulator.kernel.promotion_checks import clashes, overlap
from simulator.kernel.promotions import AnyPromotion, BasketCoupon, BuyGet, Combination, ItemCoupon

RESERVED = ("member", "by_hand", "courtesy")
"""Steps of a bill that are no promotion's."""


def read_promotions(tree: Group, at: Path, trade: Trade) -> tuple[tuple[AnyPromotion, ...], list[Problem]]:
    """The promotions at the path `at`: a group by id, or a list whose items bear an `id`; none where it is missing."""
    node: Node | None = tree
    for step in at:
        node = child(node, step) if node is not None else None
    if node is None:
        return (), []
    problems: list[Problem] = []
    found: dict[Path, AnyPromotion] = {}
    if isinstance(node, Group):
        entries = [(id, (*at, id)) for id in node.nodes]
    elif isinstance(node, Items):
        entries = [(_id(item, n), (*at, n)) for n, item in enumerate(node.nodes)]
    else:
        return (), [problem("group", node.mark, path_words(at), got=node.text)] if node.text else []
    seen: set[str] = set()
    for id, path in entries:
        promotion, wrong = _one(tree, path, id, trade)
        problems += wrong
        if id in seen or id in RESERVED:
            where = (*path, "id") if isinstance(node, Items) else path
            mark = locate(tree, where, key=isinstance(node, Group))
            problems.append(problem("duplicate_id" if id in seen else "reserved", mark, path_words(where), got=id))
            continue
        seen.add(id)
        if promotion is not None:
            found[path] = promotion
    problems += _together(tree, found)
    return tuple(found.values()), problems


def _id(item: Node, n: int) -> str:
    named = item.nodes.get("id") if isinstance(item, Group) else None
    return named.text if isinstance(named, Scalar) else f"promotion_{n + 1}"


def _one(tree: Group, path: Path, id: str, trade: Trade) -> tuple[AnyPromotion | None, list[Problem]]:
    node: Node | None = tree
    for step in path:
        node = child(node, step) if node is not None else None
    if not isinstance(node, Group):
        return None, [problem("group", locate(tree, path), path_words(path), got=getattr(node, "text", "[...]"))]
    kind = node.nodes.get("kind")
    name = " ".join(kind.text.split()) if isinstance(kind, Scalar) else ""
    shape = KINDS.get(name)
    if shape is None:
        where = (*path, "kind") if kind is not None else path
        return None, [problem("kind", locate(tree, where), path_words(where), got=name, known=KINDS)]
    named = node.nodes.pop("id", None)  # of a list's item: the id is no key of any kind
    read, wrong = validated(shape, tree, trade, path)
    if named is not None:
        node.nodes["id"] = named
    return (read.spec(id) if read is not None else None), [*wrong, *_alone(tree, path, read)]


def _alone(tree: Group, path: Path, read: PromotionShape | None) -> list[Problem]:
    """What only shows across the keys of one promotion."""
    if read is None:
        return []
    promotion = read.spec("")
    found = []
    if isinstance(promotion, ItemCoupon | BasketCoupon) and not promotion.coupon:
        found.append(problem("coupon_needed", locate(tree, path, key=True), path_words(path)))
    if getattr(promotion, "every", False) and len(getattr(promotion, "tiers", ())) > 1:
        found.append(problem("one_tier", locate(tree, (*path, "steps"), key=True), path_words((*path, "steps"))))
    if isinstance(read, SpendShape | SpendPercentShape):
        at_steps = (*path, "steps")
        expected = read.steps_expected()
        if expected:
            example, got = expected
            found.append(problem("tiers", locate(tree, at_steps), path_words(at_steps), got=got, example=example))
    if isinstance(promotion, BuyGet) and promotion.gift is not None and overlap(promotion.goods, promotion.gift):
        where = (*path, "gift")
        found.append(problem("disjoint", locate(tree, where, key=True), path_words(where), other="goods"))
    if isinstance(promotion, Combination):
        for (m, a), (n, b) in combinations(enumerate(promotion.parts), 2):
            if overlap(a.goods, b.goods):
                where = (*path, "parts", n)
                other = path_words(("parts", m))
                found.append(problem("disjoint", locate(tree, where), path_words(where), other=other))
    return found


# --- what is ambiguous between two -----------------------------------------------------------------------------------


def _together(tree: Group, promotions: dict[Path, AnyPromotion]) -> list[Problem]:
    """Each pair that is ambiguous, at the later one's place."""
    paths, found = list(promotions), []
    both = list(promotions.values())
    for clash in clashes(both):
        path, b = paths[clash.second], both[clash.second]
        mark, got = locate(tree, path, key=True), str(b.priority)
        found.append(problem(clash.id, mark, path_words(path), got=got, other=both[clash.first].id))
    return found
