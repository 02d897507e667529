"""What commands print: a result, a table, JSON, or what has to be done first."""

import sys
from collections.abc import Iterable, Sequence
from typing import Any

from simulator.locale import Words


class CannotRun(Exception):
    """A person has to do something first; the message is what to say to them."""


def pip() -> str:
    """The pip that installs where this program runs, as it is typed: a bare `pip` may be another Python's."""
    python = sys.executable or "python"
    return f'"{python}" -m pip' if " " in python else f"{python} -m pip"


def unknown(id: str, got: str, known: Sequence[str], words: Words) -> CannotRun:
    """Something was named that is none of those: what there is, and what was probably meant."""
    from scenarios.problems import did_you_mean

    meant = did_you_mean(got, known)
    hint = words("readiness.did_you_mean", meant=meant) if meant else ""
    return CannotRun(words(id, got=got, known=", ".join(known)) + hint)


def show_result(result: Any, words: Words, json: bool) -> None:  # grading is imported late
    from grading.practising import verdict
    from grading.result import encode
    from grading.wording import Wording, clock
    from roles.model import load as load_role

    if json:
        sys.stdout.write(encode(result).decode() + "\n")
        return
    names = {competency.id: competency.name for competency in load_role(result.role).competencies}
    print(verdict(result, names, Wording(words, words.lang)))
    print_table(
        (
            words.both(names[c.id]) if c.id in names else c.id,
            words("debrief.not_observed") if c.grade is None else str(c.grade),
            _rests_on(c, words),
        )
        for c in result.competencies
    )
    rules = {rule.id: words.both(rule.says) for c in result.competencies for rule in c.behaviours}
    for critical in result.criticals:
        rule = rules.get(critical.expectation, critical.expectation)
        print(f"✗ {clock(critical.at)} {rule} ({critical.stream}/{critical.seq})")


def _rests_on(c: Any, words: Words) -> str:
    """How often it was right, of pace how fast; of what was not observed why not."""
    if c.grade is None:
        return words(f"debrief.{c.note}" if c.note else "debrief.no_opportunity")
    if c.speed is not None:
        return words("debrief.goods_per_minute", value=f"{c.speed.value:g}")
    return f"{c.successes}/{c.opportunities}"


def print_json(value: object) -> None:
    import msgspec

    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n")


def print_table(rows: Iterable[tuple[str, ...]]) -> None:
    from simulator.kernel.texts import cells, pad

    kept = list(rows)
    widths = [max(map(cells, column)) for column in zip(*kept, strict=True)]
    for row in kept:
        print("  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip())
