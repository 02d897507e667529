"""`storedrill sheet` and `storedrill manual`: what they write, and what they say where they cannot."""

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Storedrill

pytest.importorskip("fpdf", reason="sheets need the extra `print`")
pytest.importorskip("pylopdf_fonts_zh_cn", reason="sheets need the extra `print`")


def test_the_same_inputs_give_the_same_bytes(storedrill_process: Storedrill, tmp_path: Path) -> None:
    made = []
    for hash_seed in ("1", "2"):
        file = tmp_path / f"{hash_seed}.pdf"
        told = storedrill_process(
            "sheet", "holiday-rush", "--seed", "4", "--out", str(file), home=tmp_path / "home", PYTHONHASHSEED=hash_seed
        )
        assert told.status == 0, told
        made.append(file.read_bytes())
    assert made[0] == made[1]
    assert made[0].startswith(b"%PDF")


def test_nothing_to_scan_is_said(storedrill: Storedrill) -> None:
    told = storedrill("sheet", "approvals-rush")
    assert (told.status, told.err) == (1, "")
    assert "no cards to print" in told.out


def test_what_is_missing_is_said_with_what_to_do(
    storedrill: Storedrill,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setitem(sys.modules, "fpdf", None)
    told = storedrill("sheet", "first-sale", "--out", str(tmp_path / "cards.pdf"))
    assert told.status == 2
    assert "pip install '.[print]'" in told.err
    assert not (tmp_path / "cards.pdf").exists()


def test_a_manual_is_printed_or_written(storedrill: Storedrill, tmp_path: Path) -> None:
    shown = storedrill("manual", "cashier", "--format", "md", "--lang", "zh", "--profile", "retail_b")
    assert shown.status == 0
    assert shown.out.startswith("# 收银员手册\n")
    file = tmp_path / "manual.html"
    told = storedrill("manual", "stock_clerk", "--out", str(file))
    assert (told.status, str(file) in told.out) == (0, True)
    assert file.read_text("utf-8").startswith("<!doctype html>")
    assert storedrill("manual", "clerk").status == 2
