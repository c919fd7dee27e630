"""The ledger: one store of documents and what was read from them; series, targets, projects, boards."""
