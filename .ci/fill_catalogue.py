"""Fill in what an author of items leaves open: bar codes (952..., GS1's demonstration range) and pinyin initials.

    python .ci/fill_catalogue.py scenarios/shops/supermarket.csv

An empty code becomes an EAN-13, `ean8` and `upca` one of those, each with a number that no item has yet; what is there
already stays as it is. Needs the extra `dev` (pypinyin).
"""

import csv
import sys
from itertools import count
from pathlib import Path

from pypinyin import Style, lazy_pinyin, load_phrases_dict

from virtual_devices.codes import check_digit

PREFIX = {"ean13": "952", "ean8": "952", "upca": "0952"}
LENGTH = {"ean13": 12, "ean8": 7, "upca": 11}
GOODS = {
    "长茄子": [["cháng"], ["qié"], ["zi"]],
    "长粒": [["cháng"], ["lì"]],
    "牛轧糖": [["niú"], ["zhá"], ["táng"]],
}
"""Names of goods that the dictionary reads otherwise than people do."""


def initials(name: str) -> str:
    """`纯牛奶 1L` -> `cnn1l`."""
    letters = lazy_pinyin(name, style=Style.FIRST_LETTER, errors=list)
    return "".join(letter for letter in "".join(letters).lower() if letter.isalnum())


def _unused(kind: str, start: int, taken: set[str]) -> str:
    """The first code of this kind from `start` on that nobody has: a row inserted above moves no other row's code."""
    prefix = PREFIX[kind]
    payloads = (prefix + str(number).zfill(LENGTH[kind] - len(prefix)) for number in count(start))
    return next(code for code in (payload + check_digit(payload) for payload in payloads) if code not in taken)


def fill(path: Path) -> int:
    """Rewrite the table in place; returns how many fields were filled."""
    with path.open(encoding="utf-8", newline="") as stream:
        header, *rows = list(csv.reader(stream))
    load_phrases_dict(GOODS)
    filled = 0
    taken = {code for row in rows for code in row[header.index("code")].split()}
    for number, row in enumerate(rows, 1):
        fields = dict(zip(header, row, strict=True))
        code = fields["code"]
        kind = code if code in ("ean8", "upca") else "" if code else "ean13"
        if kind:
            row[header.index("code")] = new = _unused(kind, number * 7, taken)
            taken.add(new)
            filled += 1
        if not fields["pinyin"]:
            row[header.index("pinyin")] = initials(fields["zh"])
            filled += 1
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([header, *rows])
    return filled


if __name__ == "__main__":
    print(fill(Path(sys.argv[1])))
