"""Parts that are no more than their whole, though they need not be all of it."""
