"""Every sentence the till can say exists in both languages with the same figures in it."""

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from msgspec import structs

from simulator.kernel import facts as f
from simulator.kernel.events import name_of
from simulator.locale import Words
from simulator.screens.actions import ACTIONS, CONTROL, operation_of
from simulator.screens.station.message import refusal
from simulator.screens.till import choices, guide, messages, operations
from tests.pos.counter import Counter

ROOT = Path(__file__).parents[2]
CODE = [
    *ROOT.glob("simulator/pos/*.py"),
    *ROOT.glob("simulator/stock/*.py"),
    *ROOT.glob("simulator/drill/*.py"),
    *ROOT.glob("simulator/screens/station/*.py"),
    *ROOT.glob("simulator/screens/till/*.py"),
]
ID = re.compile(r'"((?:till|refused|receipt|action)\.(?!tcss)[a-z_A-Z0-9.]+)"')
STAGES = ("idle", "scanning", "tendering", "paying", "change")
LABELS = ("smudged", "torn", "none")


def catalogue(lang: str, domain: str) -> dict[str, str]:
    with (ROOT / "simulator/locale" / lang / "LC_MESSAGES" / f"{domain}.po").open("rb") as po:
        return {str(entry.id): str(entry.string) for entry in read_po(po) if entry.id}


def parameters(text: str) -> set[str]:
    return {name.removesuffix("_en").removesuffix("_zh") for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("domain", ["till", "action", "refused", "receipt"])
def test_both_languages_say_the_same_things(domain: str) -> None:
    english, chinese = catalogue("en", domain), catalogue("zh_CN", domain)
    assert english.keys() == chinese.keys()
    for id, text in english.items():
        assert text.strip(), id
        assert chinese[id].strip(), id
        assert parameters(text) == parameters(chinese[id]), id


def used_ids() -> set[str]:
    """Ids in the code, and those that are put together from the words of state and registry."""
    code = "\n".join(path.read_text("utf-8") for path in CODE)
    ids = {id for id in ID.findall(code) if not id.endswith(".")}
    reasons = re.findall(r'BadCode\(\s*"(\w+)"', (ROOT / "virtual_devices/codes.py").read_text("utf-8"))
    ids |= {f"refused.code_{reason}" for reason in (*reasons, "check_digit")}
    ids |= {f"refused.while_{stage}" for stage in STAGES} | {f"refused.label_{label}" for label in LABELS}
    ids |= {f"till.reason.{kind}.{word}" for kind, words in choices.REASONS.items() for word in words}
    ids |= {f"till.printer.{error}" for error in messages.PRINTER_ERRORS}
    ids |= {f"action.{action.id}{end}" for action in ACTIONS for end in ("", ".help")}
    ids |= {f"till.group.{action.group}" for action in ACTIONS}
    return ids


def test_every_id_in_the_code_has_words() -> None:
    known = set().union(*(catalogue("en", domain) for domain in ("till", "action", "refused", "receipt")))
    assert sorted(id for id in used_ids() if id not in known) == []


def test_every_action_does_something() -> None:
    ids = {action.id for action in ACTIONS}
    assert operations.OPERATIONS.keys() == ids
    assert {action: name_of(command) for action, command in operations.COMMANDS.items()} == {
        action: operation_of(action) for action in operations.COMMANDS
    }
    assert {*operations.COMMANDS, *guide.URGENT, *CONTROL.values()} <= ids


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_refusal_is_a_sentence_with_its_figures(lang: str) -> None:
    english = catalogue("en", "refused")
    given = {name: "7" for text in english.values() for _, name, _, _ in Formatter().parse(text) if name}
    given |= {f"{name.removesuffix('_en')}_zh": "7" for name in given}
    words = Words(lang)  # type: ignore[arg-type]  # a Lang
    for id in english:
        text = refusal(id, given).text(words)
        assert text.endswith((".", "。")), id
        assert "{" not in text, id


def test_what_was_found_is_told_with_its_place() -> None:
    counter = Counter()
    goods = counter.customer("milk", "soy", "rice", place2="inside", place3="trolley")
    visit = counter.till.counter.visit
    assert visit is not None
    visit.goods[goods[1].id] = structs.replace(goods[1], holder=goods[0].id)
    words = Words("en")

    def told(*found: str) -> str:
        message = messages.message_of(counter.till, f.TrolleyChecked("c1", found))
        assert message is not None
        return message.text(words)

    assert told(goods[1].id) == "Inside the milk: 1 more. They lie on the belt now."
    assert told(goods[2].id) == "Under the trolley: 1 more. They lie on the belt now."
    assert told() == "Nothing left in the trolley."
