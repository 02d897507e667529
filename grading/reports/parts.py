"""Blocks that reports of several kinds have: sessions, grave errors, common errors, heat maps, the page to sign."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

import msgspec

from grading.readiness.digest import Grim
from grading.readiness.model import SOURCE_KINDS, Origin, Source
from grading.reports.drilled import Drilled, Missed, Told
from grading.reports.model import (
    SESSIONS,
    Column,
    Figure,
    Heading,
    Heat,
    HeatLine,
    Kind,
    Manifest,
    Paragraph,
    Party,
    Row,
    Rows,
    Signs,
    State,
    Table,
    Tone,
    share,
)
from grading.reports.rows import Called, Given, Known, Say, done
from grading.session import Session
from grading.wording import clock
from simulator.kernel.summary import Grave
from simulator.kernel.texts import Text

MOST_ERRORS, MOST_GRAVE = 15, 200
SANDBOX: tuple[Origin, ...] = ("sandbox",)
"""Whatever a drill measures proves people and procedure, not the customer's system."""
Sources = Sequence[tuple[Source, Mapping[str, Text]]]
"""Each with what it is evidence for: id and title."""
NAMED = 12
"""So many sessions are named one by one as what a figure rests on."""


def column(say: Say, id: str, kind: Kind = "text", wide: int = 1, *, machine: bool = False) -> Column:
    return Column(id, say(f"report.column_{id}"), kind, wide, machine)


def heading(say: Say, id: str, prefix: str = "", *, page: bool = False) -> Heading:
    return Heading(f"{prefix}{id}_heading", say(f"report.heading_{id}"), page)


def state(say: Say, tone: Tone, id: str, **given: object) -> State:
    return State(tone, say(f"report.{id}", **given))


def joined(say: Say, texts: Iterable[Text]) -> Text:
    """`a, b`, or `a、b`."""
    listed = list(texts)
    comma = say("shell.comma")
    return Text(comma.en.join(one.en for one in listed), comma.zh.join(one.zh for one in listed))


def few(say: Say, texts: Sequence[Text], most: int = 3) -> Text:
    """The first of them, and how many more there are."""
    if len(texts) <= most:
        return joined(say, texts)
    return say("report.first_of", first=joined(say, texts[:most]), n=len(texts) - most)


def right_of(sessions: Sequence[Session], rests_on: tuple[str, ...] = ()) -> Figure:
    """How often it was right, of all opportunities."""
    return right_of_all(*done(sessions), rests_on or of_runs(sessions))


def right_of_all(right: int, n: int, rests_on: tuple[str, ...]) -> Figure:
    """The same, counted before."""
    return Figure("share", share(right, n), n, origins=SANDBOX if n else (), rests_on=rests_on)


def of_runs(sessions: Sequence[Session]) -> tuple[str, ...]:
    """The sessions themselves where they are few, else the table that has them all."""
    if len(sessions) <= NAMED:
        return tuple(f"run:{session.run}" for session in sessions)
    return ("rows:sessions",)


def passed_of(sessions: Sequence[Session], rests_on: tuple[str, ...] = ()) -> Figure:
    tried = len(sessions)
    value = share(sum(session.passed for session in sessions), tried)
    return Figure("share", value, tried, origins=SANDBOX if tried else (), rests_on=rests_on or of_runs(sessions))


# --- sessions --------------------------------------------------------------------------------------------------------


def sessions_table(
    say: Say,
    known: Known,
    sessions: Sequence[Session] | Drilled,
    called: Called,
    heats: Sequence[Heat] = (),
) -> Table:
    """Every session that was counted, with its seed, the head of its journal, and the grades of the heat maps that were
    given in it; made while it is read."""
    modes = {mode: say(f"shell.mode.{mode}") for mode in ("coach", "practice", "exam")}
    passed, not_passed = state(say, "good", "passed"), state(say, "bad", "not_passed")
    called_off = state(say, "bad", "called_off")

    def came(one: Session) -> State:
        return passed if one.passed else called_off if one.ended == "by_trainer" else not_passed

    def rows() -> Iterator[Row]:
        given = given_in(say, heats)
        for one in sessions:
            right, n = done((one,))
            yield (
                one.run, one.finished[:10], called(one.person), known.drill(one.scenario), one.version,
                modes.get(one.mode, Text(one.mode)), one.seed, came(one),
                share(right, n), n, given.get(f"run:{one.run}"), one.head,
            )  # fmt: skip

    columns = (
        column(say, "run", wide=3), column(say, "day", "date", 2), column(say, "person", "person", 2),
        column(say, "drill", wide=3), column(say, "version", "count"), column(say, "mode", wide=2),
        column(say, "seed", "serial", 2), column(say, "result", "state", 2), column(say, "right", "share", 2),
        column(say, "n", "count"), column(say, "given", wide=3), column(say, "head", "hash", 6),
    )  # fmt: skip
    return Table(
        SESSIONS, say("report.sessions", n=len(sessions)), columns, Rows(len(sessions), rows),
        small=True, none=say("report.no_sessions"),
    )  # fmt: skip


def given_in(say: Say, heats: Iterable[Heat]) -> dict[str, Text]:
    """`run:ID` -> the grades of heat maps that were given in that session: `Cash 4, Returns 3`."""
    found: dict[str, list[Text]] = {}
    for heat in heats:
        for line in [one for one in heat.lines if one.rests_on]:
            for column, grade, run in zip(heat.columns, line.grades, line.rests_on, strict=True):
                if run:
                    found.setdefault(run, []).append(Text(f"{column.en} {grade}", f"{column.zh} {grade}"))
    return {run: joined(say, texts) for run, texts in found.items()}


def manifest(say: Say, known: Known, sources: Sources, trainers: Mapping[str, str]) -> Manifest:
    """Files, checks and sessions, each with its hash and for what it is evidence; the digest is over all of them."""
    kinds = {kind: say(f"report.source_{kind}") for kind in SOURCE_KINDS}

    def row(source: Source, whatfor: Mapping[str, Text]) -> Row:
        return (
            kinds[source.kind], source.id, known.drill(source.scenario) if source.scenario else None,
            None if source.seed < 0 else source.seed, trainers.get(source.by, source.by) or None,
            joined(say, whatfor.values()), " ".join(whatfor), source.sha256,
        )  # fmt: skip

    digest = sha256(msgspec.json.Encoder().encode_lines([source for source, _ in sources]))
    columns = (
        column(say, "source"), column(say, "id", wide=2), column(say, "drill", wide=2), column(say, "seed", "serial"),
        column(say, "by", wide=1), column(say, "for", wide=2),
        column(say, "evidence_of", machine=True), column(say, "hash", "hash", 4),
    )  # fmt: skip
    table = Table(
        "sources", say("report.manifest"), columns, Rows(len(sources), lambda: (row(*one) for one in sources)),
        key=2, small=True, none=say("report.no_sources"),
    )  # fmt: skip
    return Manifest("manifest", digest.hexdigest() if sources else "", table)


def manifest_of_sessions(say: Say, known: Known, sessions: Sequence[Session], trainers: Mapping[str, str]) -> Manifest:
    """Every exam, by the head of its journal: what a standing rests on that people sign."""
    exam = {"exam": say("report.for_exam")}
    sources = [
        (Source("run", one.run, one.head, one.seed, one.scenario, one.attested_by), exam)
        for one in sessions
        if one.mode == "exam"
    ]
    return manifest(say, known, sources, trainers)


# --- errors ----------------------------------------------------------------------------------------------------------


def grave_table(say: Say, known: Known, told: Told, called: Called, sessions: int, prefix: str = "") -> Table:
    """Critical errors, the latest first: the run, the moment, and how to see it again. Where there were no `sessions`
    at all, nobody is praised."""
    found: list[tuple[Session | Grim, Grave]] = []
    for session, graves in told:
        found += [(session, grave) for grave in graves]
        if len(found) >= MOST_GRAVE:
            break

    def row(one: Session | Grim, grave: Grave) -> Row:
        return (
            one.run, f"{grave.stream}/{grave.seq}", clock(grave.at), one.finished[:10], called(one.person),
            known.drill(one.scenario), known.rule(one.scenario, grave.expectation),
        )  # fmt: skip

    columns = (
        column(say, "run", wide=2), column(say, "entry", wide=2), column(say, "moment"), column(say, "day", "date", 2),
        column(say, "person", "person", 2), column(say, "drill", wide=2), column(say, "rule", wide=5),
    )  # fmt: skip
    rows = Rows(len(found), lambda: (row(*one) for one in found))
    none = say("report.no_grave" if sessions else "report.no_sessions")
    return Table(f"{prefix}grave", say("report.grave"), columns, rows, key=2, none=none)


def mistakes(say: Say, known: Known, found: Missed, sessions: int, prefix: str = "") -> Iterator[Table | Paragraph]:
    """What was missed most, without a coach: how often, in how many sessions, by how many people; and of how many
    sessions nothing can be said. Where there were no `sessions` at all, nobody is praised."""
    worst = sorted((-one.people, -one.missed, key) for key, one in found.rules.items())[:MOST_ERRORS]

    def row(key: tuple[str, str]) -> Row:
        drill, rule = key
        return rule, known.rule(drill, rule), known.drill(drill), *found.rules[key]

    rows = Rows(len(worst), lambda: (row(key) for _, _, key in worst))
    columns = (
        column(say, "expectation", machine=True), column(say, "rule", wide=6), column(say, "drill", wide=3),
        column(say, "missed", "count"), column(say, "times", "count"), column(say, "people", "count"),
    )  # fmt: skip
    none = say("report.no_errors" if sessions else "report.no_sessions")
    yield Table(f"{prefix}errors", say("report.errors"), columns, rows, key=3, none=none)
    if found.unkept:
        yield Paragraph(say("report.unkept", n=found.unkept), "warn")


# --- grades ----------------------------------------------------------------------------------------------------------


def heat(
    say: Say,
    known: Known,
    role: str,
    grades: Sequence[tuple[str, Mapping[str, Given], State | None]],
    prefix: str = "",
    *,
    last: bool = True,
) -> Heat:
    """Name, grades by competency (each with its session) and a note, a line each; the last one of several says what the
    signs mean."""
    names = known.courses[role].competencies
    lines = []
    for name, mine, note in grades:
        found = [mine.get(id) for id in names]
        given, runs = [one.grade if one else None for one in found], [f"run:{one.run}" if one else "" for one in found]
        lines.append(HeatLine(name, tuple(given), note, tuple(runs)))
    return Heat(
        f"{prefix}heat_{role}",
        known.roles[role],
        tuple(names.values()),
        tuple(lines),
        say("report.heat_key") if last else Text(),
    )


# --- to be signed ----------------------------------------------------------------------------------------------------


def signs(say: Say, *, decides: bool = False) -> Iterator[Heading | Signs]:
    """A page of its own, for both parties of a contract; where something is decided by it, each says what."""
    yield heading(say, "signs", page=True)
    yield _signs(
        say, "sign_says", ("customer", "supplier"), (*(("decision",) if decides else ()), "name", "seal", "day")
    )


def signs_of_one(say: Say) -> Iterator[Heading | Signs]:
    """Of one person's report: they and who trained them say that they read it; no party, and no seal."""
    yield heading(say, "signs")
    yield _signs(say, "sign_says_of_one", ("trainee", "trainer"), ("hand", "day"))


def _signs(say: Say, says: str, parties: Sequence[str], fields: Sequence[str]) -> Signs:
    return Signs(
        "signs",
        say(f"report.{says}"),
        tuple(Party(say(f"report.party_{id}")) for id in parties),
        tuple(say(f"report.sign_{id}") for id in fields),
    )
