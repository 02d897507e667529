"""Which document is drawn by what."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from simulator.screens.stockroom.sheets import counting, drafts, files, items, lists, receiving
from simulator.screens.stockroom.sheets.drawn import Drawn

if TYPE_CHECKING:
    from simulator.screens.stockroom.sheet import Sheet

SHEETS: "Mapping[str, Callable[[Sheet, str, int], Drawn]]" = {
    "overview": receiving.overview,
    "receipt": receiving.receipt,
    "order": receiving.order,
    "count": counting.count,
    "variance": counting.variance,
    "transfer": drafts.transfer,
    "draft": drafts.draft,
    "list": files.listed,
    "dates": lists.dates,
    "low": lists.low,
    "empty_shelves": lists.empty_shelves,
    "recall": lists.recall,
    "item": items.item,
    "history": items.history,
}
