"""Readiness as one HTML file, page one the conclusion: it loads nothing from anywhere and prints well."""

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from typing import NamedTuple, Protocol

from grading.readiness.model import Grade, Lack, Readiness, Row, Source, Standing, Threshold
from grading.reports.debrief_html import HTML_LANG, TRAINING, TRAINING_LINE
from grading.reports.readiness_charts import gauge, heat
from grading.wording import Translate
from simulator.kernel.texts import Lang

CSP = "default-src 'none'; style-src 'unsafe-inline'"


class Say(Protocol):
    """The words of a report, as the terminal has them too."""

    @property
    def words(self) -> Translate: ...
    def role(self, id: str) -> str: ...
    def competency(self, role: str, id: str) -> str: ...
    def verdict(self, ready: Readiness) -> str: ...
    def counts(self, ready: Readiness) -> str: ...
    def head(self, ready: Readiness) -> str: ...
    def scope(self, ready: Readiness) -> str: ...
    def status(self, row: Row) -> str: ...
    def why(self, row: Row) -> str: ...
    def asked(self, threshold: Threshold | None) -> str: ...
    def figure(self, row: Row) -> str: ...
    def came_from(self, row: Row) -> str: ...
    def lack(self, row: Row, lack: Lack, ready: Readiness) -> str: ...
    def person(self, standing: Standing) -> str: ...
    def source(self, source: Source) -> str: ...


def readiness_html(ready: Readiness, lang: Lang, say: Say) -> str:
    """The whole page."""
    return _Page(ready, lang, say).html()


class _Page(NamedTuple):
    ready: Readiness
    lang: Lang
    say: Say

    def html(self) -> str:
        t = self.say.words
        css = "".join(
            (files(__package__) / name).read_text(encoding="utf-8") for name in ("debrief.css", "readiness.css")
        )
        mark = f'<div class="mark-training"><strong>{TRAINING}</strong><span>{TRAINING_LINE}</span></div>'
        body = "".join(
            (self._conclusion(), self._gates(), self._exceptions(), self._shifts(), self._heat(), self._signs(),
             self._annex())
        )  # fmt: skip
        return (
            f'<!DOCTYPE html>\n<html lang="{HTML_LANG[self.lang]}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{CSP}">\n'
            f"<title>{escape(t('readiness.title'))} · {TRAINING}</title>\n<style>\n{css}</style>\n</head>\n<body>\n"
            f'<table class="sheet" role="presentation"><thead><tr><td>{mark}</td></tr></thead>\n'
            f"<tfoot><tr><td>{mark}</td></tr></tfoot>\n<tbody><tr><td><main>\n{body}</main></td></tr></tbody></table>\n"
            "</body>\n</html>\n"
        )

    # --- page one

    def _conclusion(self) -> str:
        t, ready, say = self.say.words, self.ready, self.say
        people = sorted(ready.people, key=lambda one: not one.able)
        listed = _list(f"{'✓' if one.able else '✗'} {say.person(one)}" for one in people)
        parts = [
            f"<header><h1>{escape(t('readiness.title'))}</h1><p>{escape(say.head(ready))}</p>"
            f"<p>{escape(say.scope(ready))}</p></header>\n",
            f'<div class="verdict {ready.verdict}"><strong>{escape(say.verdict(ready))}</strong>'
            f"{escape(say.counts(ready))}</div>\n",
            _section(t("readiness.section_people"), listed) if people else "",
        ]
        for id, rows in (("readiness.section_blocks", ready.blocking), ("readiness.section_risks", ready.risks)):
            if rows:
                parts.append(_section(t(id), "".join(map(self._short, rows))))
        return "".join(parts)

    def _short(self, row: Row) -> str:
        about = f"{row.gate.owner[self.lang]} · {self.say.why(row)}"
        lacks = _list(self.say.lack(row, lack, self.ready) for lack in row.outcome.lacks)
        return (
            f'<div class="gate {row.weight}"><h3>{escape(row.gate.title[self.lang])}</h3>'
            f'<div class="about">{escape(about)}</div>{lacks}</div>\n'
        )

    # --- the gates, what is excepted

    def _gates(self) -> str:
        gates = "".join(map(self._gate, self.ready.rows))
        return f'<div class="next-page">{_section(self.say.words("readiness.section_gates"), gates)}</div>'

    def _gate(self, row: Row) -> str:
        t, say = self.say.words, self.say
        asked = "" if row.gate.kind == "record" else say.asked(row.threshold)
        parts = (say.figure(row), asked, say.came_from(row), row.outcome.latest, row.gate.owner[self.lang],
                 t(f"readiness.no_go_{row.gate.no_go}"))  # fmt: skip
        about = " · ".join(part for part in parts if part)
        return (
            f'<div class="gate {row.weight}"><h3>{escape(row.gate.title[self.lang])} · {escape(say.status(row))}</h3>'
            f'<div class="about">{escape(row.gate.criterion[self.lang])}</div>'
            f'{gauge(row, say.figure(row))}<div class="about">{escape(about)}</div></div>\n'
        )

    def _exceptions(self) -> str:
        t = self.say.words
        waived = [
            t("readiness.waiver", gate=row.gate.title[self.lang], owner=row.waiver.owner[self.lang],
              reason=row.waiver.reason[self.lang], until=row.waiver.until)
            for row in self.ready.rows if row.waiver
        ]  # fmt: skip
        return _section(t("readiness.section_exceptions"), _list(waived) or _p(t("readiness.no_exceptions")))

    # --- people

    def _shifts(self) -> str:
        """Qualified people by role and shift."""
        t, profile = self.say.words, self.ready.profile
        row = next((row for row in self.ready.rows if row.gate.kind == "shifts"), None)
        if profile is None or row is None:
            return ""
        short = {(lack.subject, lack.role): lack for lack in row.outcome.lacks}
        rows = []
        for shift in profile.shifts:
            for role, need in shift.needs.items():
                lack = short.get((shift.id, role))
                have = f"{lack.have} / {need} ✗" if lack else f"{need} ✓"
                rows.append((shift.title[self.lang], self.say.role(role), have))
        return _section(t("readiness.section_shifts"), _table(rows, "matrix"))

    def _heat(self) -> str:
        t = self.say.words
        by_role: dict[str, list[Grade]] = {}
        for grade in self.ready.annex.grades:
            by_role.setdefault(grade.role, []).append(grade)
        charts = []
        for role, grades in by_role.items():
            names = list(dict.fromkeys(grade.name for grade in grades))
            heads = list(dict.fromkeys(grade.competency for grade in grades))
            found = {(grade.name, grade.competency): grade.grade for grade in grades}
            lines = [[found.get((name, head)) for head in heads] for name in names]
            title = self.say.role(role)
            charts.append(_p(title) + heat(names, [self.say.competency(role, head) for head in heads], lines, title))
        return _section(t("readiness.section_grades"), "".join(charts)) if charts else ""

    # --- to be signed, and what it rests on

    def _signs(self) -> str:
        t = self.say.words
        cells = "".join(f"<td>{escape(t(id))}</td>" for id in ("readiness.sign_customer", "readiness.sign_supplier"))
        return _section(t("readiness.section_signs"), f'<table class="signs"><tbody><tr>{cells}</tr></tbody></table>')

    def _annex(self) -> str:
        t, ready = self.say.words, self.ready
        rows = [(t("readiness.gates_hash", hash=ready.gates),), *((self.say.source(one),) for one in ready.sources)]
        notes = _list(t(f"readiness.note_{note.id}", about=note.about) for note in ready.annex.notes)
        return _section(t("readiness.section_annex"), _table(rows, "hashes") + notes)


def _section(title: str, body: str) -> str:
    return f"<section><h2>{escape(title)}</h2>\n{body}</section>\n"


def _p(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<ul class="next">{items}</ul>' if items else ""


def _table(rows: Sequence[Sequence[str]], kind: str) -> str:
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table class="{kind}"><tbody>{body}</tbody></table>'
