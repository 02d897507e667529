"""A load on the whole screen: what is seen, and the key that ends it."""

import threading
from collections.abc import Callable

import pytest
from textual.widgets import Footer, Sparkline, Static

from simulator.kernel.texts import cells
from simulator.locale import Words
from simulator.stress.audit import Audit
from simulator.stress.engine import Broken, Moment
from simulator.stress.histogram import Histogram
from simulator.stress.screen import LoadApp
from simulator.stress.shown import moment as in_words
from simulator.stress.tally import Beat, Tally


def moment() -> Moment:
    """Ten seconds of a load in which a till gave out a number twice."""
    tally, audit = Tally(), Audit("run", {})
    for second in range(10):
        late = Histogram()
        for _ in range(50 + second):
            late.add(4000)
        tally.add(Beat(0, float(second), late.count, late=late.packed(), total=late.total, greatest=late.greatest))
    audit.checked["numbers"] += 7
    audit.find("numbers", "till-1-0001", "till-1/9", 1, 2)
    audit.checked["journal"] += 1234
    return Moment(9.5, 60.0, tally, audit)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_line_of_a_narrow_terminal_has_every_figure(lang: str) -> None:
    words, busy = Words("zh" if lang == "zh" else "en"), moment()
    busy.at, busy.seconds = 754.0, 1500.0
    busy.tally.failed = 1234
    busy.tally.add(Beat(1, 752.0, 5000, queue=23456))
    line = in_words(busy, words, 79)
    assert cells(line) <= 79
    assert all(figure in line for figure in ("12:34", "12:26", "4.0/4.0/4.0", "1,234", "23,456", "✗"))
    assert "█" in in_words(busy, words, 200), "a wide one has the bar, too"
    assert in_words(busy, words).count("\n") == 0


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_who_is_waited_for_while_tills_are_opened_goes_on_a_line(lang: str) -> None:
    words = Words("zh" if lang == "zh" else "en")
    opening = Moment(0.0, 60.0, Tally(), Audit("run", {}), here=63, awaited=64, patience=59.9)
    line = in_words(opening, words, 79)
    assert line == in_words(opening, words), "it is not rewritten where it goes on in the next line"
    assert all(figure in line for figure in ("63", "64", "60"))
    assert cells(in_words(opening, words, 39)) <= 39


def said(app: LoadApp[str]) -> str:
    return "\n".join(str(widget.render()) for widget in app.query(Static))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(
    ("lang", "words"), [("en", ("Done", "A second", "Numbers")), ("zh", ("已完成", "每秒", "单号"))]
)
async def test_figures_are_seen_and_q_stops(size: tuple[int, int], lang: str, words: tuple[str, ...]) -> None:
    shown = threading.Event()

    def play(show: Callable[[Moment], None], stopped: Callable[[], bool]) -> str:
        show(moment())
        shown.set()
        while not stopped():
            threading.Event().wait(0.01)
        return "what came of it"

    app = LoadApp("Peak", Words("zh" if lang == "zh" else "en"), play)
    async with app.run_test(size=size) as pilot:
        while not shown.is_set():
            await pilot.pause(0.01)
        await pilot.pause()
        text = said(app)
        assert all(word in text for word in words)
        assert "545" in text  # done so far
        assert "✗" in text
        assert "1,234" in text
        assert list(app.query_one("#carried", Sparkline).data or []) == [0.0, *(float(50 + n) for n in range(9))]
        assert all(widget.region.bottom <= size[1] for widget in app.query("Static, Sparkline"))
        assert app.query_one(Footer).region.height == 1
        await pilot.press("q")
        while app.return_value is None:
            await pilot.pause(0.01)
    assert app.return_value == "what came of it"


async def test_what_could_not_go_on_is_told_by_who_began_it() -> None:
    def play(show: Callable[[Moment], None], stopped: Callable[[], bool]) -> str:
        raise Broken("the disk")

    app = LoadApp("Peak", Words("en"), play)
    async with app.run_test() as pilot:
        while app.failed is None:
            await pilot.pause(0.01)
    assert isinstance(app.failed, Broken)
    assert app.return_value is None


async def test_ctrl_c_stops_as_q_does_and_the_second_one_does_not_wait() -> None:
    """Textual has that key for itself, and would say something of another one, in English."""

    def play(show: Callable[[Moment], None], stopped: Callable[[], bool]) -> str:
        while True:  # a process hangs, and nothing comes to its end
            stopped()
            threading.Event().wait(0.01)

    app = LoadApp("Peak", Words("zh"), play)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+c")
        assert app.stopped
        assert Words("zh")("stress.screen_stopping") in said(app)
        assert app.failed is None
        await pilot.press("ctrl+c")
        assert app.at_once
        while app.failed is None:
            await pilot.pause(0.01)
    assert isinstance(app.failed, KeyboardInterrupt)
