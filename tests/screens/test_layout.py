"""Line breaking in two scripts, and where arrow keys lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content
from textual.geometry import Region

from simulator.kernel.texts import cells
from simulator.screens.debrief.figures import together
from simulator.screens.shell.keys import key_name
from simulator.screens.shell.moves import nearest
from simulator.screens.shell.wrapping import Columns, Wrapped, line_spans

TEXTS = st.text(alphabet="ab12 ，。：（）节假日高峰…“”-", max_size=60)


@given(TEXTS, st.integers(4, 30))
def test_lines_fit_and_lose_nothing_but_blanks(text: str, width: int) -> None:
    lines = [text[a:b] for a, b in line_spans(text, width)]
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(alphabet="节假日高峰期间", min_size=1, max_size=30), st.integers(6, 20))
def test_no_line_begins_with_a_closing_mark(words: str, width: int) -> None:
    text = words + "。" + words + "，" + words + "！"
    assert not any(text[a] in "。，！" for a, _ in line_spans(text, width))


@pytest.mark.parametrize("text", ["Waited longest 12 s", "等得最久 12 秒", "Share 98.5 %", "占比 98.5 %"])
def test_a_figure_keeps_its_unit_in_its_line(text: str) -> None:
    whole = text[text.index(text.split()[-2]) :]
    for width in range(6, 20):
        lines = [together(text)[a:b].strip() for a, b in line_spans(together(text), width)]
        assert lines[-1].replace("\N{NO-BREAK SPACE}", " ").endswith(whole)


@pytest.mark.parametrize(
    "text", ["sold for cash: ¥39.60", "change off by: −¥15.00", "现金销售 ¥39.60", "找零差 −¥15.00"]
)
def test_a_figure_keeps_its_signs_in_its_line(text: str) -> None:
    for width in range(8, 24):
        lines = [text[a:b] for a, b in line_spans(text, width)]
        assert lines[-1].endswith(text.rsplit(maxsplit=1)[-1])


@pytest.mark.parametrize(("width", "column"), [(62, 33), (42, 22), (30, 0)])
def test_a_text_in_a_column_goes_on_there(width: int, column: int) -> None:
    """Where it has no room in its own it stands whole below another; where nothing has room, at the left."""
    told = "未观察到 · 本次没有出现考察机会，因为没有顾客来，也没有停电，设备也一直正常"
    text = f"异常应急{' ' * 14}–   ░░░░░  {told}"
    first, *more = Wrapped(Content(text), Columns(33, 22))._at(width).plain.splitlines()
    assert more
    assert max(map(cells, (first, *more))) <= width
    assert {len(row) - len(row.lstrip()) for row in more} == {column}
    assert "".join("".join((first, *more)).split()) == "".join(text.split())
    assert (told[:4] in first) == (width == 62)


def test_styles_survive_breaking() -> None:
    content = Content.assemble(("一个安静的早晨", "bold"), "，五位顾客。")
    broken = Wrapped(content)._at(10)
    assert "".join(broken.plain.split()) == content.plain
    assert all(broken.plain[span.start : span.end].replace("\n", "") in content.plain for span in broken.spans)


@pytest.mark.parametrize(
    ("dx", "dy", "found"),
    [(1, 0, 1), (-1, 0, None), (0, 1, 2), (0, -1, None)],
)
def test_arrows_lead_to_what_lies_there(dx: int, dy: int, found: int | None) -> None:
    here = Region(0, 0, 20, 3)
    others = [Region(60, 10, 20, 3), Region(25, 0, 20, 3), Region(0, 5, 20, 3)]
    assert nearest(here, others, dx, dy) == found


def test_straight_ahead_comes_before_near_but_aside() -> None:
    here = Region(0, 0, 20, 1)
    assert nearest(here, [Region(21, 1, 20, 1), Region(0, 9, 20, 1)], 0, 1) == 1


@pytest.mark.parametrize(
    ("key", "name"),
    [("f8", "F8"), ("f13", "Shift+F1"), ("ctrl+l", "Ctrl+L"), ("asterisk", "*"), ("pagedown", "PgDn"), ("end", "End")],
)
def test_keys_are_named_as_on_the_keyboard(key: str, name: str) -> None:
    assert key_name(key) == name
