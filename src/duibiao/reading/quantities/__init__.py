"""Numbers with their units: forms, values, and what looks like one and is none."""
