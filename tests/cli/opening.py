"""Gates and a store that questions of readiness are asked about."""

from pathlib import Path

GATES = """\
gates:
  right:
    title: {en: Operations correct, zh: 操作正确率}
    owner: {en: Training lead, zh: 培训负责人}
    criterion: {en: Nearly all is right, zh: 操作基本正确}
    evidence: operations
    from: sandbox
    at least: 95%
    sample: 10
    fresh: 30 days
  rehearsed:
    title: {en: First sale rehearsed, zh: 首笔销售演练}
    owner: {en: Training lead, zh: 培训负责人}
    criterion: {en: The first sale went well, zh: 首笔销售已通过}
    evidence: rehearsed
    drills: first-sale
    from: sandbox
    at least: 100%
    fresh: 30 days
  answers:
    title: {en: Response time, zh: 平均响应时间}
    owner: {en: IT <lead>, zh: 信息负责人}
    criterion: {en: Within 2 seconds, zh: 不超过 2 秒}
    evidence: figure
    from: customer
    at most: 2 s
    sample: 100
    fresh: 30 days
  lanes:
    title: {en: Devices work, zh: 设备兼容}
    owner: {en: IT lead, zh: 信息负责人}
    criterion: {en: Each works, zh: 每台设备可用}
    evidence: devices
    from: device
    at least: 100%
    fresh: 30 days
"""
STORE = """\
store: station_road
title: {en: Station Road, zh: 站前路店}
opening: 2099-12-20
lanes: 1
transactions a day: 900
peak hour: 140
shifts: {early: {title: {en: Early, zh: 早班}, needs: {cashier: 1}}}
staff:
  - {name: Li, roles: cashier, shifts: early}
  - {name: Wu, roles: cashier, shifts: early}
  - {name: Nobody Yet, roles: cashier}
devices: [printer-1]
"""
Files = tuple[str, ...]


def asked(folder: Path) -> Files:
    """`--gates` and `--store` with such files, in a folder."""
    (folder / "gates.yaml").write_text(GATES, "utf-8")
    (folder / "store.yaml").write_text(STORE, "utf-8")
    return ("--gates", str(folder / "gates.yaml"), "--store", str(folder / "store.yaml"))
