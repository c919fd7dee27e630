"""Members of programmes over documents: a place's share of what its province chose."""

from duibiao.ledger.programmes.sharing import Listing, Share, listings, shares

__all__ = ["Listing", "Share", "listings", "shares"]
