"""Years, days, terms and editions: those that cannot be, and those that go on from report to report."""
