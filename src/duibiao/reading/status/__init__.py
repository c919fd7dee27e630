"""Whether a figure is reached, aimed at, under way, or a rule, price or size."""
