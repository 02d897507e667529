"""The same play has the same bytes: across processes, hash seeds, languages, and graded or decided again."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Storedrill

HASH_SEEDS = ("1", "4242")
LANGUAGES = ("en", "zh")
UNLIKE = ("run_opened", "checkpoint")
"""What knows its run: the opening names it, and the sealing checkpoint holds hashes that begin with it."""


@pytest.mark.parametrize(("scenario", "bot"), [("holiday-rush", "perfect"), ("power-outage", "saboteur")])
def test_two_plays_differ_in_what_names_the_run_only(
    storedrill_process: Storedrill, tmp_path: Path, scenario: str, bot: str
) -> None:
    journals, results = [], []
    for hash_seed, lang in zip(HASH_SEEDS, LANGUAGES, strict=True):
        place = {"home": tmp_path / hash_seed, "PYTHONHASHSEED": hash_seed}
        file = tmp_path / f"{hash_seed}.jsonl"
        played = storedrill_process("--lang", lang, "play", scenario, "--bot", bot, "--seed", "5", "--json", **place)
        assert played.status in (0, 1), played
        assert storedrill_process("journal", "export", "last", str(file), **place).status == 0
        journals.append(file.read_bytes().splitlines()[1:])
        results.append(json.loads(played.out) | {"head": ""})
    assert storedrill_process("grade", "last", "--json", **(place | {"PYTHONHASHSEED": "7"})) == played
    assert storedrill_process("replay", "last", "--verify", **(place | {"PYTHONHASHSEED": "8"})).status == 0
    assert results[0] == results[1]
    assert len(journals[0]) > 200
    for lines in zip(*journals, strict=True):
        if len(set(lines)) > 1:
            assert json.loads(lines[0])["what"]["type"] in UNLIKE, lines[:2]


def test_another_seed_is_another_play(storedrill: Storedrill) -> None:
    one, other = (
        json.loads(storedrill("play", "holiday-rush", "--bot", "perfect", "--seed", seed, "--json", "--memory").out)
        for seed in ("1", "2")
    )
    assert one["duration"] != other["duration"]
