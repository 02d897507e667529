"""Gates, a store's profile and evidence -> is it ready? The same input gives the same answer, whatever its order.

A gate that is not met blocks, unless a waiver answers for it or its own rule says that it is a risk and no more. A
waiver changes what follows from a gate, never whether it is met; one that ends before the opening changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from grading.readiness.counting import age, holds, kinds_of
from grading.readiness.judging import UNSORTED, Certified, judge_sorted, threshold_of
from grading.readiness.model import (
    Annex,
    Evidence,
    Gate,
    Kind,
    Profile,
    Readiness,
    Row,
    Standing,
    Status,
    Verdict,
    Waiver,
    Weight,
)

NO_ANNEX = Annex()


def assess(
    gates: Sequence[Gate],
    profile: Profile | None,
    evidence: Iterable[Evidence],
    today: str,
    sha256: str = "",
    annex: Annex = NO_ANNEX,
) -> Readiness:
    """The verdict of that day, with every gate in the order in which it was written, the customer's own last."""
    kept: dict[Kind, list[Evidence]] = {}
    for one in evidence:
        kept.setdefault(one.kind, []).append(one)
    for kind, alike in kept.items():
        if kind not in UNSORTED:
            alike.sort(key=age)
    every = (*gates, *(profile.criteria if profile else ()))
    certified = Certified(kept.get("certified", ()))
    rows = tuple(_row(gate, profile, _of_kinds(kept, kinds_of(gate)), certified, today) for gate in every)
    worst = {row.weight for row in rows}
    verdict: Verdict = "not_ready" if "blocks" in worst else "ready_with_risks" if "risk" in worst else "ready"
    if not rows:  # nothing was asked: nothing was shown
        verdict = "not_ready"
    return Readiness(verdict, today, sha256, profile, rows, _people(every, profile, certified, today), annex)


def _of_kinds(kept: Mapping[Kind, list[Evidence]], kinds: Sequence[Kind]) -> list[Evidence]:
    """The older first."""
    if len(kinds) == 1:
        return kept.get(kinds[0], [])
    return sorted([one for kind in kinds for one in kept.get(kind, ())], key=age)


def _row(gate: Gate, profile: Profile | None, evidence: Sequence[Evidence], certified: Certified, today: str) -> Row:
    outcome = judge_sorted(gate, profile, evidence, today, certified)
    if (
        outcome.met
        and profile
        and profile.opening > today
        and not holds(gate, evidence, today, profile.opening)
        and not judge_sorted(gate, profile, evidence, profile.opening, certified).met
    ):
        outcome = msgspec.structs.replace(outcome, reasons=("lapses",))
    status: Status = "met" if outcome.met else "unverified" if "outside" in outcome.reasons else "not_met"
    waivers = _waivers(gate, profile)
    needed = profile.waived_until(today) if profile else today
    longest = waivers[0] if waivers and not outcome.met else None
    valid = longest if longest and longest.until >= needed else None
    return Row(
        gate,
        threshold_of(gate, profile),
        status,
        _weight(gate, outcome.met, "lapses" in outcome.reasons, valid is not None),
        outcome,
        valid,
        longest is not None and longest.until < today,
        longest if longest and today <= longest.until < needed else None,
    )


def _weight(gate: Gate, met: bool, lapses: bool, waived: bool) -> Weight:
    if met:
        return "risk" if lapses else "fine"
    if gate.no_go == "no" or (gate.no_go == "unless_waived" and waived):
        return "risk"
    return "blocks"


def _waivers(gate: Gate, profile: Profile | None) -> list[Waiver]:
    """Those of a gate, the longest first; of one that blocks whatever is agreed there are none."""
    if gate.no_go == "always":
        return []
    mine = [waiver for waiver in (profile.waivers if profile else ()) if waiver.gate == gate.id]
    return sorted(mine, key=lambda waiver: waiver.until, reverse=True)


def _people(gates: Sequence[Gate], profile: Profile | None, certified: Certified, today: str) -> tuple[Standing, ...]:
    """Who can work: by the strictest gate that asks for their certificate. What they lack they need by the opening."""
    if profile is None:
        return ()
    found, asking = [], dict[str, list[Gate]]()
    for member in profile.staff:
        for role in member.roles:
            if role not in asking:
                mine = [gate for gate in gates if gate.kind == "certified" and gate.role in ("", role)]
                asking[role] = mine or [gate for gate in gates if gate.kind == "shifts"]
            told = [certified(gate, member.name, role, today) for gate in asking[role]]
            short = next((cell for cell, _ in told if not cell.have), None)
            able = bool(told) and short is None
            when = max((one.when for _, used in told for one in used), default="")
            found.append(
                Standing(
                    member.name, role, member.shifts, able,
                    "" if able else short.reason if short else "missing",
                    short.things if short else (), "" if able else profile.opening, when if able else "",
                )
            )  # fmt: skip
    return tuple(found)
