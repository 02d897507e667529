"""The people of the neighbourhood: generated once, kept by content, never generated again for a replay.

Faker promises the same output for the same version only, and takes 140 ms to import; so a set of people is bytes with a
hash, one ships with the package, and a run's opening entry names the one it was played with.
"""

from functools import cache
from hashlib import sha256
from importlib.resources import files

import msgspec

from simulator.kernel.draws import Draws
from simulator.kernel.texts import Text
from virtual_devices.codes import check_digit

SURNAMES = {
    "王": "Wang", "李": "Li", "张": "Zhang", "刘": "Liu", "陈": "Chen", "杨": "Yang", "赵": "Zhao", "黄": "Huang",
    "周": "Zhou", "吴": "Wu", "徐": "Xu", "孙": "Sun", "胡": "Hu", "朱": "Zhu", "高": "Gao", "林": "Lin", "何": "He",
    "郭": "Guo", "马": "Ma", "罗": "Luo", "梁": "Liang", "宋": "Song", "郑": "Zheng", "谢": "Xie", "韩": "Han",
    "唐": "Tang", "冯": "Feng", "于": "Yu", "董": "Dong", "萧": "Xiao", "程": "Cheng", "曹": "Cao", "袁": "Yuan",
    "邓": "Deng", "许": "Xu", "傅": "Fu", "沈": "Shen", "曾": "Zeng", "彭": "Peng", "吕": "Lü",
}  # fmt: skip
"""The surnames that most people have, with their spelling."""

FORMS = (
    (Text("Mr {}", "{}先生"), 5),
    (Text("Ms {}", "{}女士"), 5),
    (Text("Auntie {}", "{}阿姨"), 3),
    (Text("Granny {}", "{}奶奶"), 2),
    (Text("Grandpa {}", "{}爷爷"), 2),
    (Text("Xiao {}", "小{}"), 3),
    (Text("Master {}", "{}师傅"), 1),
    (Text("Teacher {}", "{}老师"), 1),
)
"""How one speaks of customers, with weights."""

MEMBERS = "9529"
"""Member codes are EAN-13 with this prefix, in the range that is nobody's; no goods bear it."""


class People(msgspec.Struct, frozen=True, omit_defaults=True):
    """Names of customers, and the members of the shop's club."""

    names: tuple[Text, ...]
    members: dict[str, Text]
    """Member code -> name."""
    made_by: str = ""
    """The Faker version and the seed."""
    points: dict[str, int] = {}
    """Member code -> points on their account when the shop opens."""
    cards: dict[str, int] = {}
    """Stored-value card -> what is on it then, in minor units."""


def encode_people(people: People) -> bytes:
    """The bytes that are hashed and kept."""
    return msgspec.json.encode(people)


decode_people = msgspec.json.Decoder(People).decode


@cache
def shipped() -> People:
    """The people that ship. Raises ValueError when the file is not what its name says."""
    room = files("scenarios") / "shops"
    (source,) = (entry for entry in room.iterdir() if entry.name.startswith("people-"))
    data = source.read_bytes()
    expected, got = source.name.removeprefix("people-").removesuffix(".json"), sha256(data).hexdigest()[:16]
    if got != expected:
        raise ValueError(f"{source.name}: expected a SHA-256 that begins with {expected}, got {got}")
    return decode_people(data)


def generate(seed: int, customers: int = 400, members: int = 150) -> People:
    """Make a new neighbourhood. Raises ValueError for more members than there are names.

    Members go by the same forms of address as everybody: a name must not give away who has a card before the cashier
    asks. No two members share one, in either language. Their surnames are as frequent as Faker (zh_CN) knows them.
    """
    import faker

    if members > len(SURNAMES) * len(FORMS) // 2:
        raise ValueError(f"expected at most {len(SURNAMES) * len(FORMS) // 2} members, got {members}")
    draws = Draws(seed, "people")
    source = faker.Faker("zh_CN")
    source.seed_instance(seed)
    names = tuple(_addressed(draws.pick(tuple(SURNAMES)), draws) for _ in range(customers))
    club: dict[str, Text] = {}
    taken: set[str] = set()
    while len(club) < members:
        surname = source.last_name()
        name = _addressed(surname, draws) if surname in SURNAMES else Text()
        if not name or name.en in taken:
            continue
        payload = MEMBERS + str(draws.below(10**8)).zfill(8)
        if payload + check_digit(payload) not in club:
            taken.add(name.en)
            club[payload + check_digit(payload)] = name
    return People(names, club, f"Faker {faker.VERSION}, seed {seed}")


def _addressed(surname: str, draws: Draws) -> Text:
    form = draws.weighted(FORMS)
    return Text(form.en.format(SURNAMES[surname]), form.zh.format(surname))
