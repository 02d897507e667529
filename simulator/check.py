"""Scripts validated, linted and proven by bots: side by side where there are cores for it, told in order."""

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from simulator.kernel.texts import Lang
from simulator.locale import Words
from simulator.stages import own_shop, stage_of

if TYPE_CHECKING:
    from simulator.drill.matrix import Matrix

TOLD = 3
"""Bots that are named for a rule."""


class Checked(NamedTuple):
    """What came out for a script."""

    file: str
    problems: list[str]
    """In words."""
    proof: dict[str, Any] | None = None
    """None where bots did not play it."""
    plays: int = 0
    played: int = 0
    """Virtual milliseconds of all plays."""
    matrix: dict[str, Any] | None = None
    """Which bot loses which rule, where that was asked for."""
    rows: tuple[str, ...] = ()
    """The same in words."""

    def report(self) -> dict[str, Any]:
        """For machines."""
        told: dict[str, Any] = {"file": self.file, "problems": self.problems}
        if self.proof is not None:
            told |= {"proof": self.proof, "plays": self.plays}
        return told | {"matrix": self.matrix} if self.matrix is not None else told


def check_script(name: str, seeds: int, lang: Lang, matrix: bool = False) -> Checked:
    """Validate a script, and prove it over so many seeds where it has no error; with 0 it is not proven."""
    from scenarios.library import examine
    from simulator.drill.proof import prove
    from simulator.shops.lists import FolderError

    words = Words(lang)
    try:
        own = own_shop(name)
    except FolderError as error:
        return Checked(name, error.told(words))
    loaded = examine(name, own[0] if own else None)
    problems = [problem.words(lang, loaded.file) for problem in loaded.problems]
    if not seeds or loaded.scenario is None or any(problem.level == "error" for problem in loaded.problems):
        return Checked(loaded.file, problems)
    stage = stage_of(name)
    proof = prove(stage, range(1, seeds + 1))
    problems += [words(id, **params) for id, params in proof.failures]
    if not matrix:
        return Checked(loaded.file, problems, proof.report(), proof.plays, proof.played)
    from simulator.drill.sharpest import matrix as omissions

    found = omissions(stage, range(1, seeds + 1), proof)
    problems += [f"{loaded.file}:{fault.line}: {words(fault.id, **fault.params)}" for fault in found.faults()]
    rows = tuple(matrix_rows(found, words))
    return Checked(loaded.file, problems, proof.report(), proof.plays, proof.played, found.report(), rows)


def matrix_rows(found: "Matrix", words: Words) -> Iterator[str]:
    """A row a rule: who loses it alone; with what it is lost at best; or that nobody loses it."""
    yield words("cli.matrix", apart=found.told_apart, rules=len(found.alone), plays=found.plays)
    for rule, bots in found.alone.items():
        if bots:
            names = sorted(bots, key=lambda bot: (-bots[bot], " " in bot, bot))[:TOLD]
            included = f" + {', '.join(sorted(found.includes[rule]))}" if found.includes[rule] else ""
            yield f"  ✓ {rule}{included}: {', '.join(f'{name} ×{bots[name]}' for name in names)}"
        elif rule in found.company:
            company = found.company[rule]
            others = ", ".join(sorted({*company.others, *found.includes[rule]}))
            yield "  ~ " + words("cli.matrix_company", rule=rule, others=others, bot=company.bot)
        else:
            yield "  ✗ " + words("cli.matrix_never", rule=rule)


def check_scripts(names: Sequence[str], seeds: int, lang: Lang, matrix: bool = False) -> Iterator[Checked]:
    """One after the other, in order, each as soon as it is known."""
    check = partial(check_script, seeds=seeds, lang=lang, matrix=matrix)
    hands = min(len(names), os.cpu_count() or 1) if seeds else 1
    if hands < 2:
        for name in names:  # no `map`: a StopIteration in a script would end it as if all were told
            yield check(name)
        return
    with ProcessPoolExecutor(hands, initializer=_leave_interrupts_to_the_parent) as pool:
        try:
            yield from pool.map(check, names)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
