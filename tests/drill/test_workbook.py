"""A list that arrives as a workbook: the same bytes each time, and the same rows as if it had come as a text."""

import csv
import io
from hashlib import sha256

from scenarios.shop import load_shop
from simulator.drill.grounds.stockroom import StockGround
from simulator.drill.stockroom.workbook import workbook
from simulator.importing.kinds import KINDS
from simulator.importing.known import Known
from simulator.importing.preview import Preview, preview
from simulator.importing.shops import known_of
from simulator.stages import stage_of
from simulator.stock.lists import read

ROWS = [
    ["商品价格表 2026-12-24"],
    ["条码", "品名", "分类", "零售价", "单位"],
    ["6901234567892", "香皂 & 皂盒", "dairy", "12.80", "瓶"],
    ["036000291452", "纸巾", "dairy", "￥9.90元", "瓶"],
    ["36000291452", "纸巾二", "snacks", "7", "瓶"],
    ["9520000000073", "纯牛奶", "dairy", "12,80", "瓶"],
]
KNOWN = known_of(load_shop(), filled=False)


def _read(data: bytes) -> Preview:
    return preview(data, KINDS["products"], KNOWN)


def test_it_says_what_a_text_says() -> None:
    out = io.StringIO()
    csv.writer(out).writerows(ROWS)
    book, text = _read(workbook(ROWS, 2)), _read(out.getvalue().encode("utf-16"))
    assert [row.values for row in book.rows] == [row.values for row in text.rows]
    found = [{finding.id for finding in row.findings} for row in book.rows]
    assert found[0] == set()
    assert found[1] == {"importing.currency_sign", "importing.merged"}, "one cell for two rows"
    assert "importing.zeros" in found[2], "a number has lost its zero"
    assert (book.opened.form, text.opened.form) == ("XLSX", "UTF-16")


def test_the_same_cells_are_the_same_bytes() -> None:
    assert sha256(workbook(ROWS, 2)).hexdigest() == "5162da0ec6a44acfc38108b04d4d58d795aad49a53ccf76590d576394793f0c3"


def test_some_seeds_of_the_drill_bring_one() -> None:
    stage = stage_of("bulk-import-bad-data")
    ground = stage.ground
    assert isinstance(ground, StockGround)
    came = [ground._list(spec, seed)[2] for seed in range(1, 13) for spec in ground.spec.lists]
    books = [arrived for arrived in came if arrived.file.endswith(".xlsx")]
    assert 0 < len(books) < len(came)
    for arrived in books:
        listing = read(arrived, Known(stage.shop.currency))
        assert listing.form == "XLSX"
        assert [row.number for row in listing.rows] == [proof.row for proof in arrived.proofs], "a proof for each row"
