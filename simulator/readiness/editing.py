"""A store's profile as it is edited in the app: a draft of plain words that goes back into the YAML.

Whatever else stands in the file (shifts, criteria, waivers) stays as its author wrote it; only comments are lost.
"""

import re
from collections.abc import Collection, Sequence
from itertools import count

import yaml

from grading.readiness.model import Profile
from grading.readiness.offers import Draft, Seat

TEXT, LIST, GROUP = "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"
WIDTH = 120


FRESH = "store: {id}\nshifts:\n  day: {{title: {{en: Day, zh: 全天}}, needs: {{cashier: 1}}}}\n"


def draft_of(profile: Profile) -> Draft:
    return Draft(
        profile.title.en, profile.opening, str(profile.lanes), str(profile.daily), str(profile.peak),
        profile.super_user, tuple(Seat(one.name, one.roles, one.shifts) for one in profile.staff), profile.devices,
        tuple((shift.id, shift.title) for shift in profile.shifts),
    )  # fmt: skip


def fresh(title: str, taken: Collection[str]) -> bytes:
    """The file of a new store, with an id after its title where that has letters for one.

    >>> fresh("Station Road", ()).splitlines()[0], fresh("站前路店", ["store_1"]).splitlines()[0]
    (b'store: station_road', b'store: store_2')
    """
    id = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")
    if not id[:1].isalpha() or id in taken:
        id = next(free for n in count(1) if (free := f"{id if id[:1].isalpha() else 'store'}_{n}") not in taken)
    top = _group({"title": _group({"en": _word(title), "zh": _word(title)})})
    top.flow_style = False
    return FRESH.format(id=id).encode() + _bytes(top)


def written(data: bytes, draft: Draft) -> bytes:
    """The file with what the draft says."""
    tree = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.BaseLoader)
    assert isinstance(tree, yaml.MappingNode), "what is kept was read as a profile before"
    now = {
        "opening": _word(draft.opening),
        "lanes": _word(draft.lanes),
        "transactions a day": _word(draft.daily),
        "peak hour": _word(draft.peak),
        "super user": _word(draft.super_user),
        "staff": _staff(draft.staff),
        "devices": _words(draft.devices),
    }
    emptied = {name for name, left in (("super user", draft.super_user), ("devices", draft.devices)) if not left}
    kept = [(key, now.pop(key.value, value)) for key, value in tree.value if key.value not in emptied]
    tree.value = [*kept, *((_word(name), node) for name, node in now.items() if name not in emptied)]
    return _bytes(tree)


def _bytes(tree: yaml.Node) -> bytes:
    return str(yaml.serialize(tree, Dumper=yaml.BaseDumper, allow_unicode=True, width=WIDTH)).encode()


def _word(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode(TEXT, " ".join(text.split()))


def _words(texts: Sequence[str]) -> yaml.SequenceNode:
    return yaml.SequenceNode(LIST, [_word(text) for text in texts], flow_style=True)


def _group(nodes: dict[str, yaml.Node]) -> yaml.MappingNode:
    return yaml.MappingNode(GROUP, [(_word(key), node) for key, node in nodes.items()], flow_style=True)


def _staff(staff: Sequence[Seat]) -> yaml.SequenceNode:
    rows: list[yaml.Node] = []
    for seat in staff:
        row: dict[str, yaml.Node] = {
            "name": _word(seat.name),
            "roles": _words([role.replace("_", " ") for role in seat.roles]),
        }
        if seat.shifts:
            row["shifts"] = _words(seat.shifts)
        rows.append(_group(row))
    return yaml.SequenceNode(LIST, rows, flow_style=False)
