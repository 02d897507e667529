"""The year behind the market: which days were busy, and what people bought on them.

Shares are percent of an ordinary day. Dates are those of 2026, with its Spring Festival on the 17th of February.
"""

from datetime import date, timedelta
from typing import NamedTuple

from simulator.kernel.texts import Text

FIRST, LAST = date(2025, 12, 24), date(2026, 12, 23)
DAYS = (LAST - FIRST).days + 1
HOURS = range(8, 22)
"""Open from eight to ten in the evening."""
WEEKDAYS = (90, 88, 91, 93, 106, 124, 118)
WORKDAY = (5, 7, 9, 9, 6, 5, 5, 6, 8, 11, 12, 9, 5, 3)
WEEKEND = (4, 7, 10, 10, 8, 7, 8, 9, 10, 10, 9, 7, 5, 3)
"""How customers spread over the hours."""

MONTHS: dict[str, tuple[int, ...]] = {  # January to December
    "ice_cream": (25, 35, 55, 90, 130, 180, 220, 210, 140, 80, 45, 25),
    "drinks": (70, 75, 85, 100, 115, 135, 150, 145, 115, 95, 80, 72),
    "beer": (60, 70, 75, 95, 115, 150, 170, 160, 110, 85, 65, 60),
    "hotpot": (170, 150, 110, 80, 65, 50, 45, 45, 75, 110, 140, 165),
    "pastes": (120, 115, 105, 95, 90, 85, 85, 85, 95, 105, 115, 120),
    "stone_melon": (45, 45, 55, 80, 120, 190, 210, 190, 120, 75, 55, 45),
    "citrus": (150, 140, 110, 85, 70, 60, 55, 55, 80, 120, 150, 160),
    "baijiu": (120, 130, 95, 90, 90, 85, 80, 85, 105, 105, 100, 115),
    "textiles": (130, 110, 95, 90, 90, 85, 80, 80, 95, 115, 130, 140),
}
"""By family or category; what is not here sells alike all year."""


class Season(NamedTuple):
    """Some days on which things are otherwise."""

    name: Text
    since: date
    until: date
    """The last day."""
    visits: int = 100
    goods: dict[str, int] = {}
    """By family or category."""


def _season(en: str, zh: str, since: str, until: str, visits: int = 100, **goods: int) -> Season:
    return Season(Text(en, zh), date.fromisoformat(since), date.fromisoformat(until), visits, goods)


SEASONS = (
    _season("Christmas", "圣诞节", "2025-12-24", "2025-12-25", 112, chocolate=220, wine=170),
    _season("New Year", "元旦", "2026-01-01", "2026-01-03", 118, snacks=130, alcohol=130),
    _season("Shopping for New Year", "年货节", "2026-01-31", "2026-02-07", 122, snacks=150, alcohol=150, tobacco=130),
    _season(
        "Shopping for New Year", "年货节", "2026-02-08", "2026-02-15", 165, snacks=210, alcohol=240, tobacco=170,
        nuts=260, sweets=230, frozen=130, seafood=170, eggs_meat=140,
    ),
    _season("New Year's Eve", "除夕", "2026-02-16", "2026-02-16", 120, snacks=160, alcohol=190, eggs_meat=160),
    _season("Spring Festival", "春节", "2026-02-17", "2026-02-18", 42, snacks=140, alcohol=170),
    _season("Spring Festival", "春节", "2026-02-19", "2026-02-23", 68, snacks=130, alcohol=140),
    _season("Lantern Festival", "元宵节", "2026-02-28", "2026-03-03", 110, frozen_dough=260),
    _season("Qingming", "清明节", "2026-04-04", "2026-04-06", 104),
    _season("Labour Day", "劳动节", "2026-05-01", "2026-05-05", 116, drinks=125, snacks=120),
    _season("Dragon Boat Festival", "端午节", "2026-06-13", "2026-06-19", 108, frozen_dough=240, eggs=140),
    _season("618", "618", "2026-06-16", "2026-06-18", 114, household=180, personal_care=170, baby=150),
    _season("Back to school", "开学季", "2026-08-24", "2026-09-03", 104, stationery=340),
    _season("Mid-Autumn", "中秋节", "2026-09-16", "2026-09-25", 110, cakes=210, alcohol=140, citrus=130),
    _season("National Day", "国庆节", "2026-10-01", "2026-10-07", 120, snacks=125, drinks=120, alcohol=130),
    _season("Double Eleven", "双11", "2026-11-09", "2026-11-11", 112, household=190, personal_care=180, paper=230),
    _season("Christmas", "圣诞节", "2026-12-19", "2026-12-23", 110, chocolate=190, wine=160),
)  # fmt: skip


def day(n: int) -> date:
    """The n-th day of the year, from 0."""
    return FIRST + timedelta(days=n)


def visits(on: date) -> int:
    """Customers on that day, in hundredths of a percent of an ordinary one."""
    share = WEEKDAYS[on.weekday()] * 100
    for season in SEASONS:
        if season.since <= on <= season.until:
            share = share * season.visits // 100
    return share


def demand(on: date, family: str, category: str) -> int:
    """How much of some goods such a day's customers want, in percent."""
    share = 100
    for key in (category, family):
        if key in MONTHS:
            share = share * MONTHS[key][on.month - 1] // 100
        for season in SEASONS:
            if season.since <= on <= season.until and key in season.goods:
                share = share * season.goods[key] // 100
    return share


def hours(on: date) -> tuple[int, ...]:
    """How that day's customers spread over `HOURS`."""
    return WEEKEND if on.weekday() >= 5 else WORKDAY
