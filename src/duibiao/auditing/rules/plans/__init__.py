"""What was planned and what came of it, in one report and the next."""
