"""Manuals: everything of the role is in them, in both languages, with the keys of the till in use."""

import re
from html.parser import HTMLParser

import pytest

from roles.model import load, names
from scenarios.library import index
from scenarios.shop import load_shop
from simulator.coverage import workplace_operations
from simulator.drill.coverage import TROUBLE
from simulator.kernel.texts import Lang
from simulator.locale import Words, ids
from simulator.locale.naming import operation_name, trouble_name
from simulator.printing.manual import ROOMS, Block, Heading, Items, Table, manual, messages_of
from simulator.printing.manual_pages import html, markdown
from simulator.screens.actions import AT, OF_ROLE, said_at
from simulator.screens.profiles import SHIPPED, Profile, load_profile
from simulator.screens.shell.keys import key_name

MANUALS: dict[tuple[str, str, Lang], list[Block]] = {}


def made(role: str, lang: Lang, profile: str = "generic") -> list[Block]:
    key = role, profile, lang
    if key not in MANUALS:
        MANUALS[key] = manual(load(role), load_profile(profile), load_shop().currency, Words(lang))
    return MANUALS[key]


def rows(blocks: list[Block]) -> dict[str, list[str]]:
    """First cell -> row."""
    return {row[0]: row for block in blocks if isinstance(block, Table) for row in block.rows}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("role", names())
def test_everything_of_the_role_is_in_it(role: str, lang: Lang) -> None:
    blocks, words = made(role, lang), Words(lang)
    told = rows(blocks)
    missing = [trouble for trouble in TROUBLE if trouble_name(words, trouble) not in told]
    missing += [f"manual.do_{trouble}" for trouble in TROUBLE if not words.has(f"manual.do_{trouble}")]
    missing += [each for each in workplace_operations(load(role)) if operation_name(words, each) not in told]
    headings = {block.text for block in blocks if isinstance(block, Heading)}
    missing += [card.id for card in index() if card.role == role and words.both(card.title) not in headings]
    assert not missing
    parts = [block.text for block in blocks if isinstance(block, Heading) and block.level == 1]
    assert len(parts) == 4, "title, operation manual, questions, fault finding"


@pytest.mark.parametrize("role", names())
@pytest.mark.parametrize("profile", SHIPPED)
def test_every_action_is_in_it_with_its_key_help_and_right(profile: str, role: str) -> None:
    words, place = Words("zh"), OF_ROLE[role]
    keys = load_profile(profile)
    tables = [block for block in made(role, "zh", profile) if isinstance(block, Table) and len(block.head) == 4]
    told = {row[2]: row for table in tables for row in table.rows}
    for action in AT[place]:
        row = told[said_at(f"action.{action.id}.help", place, words)]
        assert row[0] == _title(keys, action.id)
        assert all(key_name(key) in row[1] for key in keys.at(place).keys.get(action.id, ())), row
    if place == "till":
        assert "50.00" in told[words("action.void_line.help")][3]


@pytest.mark.parametrize(
    ("role", "action", "keys"),
    [
        ("stock_clerk", "count_item", "receive_goods"),
        ("stock_clerk", "post_count", "post_receipt"),
        ("manager", "publish_promotion", "test_repair"),
        ("manager", "open_store", ""),
        ("cashier", "finish_return", "start_tender"),
    ],
)
def test_what_a_page_or_document_lends_its_key_is_not_said_to_be_in_the_menu_alone(
    role: str, action: str, keys: str
) -> None:
    """Of a manager's work hardly anything had a key there, though the desk has one for it."""
    place = OF_ROLE[role]
    row = next(row for row in rows(made(role, "en")).values() if row[0] == Words("en")(f"action.{action}"))
    there = load_profile("generic").at(place).keys
    assert row[1] != Words("en")("manual.in_menu")
    assert not keys or key_name(there[keys][0]) in row[1].split(" / ")


def _title(profile: Profile, action: str) -> str:
    return profile.words.get("zh", {}).get(action) or Words("zh")(f"action.{action}")


def test_a_trouble_names_the_key_of_the_till_in_use() -> None:
    for profile in SHIPPED:
        key = key_name(load_profile(profile).keys["change_paper"][0])
        does = rows(made("cashier", "zh", profile))[trouble_name(Words("zh"), "paper_near_end")][1]
        assert f"（{key}" in does


def test_every_message_is_told_where_it_is_heard() -> None:
    heard = {place: set(messages_of(place)) for place in ROOMS}
    assert set().union(*heard.values()) == set(ids("refused"))
    assert {"refused.while_tendering", "refused.return_never", "refused.expired"} <= heard["till"], "put together"
    assert {"refused.short_dated", "refused.blind_count"} <= heard["stockroom"] - heard["till"]
    assert "refused.desk_closed" in heard["office"] - heard["till"]
    for role in names():
        assert all("{" not in item for block in made(role, "zh") if isinstance(block, Items) for item in block.items)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("role", names())
def test_it_is_whole_as_a_page_and_as_text(role: str, lang: Lang) -> None:
    blocks = made(role, lang)
    assert all(len(row) == len(block.head) for block in blocks if isinstance(block, Table) for row in block.rows)
    assert all(cell or at == 3 for row in rows(blocks).values() for at, cell in enumerate(row)), "only rights may lack"
    page = html(blocks, lang)
    assert not re.search(r"https?:|src=|url\(|@import", page), "it loads nothing"
    Balanced().feed(page)
    text = markdown(blocks)
    tables = [line for line in text.splitlines() if line.startswith("| ")]
    assert all(len(re.findall(r"(?<!\\)\|", line)) in (3, 4, 5) for line in tables), "a key that is | breaks no table"


class Balanced(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
