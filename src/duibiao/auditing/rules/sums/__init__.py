"""Parts and totals that must add up, and how a list is known to be whole."""
