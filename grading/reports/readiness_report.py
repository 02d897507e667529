"""The readiness report of a store, or of several: page one is the conclusion, the annex what it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from grading.acceptance.issues import Standing as Accepted
from grading.readiness.discreet import hushed, weak
from grading.readiness.model import Gate, Note, Readiness, Source, Standing
from grading.reports.drilled import Drilled
from grading.reports.frame import Frame
from grading.reports.gate_blocks import (
    Checked,
    devices,
    exceptions,
    gate_bars,
    gates_table,
    shifts,
    short,
    waived,
    waivers,
)
from grading.reports.gate_details import how, issues, measured, night
from grading.reports.model import (
    Block,
    Figure,
    Heat,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Points,
    Report,
    Rows,
    State,
    Table,
    Tone,
    Verdict,
    share,
)
from grading.reports.model import Row as Cells
from grading.reports.parts import (
    SANDBOX,
    column,
    few,
    grave_table,
    heading,
    heat,
    joined,
    manifest,
    mistakes,
    right_of_all,
    sessions_table,
    signs,
    state,
)
from grading.reports.rows import Called, Given, Person, Say
from grading.reports.trend import Earlier, trend
from simulator.kernel.texts import Text

VERDICTS: dict[str, Tone] = {"ready": "good", "ready_with_risks": "warn", "not_ready": "bad"}


class Store(NamedTuple):
    """A store with what it is judged by."""

    ready: Readiness
    people: Mapping[str, Person]
    """Of its staff, by the name in the roster."""
    sessions: Drilled
    """Of its staff."""
    until: Mapping[tuple[str, str], str]
    """(Name, role) -> the day on which a certificate runs out, as it stands on the certificate itself."""
    checks: Sequence[Checked]
    earlier: Sequence[Earlier] = ()
    issues: Sequence[Accepted] = ()
    """Of its acceptance test, as they stand."""

    @property
    def id(self) -> str:
        return self.ready.profile.id if self.ready.profile else ""

    @property
    def title(self) -> Text:
        return self.ready.profile.title if self.ready.profile else Text()


def readiness_report(frame: Frame, stores: Sequence[Store], hashes: Sequence[Source] = ()) -> Report:
    """`hashes` are of what was authored: gates and profiles."""
    say, several = frame.say, len(stores) > 1
    blocks: list[Block] = [*_several(frame, stores)] if several else []
    called = _called(frame, stores)
    for store in stores:
        blocks += _store(frame, store, called, f"{store.id}." if several else "")
    blocks += signs(say, decides=True)  # go or no go: the verdict says what was found, people decide
    sessions = stores[0].sessions if not several else Drilled.together(store.sessions for store in stores)
    blocks.append(heading(say, "annex", page=True))
    notes = [State("warn", _said(say, note)) for note in _notes(stores)]
    blocks += [Points("notes", tuple(notes))] if notes else []
    blocks.append(Paragraph(say("report.how_verified"), "soft"))
    blocks.append(Paragraph(say("report.written_by", version=frame.asked["product"]), "soft"))
    blocks += _judged(frame, stores)
    blocks.append(manifest(say, frame.known, _sources(frame, stores, hashes), frame.trainers))
    heats = [block for block in blocks if isinstance(block, Heat)]
    blocks.append(sessions_table(say, frame.known, sessions, called, heats))
    subject = say("report.stores", n=len(stores)) if several else stores[0].title or say("report.no_store")
    return frame.report("readiness", subject, blocks)


def _said(say: Say, note: Note) -> Text:
    return say.phrase(lambda p: p.note(note))


def _judged(frame: Frame, stores: Sequence[Store]) -> Iterator[Table]:
    """Once for all that are judged alike: criteria of their own are a store's."""
    told: list[tuple[Gate, ...]] = []
    for store in stores:
        gates = tuple(row.gate for row in store.ready.rows)
        if gates not in told:
            told.append(gates)
            yield how(frame, store.ready, f"{store.id}." if len(told) > 1 else "")


def _called(frame: Frame, stores: Sequence[Store]) -> Called:
    people = [person for store in stores for person in store.people.values()]
    if frame.names:
        return Called(people)
    hidden = set()
    for store in stores:
        low, failed = weak(store.ready), store.sessions.failed()
        hidden |= {person.id for name, person in store.people.items() if name in low or person.id in failed}
    return Called(people, hidden)


def _notes(stores: Sequence[Store]) -> list[Note]:
    return list(dict.fromkeys(note for store in stores for note in store.ready.annex.notes))


def _sources(frame: Frame, stores: Sequence[Store], hashes: Sequence[Source]) -> list[tuple[Source, dict[str, Text]]]:
    """Each with the gates that it is evidence of. Most speak of the same few gates: they have these in common."""
    whatfor: dict[tuple[str, str], tuple[Source, dict[str, Text]]] = {}
    nothing: dict[str, Text] = {}
    for store in stores:
        firsts, marks = dict[tuple[str, str], Source](), dict[tuple[str, str], int]()
        marked = marks.get
        for n, row in enumerate(store.ready.rows):
            bit = 1 << n
            for source in row.outcome.sources:
                key = source.id, source.sha256
                if (mark := marked(key)) is None:
                    firsts[key], marks[key] = source, bit
                else:
                    marks[key] = mark | bit
        gates = [row.gate for row in store.ready.rows]
        titles = {
            mark: {gate.id: gate.title for n, gate in enumerate(gates) if mark >> n & 1} for mark in {*marks.values()}
        }
        mine = {key: (source, titles[marks[key]]) for key, source in firsts.items()}
        for key in whatfor.keys() & mine.keys():  # of somebody who works in two stores
            first, before = whatfor[key]
            mine[key] = first, {**before, **mine[key][1]}
        whatfor.update(mine)
    found = [*whatfor.values()]
    if len({source.id for source, _ in found}) < len(found):
        found.sort(key=lambda one: one[0].sha256)
    found.sort(key=lambda one: one[0].id)
    return [*((source, nothing) for source in hashes), *found]


# --- several stores, side by side -----------------------------------------------------------------------------------


def _several(frame: Frame, stores: Sequence[Store]) -> Iterator[Block]:
    say = frame.say
    ready = sum(store.ready.verdict != "not_ready" for store in stores)
    tone: Tone = "good" if all(store.ready.verdict == "ready" for store in stores) else "warn" if ready else "bad"
    yield Verdict("conclusion", tone, say("report.stores_ready", ready=ready, of=len(stores)))
    rows: list[Cells] = []
    for store in stores:
        one, prefix = store.ready, f"{store.id}."
        rows.append((
            store.title, one.profile.opening if one.profile else None, _verdict(frame, one), _met(one, prefix),
            _able(one, prefix), len(one.blocking), len(one.risks), len(store.sessions),
        ))  # fmt: skip
    columns = (
        column(say, "store", wide=3), column(say, "opening", "date", 2), column(say, "verdict", "state", 3),
        column(say, "met", "figure", 2), column(say, "able", "figure", 2), column(say, "blocks", "count"),
        column(say, "risks", "count"), column(say, "drills", "count"),
    )  # fmt: skip
    yield Table("stores", say("report.side_by_side"), columns, tuple(rows))


def _verdict(frame: Frame, ready: Readiness) -> State:
    return State(VERDICTS[ready.verdict], frame.say(f"readiness.verdict_{ready.verdict}"))


def _met(ready: Readiness, prefix: str) -> Figure:
    """A count: no percentage stands in the place of a verdict."""
    met = sum(row.status == "met" for row in ready.rows)
    return Figure("count", met, len(ready.rows), rests_on=(f"rows:{prefix}gates",))


def _able(ready: Readiness, prefix: str) -> Figure:
    able = sum(one.able for one in ready.people)
    return Figure(
        "share", share(able, len(ready.people)), len(ready.people), origins=SANDBOX, rests_on=(f"rows:{prefix}people",)
    )


# --- one store -------------------------------------------------------------------------------------------------------


def _store(frame: Frame, store: Store, called: Called, prefix: str) -> Iterator[Block]:
    say, ready = frame.say, store.ready
    if prefix:
        yield _named(heading(say, "store", prefix, page=True), store.title)
    yield Verdict(
        f"{prefix}verdict", VERDICTS[ready.verdict], say.phrase(lambda p: p.verdict(ready)),
        say.phrase(lambda p: p.counts(ready)),
    )  # fmt: skip
    yield Paragraph(say.phrase(lambda p: p.scope(ready)), "soft")
    key = _key_figures(frame, store, prefix)
    yield key
    yield from waived(frame, ready, prefix)
    if ready.people:
        yield heading(say, "people", prefix)
        yield _people(frame, ready, prefix)
    others = [row for row in ready.risks if row.waiver is None]
    for id, rows in (("blocks", ready.blocking), ("risky", others)):
        if rows:
            yield heading(say, id, prefix)
            yield Points(f"{prefix}{id}", tuple(short(frame, row) for row in rows))
    yield from trend(say, store.earlier, key, prefix)
    yield heading(say, "gates", prefix, page=not prefix)
    yield gates_table(frame, ready, prefix)
    yield from gate_bars(frame, ready, prefix)
    signs = {name: called(person.id) for name, person in store.people.items()}
    yield exceptions(frame, hushed(ready, signs), prefix)
    yield issues(frame, store.issues, prefix)
    yield from _skills(frame, store, called, prefix)
    yield grave_table(say, frame.known, store.sessions.graves(), called, len(store.sessions), prefix)
    yield from mistakes(say, frame.known, store.sessions.missed(), len(store.sessions), prefix)
    yield from devices(frame, ready, store.checks, prefix)
    yield from measured(frame, ready, prefix)
    yield from shifts(frame, ready, prefix)
    yield waivers(frame, ready, prefix)
    yield from night(frame, ready, prefix)


def _named(block: Block, title: Text) -> Block:
    return msgspec.structs.replace(block, text=title)


def _key_figures(frame: Frame, store: Store, prefix: str) -> KeyFigures:
    say, ready = frame.say, store.ready
    days = (date.fromisoformat(ready.profile.opening) - date.fromisoformat(ready.today)).days if ready.profile else None
    items = (
        ("met", _met(ready, prefix)),
        ("able", _able(ready, prefix)),
        ("right_in_exams", right_of_all(*store.sessions.of_exams(), ("rows:sessions?mode=exam",))),
        ("drills", Figure("count", len(store.sessions), origins=SANDBOX, rests_on=("rows:sessions",))),
        ("days", Figure("count", days)),
    )
    opening = Text(ready.profile.opening, ready.profile.opening) if ready.profile else Text()
    return KeyFigures(f"{prefix}key", tuple(
        KeyFigure(id, say(f"report.key_{id}"), figure, opening if id == "days" else Text()) for id, figure in items
    ))  # fmt: skip


def _people(frame: Frame, ready: Readiness, prefix: str) -> Table:
    """谁能上岗、谁还差什么、哪天补: those who cannot first, each with what is missing and by when."""
    say, shifts = frame.say, {shift.id: shift.title for shift in ready.profile.shifts} if ready.profile else {}

    def row(one: Standing) -> Cells:
        can = state(say, "good", "can_work") if one.able else state(say, "bad", "cannot_work")
        lacks = few(say, [frame.known.drill(drill) for drill in one.lacks])
        if not one.able and not lacks:
            lacks = say(f"readiness.why_{one.reason}")
        at = joined(say, (shifts[shift] for shift in one.shifts if shift in shifts))
        return one.name, frame.known.roles[one.role], at, can, lacks, one.by or None

    columns = (
        column(say, "person", "person", 2), column(say, "role", wide=2), column(say, "shifts", wide=2),
        column(say, "state", "state", 2), column(say, "lacks", wide=5), column(say, "by_day", "date", 2),
    )  # fmt: skip
    people = sorted(ready.people, key=lambda one: one.able)
    return Table(f"{prefix}people", Text(), columns, Rows(len(people), lambda: map(row, people)), key=2)


def _skills(frame: Frame, store: Store, called: Called, prefix: str) -> Iterator[Block]:
    """Role x person x competency, N/O and until when each is certified."""
    say = frame.say
    able = {(one.name, one.role): one for one in store.ready.people}
    held, missing = dict[str, State](), state(say, "bad", "not_certified")
    latest: dict[tuple[str, str], dict[str, Given]] = {}
    for one in store.ready.annex.grades:
        if one.grade is not None:
            latest.setdefault((one.name, one.role), {})[one.competency] = one
    lines: dict[str, list[tuple[str, Mapping[str, Given], State | None]]] = {}
    for member in store.ready.profile.staff if store.ready.profile else ():
        person = store.people.get(member.name)
        for role in member.roles:
            grades = latest.get((member.name, role), {})
            stands = able.get((member.name, role))
            until = store.until.get((member.name, role), "")
            if until not in held:
                held[until] = state(say, "good", "certified_until" if until else "certified", day=until)
            note = held[until] if stands and stands.able else missing
            name = called(person.id) if person else member.name
            lines.setdefault(role, []).append((name, grades, note))
    if lines:
        yield heading(say, "skills", prefix)
        for n, (role, mine) in enumerate(lines.items(), 1):
            yield heat(say, frame.known, role, mine, prefix, last=n == len(lines))
