"""Products and quotients: so many of such a size, so much a head, one in so many days, known ratios."""
