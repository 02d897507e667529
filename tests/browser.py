"""A page as a real Chromium has it, offline: its text, what it wanted to load, what it complained of."""

import json
import os
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest

CHROMIUM = os.environ.get("STOREDRILL_CHROMIUM", "")
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="needs Chromium: STOREDRILL_CHROMIUM says where (.ci/servers)")

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-extensions", "--disable-dev-shm-usage",
    "--hide-scrollbars", "--enable-logging=stderr",
)  # fmt: skip
OWN_HOSTS = ("google", "gstatic", "gvt1")
"""What a browser asks for by itself, whatever page it shows."""


class Seen(NamedTuple):
    """What came of a page: `text` as read, `asked` the addresses but its own, `complaints` of its console."""

    text: str
    asked: list[str]
    complaints: list[str]


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.parts.append(data.strip())


def look(page: Path, scratch: Path, *more: str) -> Seen:
    """Open `page` and wait until it stands. `more`: further options, as `--print-to-pdf=FILE`."""
    log = scratch / "net.json"
    done = subprocess.run(
        [CHROMIUM, *FLAGS, f"--user-data-dir={scratch / 'profile'}", f"--log-net-log={log}", *(more or ("--dump-dom",)),
         page.resolve().as_uri()],
        capture_output=True, text=True, encoding="utf-8", check=True, timeout=120,
    )  # fmt: skip
    reader = _Text()
    reader.feed(done.stdout)
    events = json.loads(log.read_text("utf-8"))["events"]
    wanted = {event.get("params", {}).get("url", "") for event in events}
    asked = sorted(
        url for url in wanted
        if url.startswith(("http:", "https:", "ws:", "wss:")) and not any(host in url for host in OWN_HOSTS)
    )  # fmt: skip
    return Seen("\n".join(reader.parts), asked, [line for line in done.stderr.splitlines() if "CONSOLE" in line])
