"""What an acceptance test says of readiness: each case, each trial of it, each issue, as evidence for the gates."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

import msgspec

from grading.acceptance.cases import Tried, plainly
from grading.acceptance.issues import Standing
from grading.acceptance.model import Trial
from grading.readiness.model import Evidence, Source

Proof = Callable[[str], Source | None]
"""A session by its id; None where its journal is not sealed and sound."""


def concerns(of: str, store: str) -> bool:
    """Whether something that is of a store, or of all, counts for this one; without a profile everything counts."""
    return not of or not store or of == store


def of_cases(found: Iterable[Tried], store: str, proof: Proof) -> Iterator[Evidence]:
    """A case that nobody has tried is evidence of nothing, and asks for some: its n is 0."""
    order = 0
    for one in found:
        case = one.case
        if not concerns(case.store, store):
            continue
        yield Evidence("cases", case.id, "sandbox", case.added[:10], right=0, n=0, about=case.title)
        for trial in one.trials:
            order += 1
            source = proof(trial.run) if trial.run else _said(trial)
            if source is None or not concerns(trial.store, store):
                continue
            passed = trial.outcome == "passed"
            yield Evidence(
                "cases", case.id, trial.origin, trial.day, order, int(passed), 1,
                lacks=() if passed else (trial.outcome,), about=case.title, sources=(source,),
            )  # fmt: skip


def _said(trial: Trial) -> Source:
    """Somebody's word for what they saw on a system."""
    name = f"{trial.case} · {trial.system}" if trial.system else trial.case
    return Source("case", name, sha256(msgspec.json.encode(trial)).hexdigest(), by=trial.by)


def of_issues(found: Iterable[Standing], store: str) -> Iterator[Evidence]:
    """`lacks` is where an open one stands, and who answers for it."""
    for one in found:
        if concerns(one.issue.store, store):
            sha = sha256(msgspec.json.encode(one)).hexdigest()
            yield Evidence(
                "issues", f"#{one.issue.no}", "sandbox", one.issue.logged[:10], one.issue.no, int(one.closed), 1,
                lacks=() if one.closed else (one.state, one.owner), part=one.severity,
                about=plainly(one.issue.what), sources=(Source("issue", f"#{one.issue.no}", sha, by=one.issue.by),),
            )  # fmt: skip
