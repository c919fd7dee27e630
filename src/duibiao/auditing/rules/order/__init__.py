"""Figures that their words put in an order: above, below, past a threshold, sooner, the first."""
