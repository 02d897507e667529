import pytest
from biip.checksums import gs1_standard_check_digit
from hypothesis import given
from hypothesis import strategies as st

from virtual_devices.codes import BadCode, Code, check_digit, mask_payment_code, read_code, wallet_of


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("6901234567892", "6901234567892", "EAN-13"),
        ("]E06901234567892", "6901234567892", "EAN-13"),
        (" ６９０１２３４５６７８９２ ", "6901234567892", "EAN-13"),
        ("06901234567892", "6901234567892", "EAN-13"),
        ("16901234567899", "16901234567899", "GTIN-14"),
        ("036000291452", "0036000291452", "UPC-A"),
        ("04252614", "0042100005264", "UPC-E"),
        ("96385074", "96385074", "EAN-8"),
        ("]E401234565", "01234565", "in-store"),
        ("2012345678903", "2012345678903", "in-store"),
        ("201234501280075505", "201234501280075505", "in-store"),
    ],
)
def test_sound_codes(text, number, kind):
    assert read_code(text) == Code(number, kind)


@pytest.mark.parametrize(
    ("text", "reason", "message"),
    [
        ("6901234567898", "check_digit", "expected check digit 2, got 8"),
        ("96385075", "check_digit", "expected check digit 4, got 5"),
        ("036000291453", "check_digit", "expected check digit 2, got 3"),
        ("690123456789012", "length", "expected 8, 12, 13, 14 or 18 digits, got 15"),
        ("", "characters", "expected 8, 12, 13, 14 or 18 digits, got nothing"),
        ("69012E4567892", "characters", "expected digits only, got '69012E4567892'"),
        ("69012²4567892", "characters", "expected digits only, got '69012²4567892'"),
        ("9" * 5000, "length", "expected at most 4096 characters, got 5000"),
    ],
)
def test_bad_codes_say_what_was_expected(text, reason, message):
    found = read_code(text)
    assert isinstance(found, BadCode)
    assert (found.reason, str(found)) == (reason, message)


@pytest.mark.parametrize(
    "text",
    [
        "]d2010690123456789217261231" + "10L7\x1d21S9",
        "\x1d0106901234567892172612311" + "0L7\x1d21S9",
        "https://id.gs1.org/01/06901234567892/10/L7/21/S9?17=261231",
    ],
)
def test_two_dimensional_codes_tell_lot_and_expiry(text):
    assert read_code(text) == Code("6901234567892", "GS1", "L7", "2026-12-31", "S9")


def test_a_2d_code_tells_the_weight_and_a_best_before_date_where_there_is_no_other():
    assert read_code("]d201069012345678923103000755") == Code("6901234567892", "GS1", grams=755)
    assert read_code("]Q3010690123456789215261231") == Code("6901234567892", "GS1", expiry="2026-12-31")
    assert read_code("]d20100000096385074") == Code("96385074", "GS1")


@pytest.mark.parametrize("text", ["]C10106901234567893", "]Q3x", "]d210L7", "http://", "\x1dx\x1d"])
def test_broken_gs1_messages_are_refused(text):
    found = read_code(text)
    assert isinstance(found, BadCode)
    assert found.reason == "gs1"


@given(st.text("0123456789", min_size=1, max_size=30))
def test_check_digit_agrees_with_biip(payload):
    assert check_digit(payload) == str(gs1_standard_check_digit(payload))


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    assert isinstance(read_code(text), Code | BadCode)
    assert len(mask_payment_code(text)) <= len(text)


@pytest.mark.parametrize(
    ("text", "wallet"),
    [
        ("134567890123456789", "wechat"),
        ("164567890123456789", None),
        ("13456789012345678", None),
        ("2512345678901234", "alipay"),
        ("281234567890123456789012", "alipay"),
        ("311234567890123456", None),
        ("]Q3281234567890123456", "alipay"),
        ("6901234567892", None),
        ("", None),
    ],
)
def test_wallets(text, wallet):
    assert wallet_of(text) == wallet


def test_mask_keeps_two_and_four():
    assert mask_payment_code("]C0134567890123456789") == "13************6789"
    assert mask_payment_code("123") == "***"
