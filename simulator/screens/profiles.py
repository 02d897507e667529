"""A profile: which keys and which words a customer's till uses, so that what is practised is what will be pressed.

YAML, written by a rollout assistant; shipped ones lie in `profiles/`, others are named by path. Keys are Textual's
names (`f8`, `space`, `asterisk`, `ctrl+l`) or the sign itself (`"*"`); of several keys the first is shown. Words
override action titles. A profile is read when a till or a briefing opens, never for the lobby.
"""

import string
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.kernel.texts import Lang, Text, half_width
from simulator.locale import Words
from simulator.screens.actions import AT, BY_ID, OWN, TILL_IDS, Workstation
from simulator.screens.shell.keys import SIGNS

if TYPE_CHECKING:  # the reader of scripts loads YAML, which the lobby does without
    from scenarios.problems import Mark, Problem
    from scenarios.source import Group, Node, Scalar

SHIPPED = ("generic", "retail_a", "retail_b")
LANGS: tuple[Lang, ...] = ("en", "zh")
STATIONS: tuple[Workstation, ...] = tuple(name for name in AT if name != "till")

NAMED = frozenset({"space", "insert", "delete", "home", "end", "pageup", "pagedown", *(f"f{n}" for n in range(1, 25))})
CONTROL = frozenset(
    {
        *(f"ctrl+{letter}" for letter in "abdefgklnorstuvwxy"),
        *(f"ctrl+f{n}" for n in range(1, 13)),
        *("ctrl+home", "ctrl+end", "ctrl+delete"),
    }
)
"""Control keys that reach an app in every terminal and that no terminal sends for something else."""
ENTRY = frozenset({"enter", "tab", "escape", "backspace", "up", "down", "left", "right", "full_stop", *string.digits})
"""Keys of the entry line and of the focus: nothing else may hang on them."""
KEPT_BY_TERMINALS = frozenset({"f1", "f10", "f11", "ctrl+v", "ctrl+w"})


class ProfileError(Exception):
    """What is wrong with a profile, every problem a line `file:line:column: where: expected ..., got ...`."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


_SHIFTED = {f"shift+f{n}": f"f{n + 12}" for n in range(1, 13)}


@dataclass(frozen=True, slots=True)
class Profile:
    """Keys and words of a till."""

    id: str
    name: dict[Lang, str]
    keys: dict[str, tuple[str, ...]]
    """Action -> keys."""
    words: dict[Lang, dict[str, str]] = field(default_factory=dict)
    """Language -> action -> title."""

    stations: dict[Workstation, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    """Another workstation -> the same for what only it has."""

    def called(self, words: Words, workstation: Workstation) -> str:
        """Its name as it is said to who works there: it is named for a till, and gives keys to all."""
        name = self.name[words.lang]
        if workstation == "till":
            return name
        there = words(f"station.{workstation}")
        return words("briefing.keys.generic" if self.id == SHIPPED[0] else "briefing.keys.of", name=name, there=there)

    def at(self, workstation: Workstation) -> "Profile":
        """The keys as they are at a workstation; what it shares with the till has the same ones there."""
        if workstation == "till":
            return self
        own = self.stations.get(workstation, {})
        keys = {action.id: self.keys.get(action.id) or own.get(action.id, ()) for action in AT[workstation]}
        return replace(self, keys={action: pressed for action, pressed in keys.items() if pressed}, stations={})

    def action_of(self, key: str) -> str:
        """The action behind a key, or empty. Terminals differ in how they send Shift+F1: as `shift+f1` or as `f13`."""
        key = _SHIFTED.get(key, key)
        for action, keys in self.keys.items():
            if key in keys:
                return action
        return ""


def load_profile(name: str = "generic", lang: Lang = "en") -> Profile:
    """A shipped profile by name, or one by path. Raises `ProfileError` with all problems at once, told in `lang`."""
    if name in SHIPPED:
        profile = parse_profile((files(__package__) / "profiles" / f"{name}.yaml").read_bytes(), f"{name}.yaml", lang)
        return profile if name == SHIPPED[0] else _completed(profile)
    from scenarios.source import read_file

    source, problems = read_file(Path(name))
    if problems:
        raise ProfileError([problem.words(lang, name) for problem in problems])
    return _completed(parse_profile(source, name, lang))


def _completed(profile: Profile) -> Profile:
    """A workstation that a profile says nothing of has the generic keys."""
    return replace(profile, stations=load_profile(SHIPPED[0]).stations | profile.stations)


def parse_profile(source: bytes, where: str, lang: Lang = "en") -> Profile:
    """Shape: `profile`, `name: {en, zh}`, `keys: {action: key | [keys]}`, `words: {en: {action: title}, zh: ...}`.

    Beside `keys`, which are the till's, `stockroom` gives keys to what only the stockroom has.
    """
    from scenarios.source import read

    tree, problems = read(source)[:2]
    found = list(problems)
    reading = _Reading(found)
    profile = reading.profile(tree) if tree is not None else None
    if found or profile is None:
        found.sort(key=lambda problem: problem.mark)
        raise ProfileError([problem.words(lang, where) for problem in found])
    return profile


class _Reading:
    """Turns the tree into a profile and collects everything that is wrong with it."""

    def __init__(self, found: "list[Problem]") -> None:
        self._found = found

    def _wrong(
        self, mark: "Mark", where: str, expected: Text, got: str, known: "Iterator[str] | tuple[str, ...]" = ()
    ) -> None:
        from scenarios.problems import Problem, did_you_mean

        shown = Text(f"'{got}'", f"“{got}”") if got else Text("nothing", "空白")
        self._found.append(Problem("profile", mark, where, expected, shown, did_you_mean(got, known) if got else ""))

    def profile(self, tree: "Group") -> Profile:
        parts = ("profile", "name", "keys", *STATIONS, "words")
        for name, mark in tree.keys.items():
            if name not in parts:
                self._wrong(
                    mark, name, Text("one of " + ", ".join(parts), "以下之一：" + "、".join(parts)), name, parts
                )
        for name in parts[:3]:
            if name not in tree.nodes:
                self._wrong(tree.mark, name, Text(f"'{name}' to be given", f"写明“{name}”"), "")
        id = self._scalar(tree.nodes.get("profile"), "profile")
        names = self._languages(tree.nodes.get("name"))
        taken: dict[str, tuple[str, int]] = {}
        keys = self._keys(tree.nodes.get("keys"), tree.mark, "keys", TILL_IDS, taken)
        stations: dict[Workstation, dict[str, tuple[str, ...]]] = {}
        for name in STATIONS:
            if name in tree.nodes:
                shared = {key: at for key, at in taken.items() if at[0] in {action.id for action in AT[name]}}
                known = frozenset(action.id for action in OWN[name])
                stations[name] = self._keys(tree.nodes[name], tree.mark, name, known, shared)
        words = self._words(tree.nodes.get("words"))
        return Profile(id, names, keys, words, stations)

    def _group(self, node: "Node | None", where: str) -> "Group | None":
        from scenarios.source import Group, kind_of

        if node is None or isinstance(node, Group):
            return node
        self._wrong(node.mark, where, Text("a group of 'name: value' lines", "一组“名称: 值”"), kind_of(node))
        return None

    def _scalar(self, node: "Node | None", where: str) -> str:
        from scenarios.source import Scalar, kind_of

        if node is None:
            return ""
        if isinstance(node, Scalar) and node.text.strip():
            return node.text.strip()
        self._wrong(node.mark, where, Text("a word", "一个词"), kind_of(node))
        return ""

    def _languages(self, node: "Node | None") -> dict[Lang, str]:
        group = self._group(node, "name")
        if group is None:
            return {}
        for name, mark in group.keys.items():
            if name not in LANGS:
                self._wrong(mark, f"name.{name}", Text("en or zh", "en 或 zh"), name)
        for lang in LANGS:
            if lang not in group.nodes:
                self._wrong(
                    group.mark,
                    "name",
                    Text(f"a name in both languages, '{lang}' too", f"两种语言的名称，还缺“{lang}”"),
                    "",
                )
        return {lang: self._scalar(group.nodes.get(lang), f"name.{lang}") for lang in LANGS}

    # --- keys

    def _keys(
        self, node: "Node | None", start: "Mark", where: str, known: frozenset[str], taken: dict[str, tuple[str, int]]
    ) -> dict[str, tuple[str, ...]]:
        """The keys of the actions that are known there; `taken` are those that are given away, and grows."""
        group = self._group(node, where)
        if group is None:
            return {}
        keys: dict[str, tuple[str, ...]] = {}
        for action, mark in group.keys.items():
            if action not in known:
                self._wrong(mark, f"{where}.{action}", Text("the id of an action", "操作的标识"), action, tuple(known))
                continue
            good = []
            for scalar in self._scalars(group.nodes.get(action), f"{where}.{action}"):
                key = self._key(scalar, f"{where}.{action}")
                if not key:
                    continue
                if key in taken:
                    other, line = taken[key]
                    expected = Text(
                        f"a key of its own (line {line} gives it to {other})",
                        f"未被占用的键（第 {line} 行已给 {other}）",
                    )
                    self._wrong(scalar.mark, f"{where}.{action}", expected, scalar.text)
                    continue
                taken[key] = action, scalar.mark.line
                good.append(key)
            if good and set(good) <= KEPT_BY_TERMINALS:
                expected = Text(
                    "a second key, as some terminals keep F1, F10, F11, Ctrl+V and Ctrl+W",
                    "再给一个键，因为有的终端占用 F1、F10、F11、Ctrl+V、Ctrl+W",
                )
                self._wrong(group.nodes[action].mark, f"{where}.{action}", expected, " ".join(good))
            keys[action] = tuple(good)
        missing = [id for id, action in BY_ID.items() if id in known and id not in group.keys and not action.keyless]
        if missing:
            expected = Text(
                "keys for every action, also for " + ", ".join(missing), "每个操作都有键，还缺：" + "、".join(missing)
            )
            self._wrong(group.mark, where, expected, "")
        return keys

    def _scalars(self, node: "Node | None", where: str) -> "list[Scalar]":
        from scenarios.source import Items, Scalar, kind_of

        nodes = node.nodes if isinstance(node, Items) else [node]
        found = []
        for item in nodes:
            if isinstance(item, Scalar):
                found.append(item)
            elif item is not None:
                self._wrong(item.mark, where, Text("a key or a list of keys", "一个键或一列键"), kind_of(item))
        return found

    def _key(self, scalar: "Scalar", where: str) -> str:
        """The key's name, or empty where it is none that a till may use."""
        written = half_width(scalar.text).strip().lower().replace(" ", "")
        key = SIGNS.get(written, written)
        if key in ENTRY:
            expected = Text("a key that the entry line and the focus do not need", "录入行和光标都不用的键")
        elif len(key) == 1 and key.isalpha():
            expected = Text(
                "a key that is no letter, as input methods take letters", "非字母键，因为输入法会占用字母键"
            )
        elif key in NAMED or key in CONTROL or key in SIGNS.values():
            return key
        else:
            expected = Text(
                "a key such as f8, space, delete, asterisk or ctrl+l",
                "键名，例如 f8、space、delete、asterisk 或 ctrl+l",
            )
        self._wrong(scalar.mark, where, expected, scalar.text, (*NAMED, *CONTROL, *SIGNS.values()))
        return ""

    # --- words

    def _words(self, node: "Node | None") -> dict[Lang, dict[str, str]]:
        group = self._group(node, "words")
        words: dict[Lang, dict[str, str]] = {}
        if group is None:
            return words
        for name, mark in group.keys.items():
            if name not in LANGS:
                self._wrong(mark, f"words.{name}", Text("en or zh", "en 或 zh"), name)
        for lang in LANGS:
            titles = self._group(group.nodes.get(lang), f"words.{lang}")
            if titles is None:
                continue
            words[lang] = {}
            for action, mark in titles.keys.items():
                if action not in BY_ID:
                    where = f"words.{lang}.{action}"
                    self._wrong(mark, where, Text("the id of an action", "操作的标识"), action, tuple(BY_ID))
                else:
                    words[lang][action] = self._scalar(titles.nodes[action], f"words.{lang}.{action}")
        return words
