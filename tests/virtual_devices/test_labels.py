"""Weigh labels: what a scale prints is read back, and a misread is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virtual_devices.codes import BadCode, check_digit, wallet_of
from virtual_devices.labels import Label, LabelRule, read_label

BOTH = LabelRule(prefix="26", length=18, plu=(3, 7), amount=(8, 12), weight=(13, 17))
AMOUNT = LabelRule(prefix="21", length=13, plu=(3, 7), amount=(8, 12))
WEIGHT = LabelRule(prefix="22", length=13, plu=(3, 7), weight=(8, 12))
PROVED = LabelRule(prefix="23", length=13, plu=(3, 6), amount=(8, 12), amount_check=7)
JIAO = LabelRule(prefix="24", length=13, plu=(3, 7), amount=(8, 12), amount_decimals=1, check="none")
RULES = (BOTH, AMOUNT, WEIGHT, PROVED, JIAO)


@given(st.sampled_from(RULES), st.integers(1, 9999), st.integers(0, 9999), st.integers(0, 99_999))
def test_what_a_scale_prints_is_read_back(rule: LabelRule, plu: int, jiao: int, grams: int) -> None:
    label = read_label(rule.print(str(plu), jiao * 10, grams), RULES)
    assert isinstance(label, Label)
    assert label.plu == str(plu)
    assert label.amount == (jiao * 10 if rule.amount != (0, 0) else 0)
    assert label.grams == (grams if rule.weight != (0, 0) else 0)


@given(st.sampled_from([BOTH, AMOUNT, WEIGHT, PROVED]), st.integers(0, 17), st.integers(1, 9))
def test_one_digit_read_wrong_is_never_believed(rule: LabelRule, at: int, off: int) -> None:
    code = rule.print("1001", 752, 755)
    at = 2 + at % (len(code) - 2)
    wrong = code[:at] + str((int(code[at]) + off) % 10) + code[at + 1 :]
    assert isinstance(read_label(wrong, RULES), BadCode)


def test_a_wrong_amount_that_the_last_digit_cannot_see_is_seen_by_its_own() -> None:
    code = PROVED.print("1001", 752, 0)
    swapped = code[:7] + "00257" + code[12:]
    swapped = swapped[:-1] + check_digit(swapped[:-1])
    bad = read_label(swapped, RULES)
    assert isinstance(bad, BadCode)
    assert bad.reason == "check_digit"


@pytest.mark.parametrize(
    "text", ["", "6901234567892", "2", "269", "2001234567893", "26010010075200755x", "²601001007520"]
)
def test_what_is_no_label_is_left_to_others(text: str) -> None:
    assert read_label(text, RULES) is None


def test_a_scanners_prefix_and_full_width_digits_are_understood() -> None:
    code = AMOUNT.print("1001", 752, 0)
    full = "".join(chr(ord(digit) + 0xFEE0) for digit in code)
    assert read_label(f"]E0{code}", RULES) == read_label(full, RULES) == Label("1001", 752, 0)


def test_a_label_may_look_like_a_payment_code() -> None:
    assert wallet_of(BOTH.print("1001", 752, 755)) == "alipay"


def test_a_figure_without_room_is_not_printed() -> None:
    with pytest.raises(ValueError, match="expected at most 5 digits, got 100000"):
        AMOUNT.print("1001", 100_000, 0)
