"""A role from its YAML: everything that is wrong with the file comes at once, each with its place and a suggestion.

Rights by workstation: `may` lists what is free (or says `all`), `limits` what needs somebody else from an amount on
(without `limit`: always). What stands in neither the role may never do.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from roles.model import LEVELS, OUTSIDE, Role
from roles.rights import Permission, Workplace
from scenarios.problems import START, FileError, Mark, Problem, did_you_mean
from scenarios.source import Group, Items, Node, Scalar, kind_of, locate, path_words, plain
from scenarios.source import read as read_yaml
from simulator.kernel.money import CNY
from simulator.kernel.texts import Text
from simulator.kernel.workstations import OPERATIONS, WORKSTATIONS

KEYS = (
    "id", "title", "says", "level", "workstation", "competencies", "rights", "curriculum", "after", "certifies",
    "valid_days",
)  # fmt: skip
PLACES = {
    "till": Text("the till", "收银台"),
    "stockroom": Text("the stockroom", "仓库"),
    "office": Text("the office", "办公室"),
}
ALL = "all"


class RoleError(FileError):
    """A role's file is wrong."""


def read(data: bytes, file: str) -> Role:
    """A role by itself: who else may do what, `model.together` knows. Raises RoleError."""
    tree, problems, _ = read_yaml(data)
    reading = _Reading(list(problems))
    role = reading.role(tree) if tree is not None else None
    if reading.found or role is None:
        raise RoleError(file, reading.found)
    return role


class _Reading:
    """Turns the tree into a role and collects everything that is wrong with it."""

    def __init__(self, found: list[Problem]) -> None:
        self.found = found

    def _wrong(self, mark: Mark, where: str, expected: Text, got: str, known: Iterable[str] = ()) -> None:
        shown = Text(f"'{got}'", f"“{got}”") if got else Text("nothing", "空白")
        self.found.append(Problem("role", mark, where, expected, shown, did_you_mean(got, known) if got else ""))

    def _word(self, mark: Mark, where: str, got: str, known: Iterable[str]) -> bool:
        """Whether it is one of a few words."""
        words = tuple(known)
        if got not in words:
            expected = Text("one of " + ", ".join(words), "以下之一：" + "、".join(words))
            self._wrong(mark, where, expected, got, words)
        return got in words

    def role(self, tree: Group) -> Role | None:
        for key, mark in tree.keys.items():
            self._word(mark, key, key, KEYS)
        written: dict[str, Any] = {key: plain(node) for key, node in tree.nodes.items() if key != "rights"}
        rights = self._rights(tree.nodes.get("rights"))
        try:
            role = msgspec.convert({**written, "rights": {}}, Role, strict=False)
        except msgspec.ValidationError as error:
            said, _, at = str(error).partition(" - at `$")
            path = tuple(step for step in at.rstrip("`").split("[")[0].split(".") if step)
            told = said.removeprefix("Expected ")
            self._wrong(locate(tree, path), path_words(path), Text(told, told), "")
            return None
        self._whole(role, tree)
        return msgspec.structs.replace(role, rights=rights)

    def _whole(self, role: Role, tree: Group) -> None:
        """What does not fit together."""
        if role.level:
            self._word(locate(tree, ("level",)), "level", role.level, LEVELS)
        if role.workstation:
            self._word(locate(tree, ("workstation",)), "workstation", role.workstation, WORKSTATIONS)
        self._texts(tree, ("title",), role.title)
        self._texts(tree, ("says",), role.says)
        seen: set[str] = set()
        for at, competency in enumerate(role.competencies):
            path = ("competencies", at)
            if competency.id in seen:
                expected = Text("each competency once", "每项能力只写一次")
                self._wrong(locate(tree, (*path, "id")), path_words((*path, "id")), expected, competency.id)
            seen.add(competency.id)
            self._texts(tree, (*path, "name"), competency.name)
            self._texts(tree, (*path, "says"), competency.says)
            for which, behaviour in enumerate(competency.behaviours):
                self._texts(tree, (*path, "behaviours", which), behaviour)

        self._curriculum(role, tree)

    def _curriculum(self, role: Role, tree: Group) -> None:
        """Each drill once; what has to come before stands before; what certifies is played."""
        order = role.curriculum
        for at, drill in enumerate(order):
            if drill in order[:at]:
                once = Text("each drill once", "每个演练只写一次")
                self._wrong(locate(tree, ("curriculum", at)), "curriculum", once, drill)
        known = Text("a drill of the curriculum", "课程中的演练")
        for drill, before in role.after.items():
            path = ("after", drill)
            if drill not in order:
                self._wrong(locate(tree, path, key=True), path_words(path), known, drill, order)
                continue
            earlier = order[: order.index(drill)]
            expected = Text(f"a drill that the curriculum has before '{drill}'", f"课程中排在“{drill}”之前的演练")
            for at, each in enumerate(before):
                if each not in earlier:
                    self._wrong(locate(tree, (*path, at)), path_words((*path, at)), expected, each, earlier)
        for at, drill in enumerate(role.certifies):
            if drill not in order:
                self._wrong(locate(tree, ("certifies", at)), "certifies", known, drill, order)
        if role.valid_days < 1:
            days = Text("at least one day", "至少 1 天")
            self._wrong(locate(tree, ("valid_days",)), "valid_days", days, str(role.valid_days))

    def _texts(self, tree: Group, path: tuple[str | int, ...], text: Text) -> None:
        if not (text.en and text.zh):
            expected = Text("a text in both languages", "两种语言的文本")
            self._wrong(locate(tree, path), path_words(path), expected, text.en or text.zh)

    # --- rights

    def _group(self, node: Node | None, where: str) -> Group:
        if node is None or isinstance(node, Group):
            return node or Group(START)
        self._wrong(node.mark, where, Text("a group of keys", "一组键和值"), kind_of(node))
        return Group(node.mark)

    def _rights(self, node: Node | None) -> dict[str, Workplace]:
        rights = {}
        group = self._group(node, "rights")
        for place, mark in group.keys.items():
            if self._word(mark, f"rights.{place}", place, WORKSTATIONS):
                rights[place] = self._workplace(place, group.nodes.get(place))
        return rights

    def _workplace(self, place: str, node: Node | None) -> Workplace:
        where = f"rights.{place}"
        group = self._group(node, where)
        for key, mark in group.keys.items():
            self._word(mark, f"{where}.{key}", key, ("may", "limits"))
        limits = self._limits(place, self._group(group.nodes.get("limits"), f"{where}.limits"))
        return Workplace(self._may(place, group.nodes.get("may"), limits), limits)

    def _may(self, place: str, node: Node | None, limits: dict[str, Permission]) -> tuple[str, ...]:
        where = f"rights.{place}.may"
        if isinstance(node, Scalar) and node.text == ALL:
            return tuple(sorted(OPERATIONS[place] - limits.keys()))
        if not isinstance(node, Items):
            if node is not None:
                expected = Text(f"a list of operations, or '{ALL}'", f"一组操作，或“{ALL}”")
                self._wrong(node.mark, where, expected, kind_of(node))
            return ()
        may: list[str] = []
        for each in node.nodes:
            name = kind_of(each)
            if not self._operation(place, each.mark, where, name):
                continue
            if name in may or name in limits:
                self._wrong(each.mark, where, Text("each operation once", "每项操作只写一次"), name)
                continue
            may.append(name)
        return tuple(may)

    def _operation(self, place: str, mark: Mark, where: str, name: str) -> bool:
        known = OPERATIONS[place]
        if name not in known:
            at = PLACES[place]
            self._wrong(mark, where, Text(f"an operation of {at.en}", f"{at.zh}的操作"), name, sorted(known))
        return name in known

    def _limits(self, place: str, group: Group) -> dict[str, Permission]:
        limits = {}
        for name, mark in group.keys.items():
            where = f"rights.{place}.limits"
            if self._operation(place, mark, where, name):
                limits[name] = self._permission(place, group.nodes.get(name), f"{where}.{name}")
        return limits

    def _permission(self, place: str, node: Node | None, where: str) -> Permission:
        levels = (*LEVELS, OUTSIDE) if place == "office" else LEVELS
        group = self._group(node, where)
        for key, mark in group.keys.items():
            self._word(mark, f"{where}.{key}", key, ("limit", "above"))
        limit, above = group.nodes.get("limit"), group.nodes.get("above")
        if above is None:
            self._word(group.mark, f"{where}.above", "", levels)
            return Permission()
        self._word(above.mark, f"{where}.above", kind_of(above), levels)
        if limit is None:
            return Permission(None, kind_of(above))
        try:
            return Permission(CNY.parse(kind_of(limit)), kind_of(above))
        except ValueError:
            self._wrong(
                limit.mark, f"{where}.limit", Text("an amount such as 26.72", "金额，例如 26.72"), kind_of(limit)
            )
            return Permission()
