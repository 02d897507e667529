"""Style sheets keep to their own screens: each is read when its screen comes, and then holds for every other one."""

import re
from pathlib import Path

import pytest

from simulator.screens import app

SCREENS = Path(app.__file__).parent
SHARED = {"shell.tcss", "station.tcss"}
"""The frame of all screens, and of all workstations, whose rules begin with a class of theirs or are meant for all."""
SHEETS = sorted(sheet for sheet in SCREENS.rglob("*.tcss") if sheet.name not in SHARED)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_rule_names_the_screen_or_the_widget_that_it_is_for(sheet: Path) -> None:
    """`#right { display: none }` of the till hid the right side of every other screen once a till had been open."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = [one.strip() for rule in re.findall(r"([^{}]+)\{", text) for one in rule.split(",")]
    assert selectors
    assert [one for one in selectors if not one[0].isupper()] == []
