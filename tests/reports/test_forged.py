"""Whatever is forged in a report is named, one at a time, in every format and in both languages.

Pages are forged as whoever wants to deceive would do it best: made of other data, with the true data inside.
"""

import json
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from grading.reports import report_json
from grading.reports.compare import ORDER, differences
from grading.reports.report_json import report_of
from simulator import wall_clock
from simulator.bootstrap import House
from simulator.kernel.texts import Lang
from simulator.locale import Words
from simulator.reporting.formats import FORMATS
from simulator.reporting.printed import printed
from simulator.reporting.told import sentences
from tests.cli.conftest import Storedrill

Plain = dict[str, Any]
AT_ONCE = ("html", "pdf", "xlsx")


pytestmark = pytest.mark.usefixtures("trained")


def block(report: Plain, id: str) -> Any:
    return next(one for one in report["blocks"] if one.get("id") == id)


# --- one thing at a time ---------------------------------------------------------------------------------------------


def verdict(report: Plain) -> None:
    block(report, "verdict").update(tone="good", text={"en": "READY", "zh": "可以开业"})


def grade(report: Plain) -> None:
    """Of one person in one competency."""
    lines = block(report, "heat_cashier")["lines"]
    graded = next(line for line in lines if any(line["grades"]))
    at = next(n for n, one in enumerate(graded["grades"]) if one)
    graded["grades"][at] = 6 - graded["grades"][at] if graded["grades"][at] != 3 else 5


def gate(report: Plain) -> None:
    block(report, "gates")["rows"][0][5] = {"tone": "good", "text": {"en": "met", "zh": "达标"}}


def sample(report: Plain) -> None:
    row = next(row for row in block(report, "gates")["rows"] if row[0] == "operations_correct")
    row[4]["n"] += 400


def digest(report: Plain) -> None:
    """Of one session, in the annex."""
    block(report, "manifest")["table"]["rows"][-1][-1] = "ab" * 32


def one_less(report: Plain) -> None:
    block(report, "people")["rows"].pop(0)


def one_more(report: Plain) -> None:
    rows = block(report, "people")["rows"]
    rows.append(["Zhao Liu", *rows[0][1:]])


def chart(report: Plain) -> None:
    bar = next(one for one in block(report, "gate_bars")["bars"] if one["value"])
    bar["value"] = [1, 1] if bar["value"][0] != bar["value"][1] else [1, 2]


def waiver(report: Plain) -> None:
    block(report, "waivers")["rows"].pop()


def issue(report: Plain) -> None:
    block(report, "issues")["rows"].pop()


def day(report: Plain) -> None:
    report["day"] = "2027-01-31"


def session(report: Plain) -> None:
    block(report, "sessions")["rows"][0][7] = {"tone": "good", "text": {"en": "passed!", "zh": "通过！"}}


FORGED: tuple[tuple[Callable[[Plain], None], tuple[str, str]], ...] = (
    (verdict, ("READY", "可以开业")), (grade, ("Cashier", "收银员")), (gate, ("Gates", "准入条件")),
    (sample, ("n = ", "n = ")), (digest, ("abababab", "abababab")), (one_less, ("can work", "上岗")),
    (one_more, ("Zhao Liu", "Zhao Liu")), (chart, ("Results beside", "达成值")),
    (waiver, ("Risks accepted", "风险接受")),
    (issue, ("Drawer jams", "钱箱卡住")), (day, ("2027-01-31", "2027-01-31")), (session, ("passed!", "通过！")),
)  # fmt: skip
NAMES = [one.__name__ for one, _ in FORGED]
EVERY = "STOREDRILL_EVERY" in os.environ
"""A sheet with the letters of a second language takes half a second and more: `.ci/thorough` forges it in every way."""
IN_WORDS = [(forge, words) for forge, words in FORGED if forge in (verdict, chart, digest, session)]
"""What of them is told by a word, a bar, a hash, a row."""


@pytest.fixture
def true(storedrill: Storedrill, store: str, tmp_path: Path) -> Plain:
    what = ("issue", "add", "Drawer jams 钱箱卡住", "--severity", "severe", "--where", "till 1", "--by", "Zhao")
    told = storedrill(*what)
    assert told.status == 0, told.err
    path = tmp_path / "true.json"
    assert storedrill("report", "readiness", "--store", store, "--names", "--out", str(path)).status == 0
    report: Plain = json.loads(path.read_bytes())
    return report


@pytest.mark.parametrize(("forge", "named"), FORGED, ids=NAMES)
def test_what_the_journals_do_not_say_is_named(
    storedrill: Storedrill, true: Plain, tmp_path: Path, forge: Callable[[Plain], None], named: tuple[str, str]
) -> None:
    path = tmp_path / "forged.json"
    forge(true)
    path.write_text(json.dumps(true, ensure_ascii=False), "utf-8")
    for lang, word in zip(("en", "zh"), named, strict=True):
        told = storedrill("--lang", lang, "verify", str(path))
        assert told.status == 1
        assert word in told.out
        assert not any(sign in told.out for sign in '{}["'), "in words"


def page_of(report: Plain, carried: Plain, name: str, lang: Lang, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A page of one report that carries the data of another."""
    data = b"".join(report_json.parts(report_of(carried), report_json.Progress(report_of(carried), report_json.silent)))

    def parts(*_: object) -> Iterator[bytes]:
        yield data

    out = BytesIO()
    with monkeypatch.context() as patched:
        patched.setattr(report_json, "parts", parts)
        FORMATS[name].write(report_of(report), lang, out, report_json.silent)
    return out.getvalue()


@pytest.mark.parametrize("name", AT_ONCE)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_a_page_says_otherwise_than_its_data_is_named(
    true: Plain, lang: Lang, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = page_of(true, true, name, lang, monkeypatch)
    assert printed(honest, true, other_version=False) == []
    for forge, words in FORGED if (lang, name) != ("zh", "pdf") or EVERY else IN_WORDS:
        forged = json.loads(json.dumps(true))
        forge(forged)
        found = printed(page_of(forged, true, name, lang, monkeypatch), true, other_version=False)
        assert found, forge.__name__
        assert all(one.against == "data" for one in found)
        said = " ".join(f"{one.where} {one.said} {one.came}" for one in found)
        if forge in (verdict, one_more, day, session):
            assert words[lang == "zh"] in said, (forge.__name__, said)


@pytest.mark.parametrize("name", AT_ONCE)
def test_a_forged_page_hides_behind_no_other_difference(
    storedrill: Storedrill, true: Plain, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its data are forged too, elsewhere; many lines are named, and the rest is counted."""
    carried, shown = json.loads(json.dumps(true)), json.loads(json.dumps(true))
    day(carried)
    day(shown)
    verdict(shown)
    rows = block(shown, "people")["rows"]
    rows += [[f"Zhao {n}", *rows[0][1:]] for n in range(60)]
    path = tmp_path / f"forged.{name}"
    path.write_bytes(page_of(shown, carried, name, "en", monkeypatch))
    told = storedrill("verify", str(path))
    assert told.status == 1
    assert "As of: the report says 2027-01-31, the journals say" in told.out
    assert "READY" in told.out
    assert "more differences; --json names all of them" in told.out
    found = json.loads(storedrill("verify", str(path), "--json").out)["differences"]
    assert {one["against"] for one in found} == {"journals", "data"}
    assert any("Zhao 59" in str(one["said"]) for one in found)


def test_a_chart_hides_behind_no_word(true: Plain, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bars are longer than their figures, in a page whose every word is true; beside a word that is not, too."""
    page = page_of(true, true, "html", "en", monkeypatch).decode()
    at = page.index("<rect", page.index('id="gate_bars"'))
    wide = page.index('width="', at) + len('width="')
    longer = f"{page[:wide]}9{page[wide:]}"
    for forged in (longer, longer.replace("NOT READY", "READY", 1)):
        found = printed(forged.encode(), true, other_version=False)
        assert any("drawn" in one.where for one in found)
    assert len(found) == 2


def test_what_stands_in_another_order_is_named(true: Plain) -> None:
    """Those who cannot work stand first."""
    forged = json.loads(json.dumps(true))
    block(forged, "gates")["rows"].reverse()
    forged["blocks"].insert(0, forged["blocks"].pop(3))
    assert [one.where for one in differences(forged, true)] == [(ORDER,), ("gates", ORDER)]


def test_a_part_of_which_two_programs_read_two_things_is_named(true: Plain, monkeypatch: pytest.MonkeyPatch) -> None:
    data = BytesIO(page_of(true, true, "xlsx", "en", monkeypatch))
    with ZipFile(data) as parts:
        other = parts.read("xl/worksheets/sheet2.xml")
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(data, "a") as parts:
        parts.writestr("xl/worksheets/sheet2.xml", other)
    assert ("workbook", "xl/worksheets/sheet2.xml") in [
        one.where for one in printed(data.getvalue(), true, other_version=False)
    ]


def test_an_object_of_a_pdf_stands_where_a_reader_looks_for_it(true: Plain, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every stream is the true one, and yet another page is shown: the table of places leads into a stream."""
    data = page_of(true, true, "pdf", "en", monkeypatch)
    at = data.rindex(b"xref\n0 ")
    first = data.index(b" 00000 n", at) - 10
    forged = data[:first] + b"%010d" % (int(data[first : first + 10]) + 1) + data[first + 10 :]
    assert [one.where for one in printed(forged, true, other_version=False)] == [("page", "foreign")]


def test_a_pdf_of_another_program_proves_nothing(true: Plain, monkeypatch: pytest.MonkeyPatch) -> None:
    data = page_of(true, true, "pdf", "en", monkeypatch)
    found = printed(data + b"\n1 0 obj\n<<>>\nendobj\n", true, other_version=False)
    assert [one.where for one in found] == [("page", "foreign")]


# --- what the report was asked for -----------------------------------------------------------------------------------


def test_what_was_asked_for_cannot_be_forged_either(
    storedrill: Storedrill, trained: Path, store: str, tmp_path: Path
) -> None:
    """A report that was worked out honestly, of other things than were there."""
    assert storedrill("store", "add", store).status == 0
    wanted = (
        "operations_correct",
        "--store",
        "station_road",
        "--by",
        "Zhao",
        "--owner",
        "IT",
        "--reason",
        "agreed",
        "--until",
        "2099-12-31",
    )
    told = storedrill("waive", *wanted)
    assert told.status == 0, told.err
    path = tmp_path / "true.json"
    assert storedrill("report", "readiness", "--store", "station_road", "--out", str(path)).status == 0
    assert storedrill("verify", str(path)).status == 0
    (tmp_path / "store.yaml").unlink()

    def told_of(change: Callable[[Plain], None]) -> str:
        """The report as it would be, had it been asked so."""
        from simulator.reporting.asked import read_asked
        from simulator.reporting.making import make
        from simulator.reporting.shelf import Shelf

        report = json.loads(path.read_bytes())
        change(report["asked"])
        asked = read_asked(report["asked"])
        house = House(trained, lang="en")
        made = make(Shelf(house.database, house.journal, asked.kept, asked.made), asked)
        house.close()
        forged = tmp_path / "forged.json"
        with forged.open("wb") as out:
            report_json.write(made, "en", out)
        told = storedrill("verify", str(forged))
        assert told.status == 1, told.out
        assert '"' not in told.out
        return told.out

    store_of = "stores"
    last = json.loads(path.read_bytes())["asked"]["kept"]["results"]
    moment = wall_clock.now()
    said = told_of(lambda asked: asked["kept"].update(results=last - 2))
    assert "From before the report was written, and not counted in it (sessions: 2)" in said
    assert "had been given" in told_of(lambda asked: asked[store_of][0]["waivers"].pop())
    assert "nobody gave" in told_of(lambda asked: asked[store_of][0]["waivers"].append(
        {"gate": "cashiers_certified", "owner": {"en": "X", "zh": "X"}, "reason": {"en": "Y", "zh": "Y"},
         "until": "2099-12-31"}))  # fmt: skip
    said = told_of(lambda asked: asked[store_of][0].update(opening="2098-01-01", staff=asked[store_of][0]["staff"][:1]))
    assert "says otherwise than that file: day of opening" in said
    assert "says otherwise than that file: staff" in said
    assert "are not those of that file: Operations correct" in told_of(
        lambda asked: next(one for one in asked["gates"] if one["id"] == "operations_correct")["threshold"].update(
            value=[1, 2]
        )
    )
    later = (moment + timedelta(days=2)).isoformat(timespec="seconds")
    assert "now it is" in told_of(lambda asked: asked.update(made=later))
    before = (moment - timedelta(days=3)).isoformat(timespec="seconds")
    assert "From after the report was written, and counted" in told_of(lambda asked: asked.update(made=before))
    said = told_of(lambda asked: asked["kept"].update(people=2))
    assert "From before the report was written, and not counted in it (people: 1): =1+1" in said


@pytest.mark.parametrize("where", ["block", "figure", "name"])
def test_what_stands_there_twice_is_named(storedrill: Storedrill, true: Plain, tmp_path: Path, where: str) -> None:
    """Only one of two could be set beside what came, and a reader sees the other."""
    path = tmp_path / "forged.json"
    if where == "block":
        report = json.loads(json.dumps(true))
        verdict(report)
        true["blocks"].insert(0, block(report, "verdict"))
    elif where == "figure":
        items = block(true, "key")["items"]
        items.insert(0, {**items[0], "figure": {"kind": "count", "value": 13}})
    text = json.dumps(true, ensure_ascii=False)
    if where == "name":
        text = text.replace('"day":', '"day": "2030-01-01", "day":', 1)
    path.write_text(text, "utf-8")
    told = storedrill("verify", str(path))
    assert told.status == (2 if where == "name" else 1)
    if where != "name":
        assert "stands in the report 2 times" in told.out


# --- whatever it is --------------------------------------------------------------------------------------------------


def leaves(of: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inside = of.items() if isinstance(of, dict) else enumerate(of) if isinstance(of, list) else None
    if inside is None:
        yield path
    for step, one in inside or ():
        yield from leaves(one, (*path, step))


def other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    return "2019-01-01" if value is None else f"{value} 7"


STRUCTURE = ("type", "id", "kind", "key", "wide", "machine", "page", "small")
"""What is no word of a report, and of which a page cannot always be made with anything else in its place."""


def test_of_all_that_a_report_says_nothing_can_be_changed_without_a_sentence(true: Plain) -> None:
    """Each leaf in turn; what differs is told in words, in both languages, and never as data."""
    every = [path for path in leaves(true["blocks"]) if path[-1] not in STRUCTURE]
    assert len(every) > 1000
    for n, path in enumerate(every):
        if n % 7 and path[-1] != "tone":
            continue
        forged = json.loads(json.dumps(true))
        at = forged["blocks"]
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = other(at[path[-1]])
        found = list(differences(forged, true))
        assert found, path
        for lang in ("en", "zh"):
            told = sentences(found, forged, true, Words(lang), lang)
            assert told, path
            assert not any(sign in one for one in told for sign in ('{"', "': ", '["')), (path, told)
            assert all(len(one) < 700 for one in told), (path, told)
