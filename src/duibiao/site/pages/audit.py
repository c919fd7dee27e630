"""What the audit checked in a document: every finding, grouped and filtered, and all of them as data."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from starlette.requests import Request

from duibiao.auditing import Verdict
from duibiao.auditing.wording import kinds, labels
from duibiao.errors import NotFound
from duibiao.ledger.asking.origin import Origin
from duibiao.site.answering import Page
from duibiao.site.asking.audited import audited
from duibiao.site.asking.held import of_hash
from duibiao.site.keeping.audited import Audited, Checked
from duibiao.site.pages.listing import number
from duibiao.site.pages.setting import Crumb, base, fill, in_cell, named, way_to
from duibiao.site.state import Site

AGAIN_SECONDS = 2
"""After so long a page that waits for the audit asks again."""
A_PAGE = 40
ORDER = (Verdict.INCONSISTENT, Verdict.NOT_CHECKABLE, Verdict.BY_ROUNDING, Verdict.CONSISTENT)
"""What a reader looks for first stands first."""
ASKS = ("verdict", "kind", "relation")
CSV_COLUMNS = (
    "id", "verdict", "kind", "relation", "rule", "stated", "recomputed", "low", "high", "formula",
    "explanation", "changes_conclusion", "start", "end", "operands", "document", "sha256", "url",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are shown: '' for all."""

    verdict: str = ""
    kind: str = ""
    relation: str = ""

    def of(self, one: Checked) -> bool:
        """Whether a finding is wanted."""
        asked = (
            (self.verdict, one.verdict.value),
            (self.kind, one.kind),
            (self.relation, one.relation),
        )
        return all(wanted in ("", had) for wanted, had in asked)

    def query(self, **other: str) -> str:
        """As it stands in an address, with another condition."""
        given = {name: getattr(self, name) for name in ASKS} | other
        return urlencode({name: value for name, value in given.items() if value})

    def without(self, field: str) -> Wanted:
        """The same, whatever this field."""
        return Wanted(**{name: "" if name == field else getattr(self, name) for name in ASKS})


def wanted_of(request: Request) -> Wanted:
    """What an address asks for. Raises ``NotFound`` for what there is none of."""
    given = request.query_params
    asked = Wanted(*(given.get(name, "") for name in ASKS))
    known = {"verdict": set(map(str, Verdict)), "kind": set(kinds().values())}
    known["relation"] = set(labels("rules").values())
    if any(getattr(asked, name) and getattr(asked, name) not in known[name] for name in ASKS):
        raise NotFound("没有这样的核对")
    return asked


def page(site: Site, request: Request) -> Page:
    """``/reports/{sha}/audit``: the findings, those that do not hold first; until they are there it asks
    again. ``?verdict=``, ``?kind=``, ``?relation=``: those alone; ``?brief=1``: as the document's page has
    them. Raises ``NotFound``."""
    origin, _ = of_hash(site.store, request.path_params["sha"])
    found = audited(site, origin)
    short = found is None or bool(request.query_params.get("brief"))
    more = {} if short or found is None else _shown(found, wanted_of(request), number(request))
    place = site.gazetteer.get(origin.adcode) if origin.adcode else None
    title, address = named(site, origin), f"/reports/{origin.sha256[:12]}"
    body = fill(
        site,
        request,
        "audit.html",
        title=f"{title}：数字核对",
        summary=f"{title}中算得出的关系逐处重算：算式、文中的数、推算的数和出处。",
        crumbs=[*way_to(site, place, "")[:-1], Crumb(title, address), Crumb("数字核对")],
        indexed=not short and not request.url.query,
        as_data=f"documents/{origin.sha256}/findings",
        origin=origin,
        audited=found,
        short=short,
        top=address,
        verdicts=labels("verdicts"),
        rules=labels("rules"),
        roles=labels("roles"),
        **more,
    )
    return Page(body, headers={"refresh": str(AGAIN_SECONDS)} if found is None else {})


def _shown(found: Audited, wanted: Wanted, at: int) -> dict[str, object]:
    """What the page shows of the findings: those of one page, in groups, and the conditions with how many
    findings each would leave."""
    order = list(dict.fromkeys(kinds().values()))
    all_of = sorted(
        filter(wanted.of, found.checked),
        key=lambda one: (ORDER.index(one.verdict), order.index(one.kind)),
    )
    shown = all_of[(at - 1) * A_PAGE : at * A_PAGE]
    if not shown and at > 1:
        raise NotFound("没有这一页")
    return {
        "wanted": wanted,
        "groups": [(v, list(_by_kind(rows))) for v, rows in groupby(shown, lambda one: one.verdict)],
        "matching": Counter(one.verdict for one in all_of),
        "total": len(all_of),
        "first": (at - 1) * A_PAGE + 1,
        "count": len(shown),
        "at": at,
        "more": at * A_PAGE < len(all_of),
        "choices": {name: _choices(found, wanted, name) for name in ASKS},
    }


def _by_kind(rows: Iterable[Checked]) -> Iterator[tuple[str, list[Checked]]]:
    """Findings that stand under one heading: 增长与变化."""
    for kind, alike in groupby(rows, lambda one: one.kind):
        yield kind, list(alike)


def _choices(found: Audited, wanted: Wanted, field: str) -> list[tuple[str, str, int]]:
    """The values that a condition can have, the words for each and how many findings it would leave."""
    others = wanted.without(field)
    counted = Counter(str(getattr(one, field)) for one in found.checked if others.of(one))
    if field == "verdict":
        return [(v, labels("verdicts")[v], counted[v]) for v in ORDER if counted[v]]
    order = kinds().values() if field == "kind" else labels("rules").values()
    return [(name, name, counted[name]) for name in dict.fromkeys(order) if counted[name]]


# -- as data -------------------------------------------------------------------------------------------


def _data(site: Site, request: Request) -> tuple[Origin, list[Checked] | None]:
    origin, _ = of_hash(site.store, request.path_params["sha"])
    found = audited(site, origin)
    wanted = wanted_of(request)
    return origin, list(filter(wanted.of, found.checked)) if found is not None else None


def _later() -> Page:
    """The findings are not there yet."""
    headers = {"retry-after": str(AGAIN_SECONDS), "cache-control": "no-store"}
    return Page("数字核对还没有做完，请稍后再取。\n", "text/plain; charset=utf-8", 503, headers)


def table(site: Site, request: Request) -> Page:
    """``/reports/{sha}/audit.csv``: the findings, a row each. Raises ``NotFound``."""
    origin, found = _data(site, request)
    if found is None:
        return _later()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    root, title = base(site, request), named(site, origin)
    for one in found:
        operands = "；".join(f"{part['role']} {part['text']} [{part['start']}, {part['end']})" for part in
                            _parts(one, origin, root))  # fmt: skip
        cells = [
            one.id, one.verdict.value, one.kind, one.relation, one.rule, one.stated, one.recomputed, one.low,
            one.high, one.formula, one.explanation, "1" if one.changes else "", one.start, one.end, operands,
            title, origin.sha256, _address(root, origin, one.sentence),
        ]  # fmt: skip
        writer.writerow([in_cell(cell) if isinstance(cell, str) else cell for cell in cells])
    body = ("\ufeff" + out.getvalue()).encode()
    return Page(body, "text/csv; charset=utf-8", headers=_attached(origin, "csv"))


def data(site: Site, request: Request) -> Page:
    """``/reports/{sha}/audit.json``: the findings as ``duibiao audit`` gives them. Raises ``NotFound``."""
    origin, found = _data(site, request)
    if found is None:
        return _later()
    root = base(site, request)
    rows = [
        {
            "id": one.id,
            "rule": one.rule,
            "kind": one.kind,
            "relation": one.relation,
            "verdict": one.verdict.value,
            "operands": list(_parts(one, origin, root)),
            "stated": one.stated,
            "recomputed": one.recomputed,
            "low": one.low or None,
            "high": one.high or None,
            "formula": one.formula,
            "explanation": one.explanation,
            "changes_conclusion": one.changes,
        }
        for one in found
    ]
    said = {"document": named(site, origin), "sha256": origin.sha256, "findings": rows}
    body = json.dumps(said, ensure_ascii=False, indent=1)
    return Page(body, "application/json", headers=_attached(origin, "json"))


def _parts(one: Checked, origin: Origin, root: str) -> Iterator[Mapping[str, str | int]]:
    for part in one.parts:
        yield {
            "role": part.role,
            "text": "".join(part.text.split()),
            "start": part.start,
            "end": part.end,
            "url": _address(root, origin, part.sentence),
        }


def _address(root: str, origin: Origin, sentence: int | None) -> str:
    anchor = f"#s{sentence}" if sentence is not None else ""
    return f"{root}/reports/{origin.sha256[:12]}{anchor}"


def _attached(origin: Origin, kind: str) -> dict[str, str]:
    return {"content-disposition": f"attachment; filename=audit-{origin.sha256[:12]}.{kind}"}
