"""The debrief as one HTML file: it loads nothing from anywhere, prints well, and says TRAINING on every page."""

from collections.abc import Iterable, Mapping
from html import escape
from importlib.resources import files
from typing import NamedTuple

from grading.debrief import TONES, Debrief, Lesson, Mark
from grading.noticing import sentence
from grading.practising import name_of, no_lessons, practice, verdict
from grading.reports import charts
from grading.reports.lesson_html import PrintedSides, beside_table
from grading.result import Behaviour, Competency, Evidence, Measure, Result
from grading.wording import Translate, Wording, clock
from simulator.kernel.money import CNY, Currency
from simulator.kernel.texts import Lang, Text

HTML_LANG: dict[Lang, str] = {"en": "en", "zh": "zh-Hans"}
TRAINING = "TRAINING 培训"
TRAINING_LINE = "培训小票 不作凭证"
"""The training mark is the same in every language: whoever finds the page can read it."""
MOMENTS_SHOWN = 3
"""In a lesson; the competency below it has them all."""
TIMES_SHOWN = 60


def debrief_html(
    result: Result,
    debrief: Debrief,
    *,
    lang: Lang,
    t: Translate,
    names: Mapping[str, Text],
    title: Text,
    who: str = "",
    currency: Currency = CNY,
    beside: Mapping[str, PrintedSides] | None = None,
    judged: str = "",
) -> str:
    """The whole page. `names` has the competencies' names, `title` is the scenario's, `who` the trainee's name.

    `beside` has rules' first moments with how they are done right; `judged` is the section of what people judged.
    """
    words = Wording(t, lang, currency, debrief.people, debrief.causes)
    return _Page(result, debrief, words, names, title, who, beside or {}, judged).html()


class _Page(NamedTuple):
    result: Result
    debrief: Debrief
    words: Wording
    names: Mapping[str, Text]
    title: Text
    who: str
    beside: Mapping[str, PrintedSides]
    judged: str

    def html(self) -> str:
        t, lang = self.words.t, self.words.lang
        css = (files(__package__) / "debrief.css").read_text(encoding="utf-8")
        training = (
            f'<div class="mark-training"><strong>{TRAINING}</strong><span>{TRAINING_LINE}</span>'
            f"<span>{escape(t('debrief.training_page'))}</span></div>"
        )
        parts = (self._head, self._verdict, self._lessons, self._noticed, self._next, self._competencies,
                 self._timeline, self._measures)  # fmt: skip
        body = "".join((*(part() for part in parts), self.judged, self._run()))
        return (
            f'<!DOCTYPE html>\n<html lang="{HTML_LANG[lang]}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
            f"<title>{escape(self.title[lang])} · {escape(t('debrief.title'))} · {TRAINING}</title>\n"
            f"<style>\n{css}</style>\n</head>\n<body>\n"
            f'<table class="sheet" role="presentation"><thead><tr><td>{training}</td></tr></thead>\n'
            f"<tfoot><tr><td>{training}</td></tr></tfoot>\n<tbody><tr><td><main>\n{body}</main></td></tr></tbody></table>\n"
            "</body>\n</html>\n"
        )

    def _head(self) -> str:
        t, r = self.words.t, self.result
        parts = [self.who, t(f"shell.mode.{r.mode or 'free'}"), f"{t('debrief.seed')} {r.seed}", clock(r.duration)]
        about = " · ".join(escape(part) for part in parts if part)
        return f"<header><h1>{escape(self.title[self.words.lang])}</h1><p>{about}</p></header>\n"

    # --- what to try again, and what next ---

    def _lessons(self) -> str:
        t = self.words.t
        lessons = "".join(self._lesson(lesson) for lesson in self.debrief.lessons)
        return _section(t("debrief.try_again" if lessons else "debrief.how_it_went"), lessons or _p(self._no_lessons()))

    def _noticed(self) -> str:
        """What no rule judged and is worth a word."""
        seen = self.debrief.noticed
        items = "".join(f"<li>{escape(f'{clock(one.at)} {sentence(one, self.words)}')}</li>" for one in seen)
        return _section(self.words.t("debrief.noticed"), f'<ul class="next">{items}</ul>') if seen else ""

    def _no_lessons(self) -> str:
        return no_lessons(self.debrief, self.result, self.words.t)

    def _lesson(self, lesson: Lesson) -> str:
        t, lang = self.words.t, self.words.lang
        about = [f"<span>{escape(self._name(lesson.competency))}</span>"]
        if lesson.critical:
            about.insert(0, f'<span class="tag">✗ {escape(t("debrief.critical_error"))}</span>')
        about.append(f"<span>{escape(t('debrief.missed', n=lesson.missed, of=lesson.opportunities))}</span>")
        advice = _p(lesson.advice[lang], "advice") if lesson.advice else ""
        sides = self.beside.get(lesson.behaviour)
        advice += beside_table(sides, t) if sides else ""
        return (
            f'<section class="lesson{" critical" if lesson.critical else ""}">'
            f"<h3>{escape(self.words.rule(lesson.says, lesson.forbid))}</h3>"
            f'<div class="about">{"".join(about)}</div>'
            f"{self._moments(lesson.moments, MOMENTS_SHOWN)}{advice}</section>\n"
        )

    def _moments(self, moments: tuple[Evidence, ...], most: int) -> str:
        t = self.words.t
        heads = ("when", "event", "expected", "came")
        rows = "".join(self._moment(evidence) for evidence in moments[:most])
        more = len(moments) - most
        rest = _p(t("debrief.more_moments", n=more), "soft") if more > 0 else ""
        return (
            f'<table class="facts"><thead><tr>{"".join(_cell(t(f"debrief.{head}"), tag="th") for head in heads)}'
            f"</tr></thead><tbody>{rows}</tbody></table>{rest}"
        )

    def _moment(self, evidence: Evidence) -> str:
        words = self.words
        person = self.debrief.people.get(evidence.customer)
        event = words.event(evidence.event) + (f" · {person[words.lang]}" if person else "")
        when = f"{clock(evidence.at)} {words.t('station.entry', till=evidence.stream, seq=evidence.seq)}"
        came = ("✗ " if evidence.critical else "") + words.came(evidence)
        return (
            f"<tr>{_cell(when)}{_cell(event)}{_cell(words.expected(evidence.expected))}"
            f"{_cell(came, 'critical' if evidence.critical else '')}</tr>"
        )

    def _next(self) -> str:
        said = (practice(one, self.debrief, self.result, self.names, self.words) for one in self.debrief.practise)
        items = "".join(f"<li>{escape(one)}</li>" for one in said)
        return _section(self.words.t("debrief.practise_next"), f'<ul class="next">{items}</ul>')

    # --- competencies with their evidence ---

    def _competencies(self) -> str:
        competencies = "".join(self._competency(competency) for competency in self.result.competencies)
        return _section(self.words.t("debrief.competencies"), competencies)

    def _competency(self, competency: Competency) -> str:
        t, c = self.words.t, competency
        name = self._name(c.id)
        grade = t("debrief.not_observed") if c.grade is None else t("debrief.grade_of_five", grade=c.grade)
        bar = charts.bar(c.grade, t("debrief.bar_text", competency=name, grade=grade))
        behaviours = "".join(self._behaviour(behaviour) for behaviour in c.behaviours)
        return (
            f'<section class="competency"><div class="head"><h3>{escape(name)}</h3>{bar}'
            f'<span class="grade">{escape(grade)}</span></div>{self._venn(c)}{behaviours}</section>\n'
        )

    def _venn(self, competency: Competency) -> str:
        t, c = self.words.t, competency
        if c.note:
            return _p(t(f"debrief.{c.note}"), "why")
        if c.grade is None:
            return _p(t("debrief.not_observed_long"), "why")
        if c.speed is not None:
            return _p(self.words.speed(c.speed), "why")
        if not c.observed:
            return ""
        shown = t("debrief.behaviours_shown", shown=c.shown, observed=c.observed)
        right = t("debrief.times_right", successes=c.successes, opportunities=c.opportunities)
        parts = (
            t(f"debrief.outcome_{c.outcome}"),
            t(
                "debrief.detail",
                what=t("debrief.many_all" if c.shown == c.observed else f"debrief.many_{c.many}"),
                detail=shown,
            ),
            t("debrief.detail", what=t(f"debrief.often_{c.often}"), detail=right),
        )
        return _p(" · ".join(parts), "why")

    def _behaviour(self, behaviour: Behaviour) -> str:
        t, b = self.words.t, behaviour
        right = t("debrief.times_right", successes=b.successes, opportunities=b.opportunities)
        count = right if b.opportunities else t("debrief.no_opportunity")
        missed = tuple(evidence for evidence in b.evidence if not evidence.met)
        met = [clock(evidence.at) for evidence in b.evidence if evidence.met]
        times = " ".join(met[:TIMES_SHOWN]) + (" …" if len(met) > TIMES_SHOWN else "")
        done = _p(f"{t('debrief.met_at')} {times}", "met") if met else ""
        failed = self._moments(missed, len(missed)) if missed else ""
        return (
            f'<div class="behaviour"><span>{escape(self.words.rule(b.says, b.forbid))}</span> '
            f'<span class="count">· {escape(count)}</span>{failed}{done}</div>'
        )

    # --- timeline, figures, the run ---

    def _timeline(self) -> str:
        t, marks = self.words.t, self.debrief.timeline
        counts = {tone: sum(mark.tone == tone for mark in marks) for tone in TONES}
        title = t("debrief.timeline_text", time=clock(self.result.duration), good=counts["good"], bad=counts["bad"],
                  critical=counts["critical"])  # fmt: skip
        names = {tone: t(f"debrief.tone_{tone}") for tone in TONES}
        drawn = charts.timeline(marks, [self._label(mark) for mark in marks], names, title)
        return _section(t("debrief.timeline"), drawn + _p(title, "soft"))

    def _label(self, mark: Mark) -> str:
        where = self.words.t("station.entry", till=mark.stream, seq=mark.seq)
        return f"{clock(mark.at)} {self.words.event(mark.event)} {where}"

    def _measures(self) -> str:
        t, words = self.words.t, self.words
        rows = "".join(
            f"<tr>{self._named(m)}{_cell(words.measure(m), 'number')}{_cell(str(m.n), 'number')}</tr>"
            for m in self.result.measures
            if m.value is not None
        )
        heads = (
            f"{_cell(t('debrief.measure'), tag='th')}{_cell(t('debrief.figure'), 'number', tag='th')}"
            f"{_cell(t('debrief.sample'), 'number', tag='th')}"
        )
        return _section(
            t("debrief.measures"),
            f'<table class="figures"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>',
        )

    def _named(self, measure: Measure) -> str:
        about = self.words.about(measure)
        small = f"<br><small>{escape(about)}</small>" if about else ""
        for stream, numbers in measure.entries.items():
            shown = " ".join(map(str, numbers[:TIMES_SHOWN])) + (" …" if len(numbers) > TIMES_SHOWN else "")
            small += f'<br><small class="met">#{escape(stream)}/ {shown}</small>'
        return f"<th>{escape(self.words.t(f'debrief.measure_{measure.id}'))}{small}</th>"

    def _verdict(self) -> str:
        """In a line, before what to try again: whoever reads it looks for that first."""
        said = verdict(self.result, self.names, self.words)
        return f'<p class="verdict">{"✓" if self.result.passed else "○"} <strong>{escape(said)}</strong></p>\n'

    def _run(self) -> str:
        t, r = self.words.t, self.result
        script = f"{r.scenario}, {t('debrief.version', n=r.version)}"
        rows: Iterable[tuple[str, str, str]] = (
            ("scenario", t("debrief.detail", what=self.title[self.words.lang], detail=script), ""),
            ("trainee", self.who, ""),
            ("mode", t(f"shell.mode.{r.mode or 'free'}"), ""),
            ("seed", str(r.seed), ""),
            ("duration", clock(r.duration), ""),
            ("rules", str(r.rules), ""),
            ("rubric", r.rubric, "hash"),
            ("head", r.head or t("debrief.not_sealed"), "hash" if r.head else ""),
        )
        cells = "".join(
            f"<tr>{_cell(t(f'debrief.{name}'), tag='th')}{_cell(text, kind)}</tr>" for name, text, kind in rows if text
        )
        return _section(t("debrief.run"), f'<table class="figures"><tbody>{cells}</tbody></table>')

    def _name(self, competency: str) -> str:
        return name_of(competency, self.names, self.words.lang)


def _section(title: str, body: str) -> str:
    return f"<h2>{escape(title)}</h2>\n{body}\n"


def _p(text: str, kind: str = "") -> str:
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


def _cell(text: str, kind: str = "", tag: str = "td") -> str:
    attribute = f' class="{kind}"' if kind else ""
    return f"<{tag}{attribute}>{escape(text)}</{tag}>"
