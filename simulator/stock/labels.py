"""价签: shelf labels as a document for any roll of paper. Words come in as an argument, as with receipts."""

from collections.abc import Iterator

from simulator.kernel.facts import LabelsPrinted, ShelfLabel
from simulator.kernel.paper import TRAINING_MARK, Barcode, Block, Cut, Document, Row, Rule, Text
from simulator.kernel.units import measured
from simulator.pos.receipt import Wording
from simulator.pos.rules import Rules


def labels(printed: LabelsPrinted, rules: Rules, words: Wording) -> Document:
    """All labels of one printing, each cut off; copies one after another."""
    blocks: list[Block] = []
    for label in printed.labels:
        for _ in range(label.copies):
            blocks += _label(label, rules, words)
    return tuple(blocks)


def _label(label: ShelfLabel, rules: Rules, words: Wording) -> Iterator[Block]:
    def shown(price: int) -> str:
        amount, per = rules.shown_price(price, weighed=measured(label.unit), unit=label.unit, per=label.per)
        return rules.currency.format(amount, sign=True) + (f" / {per}" if per else "")

    yield Text(TRAINING_MARK, "centre")
    if label.lot or label.listed:
        yield Text(words("receipt.label_markdown"), "centre", bold=True)
    yield Text(label.name[words.lang], bold=True)
    if label.listed:
        yield Row(words("receipt.label_was"), shown(label.listed))
    yield Text(shown(label.price), "centre", bold=True, double=True)
    if label.member_price:
        yield Row(words("receipt.label_member"), shown(label.member_price), bold=True)
    if label.lot:
        yield Row(words("receipt.label_lot", lot=label.lot), label.expiry)
    if label.code:
        yield Barcode(label.code)
    yield Rule()
    yield Cut()
