"""The site under load: how long pages take when they are asked for a hundred times a second.

``python -m benchmarks.portal [N] [LEDGER]``: a ledger of N reports as the benchmark ``ledger`` makes them
(2,000 when not given), or LEDGER as it is; 1,000 articles are published in it when it has fewer. ``duibiao
serve`` runs on it as a process of its own; pages are asked for on loopback at a fixed rate, and an answer's
time counts from when it was due, so that what waits in line is not hidden.
"""

from __future__ import annotations

import asyncio
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.ledger import SEED, made
from duibiao.gazetteer import Level
from duibiao.ledger.adding import add
from duibiao.site.publishing import publish_example
from duibiao.site.settings import Settings
from duibiao.site.state import Site

RATE, SECONDS = 100, 20
ARTICLES = 1_000
PAGES = 300
"""Different pages of a kind that are asked for."""
WORDS = ("发展", "新能源汽车", "抽水蓄能", "百千万工程", "5%左右", "高质量发展 就业", "专精特新", "高铁")


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    count = int(arguments[0]) if arguments else 2_000
    with tempfile.TemporaryDirectory(prefix="site-bench-") as folder:
        where = arguments[1] if len(arguments) > 1 else _ledger(count, Path(folder))
        kinds = _addresses(where)
        port = _free()
        command = [sys.executable, "-m", "duibiao", "serve", "--ledger", where, "--port", str(port)]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            _wait(port)
            print(f"{RATE} requests/s for {SECONDS} s each, milliseconds")
            print("pages      first pass: median       p99      most     again: median       p99      most"
                  "   processor ms a page     MB")  # fmt: skip
            for kind, addresses in kinds.items():
                cold = asyncio.run(_load(port, addresses[:PAGES], len(addresses[:PAGES]) / RATE))
                before = _processor(server.pid)
                warm = asyncio.run(_load(port, addresses[:PAGES], SECONDS))
                spent = (_processor(server.pid) - before) / len(warm)
                memory = _memory(server.pid)
                print(f"{kind:20}{_told(cold)}{_told(warm)}{spent:20.2f}{memory:10.0f}", flush=True)
        finally:
            server.terminate()
            server.wait(20)


def _ledger(count: int, folder: Path) -> str:
    (folder / "files").mkdir()
    where = str(folder / "ledger.sqlite")
    site = Site.open(Settings(where))
    add(site.store, list(made(count, folder / "files")))
    site.close()
    return where


def _addresses(where: str) -> dict[str, list[str]]:
    """Addresses by kind of page, in an order of chance."""
    site = Site.open(Settings(where))
    if site.articles.counted() < ARTICLES:
        _publish(site)
    draw = random.Random(SEED)
    places = list(site.gazetteer.all(Level.PREFECTURE, Level.COUNTY))
    hashes = [held[0] for held in site.articles.addresses()]
    with site.store.reading() as connection:
        reports = [
            row[0][:12] for row in connection.exec_driver_sql("SELECT sha256 FROM documents LIMIT 3000")
        ]
    site.close()
    found: dict[str, list[str]] = {
        "article": [f"/articles/{slug}" for slug in hashes],
        "place": [f"/places/{p.adcode}" for p in places if not p.until],
        "search": [f"/search?q={_quoted(word)}&year={year}" for word in WORDS for year in range(2000, 2026)],
        "report": [f"/reports/{sha}" for sha in reports],
    }
    for addresses in found.values():
        draw.shuffle(addresses)
    return found


def _publish(site: Site) -> None:
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


async def _load(port: int, addresses: Sequence[str], seconds: float) -> list[float]:
    """Milliseconds from when each request was due until its answer was whole."""
    idle: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()
    times: list[float] = []

    async def ask(address: str, due: float) -> None:
        free = idle.get_nowait() if not idle.empty() else None
        reader, writer = free or await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {address} HTTP/1.1\r\nHost: bench\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head[:16]:
            raise SystemExit(f"{address}: {head[:40]!r}")
        length = next(line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
        await reader.readexactly(int(length.split(b":")[1]))
        times.append((time.perf_counter() - due) * 1000)
        idle.put_nowait((reader, writer))

    began = time.perf_counter()
    tasks = []
    for number in range(max(1, round(RATE * seconds))):
        due = began + number / RATE
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(ask(addresses[number % len(addresses)], due)))
    await asyncio.gather(*tasks)
    while not idle.empty():
        idle.get_nowait()[1].close()
    return sorted(times)


def _told(times: Sequence[float]) -> str:
    p99 = times[max(0, int(len(times) * 0.99) - 1)]
    return f"{times[len(times) // 2]:10.1f}{p99:10.1f}{times[-1]:10.1f}"


def _processor(pid: int) -> float:
    """Milliseconds of the processor that the server has had."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1000


if __name__ == "__main__":
    main(sys.argv[1:])
