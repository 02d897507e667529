"""A key that one may not use says who can: in the footer, the menu, the help and the palette, in both languages."""

from dataclasses import replace

import pytest

from roles.model import load
from simulator.drill.rights import rights_at
from simulator.kernel import facts as f
from simulator.screens.palette import Entitled, commands
from simulator.screens.station import guide
from simulator.screens.station.bars import KeyRows
from simulator.screens.station.dialogs import Choose
from tests.screens.desk import RULES, TillApp, TillDrill, settle, text_of


def at_the_till_of(role: str) -> TillDrill:
    drill = TillDrill()
    rights, never = rights_at(load(role), "till")
    drill.session.till.rules = replace(RULES, rights=rights, never=never)
    drill.serve("li", "milk", "soy")
    return drill


@pytest.mark.parametrize(
    ("lang", "only", "told"),
    [
        ("en", "(only: cashier or store manager)", "This is not for your role: only cashier or store manager."),
        ("zh", "(仅限收银员、店长)", "本岗位无权操作，仅限收银员、店长。"),
    ],
)
async def test_what_is_for_others_is_dim_and_says_for_whom(lang: str, only: str, told: str) -> None:
    app = TillApp(at_the_till_of("stock_clerk"), lang)  # type: ignore[arg-type]  # a Lang
    async with app.run_test(size=(120, 40)) as pilot:
        till = await settle(pilot)
        chips = [span for line in till.query_one(KeyRows).shown for span in line if only in span.text]
        assert chips
        assert {span.style for span in chips} == {"dim"}
        before = len(app.drill.facts)
        till.run("add_bag")
        await pilot.pause()
        assert app.screen is till, "nothing is asked for first"
        assert told in text_of(till, "message").replace("\n", "")
        assert len(app.drill.facts) == before
        rows = {option.value: option for option in guide.menu(till)._options}
        assert not rows["void_line"].possible
        assert only.strip("()") in rows["void_line"].detail(till.words)
        assert only.strip("()") in rows["void_line"].note(till.words)
        assert rows["check_price"].possible
        assert isinstance(till, Entitled)
        found = {command.title: command.help for command in commands(app, till)}  # type: ignore[arg-type]  # the least app
        assert only.strip("()") in found[till.title_of("void_line")]
        assert only.strip("()") not in found[till.title_of("check_price")]
        assert till.right_of("look_up") == only.strip("()"), "another way to an operation has its right"


@pytest.mark.parametrize(
    ("lang", "always", "above"),
    [("en", "with: supervisor", "over 50.00: supervisor"), ("zh", "须收银主管授权", "超过50.00须收银主管授权")],
)
async def test_what_is_approved_by_others_says_by_whom_and_from_where_on(lang: str, always: str, above: str) -> None:
    app = TillApp(at_the_till_of("cashier"), lang)  # type: ignore[arg-type]  # a Lang
    async with app.run_test(size=(80, 24)) as pilot:
        till = await settle(pilot)
        await pilot.press("f9")
        await pilot.pause()
        assert isinstance(app.screen, Choose)
        rows = {option.value: option for option in app.screen._options}
        assert always in rows["void_sale"].detail(till.words)
        assert rows["void_line"].detail(till.words) == "Del"
        assert above in rows["void_line"].note(till.words)
        page = guide.help_page(till)._page
        shown = ["".join(span.text for span in line) for line in page._text(till.words, 76)]
        assert any(always in line and till.title_of("void_sale") in line for line in shown)
        assert not any("仅限" in line or "only:" in line for line in shown)


async def test_a_scan_of_somebody_who_may_not_sell_is_refused_and_noted() -> None:
    app = TillApp(at_the_till_of("stock_clerk"))
    async with app.run_test(size=(120, 40)) as pilot:
        till = await settle(pilot)
        till.take_scan("6901234567892", 1.0)
        await pilot.pause()
        refused = app.drill.last(f.Refused)
        assert (refused.operation, refused.reason, refused.given["who"]) == (
            "scan",
            "refused.no_right",
            "cashier manager",
        )
