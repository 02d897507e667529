"""What is printed when goods come back: the slip that the customer signs; and a receipt that shows no prices."""

from simulator.kernel.facts import InvoiceRedLettered, ReturnCompleted, ReturnedLine, SaleCompleted
from simulator.kernel.paper import Barcode, Block, Document, Feed, Kick, Row, Rule, Text
from simulator.kernel.units import amount
from simulator.pos.receipt import Head, Wording, bottom, top
from simulator.pos.sold import GIFT


def return_slip(
    done: ReturnCompleted,
    head: Head,
    words: Wording,
    *,
    copy: int = 0,
    kick: bool = False,
    voucher: str = "",
    red: InvoiceRedLettered | None = None,
) -> Document:
    """退货单: what came back, at what was paid for it, which way the money goes, and what goes back with it: points,
    and the invoice that `red` corrects.
    """
    money = head.currency.format
    document: list[Block] = [Kick()] if kick else []
    document += top(head, words, words(f"receipt.returned.{done.kind}"))
    if copy:
        document.append(Text(words("receipt.copy", copy=copy), "centre", bold=True))
    document.append(Row(words("receipt.returned.number", number=done.number), ""))
    document.append(Text(words("receipt.returned.of", number=done.receipt or words("receipt.returned.no_receipt"))))
    document.append(Rule())
    for line in done.lines:
        document += _line(line, head, words)
    document += [
        Rule(),
        Row(words("receipt.returned.total"), money(-done.total, sign=True), bold=True),
        Row(words("receipt.tax" if head.tax_inclusive else "receipt.tax_added"), money(-done.tax)),
        Rule(),
    ]
    for refund in done.refunds:
        document.append(Row(words(f"receipt.tender.{refund.kind}"), money(-refund.amount)))
    if done.points_back:
        gone = "taken" if done.points_back > 0 else "given"
        document.append(Row(words(f"receipt.returned.points_{gone}", points=abs(done.points_back)), ""))
    if red is not None:
        if red.against:
            document.append(Text(words("receipt.returned.red", number=red.number)))
            document.append(Text(f"  {words('receipt.returned.red_of', number=red.against)}"))
        else:
            document.append(Text(words(f"receipt.returned.request_{'withdrawn' if red.whole else 'reduced'}")))
        label = "red" if red.against else "request"
        document.append(Row(f"  {words(f'receipt.returned.{label}_amount')}", money(red.amount)))
    if done.exchange:
        document.append(Text(words("receipt.returned.for_sale", sale=done.exchange)))
    if any(refund.request for refund in done.refunds):
        document.append(Text(words("receipt.returned.arrives")))
    if done.offline_key:
        document.append(Text(words("receipt.offline", key=done.offline_key)))
    if done.coupons:
        document.append(Text(words("receipt.returned.coupons")))
    document += [Feed(), Text(words("receipt.returned.sign")), Feed(), Barcode(voucher or done.number)]
    return (*document, *bottom())


def gift_receipt(sale: SaleCompleted, head: Head, words: Wording) -> Document:
    """礼品小票: the goods without their prices, and a code to return them by."""
    document = top(head, words, words("receipt.gift"))
    document += [Row(words("receipt.number", number=sale.receipt), ""), Rule()]
    document += [Row(line.name[words.lang], _size(line.quantity, line.grams, line.measure)) for line in sale.lines]
    document += [Rule(), Text(words("receipt.gift.keep"), "centre"), Feed(), Barcode(f"{sale.receipt}{GIFT}")]
    return (*document, *bottom())


def _size(quantity: int, thousandths: int, measure: str) -> str:
    return amount(thousandths, measure) if thousandths else f"x {quantity}"


def _line(line: ReturnedLine, head: Head, words: Wording) -> list[Block]:
    money = head.currency.format
    condition = words(f"receipt.condition.{line.condition}")
    blocks: list[Block] = [
        Text(line.name[words.lang]),
        Row(f"  {_size(line.quantity, line.grams, line.measure)}  {condition}", money(-line.gross)),
    ]
    if line.discount:
        blocks.append(Row(f"  {words('receipt.discount')}", money(line.discount)))
    if line.kept_back:
        kept = "withheld" if line.kept_back > 0 else "released"
        blocks.append(Row(f"  {words(f'receipt.returned.{kept}')}", money(line.kept_back)))
    return blocks
