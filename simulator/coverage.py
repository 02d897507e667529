"""`storedrill scenarios --coverage`: which drill covers what, as tables of signs; and what writes its figures.

python -c "import simulator.coverage as c; c.write()"
"""

from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from string import ascii_letters
from typing import TYPE_CHECKING, Any

from scenarios import reasons
from scenarios.coverage import FILE, SEEDS, Coverage, Met, coverage
from simulator.kernel.texts import cells, pad
from simulator.locale import Words, ids
from simulator.locale.naming import operation_name, trouble_name

if TYPE_CHECKING:
    from roles.model import Role

ALWAYS, SOMETIMES, NEVER = "●", "○", "·"
WIDTH = 80
FEW = 2
"""So many drills are named in a cell, a letter each; of more it is said how many."""
NAME = 28
"""Cells for what a row is about."""


# --- the figures -----------------------------------------------------------------------------------------------------


def build() -> bytes:
    """The file's bytes, from plays of all shipped drills. Raises StuckPlay."""
    import msgspec

    from scenarios.library import names
    from simulator.drill.coverage import TROUBLE, met
    from simulator.stages import stage_of

    found = Coverage(tuple(TROUBLE), tuple(met(stage_of(name)) for name in names()))
    return msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n"


def write() -> Path:
    """Rebuild the file in a checkout; returns its path."""
    path = Path(str(files("scenarios").joinpath("library", FILE)))
    path.write_bytes(build())
    coverage.cache_clear()
    reasons.write(ids("refused"))  # what else scripts may name and only the interface's words list
    return path


# --- what is not covered ---------------------------------------------------------------------------------------------


def workplace_operations(role: "Role") -> list[str]:
    """What the role may do where it works, if only with an approval, in the order of its file."""
    place = role.rights.get(role.workstation)
    return [*place.may, *place.limits] if place else []


def uncovered(role: "Role", drills: Sequence[Met]) -> dict[str, list[str]]:
    """Operations of the role that no drill asks for, its competencies that none judges, and those that none judges in
    a trouble that comes: `trouble: competency`."""
    done = {operation for met in drills for operation in met.operations}
    judged = {competency for met in drills for competency, count in met.competencies.items() if count}
    ids = [competency.id for competency in role.competencies]
    pairs = [
        f"{trouble}: {id}"
        for trouble in in_order(coverage().troubles, drills)
        for id in ids
        if id in judged and not any(met.under.get(trouble, {}).get(id) for met in drills)
    ]
    return {
        "operations": [operation for operation in workplace_operations(role) if operation not in done],
        "competencies": [id for id in ids if id not in judged],
        "competencies_in_trouble": pairs,
    }


def in_order(troubles: Sequence[str], drills: Sequence[Met]) -> list[str]:
    """Those that come in one of the drills."""
    return [trouble for trouble in troubles if any(trouble in met.faults for met in drills)]


def by_role(drills: Sequence[Met]) -> list[tuple["Role", list[Met]]]:
    """All roles with their drills."""
    from roles.model import roles

    return [(role, [met for met in drills if met.role == role.id]) for role in roles().values()]


def as_json() -> dict[str, Any]:
    """Everything, for machines."""
    found = coverage()
    missing = {role.id: uncovered(role, own) for role, own in by_role(found.drills)}
    drills = list(found.drills)
    return {"seeds": SEEDS, "drills": drills, "uncovered": missing, "troubles_in_no_drill": found.never_met()}


# --- in words --------------------------------------------------------------------------------------------------------


def in_words(words: Words) -> list[str]:
    """The tables and what is missing, within 80 columns."""
    found = coverage()
    lines = wrapped(words("coverage.about", seeds=f"{SEEDS[0]}-{SEEDS[-1]}"))
    lines += wrapped(words("coverage.signs", always=ALWAYS, sometimes=SOMETIMES, never=NEVER))
    for role, own in by_role(found.drills):
        lines += ["", *_role(words, role, own)]
    missing = [trouble_name(words, trouble) for trouble in found.never_met()]
    return [*lines, "", *_listed(words, "coverage.no_trouble", missing)]


def _role(words: Words, role: "Role", drills: list[Met]) -> list[str]:
    head = f"== {words.both(role.title)} =="
    if not drills:
        return [head, words("coverage.no_drills")]
    letters = ascii_letters[: len(drills)]
    lines = [head, *_legend(f"{letter} {met.id}" for letter, met in zip(letters, drills, strict=True))]
    seeds = len(SEEDS)

    def table(title: str, names: dict[str, str], counts: list[dict[str, int]], full: int) -> None:
        lines.extend(["", _row(words(title), letters)])
        for id, name in names.items():
            signs = [_sign(count.get(id, 0), full) for count in counts]
            lines.append(_row(name, signs))

    competencies = {competency.id: words.both(competency.name) for competency in role.competencies}
    operations = {operation: operation_name(words, operation) for operation in workplace_operations(role)}
    troubles = {id: trouble_name(words, id) for id in in_order(coverage().troubles, drills)}
    table("coverage.operations", operations, [met.operations for met in drills], seeds)
    table("coverage.troubles", troubles, [met.faults for met in drills], seeds)
    table("coverage.competencies", competencies, [met.competencies for met in drills], 1)
    lines += ["", *_in_trouble(words, competencies, troubles, dict(zip(letters, drills, strict=True)))]
    missing = uncovered(role, drills)
    lines += ["", *_listed(words, "coverage.no_operation", [operations[id] for id in missing["operations"]])]
    lines += _listed(words, "coverage.no_competency", [competencies[id] for id in missing["competencies"]])
    return lines


def _in_trouble(
    words: Words, competencies: dict[str, str], troubles: dict[str, str], drills: dict[str, Met]
) -> list[str]:
    """In which drills a competency was judged once a trouble had come; from three on, in how many."""
    numbers = {id: str(number) for number, id in enumerate(competencies, 1)}
    lines = _legend(f"{numbers[id]} {name}" for id, name in competencies.items())
    lines += wrapped(words("coverage.in_trouble_signs"))
    lines.append(_row(words("coverage.in_trouble"), [f"{number:>2}" for number in numbers.values()]))
    for trouble, name in troubles.items():
        found = [[at for at, met in drills.items() if met.under.get(trouble, {}).get(id)] for id in competencies]
        shown = [str(len(at)) if len(at) > FEW else "".join(at) or NEVER for at in found]
        lines.append(_row(name, [f"{sign:>{FEW}}" for sign in shown]))
    return lines


def _sign(count: int, full: int) -> str:
    return ALWAYS if count >= full else SOMETIMES if count else NEVER


def _row(name: str, signs: Iterable[str]) -> str:
    return f"{pad(name, NAME)}{' '.join(signs)}".rstrip()


def _legend(items: Iterable[str]) -> list[str]:
    """What the columns stand for, none broken in two."""
    lines: list[str] = []
    for item in items:
        if lines and cells(lines[-1]) + 2 + cells(item) <= WIDTH:
            lines[-1] += f"  {item}"
        else:
            lines.append(item)
    return lines


def _listed(words: Words, id: str, names: list[str]) -> list[str]:
    """`Operations that no drill asks for (15): ...`"""
    between = words("shell.comma")
    return wrapped(words(id, count=len(names), names=between.join(names) or words("coverage.none")))


def wrapped(text: str) -> list[str]:
    """Broken at blanks where the line is full; Chinese sentences, which have none, anywhere."""
    from virtual_devices.layout import wrap

    lines = wrap(text, WIDTH)
    assert all(cells(line) <= WIDTH for line in lines)
    return lines
