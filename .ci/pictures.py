"""Pictures of the real screens for the README and the docs.

    python .ci/pictures.py docs/pictures [NAME ...]    (needs rsvg-convert, pdftoppm and a font with Chinese)

A bot plays up to a moment on virtual time, then the real screen is shown and exported; so pictures never lie for long.
"""

import asyncio
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from simulator.bootstrap import House
from simulator.cli import main as command
from simulator.desk.view import DeskView
from simulator.drill.bots import perfect, saboteur
from simulator.drill.live import Drill, Mode
from simulator.drill.play import play
from simulator.kernel.texts import Lang
from simulator.pos.view import View
from simulator.screens.app import StoredrillApp
from simulator.stock.view import StockView

SIZE = (120, 40)
CELL = 12.2
INDENTED = (
    r'<text(?P<a>[^>]*?) x="(?P<x>[\d.]+)"(?P<b>[^>]*?) textLength="(?P<length>[\d.]+)"(?P<c>[^>]*)>'
    r"(?P<blanks>(?:&#160;)+)(?P<rest>[^<]+)</text>"
)
Opening = Callable[[StoredrillApp], None]


async def _shoot(house: House, opening: Opening | None, target: Path, keys: tuple[str, ...] = ()) -> None:
    app = StoredrillApp(house, still=True, monotonic=lambda: 0.0, opening=opening)
    async with app.run_test(size=SIZE) as pilot:
        await _settle(pilot)
        for key in keys:
            await pilot.press(key)
            await _settle(pilot)
        svg = app.export_screenshot(title="storedrill")
    # fonts from elsewhere are never asked for: the machine's own do
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: [^;]+;", "font-family: 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace;", svg)
    svg = re.sub(INDENTED, _shift, svg)
    draft = target.with_suffix(".svg")
    draft.write_text(svg, encoding="utf-8")
    subprocess.run(["rsvg-convert", "--width", "1280", str(draft), "-o", str(target)], check=True)
    draft.unlink()


def _shift(text: re.Match[str]) -> str:
    """Renderers drop blanks at a text's start: it begins where its first sign is."""
    width = CELL * text["blanks"].count("&#160;")
    x, length = float(text["x"]) + width, float(text["length"]) - width
    return f'<text{text["a"]} x="{x:g}"{text["b"]} textLength="{length:g}"{text["c"]}>{text["rest"]}</text>'


async def _settle(pilot: Pilot[None]) -> None:
    for _ in range(4):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def main(folder: Path, only: tuple[str, ...] = ()) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:

        def house(lang: Lang) -> House:
            return House(Path(home), lang=lang)

        shots: list[tuple[str, Lang, Callable[[House], Opening | None], tuple[str, ...]]] = [
            ("lobby", "zh", lambda _: None, ()),
            ("till", "en", _at_station("holiday-rush", "practice", 150_000), ()),
            ("till-zh", "zh", _at_station("first-sale", "coach", 75_000), ()),
            ("desk", "en", _at_desk("approvals-rush"), ()),
            ("dark", "zh", _at_dark("power-outage"), ()),
            ("stockroom", "en", _at_station("receiving-troubles", "practice", 42_000), ()),
            ("stockroom-dark", "zh", _at_dark("power-outage-in-the-stockroom"), ()),
            ("debrief", "en", _at_debrief("holiday-rush", "short_change"), ()),
            ("readiness", "zh", _with_store(Path(home)), ("f7",)),
        ]
        for name, lang, make, keys in shots:
            if only and name not in only:
                continue
            place = house(lang)
            asyncio.run(_shoot(place, make(place), folder / f"{name}.png", keys))
            place.close()
            print(folder / f"{name}.png")
        if not only or "readiness" in only:
            _report(Path(home), folder / "report.png")


def _with_store(home: Path) -> Callable[[House], Opening | None]:
    """The store of docs/rollout.md is kept, and what its customer has brought so far."""

    def make(house: House) -> None:
        rollout = Path("docs/rollout.md").read_text(encoding="utf-8").split("### The store's profile")[1]
        profile = home / "station-road.yaml"
        profile.write_text(rollout.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
        sheet = home / "measured.pdf"
        sheet.write_bytes(b"%PDF")
        from_there = f"--file {sheet} --by Supplier --from customer --until 2099-12-31 --store station_road"
        for line in (
            f"store add {profile}",
            f"evidence add response_time {from_there} --value 1.4s --n 5000",
            f"evidence add opening_stock {from_there}",
        ):
            if command(["--home", str(home), *line.split()]):
                raise SystemExit(line)

    return make


def _report(home: Path, target: Path) -> None:
    pdf = home / "ready.pdf"
    command(f"--home {home} --lang en report readiness --store station_road --format pdf --out {pdf}".split())
    subprocess.run(["pdftoppm", "-png", "-singlefile", "-r", "90", str(pdf), str(target.with_suffix(""))], check=True)
    print(target)


def _at_station(scenario: str, mode: Mode, until: int) -> Callable[[House], Opening]:
    def make(house: House) -> Opening:
        drill = house.start(scenario, mode, None, seed=7)
        play(drill.session, perfect(7, drill.workstation), until)
        _stop(drill)
        return lambda app: app.play(drill)

    return make


def _at_desk(scenario: str) -> Callable[[House], Opening]:
    """A request in hand, all that it rests on looked at."""

    def make(house: House) -> Opening:
        drill = house.start(scenario, "coach", None, seed=7)
        view, until = drill.session.seen, 90_000
        while not isinstance(view, DeskView) or (found := view.request(view.hand)) is None or found.unseen:
            until += 1_000
            play(drill.session, perfect(7, drill.workstation), until)
            view = drill.session.seen
        _stop(drill)
        return lambda app: app.play(drill)

    return make


def _at_dark(scenario: str) -> Callable[[House], Opening]:
    def make(house: House) -> Opening:
        drill = house.start(scenario, "practice", None, seed=7)
        until = 30_000
        while not _is_dark(drill):
            until += 5_000
            play(drill.session, perfect(7, drill.workstation), until)
        _stop(drill)
        return lambda app: app.play(drill)

    return make


def _is_dark(drill: Drill) -> bool:
    seen = drill.session.seen
    return isinstance(seen, View | StockView) and seen.dark


def _stop(drill: Drill) -> None:
    """The clock stands where the bot left off."""
    drill.clock = type(drill.clock)(lambda: 0.0, start=drill.session.now)


def _at_debrief(scenario: str, mistake: str) -> Callable[[House], Opening]:
    def make(house: House) -> Opening:
        drill = house.start(scenario, "practice", None, seed=7)
        play(drill.session, saboteur(mistake, 7))
        finished = drill.finish("finished")
        return lambda app: app.debrief(drill, finished)

    return make


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures"), tuple(sys.argv[2:]))
