"""`storedrill grade --rubric`: what a newer rubric changes, in words and for machines."""

import json
import re
from pathlib import Path

from scenarios.library import source_of
from tests.cli.conftest import Storedrill


def lenient(path: Path) -> Path:
    """The first sale, under which short change is critical from 60.00 on."""
    text = source_of("first-sale").decode()
    path.write_text(text.replace("change_off off by more than 9.99", "change_off off by more than 60.00"), "utf-8")
    return path


def test_what_a_newer_rubric_changes(storedrill: Storedrill, tmp_path: Path) -> None:
    storedrill("play", "first-sale", "--bot", "saboteur:short_change", "--seed", "7")
    script = str(lenient(tmp_path / "newer.yaml"))
    told = storedrill("grade", "last", "--rubric", script)
    assert "Cash handling: 1 → 3, because of change_settled" in told.out
    assert "what is critical\n      The customer leaves with the change" in told.out, "a rule is told in words, too"
    assert (
        "现金管理：1 → 3，原因：change_settled" in storedrill("--lang", "zh", "grade", "last", "--rubric", script).out
    )
    first, again = (storedrill("grade", "last", "--rubric", script, "--json") for _ in range(2))
    assert first == again, "same journal, same rubrics, same bytes"
    result = json.loads(first.out)
    assert result["rubric"] == result["changed"]["rubric_after"] != result["changed"]["rubric_before"]
    plain = json.loads(storedrill("grade", "last", "--json").out)
    assert plain["rubric"] == result["changed"]["rubric_before"]
    assert len(plain["criticals"]) > len(result["criticals"])


def test_a_session_of_an_older_rubric_names_the_newer_one(storedrill: Storedrill, tmp_path: Path) -> None:
    older = (
        source_of("first-sale").decode().replace("change_off off by more than 9.99", "change_off off by more than 7.00")
    )
    script = tmp_path / "older.yaml"
    script.write_text(re.sub(r"(?m)^version: \d+", "version: 1", older), "utf-8")
    assert storedrill("play", str(script), "--bot", "perfect", "--seed", "7").status == 0
    told = storedrill("grade", "last").out
    assert "--rubric first-sale" in told
    assert "Graded again" in storedrill("grade", "last", "--rubric", "first-sale").out
    assert "--rubric" not in storedrill("grade", "last", "--json").out
    assert storedrill("play", "first-sale", "--bot", "perfect", "--seed", "7").status == 0
    assert "--rubric" not in storedrill("grade", "last").out


def test_a_rubric_of_another_role_or_with_problems_is_told(storedrill: Storedrill, tmp_path: Path) -> None:
    storedrill("play", "first-sale", "--bot", "perfect", "--seed", "7")
    assert storedrill("grade", "last", "--rubric", "receiving-basics").status == 2
    broken = tmp_path / "broken.yaml"
    broken.write_text(source_of("first-sale").decode().replace("every: visit_ended", "every: visit_endet"), "utf-8")
    told = storedrill("grade", "last", "--rubric", str(broken))
    assert told.status == 2
    assert "broken.yaml:" in told.err
    assert "visit_ended" in told.err
