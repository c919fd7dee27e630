"""One number printed again: under its name, between the same words, in other words, in the next report."""
