"""A load in words: the line that goes along with it, and what is said at the end."""

import re
from collections.abc import Iterable, Iterator
from math import ceil, floor

from simulator.kernel.texts import Text, cells, clip
from simulator.locale import Words
from simulator.stress.audit import Audit, Finding
from simulator.stress.engine import Moment
from simulator.stress.report import Invariant, Objected, Probe, Report

FEW = 100
"""Of fewer the slowest hundredth is one that was slow."""
WIDTH = 6
"""Signs of the bar of progress."""
NEXT = re.compile(r", (?=[a-z]+=)")
"""Between two parameters: what a server said may have commas, too."""
PLACE = re.compile(r"\{\w+\}")
"""Something that a sentence is about."""
PEAK, SECONDS = " x", " s"
"""Ends a figure that is a multiple of the peak hour."""


UNJUDGED = {"played": "stress.no_plan", "carried": "stress.no_peak"}
"""Why an objective was not judged; the others, where nothing came to an end."""


def clock(seconds: float) -> str:
    """Minutes and seconds.

    >>> clock(75.2)
    '1:15'
    """
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def milliseconds(us: int) -> str:
    """What a latency is read as."""
    return f"{us / 1000:,.0f}" if us >= 100_000 else f"{us / 1000:.1f}"


def moment(now: Moment, words: Words, columns: int = 0) -> str:
    """How it stands, in one line: where there is little room, without the bar, and what is broken last, as it may be
    long."""
    if now.over:
        return words("stress.auditing", entries=f"{now.audit.position:,}")
    if now.awaited and now.patience is not None:
        opening = words("stress.getting_ready", here=now.here, awaited=now.awaited, left=ceil(now.patience))
        return clip(opening, columns) if columns else opening
    if now.awaited:
        return words("stress.joining", here=now.here, awaited=now.awaited)
    share = min(1.0, now.at / now.seconds) if now.seconds else 1.0
    bar = "█" * int(share * WIDTH) + "·" * (WIDTH - int(share * WIDTH))
    lately = [now.tally.seconds[n] for n in range(int(now.at) - 3, int(now.at)) if n in now.tally.seconds]
    rate = sum(second.done for second in lately) / max(1, len(lately))
    late = now.tally.late
    spread = "/".join(milliseconds(late.quantile(q)) for q in (0.5, 0.95, 0.99))
    whole, short = (
        words(
            id, bar=bar, at=clock(now.at), left=clock(max(0.0, now.seconds - now.at)), rate=f"{rate:,.0f}",
            late=spread, failed=f"{now.tally.failed:,}", queue=f"{now.tally.queue:,}", sound=sound(now.audit, words),
        )
        for id in ("stress.live", "stress.live_short")
    )  # fmt: skip
    return clip(short, columns) if columns and cells(whole) > columns else whole


def told(detail: str, words: Words) -> str:
    """What a store said, in words: it comes as `store.disk_full (path=/data)`."""
    id, _, given = detail.removesuffix(")").partition(" (")
    if not words.has(id):
        return detail
    try:
        return words(id, **dict(each.split("=", 1) for each in NEXT.split(given) if each))
    except (KeyError, ValueError):  # parameters that are no pairs, or not those of the sentence
        return detail


def ended(detail: str, words: Words) -> str:
    """How a process ended, where that is what it is about: by a signal (`-9`), or in somebody's words."""
    if detail.startswith("-") and detail[1:].isdecimal():
        return words("stress.by_signal", signal=detail[1:])
    return told(detail, words)


def sound(audit: Audit, words: Words) -> str:
    broken = [words(f"stress.invariant_{line.invariant}") for line in audit.lines() if line.findings]
    return words("stress.broken", what=", ".join(broken)) if broken else words("stress.sound")


def shaped(tills: int, shape: str, saturated: bool, rate: float, words: Words) -> str:
    """`64 tills, 2 a second each`."""
    how = words(f"stress.shape_{'saturated' if saturated else shape}", rate=f"{rate:g}")
    return words("stress.load", tills=tills, shape=how)


def summary(report: Report, words: Words) -> Iterator[str]:
    """What is said at the end."""
    out, load = report.outcome, report.load
    title = words.both(Text(report.title_en, report.title_zh))
    yield words("stress.passed" if out.passed else "stress.not_passed", title=title)
    asked = shaped(load.tills, load.shape, load.saturated, load.rate, words)
    yield words(
        "stress.asked", load=asked, seconds=clock(load.seconds), workers=report.workers, cores=report.machine.cores
    )
    if out.stopped:
        yield words("stress.stopped", at=clock(out.seconds))
    yield words(
        "stress.done", sales=f"{out.sales:,}", returns=f"{out.returns:,}", refused=f"{out.refused:,}",
        failed=f"{out.failed:,}", rate=f"{out.per_second:,.1f}", hour=f"{out.per_hour:,}",
    )  # fmt: skip
    if out.played is not None:
        yield played(report, words)
    if load.offline:
        yield words("stress.offline", percent=load.offline)
    if out.failed:
        yield words("stress.failed_because", why=refusals(report, words) or "–")
    if any(one.measure == "carried" and one.met is False for one in report.objectives) and load.shape != "constant":
        yield words("stress.carried_average")
    if out.works:
        yield words("stress.works", n=f"{out.works:,}")
    late, late_of = out.latency, out.sales + out.returns + out.refused
    yield words(
        "stress.late", n=f"{late_of:,}", average=f"{late.average:,.1f}", p50=f"{late.p50:,.1f}",
        p95=f"{late.p95:,.1f}", p99=f"{late.p99:,.1f}", greatest=f"{late.greatest:,.1f}",
    )  # fmt: skip
    if late_of < FEW:
        yield words("stress.few", n=late_of, least=FEW)
    for event in report.events:
        yield "  " + words(
            f"stress.event_{event.what}",
            at=f"{event.second:.1f}",
            worker=event.worker + 1,
            detail=ended(event.detail, words),
        )
    yield ""
    for one in report.objectives:
        yield "  " + objective(one, words)
    yield ""
    yield from held(report.invariants, words)
    if report.probes:
        yield ""
        yield from limit(report, words)


def played(report: Report, words: Words) -> str:
    """How much of the plan was played: nobody says how the others would have fared."""
    out, load = report.outcome, report.load
    return words(
        "stress.played",
        n=f"{out.sales + out.returns + out.refused + out.failed:,}", meant=f"{load.intended:,}",
        share=figure(out.played or 0, "share", words),
    )  # fmt: skip


def refusals(report: Report, words: Words) -> str:
    """Sentences of the tills, without what they were about."""
    most = sorted(report.refusals.items(), key=lambda pair: (-pair[1], pair[0]))
    return " · ".join(f"{PLACE.sub('…', words(name))} ({n:,})" for name, n in most)


def held(invariants: Iterable[Invariant], words: Words) -> Iterator[str]:
    """Each invariant, and what speaks against it."""
    for invariant in invariants:
        mark = "✗" if invariant.findings else "✓" if invariant.checked else "–"
        what = words(f"stress.invariant_{invariant.invariant}")
        yield f"  {mark} " + words("stress.line", what=what, told=words("stress.checked", n=f"{invariant.checked:,}"))
        for found in invariant.findings:
            yield "      " + finding(found, words)


def finding(found: Finding, words: Words) -> str:
    """What must not be, with the entry where it is one."""
    what = next((words(id) for id in (f"stress.sum_{found.what}", f"till.tender.{found.what}") if words.has(id)), "")
    if (
        found.invariant == "journal" and found.expected == found.got
    ):  # it stands where it should, and is not what it was
        return words("stress.finding_changed", what=found.what, entry=found.entry)
    return words(
        "stress.finding", what=what or found.what, entry=found.entry or "–", expected=f"{found.expected:,}",
        got=f"{found.got:,}",
    )  # fmt: skip


def objective(one: Objected, words: Words) -> str:
    mark = {True: "✓", False: "✗", None: "–"}[one.met]
    said = one.said
    if said.endswith(PEAK):
        said = words("stress.of_peak", times=said.removesuffix(PEAK))
    elif said.endswith(SECONDS):
        said = words("stress.seconds", n=said.removesuffix(SECONDS))
    asked = words(f"stress.{one.sense}", value=said)
    if one.met is None:
        came = words(UNJUDGED.get(one.measure, "stress.nothing_timed"))
    else:
        came = words("stress.got", value=figure(one.got, one.unit, words, one.sense))
        asked += f" ({figure(one.asked, one.unit, words)})" if one.said.endswith(PEAK) else ""
    return f"{mark} " + words("stress.line", what=words(f"stress.measure_{one.measure}"), told=f"{asked} · {came}")


def figure(value: float, unit: str, words: Words, sense: str = "at_least") -> str:
    """A figure as it is read: never rounded to what was asked, so that it would look like held.

    >>> en, zh = Words("en"), Words("zh")
    >>> figure(0.99899, "share", en), figure(89_999.9, "number", en)
    ('99.899%', '89,999')
    >>> figure(2.0001, "seconds", en, "at_most"), figure(2.0001, "seconds", zh, "at_most")
    ('2.001 s', '2.001 秒')
    """
    rounded = ceil if sense == "at_most" else floor
    if unit == "share":
        return f"{rounded(round(value * 100_000, 6)) / 1000:g}%"
    if unit == "seconds":
        return words("stress.seconds", n=f"{rounded(round(value * 1000, 6)) / 1000:,.3f}")
    return f"{rounded(round(value, 6)):,}"


def probe(one: Probe, words: Words) -> str:
    """A rate that was tried."""
    mark = "✓" if one.held else "✗"
    return f"  {mark} " + words(
        "stress.probe", rate=f"{one.rate:g}", carried=f"{one.per_second:,.0f}", average=f"{one.average:,.1f}",
        p99=f"{one.p99:,.1f}",
    )  # fmt: skip


def limit(report: Report, words: Words) -> Iterator[str]:
    """The search for the limit, try by try."""
    yield from (probe(one, words) for one in report.probes)
    if not report.limit:
        yield words("stress.no_limit")
        return
    total = report.limit * report.load.tills
    yield words("stress.limit", rate=f"{report.limit:g}", total=f"{total:,.0f}", hour=f"{total * 3600:,.0f}")
