"""Levels, their changes and rates: in a sentence, over years, by the level of another passage or report."""
