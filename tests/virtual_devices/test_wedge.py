"""Keys are (name, character, struck at); typing is 90 ms a key, a wedge 0-16 ms."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from virtual_devices.scanner import Wedge

NAMES = {"\r": "enter", "\n": "ctrl+j", "\t": "tab", "\x1d": "ctrl+right_square_bracket"}


class Hands:
    """Strikes keys into a wedge and keeps what came of them."""

    def __init__(self):
        self.wedge = Wedge[str]()
        self.codes, self.typed, self.at = [], [], 0

    def keep(self, heard):
        if heard.code:
            self.codes.append(heard.code)
        self.typed += heard.keys

    def strike(self, text, every):
        for ch in text:
            self.at += every
            if self.wedge.next_deadline is not None:
                self.keep(self.wedge.release(self.at))
            self.keep(self.wedge.press(NAMES.get(ch, ch), ch, self.at, ch))
        return self

    def rest(self):
        self.at += 1000
        self.keep(self.wedge.release(self.at))
        return self.codes, "".join(self.typed)


def test_a_scan_at_any_wedge_speed():
    for every in (0, 7, 16, 35):
        for end in "\r\n\t":
            assert Hands().strike("6901234567892" + end, every).rest() == (["6901234567892"], "")


def test_typing_is_given_back_in_order():
    assert Hands().strike("690123\r", 90).rest() == ([], "690123\r")
    assert Hands().strike("3*牛奶 ok\r", 90).rest() == ([], "3*牛奶 ok\r")


def test_a_thousand_scans_written_at_once():
    codes = [f"{690000000000 + n}" for n in range(1000)]
    assert Hands().strike("".join(code + "\r" for code in codes), 0).rest() == (codes, "")


def test_line_feed_after_return_belongs_to_the_scan():
    assert Hands().strike("6901234567892\r\n", 5).rest() == (["6901234567892"], "")
    hands = Hands().strike("6901234567892\r", 5)
    hands.at += 200
    assert hands.strike("\n", 5).rest() == (["6901234567892"], "\n")


def test_a_read_cut_by_a_busy_machine_tears_no_label():
    hands = Hands().strike("6901", 0)
    hands.at += 300
    assert hands.strike("234567892\r69", 0).codes == ["6901234567892"]
    hands.at += 300
    assert hands.strike("01234567892\r", 0).rest() == (["6901234567892"] * 2, "")


def test_typing_after_a_scan_is_not_held_longer_than_typing():
    hands = Hands().strike("6901234567892\r", 5).strike("12", 90)
    assert hands.wedge.next_deadline == hands.at + 36
    assert hands.strike("\r", 90).rest() == (["6901234567892"], "12\r")


def test_short_bursts_are_typing():
    assert Hands().strike("123\r", 5).rest() == ([], "123\r")
    assert Hands().strike("1234", 5).rest() == ([], "1234")
    assert Hands().strike("\r", 5).rest() == ([], "\r")


def test_group_separators_and_blanks_stay_inside_a_code():
    assert Hands().strike("]d20106901234567892\x1d10A B\r", 7).rest() == (["]d20106901234567892\x1d10A B"], "")


def test_what_cannot_begin_a_code_is_not_held():
    wedge = Wedge[str]()
    for name, character in (("space", " "), ("left", None), ("f8", None), ("牛", "牛"), ("enter", "\r")):
        assert wedge.press(name, character, 0, name).keys == (name,)
        assert wedge.next_deadline is None


def test_a_function_key_ends_the_burst_after_the_held_keys():
    wedge = Wedge[str]()
    wedge.press("1", "1", 0, "1")
    assert wedge.press("f8", None, 5, "f8").keys == ("1", "f8")


def test_a_lone_key_is_released_at_the_deadline_not_before():
    wedge = Wedge[str]()
    wedge.press("7", "7", 1000, "7")
    assert wedge.next_deadline == 1036
    assert wedge.release(1035).keys == ()
    assert wedge.release(1036).keys == ("7",)
    assert wedge.next_deadline is None


def test_typing_right_before_a_scan_stays_apart():
    hands = Hands().strike("2", 0)
    hands.at += 90
    assert hands.strike("6901234567892\r", 10).rest() == (["6901234567892"], "2")


def test_endless_bursts_are_no_code():
    codes, typed = Hands().strike("7" * 2000 + "\r", 0).rest()
    assert "".join(codes) == "" or len(codes[0]) < 512
    assert len(typed) + sum(len(code) + 1 for code in codes) == 2001


@given(st.lists(st.tuples(st.sampled_from("12a \r\n\t\x1d牛"), st.sampled_from([0, 10, 35, 36, 90])), max_size=60))
def test_no_key_is_lost_doubled_or_reordered(strokes):
    hands = Hands()
    for ch, every in strokes:
        hands.strike(ch, every)
    codes, typed = hands.rest()
    struck = "".join(ch for ch, _ in strokes)
    kept = len(typed) + sum(map(len, codes))
    ends = len(struck) - kept
    assert len(codes) <= ends <= 2 * len(codes)
    place = -1
    for ch in typed:
        place = struck.find(ch, place + 1)
        assert place >= 0
    assert all(code in struck for code in codes)
    assert all(struck.find(a) <= struck.rfind(b) for a, b in pairwise(codes))
