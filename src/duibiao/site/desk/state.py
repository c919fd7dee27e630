"""What the pages of the desk share, beside the site."""

from __future__ import annotations

from functools import cached_property

from duibiao.site.security.throttle import Throttle
from duibiao.site.state import Site
from duibiao.site.store.drafts import Draft, Drafts
from duibiao.site.store.jobs import Jobs
from duibiao.site.store.people import People
from duibiao.site.store.uploads import Uploads


class Desk:
    """The desk of a site."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.store = site.store
        self.people = People(site.store)
        self.throttle = Throttle(site.store)
        self.drafts = Drafts(site.store)
        self.uploads = Uploads(site.store)
        self.jobs = Jobs(site.store)
        self.streams: set[object] = set()
        """One for each stream of events that is open."""

    @cached_property
    def secret(self) -> bytes:
        """What forms are signed with."""
        given = self.site.settings.secret
        return given.encode() if given else self.people.secret()

    def shown(self, names: object) -> dict[str, str]:
        """What accounts are called, by account."""
        return {user.name: user.shown for user in self.people.all()}

    def documents_of(self, draft: Draft) -> list[str]:
        """Hashes of what a draft is made from, the report first."""
        return [draft.report, *draft.material]
