"""Whose figure it is."""
