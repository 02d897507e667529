"""A load as one HTML file: the verdict first, then curves and invariants. It loads nothing from anywhere."""

from collections.abc import Callable, Sequence
from html import escape
from importlib.resources import files

from grading.reports.charts import BAD, FAINT, GOOD, INK, WARN
from grading.reports.debrief_html import HTML_LANG, TRAINING, TRAINING_LINE
from simulator.kernel.texts import Text, day_and_time
from simulator.locale import Words
from simulator.stress import shown
from simulator.stress.report import Point, Report

CSP = "default-src 'none'; style-src 'unsafe-inline'"
WIDTH, HEIGHT, LEFT, TOP, BELOW = 760, 180, 64, 22, 24
Series = tuple[str, str, Callable[[Point], float]]
"""Name, colour, figure of a point."""


def page(report: Report, words: Words) -> str:
    """The whole page."""
    css = (files("grading.reports") / "debrief.css").read_text("utf-8")
    css += (files(__package__) / "stress.css").read_text("utf-8")
    title = words("stress.page_title", title=words.both(Text(report.title_en, report.title_zh)))
    mark = f'<div class="mark-training"><strong>{TRAINING}</strong><span>{TRAINING_LINE}</span></div>'
    body = "".join((_verdict(report, words), _curves(report, words), _lists(report, words), _about(report, words)))
    return (
        f'<!DOCTYPE html>\n<html lang="{HTML_LANG[words.lang]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{CSP}">\n<title>{escape(title)}</title>\n'
        f"<style>\n{css}</style>\n</head>\n<body>\n"
        f'<table class="sheet"><thead><tr><td>{mark}</td></tr></thead><tfoot><tr><td>{mark}</td></tr></tfoot>'
        f"<tbody><tr><td><main><header><h1>{escape(title)}</h1><p>{escape(day_and_time(report.wall))}</p></header>{body}"
        "</main></td></tr></tbody></table>\n</body>\n</html>\n"
    )


def _verdict(report: Report, words: Words) -> str:
    first, *rest = shown.summary(report, words)
    upto = rest.index("")
    passed = "ready" if report.outcome.passed else "not_ready"
    told = "".join(f"<p>{escape(line.strip())}</p>" for line in rest[:upto])
    items = "".join(f"<li>{escape(shown.objective(one, words))}</li>" for one in report.objectives)
    return (
        f'<div class="verdict {passed}"><strong>{escape(first)}</strong>{told}</div>'
        f'<h2>{escape(words("stress.page_objectives"))}</h2><ul class="next">{items}</ul>'
    )


def _curves(report: Report, words: Words) -> str:
    points = report.points
    if not points:
        return ""
    carried: Series = (words("stress.page_carried"), GOOD, lambda point: point.done)
    queue: Series = (words("stress.page_queue"), WARN, lambda point: point.queue)
    late: list[Series] = [
        (words("stress.page_p50"), INK, lambda point: point.p50),
        (words("stress.page_p95"), GOOD, lambda point: point.p95),
        (words("stress.page_p99"), BAD, lambda point: point.p99),
    ]  # fmt: skip
    parts = (
        (words("stress.page_throughput"), [carried]),
        (words("stress.page_latency"), late),
        (words("stress.page_waiting"), [queue]),
    )
    return "".join(f"<h2>{escape(title)}</h2>{curve(points, series, title)}" for title, series in parts)


def curve(points: Sequence[Point], series: Sequence[Series], title: str) -> str:
    """Lines over the seconds of the run."""
    most = max((figure(point) for _, _, figure in series for point in points), default=0) or 1
    last = max(point.second for point in points) or 1

    def at(point: Point, value: float) -> str:
        x = LEFT + (WIDTH - LEFT) * point.second / last
        return f"{x:.1f},{TOP + (HEIGHT - TOP) * (1 - value / most):.1f}"

    lines, legend = [], []
    for n, (name, colour, figure) in enumerate(series):
        path = " ".join(at(point, figure(point)) for point in points)
        lines.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.6"/>')
        if len(series) > 1:
            x = LEFT + 12 + 74 * n
            legend.append(
                f'<rect x="{x}" y="2" width="10" height="10" fill="{colour}"/>'
                f'<text x="{x + 15}" y="11">{escape(name)}</text>'
            )
    grid = "".join(
        f'<path d="M{LEFT} {y:.1f}H{WIDTH}" stroke="{FAINT}" stroke-width="0.6"/>'
        f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_short(most * share)}</text>'
        for share in (0, 0.5, 1)
        for y in [TOP + (HEIGHT - TOP) * (1 - share)]
    )
    ends = "".join(
        f'<text x="{LEFT + (WIDTH - LEFT) * share:.0f}" y="{HEIGHT + 18}" text-anchor="{anchor}">'
        f"{shown.clock(last * share)}</text>"
        for share, anchor in ((0, "start"), (0.5, "middle"), (1, "end"))
    )
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT + BELOW}" width="100%" role="img"><title>{escape(title)}</title>'
        f'<g font-size="12" fill="{INK}">{grid}{ends}{"".join(lines)}{"".join(legend)}</g></svg>'
    )


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 else f"{value:.2g}"


def _lists(report: Report, words: Words) -> str:
    rows = []
    for one in report.invariants:
        mark = "✗" if one.findings else "✓" if one.checked else "–"
        told = "".join(f"<br>{escape(shown.finding(found, words))}" for found in one.findings)
        about = escape(words(f"stress.about_{one.invariant}"))
        name, count = (
            escape(words(f"stress.invariant_{one.invariant}")),
            escape(words("stress.checked", n=f"{one.checked:,}")),
        )
        rows.append(f"<tr><td>{mark} {name}</td><td>{about}{told}</td><td>{count}</td></tr>")
    table = f'<h2>{escape(words("stress.page_invariants"))}</h2><table class="matrix">{"".join(rows)}</table>'
    if report.probes:
        items = "".join(f"<li>{escape(line.strip())}</li>" for line in shown.limit(report, words))
        table += f'<h2>{escape(words("stress.page_limit"))}</h2><ul class="next">{items}</ul>'
    return table


def _about(report: Report, words: Words) -> str:
    machine = report.machine
    rows = (
        (words("stress.page_machine"), f"{machine.cores} × {machine.system} · Python {machine.python}"),
        (words("stress.page_engine"), f"{report.engine} · {report.store} · storedrill {report.product}"),
        (words("stress.page_seed"), f"{report.scenario} · {report.seed} · {report.run}"),
        (words("stress.page_memory"), f"{report.outcome.memory_per_till / 1024:,.0f} KiB"),
        (words("stress.page_refusals"), shown.refusals(report, words)),
    )
    cells = "".join(f"<tr><td>{escape(name)}</td><td>{escape(value or '–')}</td></tr>" for name, value in rows)
    return f'<h2>{escape(words("stress.page_about"))}</h2><table class="matrix">{cells}</table>'
