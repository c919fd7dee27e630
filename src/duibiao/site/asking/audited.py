"""What the audit found in a document: looked up, or made where nobody waits for it."""

from __future__ import annotations

from duibiao.auditing import audit
from duibiao.ledger.asking.documents import read_again
from duibiao.ledger.asking.origin import Origin
from duibiao.site.keeping.audited import Audited
from duibiao.site.state import Site
from duibiao.text import Document


def audited(site: Site, origin: Origin, document: Document | None = None) -> Audited | None:
    """The findings of a document; ``None`` where others make them and they are not there yet."""
    found = site.audits.get(origin)
    if found is None and not site.defers:
        found = made(site, origin, document or read_again(site.store, origin.number))
        site.audits.put(origin, found)
    return found


def made(site: Site, origin: Origin, document: Document) -> Audited:
    """The document audited alone: an eighth of a second of the processor."""
    place = site.gazetteer.get(origin.adcode) if origin.adcode else None
    found = audit([document], place=place, year=origin.year, gazetteer=site.gazetteer)
    return Audited.of(found, [s.span.start for s in document.sentences])
