"""Grading a session again: under its own rubric, or under another one with what that changed."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.bootstrap import House
from simulator.cli import NOT_PASSED, OK
from simulator.commands.printed import CannotRun, show_result
from simulator.drafts import keep
from simulator.locale import Words

if TYPE_CHECKING:
    from grading.comparing import Change, Moved, Regraded
    from scenarios.specs.rubric import Rubric
    from simulator.drill.live import Finished, Review

Options = argparse.Namespace


def grade(house: House, options: Options, words: Words) -> int:
    session = house.named(options.session)
    review, finished = house.review(session)
    under = options.rubric
    regraded = judge(review, finished, under, words) if under else None
    if regraded is not None:
        from grading.debrief import debrief

        finished = finished._replace(result=regraded, debrief=debrief(regraded, finished.entries))
    result = finished.result
    if options.html:
        from simulator.pages import debrief_page

        said = house.said
        page = debrief_page(review, finished, words.lang, said.overlay(session), said.agreement())
        keep(Path(options.html), page)
        print(words("report.written", file=options.html), file=sys.stderr if options.json else sys.stdout)
    if options.json or not options.html:
        show_result(result, words, options.json)
        if regraded is not None and not options.json:
            print("\n" + "\n".join(told(regraded, under, words)))
        elif not options.json and _newer(review):
            print("\n" + words("regrade.newer", drill=review.scenario.id, session=session[:10]))
    return OK if result.passed else NOT_PASSED


def judge(review: "Review", finished: "Finished", under: str, words: Words) -> "Regraded":
    """The session under the rubric of the script `under`. Raises StagingError for its problems."""
    from grading.comparing import regrade

    rubric = _rubric(under, review.scenario.role, words)
    return regrade(finished.entries, review.scenario.rubric, rubric, finished.result.head)


def _newer(review: "Review") -> bool:
    """Whether the drill ships with another rubric by now."""
    from scenarios.library import load, names

    if review.scenario.id not in names():
        return False
    now = load(review.scenario.id).scenario
    return now is not None and now.version > review.scenario.version and now.rubric.sha != review.scenario.rubric.sha


def _rubric(under: str, role: str, words: Words) -> "Rubric":
    from scenarios.library import load
    from simulator.drill.staging import StagingError

    loaded = load(under)
    if loaded.scenario is None:
        raise StagingError(loaded.file, loaded.problems)
    if loaded.scenario.role != role:
        raise CannotRun(words("regrade.other_role", file=loaded.file, got=loaded.scenario.role, expected=role))
    return loaded.scenario.rubric


# --- in words --------------------------------------------------------------------------------------------------------


def told(result: "Regraded", under: str, words: Words) -> list[str]:
    """What changed in the rubric, then what changed in the grade and why."""
    from roles.model import load as load_role

    changed = result.changed
    names: dict[str, Any] = {c.id: words.both(c.name) for c in load_role(result.role).competencies}
    head = words("regrade.under", file=under, before=changed.rubric_before[:8], after=changed.rubric_after[:8])
    lines = [head, "", words("regrade.rubric")]
    says = {rule.id: words.both(rule.says) for c in result.competencies for rule in c.behaviours}
    for change in changed.rubric:
        lines.append(f"  {_change(change, words)}")
        lines += [f"      {says[change.about]}"] if change.about in says else []
    lines += [] if changed.rubric else [f"  {words('regrade.same_rubric')}"]
    lines += ["", words("regrade.grade")]
    lines += [f"  {_moved(moved, names, words)}" for moved in changed.grade] or [f"  {words('regrade.same_grade')}"]
    return lines


def _change(change: "Change", words: Words) -> str:
    """`~ change_right (line 31): check, critical`, `+ greeted (line 40)`, `~ pass grade: 3 → 4`."""
    sign = {"added": "+", "removed": "−", "changed": "~"}[change.kind]
    at = words("regrade.line", line=change.line) if change.line else ""
    what = f"{sign} {_name(change.about, words)}{at}"
    if change.before or change.after:
        return words("regrade.figure", what=what, before=change.before or "–", after=change.after or "–")
    parts = words("shell.comma").join(words(f"regrade.part.{part}") for part in change.parts)
    return words("regrade.parts", what=what, parts=parts or words(f"regrade.{change.kind}"))


def _name(about: str, words: Words) -> str:
    id = f"regrade.about.{about.replace(' ', '_')}"
    return words(id) if words.has(id) else about


def _moved(moved: "Moved", names: dict[str, str], words: Words) -> str:
    from grading.wording import clock

    what = names.get(moved.id, moved.id) if moved.what == "competency" else moved.id
    about = words(f"regrade.moved.{moved.what}", id=what, at=clock(max(0, moved.at)), seq=moved.seq)
    because = words("shell.comma").join(_name(cause, words) for cause in moved.because)
    before, after = (_value(value, words) for value in (moved.before, moved.after))
    return words("regrade.because", what=about, before=before, after=after, because=because)


def _value(value: str, words: Words) -> str:
    told = "not_observed" if value == "N/O" else value.replace(" ", "_")
    id = f"regrade.value.{told or 'none'}"
    return words(id) if words.has(id) else value
