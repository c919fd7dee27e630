"""Every link of the site leads somewhere, and every anchor stands on its page."""

from __future__ import annotations

from collections import Counter, deque
from urllib.parse import unquote, urldefrag, urljoin

from starlette.testclient import TestClient

from tests.site.conftest import KINDS, parsed

OF_A_KIND = 12
"""Pages of one kind that are followed: all kinds are, not all 3,000 counties of the country."""
ROOT = "https://site.test"


def test_every_link_resolves(client: TestClient) -> None:
    seen: dict[str, set[str]] = {}
    wanted: list[tuple[str, str, str]] = []
    kinds: Counter[str] = Counter()
    queue = deque([f"{ROOT}/"])
    known = {f"{ROOT}/"}
    while queue:
        address = queue.popleft()
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        if "text/html" not in answer.headers["content-type"]:
            continue
        page = parsed(answer.text)
        seen[address] = {node.attributes["id"] or "" for node in page.css("[id]")}
        for node in page.css("a[href], link[href]"):
            whole = urljoin(address, node.attributes["href"] or "")
            target, anchor = urldefrag(whole)
            anchor = anchor.partition(":~:")[0]  # words that a browser looks for itself
            assert target.startswith(ROOT), (address, whole)
            if anchor:
                wanted.append((address, target, unquote(anchor)))
            kind = KINDS.sub("*", target)
            if target not in known and kinds[kind] < OF_A_KIND:
                kinds[kind] += 1
                known.add(target)
                queue.append(target)
    assert len(seen) > 60
    lost = [one for one in wanted if one[1] in seen and one[2] not in seen[one[1]]]
    assert not lost, lost[:5]
