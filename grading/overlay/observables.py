"""What a trainer watches for: soft skills, role by role. Nothing here can be read off a journal.

>>> [one.id for one in observables("cashier")][:2]
['voice', 'attention']
"""

from typing import NamedTuple

from simulator.kernel.texts import Text

LEAST, MOST = 1, 5
SCALE = {
    1: Text("not at all", "完全没有做到"),
    2: Text("rarely", "偶尔做到"),
    3: Text("mostly", "多数做到"),
    4: Text("nearly always", "几乎都做到"),
    5: Text("always, an example to others", "始终做到，可作示范"),
}
"""One scale for everything, so that two raters mean the same by a figure."""


class Observable(NamedTuple):
    id: str
    says: Text
    look: Text
    """What to look at."""


EVERYBODY = (
    Observable("voice", Text("Speaks clearly and kindly", "吐字清楚、语气亲切"),
               Text("volume, pace, tone, also when it is loud", "音量、语速、语调，嘈杂时也一样")),
    Observable("attention", Text("Turns to people and listens", "面向对方、认真倾听"),
               Text("eyes up, lets others finish, repeats what matters", "抬头看人，让人把话说完，复述要点")),
    Observable("composure", Text("Stays calm under pressure", "忙而不乱"),
               Text("queue, fault, complaint: hands and words stay steady", "排队、故障、投诉时手稳话稳")),
    Observable("help", Text("Asks for help in time", "及时求助"),
               Text("says what is the matter, to whom it concerns, soon", "说清情况，找对人，不拖延")),
)  # fmt: skip
OF_ROLE: dict[str, tuple[Observable, ...]] = {
    "cashier": (
        Observable("handling", Text("Handles goods and money with care", "轻拿轻放、钱款清楚"),
                   Text("fragile things, cold things, notes face up", "易碎品、冷藏品、钞票摆正")),
        Observable("warmth", Text("The customer would come back", "让顾客愿意再来"),
                   Text("greeting and parting are meant, not recited", "迎送出于真心，不是背台词")),
    ),
    "stock_clerk": (
        Observable("safety", Text("Works safely", "作业安全"),
                   Text("lifting, ladder, trolley, aisles kept clear", "搬抬、登高、推车，通道保持畅通")),
        Observable("order", Text("Leaves the place in order", "现场整齐"),
                   Text("labels to the front, packaging away", "标签朝外，包装及时清走")),
    ),
    "manager": (
        Observable("reasons", Text("Says why", "决策讲清理由"),
                   Text("people know what was decided and what for", "让人知道决定了什么、为什么")),
        Observable("leading", Text("Leads people", "带好队伍"),
                   Text("gives tasks by name, checks back, thanks", "点名分工、回头确认、表示感谢")),
    ),
}  # fmt: skip


def observables(role: str) -> tuple[Observable, ...]:
    """What is watched for in a role."""
    return (*EVERYBODY, *OF_ROLE.get(role, ()))
