"""The verdict and what to practise next, as sentences: the same on the debrief's screen and on its page."""

from collections.abc import Mapping

from grading.debrief import Debrief, Practice
from grading.result import Result
from grading.wording import Translate, Wording, clock
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


def verdict(result: Result, names: Mapping[str, Text], words: Wording) -> str:
    """`not passed: a critical error cannot be made up for (Everything is charged)`."""
    t = words.t
    if result.passed:
        return t("debrief.passed")
    rules = {rule.id: words.rule(rule.says, rule.forbid) for c in result.competencies for rule in c.behaviours}
    broken = dict.fromkeys(rules[one.expectation] for one in result.criticals if one.expectation in rules)
    why = []
    for reason in result.why:
        kind, _, whose = reason.partition(":")
        known = broken if kind == "critical" else whose if kind == "by_trainer" else ""
        name = name_of(whose, names, words.lang) if whose else ""
        why.append(
            t(
                f"debrief.why_{kind}" + ("_of" if known else ""),
                competency=name,
                who=name,
                pass_grade=result.pass_grade,
                rules=t("debrief.comma").join(broken),
            )
        )
    because = t("debrief.colon") + t("debrief.comma").join(why) if why else ""
    return t("debrief.not_passed") + because


def no_lessons(told: Debrief, result: Result, t: Translate) -> str:
    """Nothing was missed, or there was nothing to miss."""
    if not told.unjudged:
        return t("debrief.rules_met" if told.noticed else "debrief.nothing_missed")
    if told.unjudged == "cut_short" and told.noticed:
        return t("debrief.cut_short_noticed")
    exam = result.mode == "exam" and told.unjudged == "nobody_served"
    return t("debrief.unjudged_exam" if exam else f"debrief.unjudged_{told.unjudged}", lost=told.lost)
