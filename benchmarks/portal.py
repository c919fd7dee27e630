"""The site under load: how long pages take when they are asked for a hundred times a second.

``python -m benchmarks.portal [LEDGER] [--reports N] [--minutes M]``: LEDGER as it is, or one of N reports
(2,000) as the benchmark ``ledger`` makes them; 1,000 articles are published in it when it has fewer.
``duibiao serve`` runs on it as a process of its own; pages are asked for on loopback at a fixed rate, and an
answer's time counts from when it was due, so that what waits in line is not hidden. First pages of a kind
that were not asked for before, then the same again; then M minutes (1) of all kinds mixed, drawn from
thousands of addresses, with the memory of the site's processes. With ``--port`` as before, what was made
ahead is asked for where that is enough; with ``--new`` only what was not. ``--kinds``: these kinds first.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.ledger import SEED, made
from duibiao.gazetteer import Level
from duibiao.ledger.adding import add
from duibiao.ledger.store.schema import DOCUMENTS, PASSAGES
from duibiao.site.publishing import publish_example
from duibiao.site.settings import Settings
from duibiao.site.state import Site

RATE = 100
RATES = {"report": 10, "indicator": 2}
"""Of kinds of which fewer are asked for at a time."""
ARTICLES = 1_000
PAGES = 600
"""Different pages of a kind that are asked for."""
PHRASES = 2_000
MIXED = {"article": 45, "place": 30, "report": 10, "search": 15}
"""Of a hundred requests."""
WATCHED_SECONDS = 10.0
IDLE_SECONDS = 3.0
SETTLED_SECONDS = 15.0
"""After the start, until the site's other processes have begun."""
WORDS = ("发展", "新能源汽车", "抽水蓄能", "百千万工程", "5%左右", "高质量发展 就业", "专精特新", "高铁")
INDICATORS = ("gdp", "grain_output", "retail_sales", "cpi")
STYLES = ("site.css", "site.js", "brief.css", "icon.svg")
"""What an article loads beside itself."""


def main(arguments: Sequence[str]) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.portal")
    parser.add_argument("ledger", nargs="?")
    parser.add_argument("--reports", type=int, default=2_000)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--no-ahead", action="store_true")
    parser.add_argument("--new", action="store_true")
    parser.add_argument("--kinds", default="")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="site-bench-") as folder:
        where = given.ledger or _ledger(given.reports, Path(folder))
        port = given.port or _free()
        kinds, light = _addresses(where, f"http://127.0.0.1:{port}", new=given.new)
        shown = {kind: kinds[kind] for kind in (given.kinds.split(",") if given.kinds else kinds)}
        command = [sys.executable, "-m", "duibiao", "serve", "--ledger", where, "--port", str(port)]
        began = time.monotonic()
        server = subprocess.Popen(
            [*command, *(["--no-ahead"] if given.no_ahead else [])], stdout=subprocess.DEVNULL
        )
        try:
            _wait(port)
            print(f"listens after {time.monotonic() - began:.1f} s; style sheets and script {light} bytes")
            time.sleep(SETTLED_SECONDS)
            asyncio.run(_by_kind(port, server.pid, shown))
            if given.minutes:
                asyncio.run(_mixed(port, server.pid, kinds, given.minutes * 60))
        finally:
            server.terminate()
            server.wait(60)


async def _by_kind(port: int, pid: int, kinds: Mapping[str, Sequence[str]]) -> None:
    print(
        f"{RATE} requests/s ({RATES}), milliseconds; processor: of the process that answers, of all, a page"
    )
    print(f"{'':12}{'first: median':>14}{'p95':>8}{'p99':>8}{'most':>8}{'processor':>18}"
          f"{'again: median':>15}{'p95':>8}{'p99':>8}{'most':>8}{'processor':>18}{'bytes':>9}")  # fmt: skip
    for kind, addresses in kinds.items():
        asked, told = addresses[:PAGES], ""
        if not asked:
            continue
        for _ in range(2):
            before, every = _processor(pid), sum(map(_processor, _family(pid)))
            seconds = len(asked) / RATES.get(kind, RATE)
            done = await _load(port, [(kind, address) for address in asked], seconds)
            spent = (_processor(pid) - before) / len(asked)
            by_all = (sum(map(_processor, _family(pid))) - every) / len(asked)
            told += f"{_told(done.times[kind])}{spent:10.2f}{by_all:8.1f}       "
        refused = f"  sent away {done.refused}" if done.refused else ""
        print(f"{kind:12}      {told.rstrip()}{max(done.sizes[kind]):9}{refused}", flush=True)


async def _mixed(port: int, pid: int, kinds: Mapping[str, Sequence[str]], seconds: float) -> None:
    draw = random.Random(SEED)
    names = draw.choices(list(MIXED), list(MIXED.values()), k=round(RATE * seconds))
    asked = [(kind, draw.choice(kinds[kind])) for kind in names]
    print(f"mixed for {seconds:.0f} s, {len({address for _, address in asked})} different addresses")
    print("seconds   MB of the process that answers, of all   processor of it, of all (1 = one core)")
    watching = asyncio.create_task(_watch(pid))
    done = await _load(port, asked, seconds)
    watching.cancel()
    print(f"{'':12}{'median':>14}{'p95':>8}{'p99':>8}{'most':>8}")
    every = sorted(time for times in done.times.values() for time in times)
    for kind, times in (*done.times.items(), ("all", every)):
        print(f"{kind:12}      {_told(sorted(times))}   of {len(times)}")


async def _watch(pid: int) -> None:
    began = last = time.monotonic()
    own, every = _processor(pid), sum(map(_processor, _family(pid)))
    while True:
        await asyncio.sleep(WATCHED_SECONDS)
        family, now = _family(pid), time.monotonic()
        own_now, every_now = _processor(pid), sum(map(_processor, family))
        since = (now - last) * 1000
        print(
            f"{now - began:7.0f}{_memory(pid):10.0f}{sum(map(_memory, family)):8.0f}"
            f"{(own_now - own) / since:30.2f}{(every_now - every) / since:8.2f}",
            flush=True,
        )
        own, every, last = own_now, every_now, now


def _ledger(count: int, folder: Path) -> str:
    (folder / "files").mkdir()
    where = str(folder / "ledger.sqlite")
    site = Site.open(Settings(where))
    add(site.store, list(made(count, folder / "files")))
    site.close()
    return where


def _addresses(where: str, root: str, *, new: bool = False) -> tuple[dict[str, list[str]], int]:
    """Addresses by kind of page, in an order of chance; and the bytes of what comes with the first page."""
    site = Site.open(Settings(where))
    if site.articles.counted() < ARTICLES:
        _publish(site)
    draw = random.Random(SEED)
    light = sum(len(site.assets.kept[site.assets.urls[n].removeprefix("/assets/")].packed) for n in STYLES)
    with site.store.reading() as connection:
        reports = list(connection.scalars(select(DOCUMENTS.c.sha256)))
        last = connection.scalar(select(func.max(PASSAGES.c.number))) or 1
        some = [draw.randint(1, last) for _ in range(PHRASES)]
        texts = list(connection.scalars(select(PASSAGES.c.text).where(PASSAGES.c.number.in_(some))))
    places = [p.adcode for p in site.gazetteer.all(Level.PREFECTURE, Level.COUNTY) if not p.until]
    asked = [f"{_quoted(word)}&year={year}" for word in WORDS for year in range(2000, 2026)]
    asked += [_quoted("".join(text[at : at + draw.randint(2, 8)].split())) for text in sorted(texts)
              if (at := draw.randrange(max(1, len(text) - 8))) or text[:1].strip()]  # fmt: skip
    asked += [f"{one}%20{other}" for one, other in pairwise(asked[-PHRASES // 2 :])]  # words of two places
    found: dict[str, list[str]] = {
        "article": [f"/articles/{slug}" for slug, _ in site.articles.addresses()],
        "place": [f"/places/{code}" for code in places],
        "search": [f"/search?q={words}" for words in dict.fromkeys(asked)],
        "report": [f"/reports/{sha[:12]}" for sha in sorted(reports)],
        "indicator": [f"/indicators/{one}" for one in INDICATORS],
    }
    for kind, addresses in found.items():
        draw.shuffle(addresses)
        on_disk = [one for one in addresses if site.shelf.version(f"{root}{one}?") is not None]
        print(f"{kind}: {len(addresses)} pages, {len(on_disk)} of them made ahead")
        if new:
            held = set(on_disk)
            found[kind] = [one for one in addresses if one not in held]
        elif len(on_disk) >= PAGES:
            found[kind] = on_disk
    site.close()
    return found, light


def _publish(site: Site) -> None:
    """Articles of many places, each with a body of its own."""
    slug = publish_example(site)
    card, edition = site.articles.card(slug), site.articles.edition(slug, 1)
    places = [p for p in site.gazetteer.all(Level.PREFECTURE, Level.COUNTY) if not p.until]
    for number, place in enumerate(places[:ARTICLES]):
        terms = (f"report:{number % 40}", f"within:{place.adcode[:4]}", f"word:{number % 90}")
        body = edition.body.replace("肇庆市", place.name)
        one = replace(edition, body=body, place=place.name, terms=terms)
        site.articles.publish(f"{number}-{place.adcode}", card.report, place.adcode, one)


def _quoted(word: str) -> str:
    return "".join(f"%{byte:02X}" for byte in word.encode())


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(port: int) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit("the server did not start")


@dataclass(slots=True)
class Load:
    """What came of the requests, by kind: milliseconds from when each was due, bytes as they were sent."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    sizes: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    refused: int = 0
    """were told to come again, as too many waited"""


async def _load(port: int, asked: Sequence[tuple[str, str]], seconds: float) -> Load:
    """Ask for these addresses, each of a kind, one after the other, however long the answers take."""
    idle: list[tuple[float, asyncio.StreamReader, asyncio.StreamWriter]] = []
    done = Load()

    async def ask(kind: str, address: str, due: float) -> None:
        while idle and time.perf_counter() - idle[0][0] > IDLE_SECONDS:
            idle.pop(0)[2].close()  # the site would close it
        reader, writer = idle.pop()[1:] if idle else await asyncio.open_connection("127.0.0.1", port)
        host = f"127.0.0.1:{port}"
        writer.write(f"GET {address} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head[:16] and b" 503 " not in head[:16]:
            raise SystemExit(f"{address}: {head[:40]!r}")
        length = next(line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
        size = int(length.split(b":")[1])
        await reader.readexactly(size)
        done.refused += b" 503 " in head[:16]
        done.times[kind].append((time.perf_counter() - due) * 1000)
        done.sizes[kind].append(size)
        idle.append((time.perf_counter(), reader, writer))

    began, tasks = time.perf_counter(), set[asyncio.Task[None]]()
    for number, (kind, address) in enumerate(asked):
        due = began + number * seconds / len(asked)
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        task = asyncio.create_task(ask(kind, address, due))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    await asyncio.gather(*tasks)
    for _, _, writer in idle:
        writer.close()
    return done


def _told(times: Sequence[float]) -> str:
    ordered = sorted(times)
    shares = (ordered[max(0, int(len(ordered) * share) - 1)] for share in (0.5, 0.95, 0.99, 1.0))
    return "".join(f"{time:8.1f}" for time in shares)


def _family(pid: int) -> list[int]:
    """The process, those that it started, and those that these started."""
    parents = {int(e.name): _fields(int(e.name))[1:2] for e in Path("/proc").iterdir() if e.name.isdigit()}
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == [str(one)]]
    return found


def _fields(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:  # it has ended
        return []


def _processor(pid: int) -> float:
    """Milliseconds of the processor that the process has had."""
    fields = _fields(pid)
    return sum(map(int, fields[11:13])) * 1000 / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    """Megabytes that are its own."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1000


if __name__ == "__main__":
    main(sys.argv[1:])
