"""X and Z reports on paper, composed once like receipts; words come in as an argument."""

from simulator.kernel.facts import ReportIssued, TenderCounted
from simulator.kernel.paper import Block, Document, Feed, Row, Rule, Text
from simulator.pos.receipt import Head, Wording, bottom, top


def report(issued: ReportIssued, head: Head, words: Wording) -> Document:
    """The shift or the day in figures; what was declared stands on a Z only."""
    money, sums = head.currency.format, issued.totals
    document: list[Block] = top(head, words, words(f"receipt.report.{issued.kind}", number=issued.number))
    document += [
        Row(words("receipt.number", number=issued.document), ""),
        Rule(),
        Row(words("receipt.report.sales", count=sums.sales), money(sums.total), bold=True),
        Row(words("receipt.report.net"), money(sums.net)),
        Row(words("receipt.tax"), money(sums.tax)),
        Row(words("receipt.discount"), money(sums.discount)),
        Row(words("receipt.rounding"), money(sums.rounding)),
    ]
    if sums.returns:
        document.append(Row(words("receipt.report.returns", count=sums.returns), money(-sums.returned_amount)))
        document.append(Row(f"  {words('receipt.tax')}", money(-sums.returned_tax)))
    if sums.post_voids:
        document.append(Row(words("receipt.report.post_voids", count=sums.post_voids), money(-sums.post_voided)))
    if sums.stored:
        document.append(Row(words("receipt.report.stored"), money(sums.stored)))
    if sums.points_earned or sums.points_spent:
        points = words("receipt.report.points", earned=sums.points_earned, spent=sums.points_spent)
        document.append(Row(points, ""))
    if sums.employee_sales:
        staff = words("receipt.report.employee", count=sums.employee_sales)
        document.append(Row(staff, money(-sums.employee_off)))
    if sums.invoices:
        document.append(Row(words("receipt.report.invoices", count=sums.invoices), money(sums.invoiced)))
    if sums.first:
        document.append(Row(words("receipt.report.receipts"), ""))
        document.append(Text(f"  {sums.first} - {sums.last}"))
    if sums.offline:
        document.append(Row(words("receipt.report.offline", count=sums.offline), money(sums.offline_total)))
    document.append(Rule())
    document += [Row(words(f"receipt.tender.{kind}"), money(sums.tenders[kind])) for kind in sorted(sums.tenders)]
    if sums.trusted_cards:
        document.append(Row(f"  {words('receipt.report.on_trust')}", money(sums.trusted_cards)))
    if sums.cards_declined:
        document.append(Row(f"  {words('receipt.report.cards_declined')}", money(-sums.cards_declined)))
    for kind in sorted(sums.refunds):
        refunded = words("receipt.report.refunded", kind=words(f"receipt.tender.{kind}"))
        document.append(Row(refunded, money(-sums.refunds[kind])))
    if issued.owed:
        document += [Rule(), Row(words("receipt.report.owed", count=len(issued.owed)), "", bold=True)]
        for due in issued.owed:
            document.append(Row(f"  {due.receipt} {words(f'receipt.tender.{due.kind}')}", money(due.amount)))
    document += [
        Rule(),
        Row(words("receipt.report.voided_lines", count=sums.voided_lines), money(sums.voided_lines_amount)),
        Row(words("receipt.report.voided_sales", count=sums.voided_sales), money(sums.voided_sales_amount)),
        Row(words("receipt.report.no_sales"), str(sums.no_sales)),
    ]
    if sums.complaints:
        document.append(Row(words("receipt.report.complaints"), str(sums.complaints)))
    document += [
        Rule(),
        Row(words("receipt.report.float"), money(sums.float)),
    ]
    if issued.float_over_short:
        document.append(Row(words("receipt.report.float_off"), money(issued.float_over_short)))
    document += [
        Row(words("receipt.report.cash_in"), money(sums.cash_in)),
        Row(words("receipt.report.cash_out"), money(-sums.cash_out)),
        Row(words("receipt.report.dropped"), money(-sums.dropped)),
        Row(words("receipt.report.banked"), money(-sums.banked)),
        Row(words("receipt.report.expected"), money(issued.expected), bold=True),
    ]
    if issued.kind == "z":
        cash = TenderCounted("cash", issued.counted, issued.expected)
        document.append(Rule())
        for tender in (cash, *issued.tenders):
            kind = words(f"receipt.tender.{tender.kind}")
            document.append(Row(words("receipt.report.declared", kind=kind), money(tender.counted)))
            document.append(Row(f"  {words('receipt.report.over_short')}", money(tender.over_short), bold=True))
    document += [Feed(), Text(words("receipt.sign"))]
    return (*document, *bottom())
