"""A standing in words and small charts: the command and the screen share them. Sentences are ids of `progress.po`."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from grading.mastery.skills import SEEDS, Mark, Skill
from grading.mastery.standing import Standing

if TYPE_CHECKING:
    from grading.mastery.certificate import Exam
    from grading.wording import Translate

STEPS = " ▁▃▅▆█"
"""A grade 1-5 as a bar; nothing for none."""


def day(moment: datetime | None) -> str:
    """`2026-11-25`."""
    return f"{moment:%Y-%m-%d}" if moment else ""


def spark(marks: Sequence[Mark], most: int) -> str:
    """The grades over time, a bar each, the latest `most` of them.

    >>> now = datetime(2026, 11, 25)
    >>> spark([Mark("r", "first-sale", "practice", 7, now, grade) for grade in (1, 2, 3, 4, 5)], 4)
    '▃▅▆█'
    """
    return "".join(STEPS[mark.grade] for mark in marks[-most:])


FADES = " ▁▂▃▄▅▆▇█"
"""How likely something sits, from half on: what is less likely than not is gone."""


def percent(share: float) -> int:
    """Rounded down: nothing sits better than it does."""
    return int(share * 100 + 1e-9)


def decay(skill: Skill, now: datetime, room: int = 24) -> tuple[str, datetime, int]:
    """How a mastered competency fades: bars from now to as long after the refresh as it is until then, or half of the
    time since the latest grade; the last day, and how likely it sits on it in percent.
    """
    from grading.mastery.refreshing import fading

    assert skill.due is not None
    ahead = max(2 * (skill.due - now), (now - skill.marks[-1].when) / 2, timedelta(days=7))
    moments = [now + ahead * n / (room - 1) for n in range(room)]
    sits = fading(skill.marks, moments)
    bars = "".join(FADES[max(0, min(8, round((share - 0.5) * 16)))] for share in sits)
    return bars, moments[-1], percent(sits[-1])


def span(marks: Sequence[Mark]) -> str:
    """From when to when they are: `11-02 – 11-25`."""
    if not marks:
        return ""
    first, last = marks[0].when, marks[-1].when
    return f"{first:%m-%d}" if first.date() == last.date() else f"{first:%m-%d} – {last:%m-%d}"


def sign(skill: Skill, now: datetime) -> str:
    """`✓` mastered, `↻` mastered and to be refreshed, `○` on the way, `·` nothing seen."""
    if skill.mastered:
        return "↻" if skill.is_due(now) else "✓"
    return "○" if skill.marks else "·"


def state(skill: Skill, now: datetime, t: "Translate") -> str:
    """Where a competency stands, as a sentence."""
    if skill.mastered:
        id = "progress.due" if skill.is_due(now) else "progress.mastered"
        return t(id, date=day(skill.due), recall=percent(skill.recall or 0))
    if not skill.marks:
        return t("progress.unseen")
    if skill.against:
        worst = skill.against[0]
        return t("progress.against", n=skill.missing, grade=worst.grade, seed=worst.seed, date=f"{worst.when:%m-%d}")
    return t("progress.building", done=SEEDS - skill.missing, of=SEEDS, n=skill.missing)


def certificate(found: Standing, t: "Translate") -> str:
    """The certificate in a sentence."""
    what = found.certificate
    given = {
        "passed": len(what.exams), "of": len(what.drills), "n": len(what.expired),
        "issued": day(what.issued), "expires": day(what.expires),
    }  # fmt: skip
    return t(f"progress.certificate_{what.state}", **given)


def exam(found: Standing, drill: str, t: "Translate") -> tuple[str, str]:
    """A sign and a sentence for one of the exams that make the certificate."""
    what = found.certificate
    passed: Exam | None = next((exam for exam in what.exams if exam.drill == drill), None)
    if passed is not None:
        return "✓", t("progress.exam_passed", when=day(passed.when), until=day(passed.until))
    kind = "failed" if drill in what.failed else "expired" if drill in what.expired else "missing"
    return "·" if kind == "missing" else "○", t(f"progress.exam_{kind}")
