"""Rows of names and the number that is said of them; places and where they lie."""
