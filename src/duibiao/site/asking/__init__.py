"""What the pages ask the ledger beyond its own questions: bounded, by index, for one place or document."""
