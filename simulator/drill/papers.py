"""What a station asked of its printer, to be composed again whenever somebody looks: receipts, slips, reports."""

from collections.abc import Callable

from msgspec.structs import replace

from simulator.kernel import facts as f
from simulator.kernel.entries import Entry
from simulator.kernel.paper import Document
from simulator.kernel.texts import Text
from simulator.pos.receipt import Head, Wording, invoice, receipt
from simulator.pos.report import report
from simulator.pos.return_slip import gift_receipt, return_slip


class Papers:
    """Kept by what entries say of them."""

    def __init__(self) -> None:
        self.sales: dict[str, f.SaleCompleted] = {}
        """Sale id -> sale, for receipts."""
        self.courtesies: dict[str, f.SaleDiscounted] = {}
        """Sale id -> what was taken off the whole of it by hand, as it stood last."""
        self.returns: dict[str, f.ReturnCompleted] = {}
        """Number -> return, for its slip."""
        self.vouchers: dict[str, str] = {}
        """Number of a return -> the credit note that it gave."""
        self.instead: dict[str, f.RefundMade] = {}
        """Request of a refund that a channel did not send -> how it went in its place."""
        self.reds: dict[tuple[str, int], f.InvoiceRedLettered] = {}
        """What finished a return, as (till, entry) -> what it took off the invoice."""
        self.finished_by: dict[str, tuple[str, int]] = {}
        """Number of a return -> what finished it."""
        self.gifts: dict[str, str] = {}
        """Gift receipt -> its sale."""
        self.reports: dict[str, f.ReportIssued] = {}
        self.labels: dict[str, f.LabelsPrinted] = {}
        """Shelf labels, a document for each printing."""
        self.invoices: dict[str, list[f.InvoiceRequested | f.InvoiceIssued]] = {}
        """Document -> the request, and what was issued for it."""
        self.issued: dict[str, f.ReceiptIssued] = {}
        self.issued_at: dict[str, int] = {}
        """Document -> virtual time at which it was asked of the printer."""
        self.issued_by: dict[str, str] = {}
        """Document -> the till whose printer it was asked of."""
        self.kicking: set[str] = set()
        """Documents that come with an opened drawer."""
        self._opened_by = 0

    def see(self, entry: Entry) -> None:
        """An entry was appended."""
        match entry.what:
            case f.SaleCompleted() as what:
                self.sales[what.sale] = what
            case f.SaleDiscounted() as what:
                self.courtesies[what.sale] = what
            case f.ReturnCompleted() as what:
                self.returns[what.number] = what
                self.finished_by[what.number] = entry.stream, entry.cause
            case f.InvoiceRedLettered() as what:
                self.reds[entry.stream, entry.cause] = what
            case f.RefundMade() as what:
                if what.voucher:
                    self.vouchers[what.number] = what.voucher
                if what.instead:
                    self.instead[what.instead] = what
            case f.ReceiptIssued() as what:
                self.issued[what.document] = what
                self._asked(what.document, entry)
                (self.kicking.add if entry.cause == self._opened_by else self.kicking.discard)(what.document)
            case f.GiftReceiptIssued() as what:
                self.gifts[what.document] = what.sale
                self._asked(what.document, entry)
            case f.ReportIssued() as what:
                self.reports[what.document] = what
                self._asked(what.document, entry)
            case f.LabelsPrinted() as what:
                self.labels[what.document] = what
                self._asked(what.document, entry)
            case f.InvoiceRequested() | f.InvoiceIssued() as what:
                self.invoices.setdefault(what.invoice, []).append(what)
            case f.DrawerOpened():
                self._opened_by = entry.cause

    def _asked(self, document: str, entry: Entry) -> None:
        self.issued_at[document], self.issued_by[document] = entry.at, entry.stream

    def compose(
        self, document: str, head: Head, words: Wording, member_name: Callable[[str], Text | None]
    ) -> Document | None:
        """A document by its name; None for one that was never asked for."""
        if document in self.reports:
            return report(self.reports[document], head, words)
        if document in self.gifts:
            return gift_receipt(self.sales[self.gifts[document]], head, words)
        match self.invoices.get(document, []):
            case [f.InvoiceRequested() as asked, f.InvoiceIssued() as issued_one]:
                return invoice(issued_one, asked, head, words)
        issued, kick = self.issued.get(document), document in self.kicking
        if issued is None:
            return None
        done = self.returns.get(issued.sale)
        if done is not None:
            voucher = self.vouchers.get(document, "")
            red = self.reds.get(self.finished_by[done.number])
            done = self._as_it_went(done) if issued.copy else done
            return return_slip(done, head, words, copy=issued.copy, kick=kick, voucher=voucher, red=red)
        sale = self.sales.get(issued.sale)
        if sale is None:
            return None
        member = member_name(sale.member) or Text()
        number = self._invoice_of(sale) if issued.copy else ""
        courtesy = self.courtesies.get(sale.sale)
        return receipt(
            sale, head, words, member=member, copy=issued.copy, kick=kick, invoice=number, courtesy=courtesy
        )  # fmt: skip

    def _as_it_went(self, done: f.ReturnCompleted) -> f.ReturnCompleted:
        """A copy says which way the money truly went, where a channel did not send it."""
        refunds = [
            f.Refund(made.kind, made.value, made.amount) if (made := self.instead.get(part.request)) else part
            for part in done.refunds
        ]
        return replace(done, refunds=tuple(refunds))

    def _invoice_of(self, sale: f.SaleCompleted) -> str:
        """Number of the invoice that was issued for it."""
        known = (what for papers in self.invoices.values() for what in papers if what.sale == sale.sale)
        return next((what.number for what in known if isinstance(what, f.InvoiceIssued)), "")
