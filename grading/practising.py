"""What to practise next, as a sentence: the same on the debrief's screen and on its page."""

from collections.abc import Mapping

from grading.debrief import Debrief, Practice
from grading.result import Result
from grading.wording import Wording, clock
from simulator.kernel.texts import Lang, Text


def name_of(competency: str, names: Mapping[str, Text], lang: Lang) -> str:
    """A competency's name from its role; what no role names is shown as plain words."""
    return names[competency][lang] if competency in names else competency.replace("_", " ")


def practice(what: Practice, told: Debrief, result: Result, names: Mapping[str, Text], words: Wording) -> str:
    """`A short drill from these moments: 1:12, 3:40`, for one."""
    t = words.t
    if what.kind == "moments":
        times = {(mark.stream, mark.seq): mark.at for mark in told.timeline}
        at = sorted({times[moment] for moment in what.moments if moment in times})  # each time once, as the run went
        return t("debrief.practise_moments", moments=t("debrief.comma").join(map(clock, at)))
    if what.kind == "competency":
        grade = next(c.grade for c in result.competencies if c.id == what.competency)
        name = name_of(what.competency, names, words.lang)
        return t("debrief.practise_competency", competency=name, grade=grade, pass_grade=result.pass_grade)
    if what.kind == "next_mode":
        return t("debrief.practise_next_mode", mode=t(f"shell.mode.{what.mode}"))
    return t(f"debrief.practise_{what.kind}", n=len(what.moments))
