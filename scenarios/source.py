"""A YAML file as a tree of strings with positions. Nothing is converted here: `0040063`, `12:30`, `1.10` and `no`
stay as written.

Of YAML a script needs mappings, lists and scalars. What only programmers use (anchors, merge keys, tags, several
documents) is refused with a plain sentence, which also leaves no way to build cycles or to blow a small file up.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

import yaml

from scenarios.problems import START, Mark, Problem, problem
from scenarios.yaml_wording import syntax_kind

MOST_BYTES = 1_000_000
"""A script is a few kilobytes; anything of this size is not one."""
MOST_DEPTH = 24
MOST_TABS = 1000
"""Told of one file; no script has so many lines."""
TAB_WIDTHS = (2, 4, 8)
"""What a tab may have stood for, the likeliest first."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's where it exists: ten times as fast, with the same events."""


class _Position(Protocol):
    """What both of PyYAML's loaders say of a place; they count from 0."""

    line: int
    column: int


class Scalar(NamedTuple):
    """A word or a sentence, as written."""

    text: str
    mark: Mark


@dataclass(slots=True)
class Items:
    """A list."""

    mark: Mark
    nodes: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """A mapping, in the order of the file; keys are unique."""

    mark: Mark
    nodes: dict[str, "Node"] = field(default_factory=dict)
    keys: dict[str, Mark] = field(default_factory=dict)


Node = Scalar | Items | Group
Plain = str | list["Plain"] | dict[str, "Plain"]


class Source(NamedTuple):
    """What could be read: the tree (None where the file is no YAML at all) and everything that is wrong with it."""

    tree: Group | None
    problems: tuple[Problem, ...]
    lines: int = 0


def read_file(path: Path) -> tuple[bytes, tuple[Problem, ...]]:
    """The bytes of a file. A missing, unreadable or huge one is a problem; OSError never escapes."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            return b"", (_too_big(size),)
        return path.read_bytes(), ()
    except FileNotFoundError:
        return b"", (problem("file_missing", START, ""),)
    except IsADirectoryError:
        return b"", (problem("file_folder", START, ""),)
    except OSError as error:
        return b"", (problem("file", START, "", got=error.strerror or type(error).__name__),)


def read(data: bytes) -> Source:
    """Parse a script's bytes, as far as they can be parsed."""
    if len(data) > MOST_BYTES:
        return Source(None, (_too_big(len(data)),))
    text, bad = _decode(data)
    if bad:
        return Source(None, (bad,))
    tabs = _tabs(text)
    if not tabs:
        return _parse(text, {})
    tabbed = {tab.mark.line for tab in tabs}
    guesses = [_parse(*_without_tabs(text, width)) for width in TAB_WIDTHS]
    best = next((guess for guess in guesses if guess.tree), guesses[0])
    others = (p for p in best.problems if not (p.id.startswith("syntax") and p.mark.line in tabbed))
    return best._replace(problems=tuple(sorted((*tabs, *others), key=lambda p: p.mark)))


def _parse(text: str, wider: dict[int, int]) -> Source:
    """The tree of a text; `wider` tells by how many columns its lines are wider than in the file."""
    reader, problems, lines = _Reader(wider), [], text.count("\n")
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if not reader.take(event):
                break
    except yaml.MarkedYAMLError as error:
        mark, begun = reader.mark(error.problem_mark or error.context_mark), reader.mark(error.context_mark)
        kind = syntax_kind(error.problem or "", error.context or "")
        problems.append(problem(kind, mark, "", got=error.problem, line=str(begun.line)))
        return Source(None, (*reader.problems, *problems), lines)
    except yaml.reader.ReaderError as error:
        problems.append(_unprintable(text, error))
        return Source(None, (*reader.problems, *problems), lines)
    problems += reader.problems
    tree = reader.root
    if tree is None and not problems:
        problems.append(problem("empty", START, ""))
    elif tree is not None and not isinstance(tree, Group):
        problems.append(problem("script", tree.mark, "", got=kind_of(tree)))
    return Source(tree if isinstance(tree, Group) else None, tuple(problems), lines)


def plain(node: Node) -> Plain:
    """The tree without its positions: strings, lists and dicts."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [plain(item) for item in node.nodes]
    return {key: plain(value) for key, value in node.nodes.items()}


def child(node: Node, step: str | int) -> Node | None:
    """What stands under a key or at a position."""
    if isinstance(node, Group):
        return node.nodes.get(step) if isinstance(step, str) else None
    if isinstance(node, Items) and isinstance(step, int):
        return node.nodes[step] if step < len(node.nodes) else None
    return None


def locate(node: Node, path: tuple[str | int, ...], *, key: bool = False) -> Mark:
    """Where `path` leads, or as far towards it as the tree goes; with `key`, the last key instead of its value."""
    mark = node.mark
    for depth, step in enumerate(path):
        inner = child(node, step)
        if inner is None:
            break
        last = depth == len(path) - 1
        by_key = not isinstance(inner, Scalar) or (key and last)
        mark = node.keys[str(step)] if by_key and isinstance(node, Group) else inner.mark
        node = inner
    return mark


def kind_of(node: Node) -> str:
    """`list`, `group`, or the words of a scalar: for messages."""
    return node.text if isinstance(node, Scalar) else ("[...]" if isinstance(node, Items) else "{...}")


class _Reader:
    """Builds the tree from parser events, without recursion."""

    def __init__(self, wider: dict[int, int]) -> None:
        self._wider = wider
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._open: list[Group | Items] = []
        self._path: list[str | int] = []
        """Per open branch: the key or index that is being filled."""
        self._key: str | None = None
        self._skipping = 0
        """Depth within something that was refused."""
        self._documents = 0

    def mark(self, at: _Position | None) -> Mark:
        """A place in the file as its author wrote it."""
        if at is None:
            return START
        return Mark(at.line + 1, max(1, at.column + 1 - self._wider.get(at.line + 1, 0)))

    def take(self, event: yaml.Event) -> bool:
        """Whether to go on."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._refuse("one_document", event)
                return False
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()
        elif isinstance(event, yaml.NodeEvent):
            self._node(event)
            return len(self._open) + self._skipping <= MOST_DEPTH or self._too_deep(event)
        return True

    def _node(self, event: yaml.NodeEvent) -> None:
        starts = isinstance(event, yaml.CollectionStartEvent)
        if self._skipping:
            self._skipping += starts
            return
        if event.anchor is not None:
            self._refuse("alias" if isinstance(event, yaml.AliasEvent) else "anchor", event, got=str(event.anchor))
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._refuse("tag", event, got=str(tag))
        if self._awaits_key():
            self._take_key(event, starts)
        elif isinstance(event, yaml.ScalarEvent):
            self._put(Scalar(event.value, self.mark(event.start_mark)))
        elif starts:
            mark = self.mark(event.start_mark)
            branch: Group | Items = Group(mark) if isinstance(event, yaml.MappingStartEvent) else Items(mark)
            self._put(branch)
            self._open.append(branch)
            self._path.append("" if isinstance(branch, Group) else 0)
            self._key = None
        else:
            self._put(Scalar("", self.mark(event.start_mark)))

    def _awaits_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1], Group) and self._key is None

    def _take_key(self, event: yaml.NodeEvent, starts: bool) -> None:
        group = self._open[-1]
        assert isinstance(group, Group), "only a group awaits a key"
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse("key", event)
            self._skipping += starts
            self._key = "?"
            return
        name, mark = event.value, self.mark(event.start_mark)
        if name == "<<" and event.implicit[0]:
            self._refuse("merge", event)
        if name in group.nodes:
            self.problems.append(
                problem("duplicate", mark, self._where(name), got=name, line=str(group.keys[name].line))
            )
        else:
            group.keys[name] = mark
        self._key = name
        self._path[-1] = name

    def _put(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        branch = self._open[-1]
        if isinstance(branch, Items):
            branch.nodes.append(node)
            self._path[-1] = len(branch.nodes)
        elif self._key is not None:
            if self._key in branch.keys:  # what a refused key leads to is read, and left out
                branch.nodes.setdefault(self._key, node)
            self._key = None

    def _end(self) -> None:
        if self._skipping:
            self._skipping -= 1
            return
        self._open.pop()
        self._path.pop()
        self._key = None

    def _too_deep(self, event: yaml.Event) -> bool:
        self._refuse("depth", event, most=str(MOST_DEPTH))
        self.root = None
        return False

    def _refuse(self, id: str, event: yaml.Event, *, got: str | None = None, **given: str) -> None:
        self.problems.append(problem(id, self.mark(event.start_mark), self._where(), got=got, **given))

    def _where(self, name: str = "") -> str:
        steps = self._path[:-1] if name else self._path
        return path_words((*steps, *([name] if name else [])))


def path_words(path: tuple[str | int, ...]) -> str:
    """`customers.mrs_li.basket[2]`; list positions count from 1, as people do."""
    words = ""
    for step in path:
        if isinstance(step, int):
            words += f"[{step + 1}]"
        elif step:
            words += f".{step}" if words else step
    return words


def _too_big(size: int) -> Problem:
    return problem("size", START, "", got=f"{size:,} bytes", most=f"{MOST_BYTES:,}")


def _decode(data: bytes) -> tuple[str, Problem | None]:
    """UTF-8, with or without a byte order mark."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", problem("encoding", START, "", got="UTF-16")
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        try:
            data.decode("gb18030")
            guess = "GBK/GB18030"
        except UnicodeDecodeError:
            guess = f"0x{data[error.start]:02x}"
        return "", problem("encoding", Mark(line, column), "", got=guess)


def _tabs(text: str) -> list[Problem]:
    found = []
    for number, line in enumerate(text.splitlines(), 1) if "\t" in text else ():
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            found.append(problem("tab", Mark(number, indent.index("\t") + 1), ""))
            if len(found) == MOST_TABS:
                break
    return found


def _without_tabs(text: str, width: int) -> tuple[str, dict[int, int]]:
    """The text with spaces for the tabs that lines are indented with; line -> by how many columns it became wider."""
    lines, wider = text.splitlines(keepends=True), {}
    for number, line in enumerate(lines, 1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            wider[number] = indent.count("\t") * (width - 1)
            lines[number - 1] = indent.replace("\t", " " * width) + line[len(indent) :]
    return "".join(lines), wider


def _unprintable(text: str, error: yaml.reader.ReaderError) -> Problem:
    """libyaml counts bytes, PyYAML characters: the character itself tells where it stands."""
    char = chr(error.character) if isinstance(error.character, int) else "\x00"
    at = text.find(char)
    before = text[: max(at, 0)]
    mark = Mark(before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
    return problem("unprintable", mark, "", got=f"U+{ord(char):04X}")
