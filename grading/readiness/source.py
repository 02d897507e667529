"""Gates and a store's profile from their YAML: everything that is wrong comes at once, each with its place."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, Field, model_validator

from grading.acceptance.model import SEVERITIES
from grading.readiness.model import (
    COVERING,
    KINDS,
    MEASURES,
    ORIGINS,
    Gate,
    Kind,
    Member,
    Profile,
    Shift,
    Threshold,
    Waiver,
)
from grading.readiness.phrases import LANES, day, days, device, figure
from scenarios import phrases
from scenarios.library import names as drills
from scenarios.problems import FileError, PhraseError, PhraseErrors, Problem, problem
from scenarios.shapes import Bilingual, Id, Listed, Sentence, Shape, phrase, whole, word_of
from scenarios.source import Group, Items, Node, Scalar, child, locate, path_words, read, read_file
from scenarios.validation import validated

SHIPPED = "gates.yaml"
NO_GO = ("always", "unless_waived", "no")
OF_ROLES = ("certified", "operations", "trained")
"""Kinds of evidence that can be asked for of one role alone."""
ROLES = ("cashier", "stock_clerk", "manager")
MOST = 1_000_000
OWN = range(3, 6)
"""How many criteria of their own a customer has."""


class ReadinessError(FileError):
    """A file of gates, or a profile, is wrong."""


class Gates(NamedTuple):
    """Gates in the order of their file, and the file's SHA-256."""

    gates: tuple[Gate, ...]
    sha256: str


# --- shapes ----------------------------------------------------------------------------------------------------------


def _both(value: object) -> object:
    """A name or a sentence is the same in both languages where only one was written."""
    return {"en": value, "zh": value} if isinstance(value, str) and value.strip() else value


Role = Annotated[str, word_of(ROLES)]
Drill = Annotated[str, phrase(lambda text: phrases.one_of(text, drills()))]
Day = Annotated[str, phrase(day)]
Said = Annotated[Bilingual, BeforeValidator(_both)]


class GateShape(Shape):
    title: Bilingual
    owner: Bilingual
    criterion: Bilingual
    evidence: Annotated[str, word_of(tuple(KINDS))]
    from_: Annotated[str, word_of(ORIGINS)]
    fresh: Annotated[int, phrase(days)]
    at_least: Annotated[object, phrase(figure)] = None
    at_most: Annotated[object, phrase(figure)] = None
    sample: Annotated[int, whole(1, MOST)] = 1
    no_go: Annotated[str, word_of(NO_GO)] = "unless_waived"
    role: Annotated[str, word_of(ROLES)] = ""
    drills: Annotated[list[Drill], Listed] = []
    severity: Annotated[str, word_of(SEVERITIES)] = ""
    measures: Annotated[str, word_of(tuple(MEASURES))] = ""

    @model_validator(mode="after")
    def _fits(self) -> "GateShape":
        wrong = list(self._wrong())
        if wrong:
            raise PhraseErrors(wrong)
        return self

    def _wrong(self) -> Iterator[tuple[tuple[str | int, ...], PhraseError]]:
        bounds = [bound for bound in (self.at_least, self.at_most) if bound is not None]
        if len(bounds) > 1 or (not bounds and self.evidence != "record"):
            yield (), PhraseError("readiness_bound", "")
        elif self.evidence in (*COVERING, "operations") and not _is_share(self.at_least):
            yield (("at least" if self.at_least else "at most"),), PhraseError("readiness_share", "")
        elif self.evidence == "trained" and not _is_number(self.at_most):
            yield (("at most" if self.at_most else "at least"),), PhraseError("readiness_hours", "")
        if self.role and self.evidence not in OF_ROLES:
            yield ("role",), PhraseError("readiness_key", self.role, key="role", kinds=", ".join(OF_ROLES))
        if self.drills and self.evidence != "rehearsed":
            yield ("drills",), PhraseError("readiness_key", self.drills[0], key="drills", kinds="rehearsed")
        if self.severity and self.evidence != "issues":
            yield ("severity",), PhraseError("readiness_key", self.severity, key="severity", kinds="issues")
        if self.measures and self.evidence != "figure":
            yield ("measures",), PhraseError("readiness_key", self.measures, key="measures", kinds="figure")
        elif self.measures and not _has_unit(bounds, MEASURES[self.measures]):
            yield ("measures",), PhraseError("readiness_measures", self.measures)
        if not self.drills and self.evidence == "rehearsed":
            yield (), PhraseError("readiness_drills", "")

    def gate(self, id: str, own: bool = False) -> Gate:
        bound = self.at_least or self.at_most or ((1, 1), "number", False)
        assert isinstance(bound, tuple), "a phrase of figures gives a triple"
        threshold = Threshold("at_most" if self.at_most else "at_least", *bound)
        kind: Kind = next(kind for kind in KINDS if kind == self.evidence)
        return Gate(
            id, self.title.text, self.owner.text, self.criterion.text, kind,
            next(origin for origin in ORIGINS if origin == self.from_), threshold, self.fresh, self.sample,
            "always" if self.no_go == "always" else "no" if self.no_go == "no" else "unless_waived",
            self.role, tuple(dict.fromkeys(self.drills)), self.severity,
            self.measures, own,
        )  # fmt: skip


def _has_unit(bounds: list[object], unit: str) -> bool:
    return all(isinstance(bound, tuple) and bound[1] == unit for bound in bounds)


def _is_share(bound: object) -> bool:
    return isinstance(bound, tuple) and bound[1] == "share"


def _is_number(bound: object) -> bool:
    return isinstance(bound, tuple) and bound[1:] == ("number", False)


class GatesShape(Shape):
    gates: Annotated[dict[Id, GateShape], Field(min_length=1)]


class ShiftShape(Shape):
    title: Bilingual
    needs: dict[Role, Annotated[int, whole(1, 999)]]


class MemberShape(Shape):
    name: Sentence
    roles: Annotated[list[Role], Listed, Field(min_length=1)]
    shifts: Annotated[list[str], Listed] = []


class WaiverShape(Shape):
    gate: Sentence
    owner: Said
    reason: Said
    until: Day


class ProfileShape(Shape):
    store: Id
    title: Bilingual
    opening: Day
    lanes: Annotated[int, whole(1, LANES)]
    transactions_a_day: Annotated[int, whole(1, MOST)]
    peak_hour: Annotated[int, whole(1, MOST)]
    super_user: Sentence = ""
    shifts: dict[Id, ShiftShape]
    staff: Annotated[list[MemberShape], Field(min_length=1)]
    devices: Annotated[list[Sentence], Listed] = []
    criteria: dict[Id, GateShape] = {}
    waivers: list[WaiverShape] = []


# --- reading ---------------------------------------------------------------------------------------------------------


def shipped_gates() -> Gates:
    """The gates that ship: thresholds that rollout handbooks use, to be edited."""
    return parse_gates((files(__package__) / SHIPPED).read_bytes(), SHIPPED)


def load_gates(path: str) -> Gates:
    """Gates by path. Raises ReadinessError."""
    return parse_gates(_bytes(path), path)


def load_profile(path: str, gates: Gates) -> Profile:
    """A store's profile by path; waivers name gates of these, or of its own. Raises ReadinessError."""
    return parse_profile(_bytes(path), path, gates)


def _bytes(path: str) -> bytes:
    data, unreadable = read_file(Path(path))
    if unreadable:
        raise ReadinessError(path, unreadable)
    return data


def parse_gates(data: bytes, file: str) -> Gates:
    tree, problems = _tree(data, file)
    shape, wrong = validated(GatesShape, tree, None)
    if problems or wrong or shape is None:
        raise ReadinessError(file, (*problems, *wrong))
    return Gates(tuple(each.gate(id) for id, each in shape.gates.items()), sha256(data).hexdigest())


def parse_profile(data: bytes, file: str, gates: Gates) -> Profile:
    tree, problems = _tree(data, file)
    shape, wrong = validated(ProfileShape, tree, None)
    wrong = [*wrong, *_unfitting(tree, gates)]
    if problems or wrong or shape is None:
        raise ReadinessError(file, (*problems, *wrong))
    return Profile(
        shape.store, shape.title.text, shape.opening, shape.lanes, shape.transactions_a_day, shape.peak_hour,
        shape.super_user,
        tuple(Member(one.name, tuple(dict.fromkeys(one.roles)), tuple(dict.fromkeys(one.shifts)))
              for one in shape.staff),
        tuple(Shift(id, one.title.text, dict(one.needs)) for id, one in shape.shifts.items()),
        tuple(phrases.tidy(each) for each in shape.devices),
        tuple(each.gate(id, own=True) for id, each in shape.criteria.items()),
        tuple(Waiver(one.gate, one.owner.text, one.reason.text, one.until) for one in shape.waivers),
    )  # fmt: skip


def _tree(data: bytes, file: str) -> tuple[Group, tuple[Problem, ...]]:
    source = read(data)
    if source.tree is None:
        raise ReadinessError(file, source.problems)
    return source.tree, source.problems


def _words(tree: Group, *path: str | int) -> list[tuple[tuple[str | int, ...], str]]:
    """The words of a list, or of a single phrase that stands for one, with their paths."""
    node: Node | None = tree
    for step in path:
        node = child(node, step) if node is not None else None
    if isinstance(node, Items):
        return [((*path, at), one.text) for at, one in enumerate(node.nodes) if isinstance(one, Scalar)]
    return [(path, node.text)] if isinstance(node, Scalar) else []


def _group(tree: Group, key: str) -> dict[str, Node]:
    node = tree.nodes.get(key)
    return node.nodes if isinstance(node, Group) else {}


def _rows(tree: Group, key: str) -> range:
    node = tree.nodes.get(key)
    return range(len(node.nodes) if isinstance(node, Items) else 0)


def _unfitting(tree: Group, gates: Gates) -> Iterator[Problem]:
    """What does not fit together; read off the tree, so that it is told beside whatever else is wrong."""

    def wrong(id: str, path: tuple[str | int, ...], got: str, known: Iterable[str] = (), **given: str) -> Problem:
        return problem(id, locate(tree, path), path_words(path), got=got, known=known, **given)

    named = [one for at in _rows(tree, "staff") for one in _words(tree, "staff", at, "name")]
    names = [name for _, name in named]
    for path, name in _words(tree, "super user"):
        if name.strip() and name not in names:
            yield wrong("readiness_member", path, name, names)
    yield from (wrong("readiness_once", path, name) for at, (path, name) in enumerate(named) if name in names[:at])
    shifts = _group(tree, "shifts")
    for at in _rows(tree, "staff"):
        for path, shift in _words(tree, "staff", at, "shifts"):
            if shift not in shifts:
                yield wrong("known_word", path, shift, shifts)
    yield from _devices(tree, wrong)
    own = _group(tree, "criteria")
    if "criteria" in tree.nodes and len(own) not in OWN:
        yield wrong("readiness_criteria", ("criteria",), str(len(own)))
    known = [gate.id for gate in gates.gates]
    yield from (wrong("readiness_once", ("criteria", id), id) for id in own if id in known)
    for at in _rows(tree, "waivers"):
        for path, gate in _words(tree, "waivers", at, "gate"):
            if gate not in (*known, *own):
                yield wrong("readiness_gate", path, gate, (*known, *own))


def _devices(tree: Group, wrong: Callable[..., Problem]) -> Iterator[Problem]:
    """Each device once, at a lane that there is."""
    lanes = next((int(text) for _, text in _words(tree, "lanes") if text.isascii() and text.isdigit()), LANES)
    seen = set()
    for path, named in _words(tree, "devices"):
        try:
            if device(named)[1] > lanes:
                raise PhraseError("readiness_device", named)
        except PhraseError as error:
            yield wrong("readiness_device", path, named, error.known, lanes=str(lanes))
        if named in seen:
            yield wrong("readiness_once", path, named)
        seen.add(named)
