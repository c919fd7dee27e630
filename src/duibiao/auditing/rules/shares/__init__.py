"""Shares of one total, of a place, of a plan."""
