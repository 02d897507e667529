"""Sheets of evidence as authors write them: a group a sheet, with its figures and words by name.

sheets:
  shelf: {price: 9.90, tag: this}
  goods: {there: 2, of: 2, state: damaged}
  customer: {says: {en: ..., zh: ...}}
"""

from typing import Annotated

from scenarios import phrases
from scenarios.shapes import Bilingual, Context, Shape, YesNo, phrase_in, text_of, whole, word_of
from simulator.kernel.desk import SHEET_WORDS, Sheet


def _money(text: str, context: Context) -> int:
    return phrases.money(text, context.words.currency)


Money = Annotated[int, phrase_in(_money)]
Count = Annotated[int, whole(0, 100_000)]


class SheetShape(Shape):
    """What may stand on every sheet."""

    says: Bilingual | None = None

    def sheet(self, kind: str) -> Sheet:
        figures: dict[str, int] = {}
        words: dict[str, str] = {}
        for name in sorted(type(self).model_fields.keys() - {"says"}):
            value = getattr(self, name)
            if isinstance(value, str):
                words[name] = value
            elif value or name in self.model_fields_set:
                figures[name] = int(value)
        return Sheet(kind, figures, words, text_of(self.says))


class BasketShape(SheetShape):
    total: Money = 0
    pieces: Count = 0
    member: YesNo = False
    buyer: Annotated[str, word_of(SHEET_WORDS["basket", "buyer"])] = "others"


class ReceiptShape(SheetShape):
    paid: Money
    returned: Money = 0
    days: Count = 0
    tender: Annotated[str, word_of(SHEET_WORDS["receipt", "tender"])] = "mobile"


class ShelfShape(SheetShape):
    price: Money
    tag: Annotated[str, word_of(SHEET_WORDS["shelf", "tag"])] = "this"


class GoodsShape(SheetShape):
    there: Count
    of: Count
    state: Annotated[str, word_of(SHEET_WORDS["goods", "state"])] = "intact"


class JournalShape(SheetShape):
    settled: YesNo = False
    present: YesNo = True
    sold: YesNo = True


class ChannelShape(SheetShape):
    refund: Annotated[str, word_of(SHEET_WORDS["channel", "refund"])]


class RecordShape(SheetShape):
    today: Count
    usual: Count
    same_item: Count = 0
    same_card: Count = 0


class RuleShape(SheetShape):
    most: Money = 0
    days: Count = 0
    takes: Annotated[str, word_of(SHEET_WORDS["rule", "takes"])] = "any"


class CustomerSaysShape(SheetShape):
    says: Bilingual


class RequestSheetsShape(Shape):
    """The sheets that come with a till's request."""

    basket: BasketShape | None = None
    receipt: ReceiptShape | None = None
    shelf: ShelfShape | None = None
    goods: GoodsShape | None = None
    journal: JournalShape | None = None
    channel: ChannelShape | None = None
    record: RecordShape | None = None
    rule: RuleShape | None = None
    customer: CustomerSaysShape | None = None

    def sheets(self) -> tuple[Sheet, ...]:
        found = ((name, getattr(self, name)) for name in type(self).model_fields)
        return tuple(shape.sheet(name) for name, shape in found if shape is not None)


def together(first: tuple[Sheet, ...], then: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """Sheets by kind, a later one in the place of an earlier one."""
    found = {sheet.kind: sheet for sheet in first}
    found.update({sheet.kind: sheet for sheet in then})
    return tuple(found.values())


class IdentityShape(SheetShape):
    person: Annotated[str, word_of(SHEET_WORDS["identity", "person"])]
    badge: YesNo = False


class LogShape(SheetShape):
    failures: Count = 0
    elsewhere: Annotated[str, word_of(SHEET_WORDS["log", "elsewhere"])] = "none"
    used: Annotated[str, word_of(SHEET_WORDS["log", "used"])] = "no"


class DeviceShape(SheetShape):
    finding: Annotated[str, word_of(SHEET_WORDS["device", "finding"])]


class OthersShape(SheetShape):
    affected: YesNo
    tills: Count = 0


class SiteShape(SheetShape):
    """What is found at a point of the checklist."""

    condition: Annotated[str, word_of(SHEET_WORDS["site", "condition"])]
    due: Money = 0
    there: Money = 0
