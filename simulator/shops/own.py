"""A shop of one's own, opened from its folder, and what a script names it by."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from scenarios.checking import word_at
from scenarios.dataset import People, shipped
from scenarios.policy_source import PolicyError, load_policy
from scenarios.shop import Shop, ShopError
from scenarios.shop_source import furnish
from scenarios.source import read
from simulator.importing.categories import CATEGORIES, known_words, names
from simulator.importing.codes import number_of
from simulator.importing.kinds import KINDS
from simulator.importing.known import Known, KnownItem
from simulator.importing.layout import Record
from simulator.kernel.policy import Policy
from simulator.kernel.texts import Lang
from simulator.shops.building import Records, cards_of, furnished, items_of, members_of, named, with_cards, with_pins
from simulator.shops.heads import head_of
from simulator.shops.lists import HEAD, FolderError, file_of, put, read_list, written

ORDER = ("products", "members", "cards", "suppliers", "staff", "stock", "orders")
"""In which lists are read: stock and orders are of products."""
OF_ITEMS = ("stock", "orders")


def is_folder(name: str) -> bool:
    """Whether a script's word for its shop is a folder, and none of those that ship."""
    return re.search(r"[/\\]|^\.", name) is not None


@dataclass(frozen=True)
class OwnShop:
    """The folder's head and lists. A new one has a head that can be played in, and empty lists."""

    folder: Path
    head: bytes
    lists: Mapping[str, Records] = field(default_factory=dict)
    new: bool = False

    @classmethod
    def open(cls, folder: Path) -> "OwnShop":
        """Raises `FolderError` with what is wrong."""
        if not folder.is_dir():
            raise FolderError("shops.no_folder", folder=str(folder))
        if not (folder / HEAD).is_file():
            raise FolderError("shops.no_head", folder=str(folder), head=HEAD)
        shop = cls(folder, (folder / HEAD).read_bytes())
        for kind in ORDER:
            found = shop._completed(kind, read_list(folder, kind, shop.known(items=kind in OF_ITEMS)))
            shop = replace(shop, lists={**shop.lists, kind: tuple(found)})
        return shop

    @classmethod
    def open_or_new(cls, folder: Path, today: str) -> "OwnShop":
        """The shop that is there, or one that is to be; what is in the way is an error."""
        if folder.exists() and (not folder.is_dir() or (folder / HEAD).exists() or any(folder.iterdir())):
            return cls.open(folder)
        return cls(folder, head_of(folder.resolve().name, today), new=True)

    # --- what is known of it ---------------------------------------------------------------------------------------

    def list(self, kind: str) -> Records:
        return self.lists.get(kind, ())

    @property
    def policy(self) -> Policy:
        """Raises `FolderError` for a head without one."""
        name = word_at(read(self.head).tree, "policy")
        try:
            return load_policy(name)
        except PolicyError as error:
            raise FolderError("shops.policy", file=str(self.folder / HEAD), got=name) from error

    def known(self, today: str = "", *, items: bool = True) -> Known:
        """As imports know it; without its `items` for lists that name none."""
        known: dict[str, KnownItem] = {}
        for record in self.list("products") if items else ():
            found = KnownItem(str(record["named"]), str(record["unit"]).partition(" ")[0])
            codes = str(record["code"]).split()
            numbers = (found.sku, str(record["sku"]), *codes, *map(number_of, codes))
            known.update((number, found) for number in numbers if number)
        used = CATEGORIES | dict.fromkeys(str(record["category"]) for record in self.list("products"))
        return Known(
            currency=self.policy.currency,
            items=known,
            categories=known_words(used),
            category_names=names(used),
            taxes=self.policy.taxes,
            taken={
                "cards.number": {str(r["value_card"]): str(r["name"]) for r in self.list("members") if r["value_card"]},
                "members.value_card": {str(r["number"]): str(r["number"]) for r in self.list("cards")},
            },
            today=today,
        )

    # --- what is made of it ----------------------------------------------------------------------------------------

    def shop(self, id: str) -> Shop:
        """As a run keeps it. Raises `FolderError` where head and lists do not make a shop."""
        lists = {kind: self.list(kind) for kind in ORDER}
        try:
            made = furnish(id, self.head, items_of(lists["products"], self.policy))
        except ShopError as error:
            lines = (line.partition(".yaml:")[2] for line in error.problems)
            head = self.folder / HEAD
            raise FolderError("shops.head", lines="\n".join(f"{head}:{line}" for line in lines)) from error
        return furnished(made, lists)

    def people(self) -> People:
        """The neighbourhood, with this shop's members where it has any."""
        names, points = members_of(self.list("members"))
        cards = cards_of(self.list("members"), self.list("cards"))
        people = msgspec.structs.replace(shipped(), cards=cards) if cards else shipped()
        return msgspec.structs.replace(people, members=names, points=points) if names else people

    # --- what comes in ---------------------------------------------------------------------------------------------

    def with_list(self, kind: str, records: Records) -> "OwnShop":
        """With another list; goods get script names, people PINs, stored value a card, where they have none."""
        records = with_pins(records) if kind == "staff" else self._completed(kind, records)
        return replace(self, lists={**self.lists, kind: tuple(Record(record) for record in records)})

    def _completed(self, kind: str, records: Records) -> Records:
        """A list as it stands in a folder, with what drills call its rows by where it does not say so."""
        if kind == "members":
            return with_cards(records, [str(card["number"]) for card in self.list("cards")])
        return named(records) if kind == "products" else records

    def _by_number(self, records: Records) -> Iterator[Record]:
        """Goods by their own numbers, or their first code: a script name may become another one."""
        numbers = {
            record["named"]: str(record["sku"] or str(record["code"]).split()[0]) for record in self.list("products")
        }
        return (Record({**record, "item": numbers.get(record["item"], str(record["item"]))}) for record in records)

    def write(self, kind: str, lang: Lang) -> None:
        """Keep one list, and the head where the shop is new. Raises OSError."""
        records = self._by_number(self.list(kind)) if kind in OF_ITEMS else self.list(kind)
        files = {file_of(kind): written(KINDS[kind], records, self.known(), lang)}
        if not (self.folder / HEAD).exists():
            files = {HEAD: self.head, **files}
        put(self.folder, files)
