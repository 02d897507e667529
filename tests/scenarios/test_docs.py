"""Every example of docs/scenario-authors.md is a script, or a part that fits into one."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from scenarios import course, library, people, rubrics
from scenarios.office import house as office_house
from scenarios.office import people as office_people
from scenarios.office import requests as office_requests
from scenarios.office import sheets as office_sheets
from scenarios.office import source as office_source
from scenarios.reach import BY_VERBS
from scenarios.stockroom import source as stockroom
from simulator.kernel.desk import CONDITIONS, FINDINGS, POINTS, REQUESTS, SYMPTOMS, WORKAROUNDS

DOC = (Path(__file__).parents[2] / "docs" / "scenario-authors.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", DOC, re.DOTALL)
SECTION = re.compile(r"^(?=[a-z])", re.MULTILINE)


def sections(text: str) -> dict[str, str]:
    """The top-level keys of a script with their text."""
    return {part.partition(":")[0]: part for part in SECTION.split(text) if ":" in part}


BASE = sections(EXAMPLES[0]) | sections(EXAMPLES[3]) | sections(next(e for e in EXAMPLES if e.startswith("expect")))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.split("\n")[0])
def test_an_example_is_understood(example: str) -> None:
    parts = BASE | sections(example)
    if "mrs_li" not in parts["customers"] and "mrs_li" in "".join(parts.values()):
        parts["customers"] += BASE["customers"].partition("\n")[2]
    loaded = library.compile_source("".join(parts.values()).encode())
    assert [p.words("en", "example") for p in loaded.problems] == []


@pytest.mark.parametrize("words", [REQUESTS, POINTS, CONDITIONS, FINDINGS, SYMPTOMS, WORKAROUNDS])
def test_every_word_of_the_desk_is_explained(words: Iterable[str]) -> None:
    assert [word for word in words if f"`{word}`" not in DOC] == []


def test_the_base_is_no_empty_hull() -> None:
    assert {"scenario", "customers", "expect"} <= set(BASE)
    assert len(EXAMPLES) >= 12


@pytest.mark.parametrize("verb", course.VERBS)
def test_every_verb_is_explained_and_shown(verb: str) -> None:
    words = verb.replace("_", " ")
    assert f"`{words}`" in DOC
    assert f"do: {words}\n" in DOC
    assert verb in BY_VERBS


@pytest.mark.parametrize(
    "shape",
    [
        people.CustomerShape,
        people.TroublesShape,
        people.QuestionShape,
        course.GivenShape,
        course.HappeningShape,
        rubrics.ExpectShape,
        rubrics.ForbidShape,
        office_source.OfficeShape,
        office_requests.RequestShape,
        office_requests.CaseShape,
        office_requests.AnswerShape,
        office_sheets.RequestSheetsShape,
        office_people.RoleShape,
        office_people.PersonShape,
        office_people.PinShape,
        office_people.PinSheetsShape,
        office_people.AbsenceShape,
        office_house.PointShape,
        office_house.TillEndShape,
        office_house.TroubleShape,
        office_house.TroubleCaseShape,
        *office_sheets.SheetShape.__subclasses__(),
        stockroom.StockroomShape,
        stockroom.DeliveryShape,
        stockroom.RecallShape,
        stockroom.TransferShape,
        stockroom.TaskShape,
        stockroom.PuzzleShape,
        stockroom.OutageShape,
        stockroom.SalesShape,
        stockroom.ApprovesShape,
    ],
)
def test_every_key_is_shown(shape: type[people.Shape]) -> None:
    shown = "\n".join(EXAMPLES) + DOC
    missing = [
        field.alias
        for field in shape.model_fields.values()
        if f"{field.alias}:" not in shown and f"`{field.alias}`" not in shown
    ]
    assert missing == []
